"""`chibo report`: the report of a period as a file in the Party's layout, or its content as data."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chibo.cli.acting import acting_user, as_option
from chibo.cli.asking import (
    CalledWrongly,
    org_option,
    refusals_are_wrong_calls,
    refuse_days_ahead,
    the_organisation,
)
from chibo.cli.frame import examples, with_database

if TYPE_CHECKING:
    from chibo.accounts.models import User
    from chibo.reports.content.pieces import Content
    from chibo.reports.queries.numbers import Numbers


@click.command(
    help="Báo cáo tháng, quý, 6 tháng, 9 tháng hoặc năm của một tổ chức đảng: ghi ra tệp .docx hoặc .pdf "
    "theo thể thức văn bản của Đảng, hoặc in nội dung dạng JSON. "
    "Danh sách ghi tên chỉ có khi tài khoản --as được xem tên.",
    epilog=examples(
        'chibo report --org "xã Mường Sang" --ky 2018-H1 --out bao-cao.docx --as vanphong',
        'chibo report --org "xã Mường Sang" --ky 2018 --format json',
    ),
)
@org_option
@click.option(
    "--ky",
    "code",
    required=True,
    metavar="KỲ",
    help="Kỳ báo cáo: 2018, 2018-H1, 2018-Q3, 2018-M07, 2018-9T, 2015-06-20..2020-06-19.",
)
@click.option(
    "--out",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP",
    help="Tệp .docx hoặc .pdf.",
)
@click.option("--format", "form", type=click.Choice(["json"]), help="In nội dung dạng JSON.")
@as_option
@with_database
def command(
    organisation: str, code: str, out: Path | None, form: str | None, acting_as: str
) -> None:
    if (out is None) == (form is None):
        raise CalledWrongly("Chọn một: --out TỆP để ghi ra tệp, hoặc --format json.")
    kind = _kind_of(out) if out else "json"
    with refusals_are_wrong_calls():
        numbers = _numbers(organisation, code)
        user = acting_user(acting_as)
        content = _content(numbers, user)
    if out:
        _write(out, _printed(kind, content, numbers))
        click.echo(f"Đã ghi {out}")
    else:
        click.echo(json.dumps(_data(content, numbers), ensure_ascii=False, indent=2, default=str))
    _note(numbers, kind, user)


def _kind_of(out: Path) -> str:
    kind = out.suffix.lower().lstrip(".")
    if kind not in ("docx", "pdf"):
        raise CalledWrongly(f"Tên tệp “{out.name}” phải có đuôi .docx hoặc .pdf.")
    return kind


def _numbers(organisation: str, code: str) -> "Numbers":
    from chibo.base.periods import Period
    from chibo.reports.queries.numbers import Numbers

    try:
        period = Period.parse(code)
    except ValueError as error:
        raise CalledWrongly(str(error)) from None
    refuse_days_ahead(period.first)
    return Numbers(the_organisation(organisation), period)


def _outline(numbers: "Numbers") -> str:
    """The kind of report of the period's length; days that no report goes by get the six-month sections."""
    from chibo.reports.outlines import kinds, kinds_of

    return (kinds_of(numbers.period) or kinds("half"))[0]


def _content(numbers: "Numbers", user: "User") -> "Content":
    """With the words people gave the draft of this period, when there is one."""
    from chibo.organisations.rules import may_see_names
    from chibo.reports.content.building import build
    from chibo.reports.queries.reports import draft_of, latest_wordings

    draft = draft_of(numbers.organisation, _outline(numbers), numbers.period)
    wordings = latest_wordings(draft) if draft else {}
    return build(_outline(numbers), numbers, wordings, names=may_see_names(user, numbers.branch))


def _printed(kind: str, content: "Content", numbers: "Numbers") -> bytes:
    from chibo.base.papers import to_docx, to_pdf
    from chibo.reports.papers import Imprint, paper_of
    from chibo.reports.queries.reports import draft_of

    draft = draft_of(numbers.organisation, _outline(numbers), numbers.period)
    imprint = Imprint(draft.number, draft.signed_on, draft.place) if draft else Imprint()
    paper = paper_of(_outline(numbers), content, numbers, imprint)
    return to_pdf(paper) if kind == "pdf" else to_docx(paper)


def _write(out: Path, printed: bytes) -> None:
    try:
        out.write_bytes(printed)
    except OSError as error:
        raise click.ClickException(
            f"Không ghi được tệp {out}: kiểm tra thư mục và quyền ghi."
        ) from error


def _data(content: "Content", numbers: "Numbers") -> dict[str, Any]:
    return {
        "organisation": numbers.branch.name,
        "code": numbers.branch.code,
        "kind": _outline(numbers),
        "period": numbers.period.code,
        "from": numbers.counted.first,
        "to": numbers.counted.last,
        "problems": list(content.problems),
        "sections": content.as_data(),
    }


def _note(numbers: "Numbers", kind: str, user: "User") -> None:
    from chibo.audit.actions import note_reading

    reason = f"{kind} {numbers.period.code}"
    note_reading(
        user, "report.printed", numbers.organisation, path=numbers.branch.path, reason=reason
    )
