"""Bringing a data workbook in from the command line; `chibo import` hands it over."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chibo.cli.acting import acting_user
from chibo.cli.frame import show

if TYPE_CHECKING:
    from chibo.accounts.models import User
    from chibo.imports.actions.workbook import Outcome
    from chibo.imports.workbook.reading import Problem


def is_workbook(path: Path) -> bool:
    from chibo.imports.workbook.reading import looks_like_workbook

    return looks_like_workbook(path.read_bytes(), path.name)


def bring_in(path: Path, form: str, acting_as: str, *, write: bool) -> None:
    """Rehearse and, with `write` and nothing left to mend, apply. Exits with 1 when there are problems."""
    from chibo.imports.actions.workbook import UnfitWorkbook, import_workbook, rehearse_workbook

    content = path.read_bytes()
    act = import_workbook if write else rehearse_workbook
    with _allowed(acting_user(acting_as)) as by:
        try:
            outcome = act(content, path.name, by=by)
        except UnfitWorkbook as unfit:
            _tell_problems(unfit.problems, form)
            raise SystemExit(1) from None
    _tell(outcome, form, written=write)
    if outcome.problems:
        raise SystemExit(1)


def _allowed(by: "User") -> AbstractContextManager["User"]:
    """Where there are organisations already, as for any import."""
    from chibo.cli.commands.import_ import allowed
    from chibo.organisations.models import Placement

    root = Placement.objects.open().filter(parent__isnull=True).select_related("organisation")
    top = root.first()
    return allowed(by, top.organisation) if top else nullcontext(by)


def _tell(outcome: "Outcome", form: str, *, written: bool) -> None:
    if form == "json":
        whole = {"rows": outcome.rows, "problems": _as_data(outcome.problems)}
        show([whole | {"remarks": outcome.remarks, "written": written}], form)
        return
    _tell_problems(outcome.problems, form)
    for remark in outcome.remarks:
        click.echo(remark, err=True)
    total = sum(outcome.rows.values())
    done = "đã ghi vào sổ" if written else "chạy thử, chưa ghi gì; thêm --apply để ghi"
    click.echo(f"{total} dòng, {len(outcome.problems)} chỗ phải sửa; {done}.", err=True)


def _tell_problems(problems: "tuple[Problem, ...]", form: str) -> None:
    show(_as_data(problems), form)


def _as_data(problems: "tuple[Problem, ...]") -> list[dict[str, Any]]:
    return [
        {"sheet": one.sheet, "row": one.row, "column": one.column, "problem": one.sentence}
        for one in problems
    ]
