"""Carrying a plan out: the tree first, then what hangs on it, then the members."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean, fold
from chibo.members.actions.reorganising.carrying import carry_what_hangs
from chibo.members.actions.units import carry_along
from chibo.members.models import Membership
from chibo.members.queries.reorganising.rehearsal import Rehearsal, rehearse
from chibo.members.queries.reorganising.rolls import divided_in
from chibo.members.queries.reorganising.telling import told_of
from chibo.members.rules import may_carry_out
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.actions.placing import end_units, place_units
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Fates, carriers
from chibo.organisations.models import (
    Organisation,
    Profile,
    Reorganisation,
    Succession,
)
from chibo.organisations.plan import MERGE, NewUnit, Plan, key_of
from chibo.organisations.queries.carried import Carried, carried_on
from chibo.organisations.queries.shape import Shape
from chibo.organisations.rules import check_in_force


@dataclass
class Carrying:
    """A plan on its way: `keys` are the new units' keys by reference."""

    of: Reorganisation
    on: date
    rehearsal: Rehearsal
    by: User
    trace: Trace = field(default_factory=Trace)
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        return self.rehearsal.shape

    @property
    def citation(self) -> dict[str, Any]:
        return self.of.citation

    def key(self, ref: str) -> int:
        return self.keys.get(ref) or key_of(ref) or 0

    def path(self, ref: str) -> str:
        key = key_of(ref)
        beside = self.shape.around.get(key) if key is not None else None
        return beside.path if beside else self.shape.path(ref, self.keys)

    def reason(self, unit: int) -> str:
        """Why a unit ended, in the words its page shows."""
        to = self.shape.successor(unit)
        why = str(self.of.get_kind_display())
        return _("Nhập vào {name}").format(name=self.shape.name(to)) if to else why

    @property
    def told(self) -> str:
        """Why an office ended, in a line."""
        number = self.of.decision_number
        kind = str(self.of.get_kind_display())
        return f"{kind}, {number}" if number else kind


@transaction.atomic
def apply_reorganisation(of: Reorganisation, *, by: User) -> Reorganisation:
    """Carry the plan of a draft out, all of it or nothing."""
    of = Reorganisation.objects.select_for_update().get(pk=of.pk)
    if of.status != Reorganisation.Status.DRAFT or of.on is None:
        raise Refusal(_("Phương án này không còn là bản đang soạn, hoặc chưa có ngày hiệu lực."))
    check_in_force(of.on)
    rehearsal = rehearse(Plan.from_data(of.plan), of.on, by)
    require(by, may_carry_out, rehearsal.shape)
    if rehearsal.problems:
        raise Refusal(" ".join(rehearsal.problems))
    carrying = Carrying(of, of.on, rehearsal, by)
    before = snapshot(of)
    _found(carrying)
    _rename(carrying)
    _hang(carrying)
    _succeed(carrying)
    carry_what_hangs(carrying)
    end_units(
        carrying.shape.ended,
        of.on,
        by=by,
        trace=carrying.trace,
        reasons={unit.pk: carrying.reason(unit.pk) for unit in carrying.shape.ended},
        citation=of.citation,
    )
    fates = _carry_members(carrying)
    for carrier in carriers():
        carrier.carry(fates, carrying.trace, by=by)
    carrying.trace.keep(of)
    of.status, of.applied_at = Reorganisation.Status.APPLIED, timezone.now()
    of.told = told_of(rehearsal)
    of.full_clean()
    of.save(update_fields=["status", "applied_at", "told"])
    note(by, "reorganisation.applied", of, path=_top_path(carrying), before=before)
    return of


def _top_path(carrying: Carrying) -> str:
    line = [one for one in carrying.shape.around.values() if one.pk == carrying.of.top_id]
    return line[0].path if line else ""


def _found(carrying: Carrying) -> None:
    """Parents before children; their keys are known from then on."""
    waiting = list(carrying.shape.new.values())
    while waiting:
        ready = [one for one in waiting if one.under not in {other.ref for other in waiting}]
        for one in ready:
            above = Organisation.objects.get(pk=carrying.key(one.under))
            unit = found_organisation(
                _new(one, carrying.citation), above, carrying.on, by=carrying.by
            )
            carrying.keys[one.ref] = unit.pk
            carrying.trace.made([unit])
            carrying.trace.made(list(unit.profiles.all()))
            carrying.trace.made(list(unit.placements.all()))
        waiting = [one for one in waiting if one not in ready]


def _new(one: NewUnit, citation: Mapping[str, Any]) -> NewOrganisation:
    return NewOrganisation(one.name, one.kind, one.base_type, one.short_name, one.code, citation)


