"""A rehearsal in words and numbers: for the screen, for paper, and as it is kept when carried out."""

from typing import Any

from django.utils.translation import gettext as _

from chibo.members.queries.reorganising.rehearsal import Rehearsal
from chibo.members.queries.reorganising.rolls import Side
from chibo.organisations.plan import MERGE
from chibo.organisations.queries.shape import Shape


def told_of(rehearsal: Rehearsal) -> dict[str, Any]:
    """`before`, `after`: lines of name, members, probationary, cells. `lines`: what changes, how many.
    `units`: one line per unit that ends, begins, moves or is renamed."""
    return {
        "before": _side(rehearsal.rolls.before),
        "after": _side(rehearsal.rolls.after),
        "lines": _counts(rehearsal),
        "units": _units(rehearsal.shape),
        "others": [line.sentence for line in rehearsal.others],
        "warnings": rehearsal.warnings,
    }


def _side(side: Side) -> list[list[Any]]:
    return [[name, one.members, one.probationary, one.cells] for name, one in side.units]


def _counts(rehearsal: Rehearsal) -> list[list[Any]]:
    shape, hanging = rehearsal.shape, rehearsal.hanging
    given = sum(fate.given for fate in hanging.duties)
    carried = sum(fate.carried for fate in hanging.posts)
    lines = [
        (_("Tổ chức kết thúc"), len(shape.ended)),
        (_("Tổ chức lập mới"), len(shape.new)),
        (_("Tổ chức đổi nơi trực thuộc"), len(shape.moved)),
        (_("Tổ chức đổi tên"), sum(1 for row in shape.plan.rows if row.name)),
        (_("Chi bộ nhập vào chi bộ khác"), _merged_cells(shape)),
        (_("Chức vụ thôi giữ"), len(hanging.posts) - carried),
        (_("Chức vụ giữ tiếp ở đơn vị mới"), carried),
        (_("Nhiệm vụ trên hệ thống thôi giao"), len(hanging.duties) - given),
        (_("Nhiệm vụ trên hệ thống giao ở đơn vị mới"), given),
        (_("Địa bàn chuyển sang đơn vị mới"), len(hanging.places)),
        (_("Đảng viên sinh hoạt tạm thời chuyển theo"), len(hanging.stays)),
        (_("Hồ sơ người ngoài Đảng chuyển theo"), len(hanging.files)),
        (_("Thời gian sinh hoạt ghi sau ngày hiệu lực được chuyển theo"), rehearsal.late),
    ]
    return [[label, count] for label, count in lines if count]


def _merged_cells(shape: Shape) -> int:
    return sum(1 for cell in shape.cells if shape.successor(cell.pk))


def _units(shape: Shape) -> list[list[str]]:
    """Name, what becomes of it, where or as what."""
    lines = [[shape.name(ref), _("Lập mới"), shape.name(shape.parent(ref))] for ref in shape.new]
    for unit in sorted(shape.inside.values(), key=lambda one: one.path):
        lines += _unit(shape, unit.pk)
    return lines


def _unit(shape: Shape, key: int) -> list[list[str]]:
    unit, row, ref = shape.inside[key], shape.row(key), str(key)
    if shape.ends(ref):
        verb = _("Nhập vào") if row.do == MERGE else _("Kết thúc")
        return [[unit.name, verb, shape.name(row.to) if row.do == MERGE else ""]]
    lines = []
    if shape.parent(ref) != str(unit.parent_id or ""):
        lines.append([unit.name, _("Về trực thuộc"), shape.name(shape.parent(ref))])
    if row.name and row.name != unit.name:
        lines.append([unit.name, _("Đổi tên thành"), row.name])
    return lines
