"""Every consequence of a plan, before anything is written."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import Membership, Post
from chibo.members.queries.reorganising.calling import comrade
from chibo.members.queries.reorganising.hanging import Hanging, PlaceFate, hanging_on
from chibo.members.queries.reorganising.names import (
    SameName,
    places_of_one_name,
    units_of_one_name,
)
from chibo.members.queries.reorganising.rolls import (
    Rolls,
    divided_cells,
    divided_in,
    rolls_of,
)
from chibo.organisations.consequences import Consequence, carriers
from chibo.organisations.models import CellPlace, Place, Placement, Profile
from chibo.organisations.plan import KEEP, MERGE, Plan, key_of
from chibo.organisations.queries.shape import Shape, shape_of
from chibo.organisations.queries.tree import within
from chibo.rulebook.queries import code_list, rule


@dataclass(frozen=True)
class Rehearsal:
    """`problems` must be settled before the plan is carried out, `warnings` are to be known."""

    shape: Shape
    rolls: Rolls
    hanging: Hanging
    same_names: list[SameName]
    same_places: list[list[PlaceFate]]
    others: list[Consequence]
    late: int
    problems: list[str]
    warnings: list[str]


def rehearse(plan: Plan, on: date, by: User) -> Rehearsal:
    """Reads only; quick however many members there are. `by` is who would carry it out. Raises Refusal
    when the tree itself forbids it."""
    shape = shape_of(plan, on)
    if broken := list(_of_the_tree(shape)):
        raise Refusal(" ".join(broken))
    hanging = hanging_on(shape, by)
    rolls = rolls_of(shape)
    names = units_of_one_name(shape)
    places = places_of_one_name(hanging.places)
    others = [line for carrier in carriers() for line in carrier.describe(shape)]
    return Rehearsal(
        shape,
        rolls,
        hanging,
        names,
        places,
        others,
        _late(shape),
        [
            *_of_names(names, places),
            *_of_people(rolls, hanging, by),
            *_recorded_since(shape, by),
            *_came_since(shape, by),
            *(line.sentence for line in others if line.blocking),
        ],
        [*_small_cells(shape, rolls), *_two_secretaries(shape, hanging)],
    )


def _of_the_tree(shape: Shape) -> Iterator[str]:
    """What makes the plan impossible to picture: units that are not there, rings, orphans, wrong kinds."""
    named = {*shape.plan.old, *(row.unit for row in shape.plan.rows)}
    if not named or named - set(shape.inside):
        yield _(
            "Có tổ chức trong phương án chưa thành lập hoặc đã kết thúc tại ngày {day}."
        ).format(day=format_date(shape.on))
        return
    yield from _settled(shape)
    yield from _merged_well(shape)
    for ref in shape.touched():
        shape.line(ref)
        yield from _hangs_well(shape, ref)


def _settled(shape: Shape) -> Iterator[str]:
    """Rows written for later days would be left behind."""
    tops = shape.highest(shape.inside.values())
    later = Placement.objects.filter(within(tops)).filter(
        Q(started_on__gt=shape.on) | Q(ended_on__gt=shape.on)
    )
    moved = later.order_by("started_on").first()
    if moved is None:
        keys = [*shape.inside, *shape.around]
        later = Placement.objects.filter(organisation__in=keys, started_on__gt=shape.on)
        moved = later.order_by("started_on").first()
    names = Profile.objects.filter(organisation__in=shape.inside, started_on__gt=shape.on)
    changed = moved or names.order_by("started_on").first()
    if changed is not None:
        yield _(
            "Cây tổ chức ở đây đã thay đổi ngày {day}, sau ngày {on}; chọn ngày sau thay đổi đó, "
            "hoặc hoàn tác thay đổi đó trước."
        ).format(
            day=format_date(max(changed.started_on, changed.ended_on or changed.started_on)),
            on=format_date(shape.on),
        )


def _merged_well(shape: Shape) -> Iterator[str]:
    for row in shape.plan.rows:
        if row.do != MERGE:
            continue
        name = shape.inside[row.unit].name
        if not shape.kind(row.to):
            yield _("Chọn tổ chức mà {name} nhập vào.").format(name=name)
        elif shape.ends(row.to) or row.to == str(row.unit):
            yield _("{name} không thể nhập vào tổ chức cũng kết thúc.").format(name=name)
        elif shape.is_cell(row.to) and not shape.inside[row.unit].is_cell:
            yield _("{name} không thể nhập vào một chi bộ.").format(name=name)


def _hangs_well(shape: Shape, ref: str) -> Iterator[str]:
    above = shape.parent(ref)
    if not above:
        return
    if shape.ends(above) or not shape.kind(above):
        yield _("Chọn nơi trực thuộc mới của {name}: tổ chức cấp trên kết thúc.").format(
            name=shape.name(ref)
        )
        return
    unit = shape.standing(ref)
    kinds = code_list("organisation_kinds")
    allowed = kinds.item(shape.kind(above)).extra.get("children", [])
    moves = unit is None or above != str(unit.parent_id or "")
    if moves and shape.kind(ref) not in allowed:
        yield _("{name} ({kind}) không thể trực thuộc {above}.").format(
            name=shape.name(ref),
            kind=kinds.label(shape.kind(ref)).lower(),
            above=shape.name(above),
        )


def _of_names(names: list[SameName], places: list[list[PlaceFate]]) -> Iterator[str]:
    for same in names:
        if not same.accepted:
            yield _(
                "Có {n} tổ chức cùng tên “{name}”: đặt lại tên, hoặc đánh dấu giữ nguyên."
            ).format(n=len(same.units), name=same.name)
    for fates in places:
        yield _("Có {n} địa bàn cùng tên “{name}”: đặt lại tên để phân biệt.").format(
            n=len(fates), name=fates[0].name
        )


def _of_people(rolls: Rolls, hanging: Hanging, by: User) -> Iterator[str]:
    if rolls.unplaced:
        yield _("Còn {n} đảng viên chưa chọn chi bộ mới.").format(n=rolls.unplaced)
    for stay in hanging.stays:
        if not stay.cell:
            who = comrade(by, stay.stay.person, stay.stay.cell_id, begins=True)
            yield _("{who} đang sinh hoạt tạm thời ở chi bộ kết thúc; chọn chi bộ mới.").format(
                who=who
            )


def _late(shape: Shape) -> int:
    """Stays entered for days from the change on, in cells that end or move: they are put right."""
    moved = shape.highest([*shape.moved, *shape.ended])
    rows = Membership.objects.filter(within(moved), started_on__gte=shape.on)
    return rows.count() if moved else 0


def _recorded_since(shape: Shape, by: User) -> Iterator[str]:
    """Facts of units that end, written for later days: they have to be ended or withdrawn first."""
    gone = [unit.pk for unit in shape.ended]
    kept: list[tuple[QuerySet[Any], str]] = [
        (Post.objects.filter(organisation__in=gone), _("chức vụ")),
        (Place.objects.filter(area__in=gone), _("địa bàn")),
        (CellPlace.objects.filter(cell__in=gone), _("việc phụ trách địa bàn")),
    ]
    for rows, what in kept:
        since = rows.filter(started_on__gt=shape.on)
        if first := since.order_by("started_on").first():
            yield _("Đã ghi {what} từ ngày {day} ở tổ chức kết thúc ngày {on}: {thing}.").format(
                what=what,
                day=format_date(first.started_on),
                on=format_date(shape.on),
                thing=comrade(by, first.person, first.organisation_id)
                if isinstance(first, Post)
                else first,
            )


def _came_since(shape: Shape, by: User) -> Iterator[str]:
    """Who came after the day to a cell that is divided up and ends: nothing says where they go."""
    gone = [key for key in divided_cells(shape) if shape.ends(str(key))]
    rows = Membership.objects.filter(cell__in=gone, started_on__gt=shape.on)
    came = rows.exclude(person__in=[one.person.pk for one in divided_in(shape)] if gone else [])
    if first := came.select_related("person").order_by("started_on").first():
        yield _(
            "Ngày {day} đã ghi {who} vào chi bộ kết thúc ngày {on}. Hủy biến động đó trước."
        ).format(
            day=format_date(first.started_on),
            who=comrade(by, first.person, first.cell_id),
            on=format_date(shape.on),
        )


def _small_cells(shape: Shape, rolls: Rolls) -> Iterator[str]:
    least = rule("organisation.cell_min_members", shape.on).integer()
    for ref in shape.touched():
        row = shape.row(key_of(ref) or 0)
        changed = ref in shape.new or row.do != KEEP or ref in shape.plan.people.values()
        if changed and shape.is_cell(ref) and rolls.official.get(ref, 0) < least:
            yield _("{name} sẽ có {n} đảng viên chính thức; chi bộ cần ít nhất {least}.").format(
                name=shape.name(ref), n=rolls.official.get(ref, 0), least=least
            )


def _two_secretaries(shape: Shape, hanging: Hanging) -> Iterator[str]:
    """One unit has one secretary: more is mostly the same choice made for all."""
    positions = code_list("positions")
    leads = [one for one in hanging.posts if one.carried and not one.goes_on]
    leads = [one for one in leads if positions.item(one.position).extra.get("is_secretary")]
    for (to, position), count in Counter((one.to, one.position) for one in leads).items():
        if count > 1:
            yield _("{name} sẽ có {n} người giữ chức vụ {position}.").format(
                name=shape.name(to), n=count, position=positions.label(position).lower()
            )