def _rename(carrying: Carrying) -> None:
    """Units that get another name; a name of the very day is put right."""
    named = {row.unit: row for row in carrying.shape.plan.rows if row.name}
    open_ones = Profile.objects.on(carrying.on).filter(organisation__in=named)
    profiles = [row for row in open_ones if row.name != clean(named[row.organisation_id].name)]
    since = [row for row in profiles if row.started_on == carrying.on]
    earlier = [row for row in profiles if row.started_on < carrying.on]
    before = {row.organisation_id: snapshot(row) for row in profiles}
    with carrying.trace.changing(since, [*_NAMES, *carrying.citation]):
        for row in since:
            _name(row, named[row.organisation_id], carrying.citation)
    with carrying.trace.changing(earlier, ["ended_on"]):
        for row in earlier:
            row.ended_on = carrying.on
    later = [_renamed(row, named[row.organisation_id], carrying) for row in earlier]
    carrying.trace.create(later)
    lines = [
        Line(
            "organisation.renamed",
            row,
            carrying.shape.inside[row.organisation_id].path,
            before[row.organisation_id],
            snapshot(row),
        )
        for row in [*since, *later]
    ]
    note_all(carrying.by, lines)


_NAMES = ["name", "short_name", "name_folded"]


def _name(profile: Profile, row: Any, citation: Mapping[str, Any]) -> None:
    profile.name = clean(row.name)
    profile.short_name = clean(row.short_name) or profile.name
    profile.name_folded = fold(profile.name)
    for column, value in citation.items():
        setattr(profile, column, value)


def _renamed(old: Profile, row: Any, carrying: Carrying) -> Profile:
    new = Profile(
        organisation_id=old.organisation_id,
        kind=old.kind,
        base_type=old.base_type,
        code=old.code,
        started_on=carrying.on,
    )
    _name(new, row, carrying.citation)
    new.clean_fields()
    return new


def _hang(carrying: Carrying) -> None:
    shape = carrying.shape
    places = {
        unit.pk: (carrying.key(shape.parent(str(unit.pk))) or None, carrying.path(str(unit.pk)))
        for unit in shape.staying
    }
    place_units(places, carrying.on, trace=carrying.trace, citation=carrying.citation)
    handles = {one.pk: one for one in Organisation.objects.filter(pk__in=places)}
    lines = [
        Line("organisation.moved", handles[unit.pk], places[unit.pk][1], {"path": unit.path})
        for unit in shape.moved
    ]
    note_all(carrying.by, lines)


def _succeed(carrying: Carrying) -> None:
    """What came out of what, for ever: the pages of both sides say it."""
    shape, found = carrying.shape, dict[tuple[int, int], str]()
    for row in shape.plan.rows:
        if row.do == MERGE:
            found[row.unit, carrying.key(row.to)] = Succession.Kind.MERGED
    for old, new in _split_off(carrying):
        found.setdefault((old, new), Succession.Kind.SPLIT)
    carrying.trace.create(
        [
            Succession(
                reorganisation=carrying.of,
                predecessor_id=old,
                successor_id=new,
                kind=kind,
                on=carrying.on,
            )
            for (old, new), kind in found.items()
        ]
    )


def _split_off(carrying: Carrying) -> set[tuple[int, int]]:
    """New units with the units whose branches or members went to them."""
    shape = carrying.shape
    found = {
        (unit.parent_id, carrying.keys[shape.parent(str(unit.pk))])
        for unit in shape.moved
        if unit.parent_id and shape.parent(str(unit.pk)) in carrying.keys
    }
    for one in divided_in(shape):
        if one.to in carrying.keys:
            found.add((one.cell, carrying.keys[one.to]))
    return {(old, new) for old, new in found if old in shape.inside}


def _carry_members(carrying: Carrying) -> Fates:
    shape, on = carrying.shape, carrying.on
    finals = {cell.pk: shape.final_cell(cell.pk) for cell in shape.cells}
    cells = {cell: carrying.key(to) for cell, to in finals.items() if to and shape.is_cell(to)}
    chosen = {(one.cell, one.person.pk): carrying.key(one.to) for one in divided_in(shape)}
    standing = carried_on({*cells.values(), *chosen.values()}, on)
    places: dict[int, Carried] = {cell: standing[to] for cell, to in cells.items()}
    people = {pair: standing[to] for pair, to in chosen.items()}
    carry_along(places, on, trace=carrying.trace, people=people)
    _begin_books({*cells.values(), *chosen.values()}, carrying)
    return Fates(
        on,
        {cell: to for cell, to in cells.items() if cell != to},
        {person: to for (_cell, person), to in chosen.items()},
        {row.unit: carrying.key(row.to) for row in shape.plan.rows if row.do == MERGE},
        {unit.pk: carrying.key(shape.heir(unit.pk)) for unit in shape.ended},
        _paths_after(carrying),
        carrying.told,
    )


def _paths_after(carrying: Carrying) -> dict[int, str]:
    """Of units that hang elsewhere now, and of those that took over from ended ones."""
    shape = carrying.shape
    stay = {unit.pk: carrying.path(str(unit.pk)) for unit in shape.staying}
    moved = {unit.pk: stay[unit.pk] for unit in shape.staying if stay[unit.pk] != unit.path}
    heirs = {shape.heir(unit.pk) for unit in shape.ended}
    return moved | {carrying.key(ref): carrying.path(ref) for ref in heirs if ref}


def _begin_books(cells: set[int], carrying: Carrying) -> None:
    """A cell that had no book begins one with the first members who come."""
    came = Membership.objects.filter(cell__in=cells, started_on=carrying.on).values("cell")
    rows = list(Organisation.objects.filter(pk__in=came, records_from__isnull=True))
    with carrying.trace.changing(rows, ["records_from"]):
        for row in rows:
            row.records_from = carrying.on
