"""What commands that read about a branch are told: which organisation, which day, which period."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chibo.base.periods import Period
    from chibo.organisations.models import Organisation

Function = TypeVar("Function", bound=Callable[..., Any])

org_option = click.option(
    "--org",
    "organisation",
    required=True,
    metavar="MÃ_HOẶC_TÊN",
    help="Mã 14 số hoặc tên tổ chức đảng, kể cả tên cũ; gõ không dấu cũng được.",
)


class CalledWrongly(click.ClickException):
    """One sentence, and the exit code of a wrong call."""

    exit_code = 2


class Day(click.ParamType):
    """A day written 2018-06-30 or 30/06/2018."""

    name = "ngày"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        if isinstance(value, date):
            return value
        return day_from(str(value))


def day_from(text: str) -> date:
    parts = text.strip().split("/")
    written = (
        "-".join(part.zfill(2) for part in reversed(parts)) if len(parts) > 1 else text.strip()
    )
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise CalledWrongly(
            f"Không đọc được ngày “{text}”. Viết như 30/06/2018 hoặc 2018-06-30."
        ) from None


def period_options(function: Function) -> Function:
    """--from and --to, or --ky."""
    options = (
        click.option("--from", "first", type=Day(), metavar="NGÀY", help="Ngày đầu kỳ."),
        click.option("--to", "last", type=Day(), metavar="NGÀY", help="Ngày cuối kỳ."),
        click.option(
            "--ky",
            "code",
            metavar="KỲ",
            help="Kỳ viết gọn: 2018, 2018-H1, 2018-Q3, 2018-M07, 2018-9T.",
        ),
    )
    for option in reversed(options):
        function = option(function)
    return function


def period_from(first: date | None, last: date | None, code: str | None) -> "Period | None":
    """None when no first day and no code is given: the question is about a day."""
    from chibo.base.periods import Period

    if code and (first or last):
        raise CalledWrongly("Chỉ dùng --ky hoặc --from, --to.")
    if first and not last:
        raise CalledWrongly("Kỳ cần cả ngày đầu và ngày cuối: thêm --to.")
    try:
        if code:
            return Period.parse(code)
        return Period(first, last) if first and last else None
    except ValueError as error:
        raise CalledWrongly(str(error)) from None


def refuse_days_ahead(day: date) -> None:
    """As on the screen (base/asof.py): of a day that has not come nothing is known yet."""
    from django.utils import timezone

    from chibo.base.text import format_date

    if day > (today := timezone.localdate()):
        raise CalledWrongly(
            f"Chưa có số liệu của ngày {format_date(day)}: ngày xem không được sau hôm nay, {format_date(today)}."
        )


def the_organisation(text: str) -> "Organisation":
    """Raises CalledWrongly, with the candidates when several are meant."""
    from chibo.organisations.queries.find import find_organisation

    with refusals_are_wrong_calls():
        return find_organisation(text)


@contextmanager
def refusals_are_wrong_calls() -> "Iterator[None]":
    """What a command is asked that nothing can answer: one sentence, exit code 2."""
    from chibo.base.rules import Refusal

    try:
        yield
    except Refusal as error:
        raise CalledWrongly(error.sentence) from None
