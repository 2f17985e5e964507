"""Work given, and what became of it."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.assignments.models import Assignment, Step, WorkStep
from chibo.imports.workbook.declaring import Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract

GIVEN = ("what", "helpers", "given_on", "first_due_on", "origin")
STEP = ("kind", "on", "progress", "text", "evidence", "due_after")


def _in_order(of: Extract) -> Iterator[Assignment]:
    rows = {row.pk: row for row in of.honours.works}
    yield from (rows[pk] for pk in of.honours.work_keys)


def _moves(work: Assignment) -> list[WorkStep]:
    return [row for row in work.steps.all() if row.kind == Step.MOVED]


def _works(of: Extract) -> Iterator[Row]:
    for row in _in_order(of):
        moves = _moves(row)
        giver = moves[0].giver_before_id if moves else row.giver_id
        unit = moves[0].unit_before_id if moves else row.unit_id
        yield {
            "key": of.honours.work_keys[row.pk],
            "giver": of.organisation_keys[giver or 0],
            "person": of.person_keys.get(row.person_id or 0, ""),
            "unit": of.organisation_keys.get(unit or 0, ""),
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            **{name: getattr(row, name) for name in GIVEN},
        }


WORKS = SheetKind(
    "works",
    _("Việc được giao"),
    _(
        "Mỗi dòng một việc, như lúc giao; hạn, tiến độ, hoàn thành về sau do các dòng diễn biến mà có."
    ),
    (
        key(_("Mã việc trong sổ")),
        ref("giver", _("Nơi giao"), "organisations", required=True),
        ref(
            "person",
            _("Giao cho đồng chí"),
            "people",
            _("Giao cho một đồng chí, hoặc một tổ chức."),
        ),
        ref("unit", _("Giao cho tổ chức"), "organisations"),
        *of_model(Assignment, *GIVEN),
        ref("paper", _("Văn bản"), "papers"),
    ),
    _works,
    prefix="CV",
    since=2,
)


def _steps(of: Extract) -> Iterator[Row]:
    for work in _in_order(of):
        moves = _moves(work)
        for row in work.steps.all():
            if of.until(row.on):
                yield {
                    "work": of.honours.work_keys[work.pk],
                    **{name: getattr(row, name) for name in STEP},
                    **(_after(of, work, row, moves) if row in moves else {}),
                }


def _after(of: Extract, work: Assignment, move: WorkStep, moves: list[WorkStep]) -> Row:
    """The units a move led to: those before the next one, or those of the work as it stands."""
    later = moves[moves.index(move) + 1 :]
    giver = later[0].giver_before_id if later else work.giver_id
    unit = later[0].unit_before_id if later else work.unit_id
    return {
        "giver": of.organisation_keys.get(giver or 0, ""),
        "unit": of.organisation_keys.get(unit or 0, ""),
    }


WORK_STEPS = SheetKind(
    "work_steps",
    _("Diễn biến việc"),
    _("Báo tiến độ, gia hạn, báo xong, xác nhận, trả lại, thôi giao, theo thứ tự ngày."),
    (
        ref("work", _("Việc"), "works", required=True),
        *of_model(
            WorkStep, *STEP, due_after={"heading": _("Hạn mới"), "meaning": _("Khi gia hạn.")}
        ),
        ref(
            "giver",
            _("Nơi giao sau đó"),
            "organisations",
            _("Khi việc chuyển sang đơn vị kế tục."),
        ),
        ref("unit", _("Đơn vị làm sau đó"), "organisations"),
    ),
    _steps,
    since=2,
)
