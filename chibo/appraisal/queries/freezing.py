"""Who stands on the list of a cycle by the books of its day, and why some of them are not rated."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from chibo.appraisal.models import Agency, Cycle, Kind, Rated, Unrated
from chibo.base.text import text_sort_key
from chibo.members.models import Exemption, Membership, Post, Suspension
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch, cell_kinds, grassroots_kinds, placed_under
from chibo.rulebook.queries import NoRuleOnDay, add_months, code_list, rule

SECTIONAL = ("sectional_committee", "sub_grassroots_committee")


def listed(of: Branch, cycle: Cycle, kinds: Collection[str]) -> list[Rated]:
    """Unsaved rows, in the order of `Kind`."""
    makers: Mapping[str, Callable[[Branch, Cycle], list[Rated]]] = {
        Kind.MEMBER: _members,
        Kind.LEADER: _leaders,
        Kind.CELL: _cells,
        Kind.SECTIONAL: _sectional,
        Kind.GRASSROOTS: _grassroots,
        Kind.AGENCY: _agencies,
    }
    return [row for kind in Kind.values if kind in kinds for row in makers[kind](of, cycle)]


def kinds_of(of: Branch) -> list[str]:
    """Whom a committee of that kind usually rates."""
    if of.is_cell:
        return [Kind.MEMBER]
    if of.kind in grassroots_kinds():
        return [Kind.MEMBER, Kind.CELL, Kind.SECTIONAL]
    return [Kind.GRASSROOTS, Kind.AGENCY]


def _members(of: Branch, cycle: Cycle) -> list[Rated]:
    rows = list(roll(of).select_related("person").order_by("path", "person__name_sort", "pk"))
    why = _left_out({row.person_id for row in rows}, of.on)
    return [_of_person(cycle, row, Kind.MEMBER, why) for row in rows]


def _leaders(of: Branch, cycle: Cycle) -> list[Rated]:
    """A row for every office held, in the cell the person belongs to."""
    units = placed_under(of.path, of.on).values("pk")
    names = _leading()
    posts = Post.objects.on(of.on).filter(organisation__in=units, position__in=names)
    held = list(posts.order_by("organisation__pk", "pk").values_list("person_id", "position"))
    stays = {
        row.person_id: row
        for row in roll(of).filter(person__in={key for key, _p in held}).select_related("person")
    }
    why = _left_out(set(stays), of.on)
    return [
        _of_person(cycle, stays[person], Kind.LEADER, why, names[position])
        for person, position in dict.fromkeys(held)
        if person in stays
    ]


def _leading() -> dict[str, str]:
    """Positions of leading officials: secretaries, standing committees, heads of authorities and organisations."""
    return {
        item.code: item.label
        for item in code_list("positions").items()
        if item.extra.get("is_secretary")
        or item.extra.get("is_standing")
        or item.code.endswith("_chair")
    }


def _of_person(
    cycle: Cycle, row: Membership, kind: str, why: Mapping[int, str], office: str = ""
) -> Rated:
    return Rated(
        cycle=cycle,
        kind=kind,
        person_id=row.person_id,
        unit_id=row.cell_id,
        path=row.path,
        name=row.person.full_name,
        name_sort=row.person.name_sort,
        office=office[:60],
        group=office[:80],
        unrated=why.get(row.person_id, ""),
    )


def _left_out(people: set[int], on: date) -> dict[int, str]:
    exempt = Exemption.objects.on(on).values_list("person_id", flat=True)
    suspended = Suspension.objects.on(on).values_list("person_id", flat=True)
    found = dict.fromkeys(people & set(exempt), str(Unrated.EXEMPT))
    return found | dict.fromkeys(people & set(suspended), str(Unrated.SUSPENDED))


def _cells(of: Branch, cycle: Cycle) -> list[Rated]:
    wanted = [kind for kind in cell_kinds() if kind not in grassroots_kinds()]
    return _organisations(of, cycle, Kind.CELL, wanted)


def _sectional(of: Branch, cycle: Cycle) -> list[Rated]:
    return _organisations(of, cycle, Kind.SECTIONAL, SECTIONAL)


def _grassroots(of: Branch, cycle: Cycle) -> list[Rated]:
    return _organisations(of, cycle, Kind.GRASSROOTS, grassroots_kinds())


def _organisations(of: Branch, cycle: Cycle, kind: str, wanted: Collection[str]) -> list[Rated]:
    rows = placed_under(of.path, of.on).filter(profile__kind__in=wanted).exclude(pk=of.pk)
    return [of_organisation(cycle, row, kind) for row in rows]


def of_organisation(cycle: Cycle, row: Any, kind: str) -> Rated:
    """`row` is one of `placed`, or a Branch with the day it was founded."""
    return Rated(
        cycle=cycle,
        kind=kind,
        unit_id=row.pk,
        path=row.path,
        name=row.name,
        name_sort=order_of(row.name),
        unrated=str(Unrated.NEW) if is_new(row.founded_on, cycle.last_day) else "",
    )


def order_of(name: str) -> str:
    """The order of text_sort_key as digits, which every collation sorts alike: letters of a word from 10 on,
    closed by its tone, which is lower; numbers before words."""
    words = [
        f"0{value:010}" if isinstance(value, int) else f"1{_digits(value)}{tone:02}"
        for _kind, value, tone in text_sort_key(name)
    ]
    return "".join(words)[:400]


def _digits(letters: list[int]) -> str:
    return "".join(f"{letter + 10:02}" for letter in letters)


def is_new(founded_on: date, last_day: date) -> bool:
    """Whether it had not stood as long as the rulebook asks for; never so in years without such a rule."""
    try:
        months = rule("appraisal.new_organisation_months", last_day).months
    except NoRuleOnDay:
        return False
    return add_months(founded_on, months) > last_day


def _agencies(of: Branch, cycle: Cycle) -> list[Rated]:
    return [of_agency(cycle, row, of.path) for row in Agency.objects.on(of.on).filter(keeper=of.pk)]


def of_agency(cycle: Cycle, agency: Agency, path: str) -> Rated:
    return Rated(
        cycle=cycle,
        kind=Kind.AGENCY,
        agency=agency,
        unit_id=agency.keeper_id,
        path=path,
        name=agency.name,
        name_sort=order_of(agency.name),
    )
