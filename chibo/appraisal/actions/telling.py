"""Cycles of other days told with all that was said and decided in them, from a data workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import AT_ONCE
from chibo.appraisal.models import (
    Agency,
    CellProposal,
    Commendation,
    Cycle,
    Decision,
    Opinion,
    Rated,
    Score,
    SelfReview,
    Weakness,
)
from chibo.appraisal.queries.cycles import level_counts
from chibo.appraisal.queries.freezing import order_of
from chibo.appraisal.queries.levels import rank_of
from chibo.appraisal.rules import (
    check_caps,
    check_ground,
    check_level,
    check_points,
    check_rated_once,
    check_votes,
    may_keep,
)
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, branches_by_day, latest_paths

# Columns of a row by the names of its model.
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class ToldAgency:
    keeper: Organisation
    name: str
    started_on: date
    ended_on: date | None = None
    ref: str = ""


@transaction.atomic
def tell_agencies(given: Sequence[ToldAgency], *, by: User) -> list[Agency]:
    """Agencies committees rated, ended ones too, all or none."""
    rows, lines = [], []
    for one in given:
        of = branch(one.keeper, one.started_on)
        require(by, may_keep, of.path)
        row = Agency(
            keeper=one.keeper,
            name=clean(one.name),
            started_on=one.started_on,
            ended_on=one.ended_on,
        )
        row.full_clean()
        rows.append(row)
        lines.append(Line("rating.agency_listed", row, of.path, ref=one.ref))
    Agency.objects.bulk_create(rows, batch_size=AT_ONCE)
    note_all(by, lines)
    return rows


@dataclass(frozen=True)
class ToldRow:
    """One of the list. `facts` are the columns of `Rated` that hold no key; `decision` is the place of the
    decision among those told."""

    unit: Organisation
    facts: Facts
    person: Person | None = None
    agency: Agency | None = None
    decision: int | None = None
    review: Facts | None = None
    scores: Sequence[Facts] = ()
    opinions: Sequence[Facts] = ()
    weaknesses: Sequence[Facts] = ()
    praise: Facts | None = None


@dataclass(frozen=True)
class ToldDecision:
    decided_on: date
    decided_by: str = ""
    paper: Paper | None = None
    withdrawn_on: date | None = None
    withdraw_reason: str = ""


@dataclass(frozen=True)
class ToldCycle:
    """`whole` says that all rows of the cycle are told: only then can a cap be counted. `proposals` by key of the
    cell."""

    organisation: Organisation
    facts: Facts
    rows: Sequence[ToldRow]
    proposals: Mapping[int, Facts] = field(default_factory=dict)
    decisions: Sequence[ToldDecision] = ()
    whole: bool = True


@transaction.atomic
def tell_cycle(told: ToldCycle, *, by: User, ref: str = "") -> Cycle:
    """Keep a cycle with its whole history, all or nothing; one line stands for it in the journal. Where the same
    cycle stands already, it gets those of the list that it does not have."""
    frozen_on = told.facts["frozen_on"]
    of = branch(told.organisation, frozen_on)
    require(by, may_keep, of.path)
    _check_days(told)
    cycle = _standing(told) or Cycle(organisation=told.organisation, path=of.path, **told.facts)
    if not cycle.pk:
        cycle.full_clean()
        cycle.save()
    known = {_key(row) for row in cycle.rows.all()}
    proposals, decisions = _proposals(cycle, told), _decisions(cycle, told)
    made = [
        (one, row)
        for one, row in zip(told.rows, _rows(cycle, told, proposals, decisions), strict=True)
        if _key(row) not in known
    ]
    rows = [row for _one, row in made]
    check_rated_once(cycle, [row for row in rows if row.decided_level])
    Rated.objects.bulk_create(rows, batch_size=AT_ONCE)
    _keep_parts(made)
    if told.whole:
        check_caps(cycle, level_counts(cycle, "decided_level"))
    after = snapshot(cycle) | {"rows": len(rows)}
    note_all(by, [Line("rating.told", cycle, cycle.path, after=after, ref=ref)])
    return cycle


def _check_days(told: ToldCycle) -> None:
    days = [told.facts["frozen_on"], told.facts.get("cancelled_on")]
    days += [day for one in told.decisions for day in (one.decided_on, one.withdrawn_on)]
    days += [one["held_on"] for one in told.proposals.values()]
    for row in told.rows:
        days += [one["written_on"] for one in (row.review,) if one]
        days += [one["given_on"] for one in row.opinions]
        days += [one["proposed_on"] for one in (row.praise,) if one]
    check_has_come([day for day in days if day], _("ghi điều đã diễn ra"))


def _standing(told: ToldCycle) -> Cycle | None:
    names = ("year", "quarter", "cancelled_on")
    same = {name: told.facts.get(name) for name in names}
    return Cycle.objects.filter(organisation=told.organisation, **same).first()


def _key(row: Rated) -> tuple[Any, ...]:
    return row.kind, row.person_id, row.agency_id, row.unit_id, row.office


def _proposals(cycle: Cycle, told: ToldCycle) -> dict[int, CellProposal]:
    known = {row.cell_id: row for row in cycle.proposals.all()}
    for cell, facts in told.proposals.items():
        if cell in known:
            continue
        row = CellProposal(cycle=cycle, cell_id=cell, **facts)
        row.clean_fields(exclude=["cycle", "cell"])
        if row.base <= 0:
            raise Refusal(_("Ngày ấy chi bộ không có đảng viên chính thức được triệu tập."))
        row.save()
        known[cell] = row
    return known


def _decisions(cycle: Cycle, told: ToldCycle) -> list[Decision]:
    """In the order told; one that stands already is joined."""
    found: list[Decision] = []
    for one in told.decisions:
        if one.decided_on < cycle.first_day:
            raise Refusal(_("Ngày quyết định phải từ đầu năm được xếp loại trở đi."))
        facts = vars(one) | {"decided_by": clean(one.decided_by)}
        row = cycle.decisions.filter(**facts).exclude(pk__in=[row.pk for row in found]).first()
        if row is None:
            row = Decision(cycle=cycle, **facts)
            row.full_clean()
            row.save()
        found.append(row)
    return found


def _rows(
    cycle: Cycle,
    told: ToldCycle,
    proposals: Mapping[int, CellProposal],
    decisions: Sequence[Decision],
) -> list[Rated]:
    rows = []
    for one in told.rows:
        row = Rated(cycle=cycle, unit=one.unit, person=one.person, agency=one.agency, **one.facts)
        row.name_sort = one.person.name_sort if one.person else order_of(row.name)
        if row.proposed_level:
            row.proposal = proposals.get(one.unit.pk)
        if one.decision is not None:
            row.decision = decisions[one.decision]
            row.decided_on, row.rank = (
                row.decision.decided_on,
                rank_of(row.kind, row.decided_level),
            )
        _check(row)
        rows.append(row)
    _place(cycle, rows)
    return rows


def _check(row: Rated) -> None:
    row.clean_fields(exclude=["cycle", "person", "agency", "unit", "decision", "proposal", "path"])
    for level in (row.own_level, row.proposed_level, row.committee_level, row.decided_level):
        check_level(row.cycle, row.kind, level)
    if bool(row.decision) != bool(row.decided_level):
        raise Refusal(_("{name}: mức được xếp đi cùng quyết định.").format(name=row.name))
    if row.unrated and row.decided_level:
        raise Refusal(
            _("{name} ngoài diện xếp loại thì không có mức xếp loại.").format(name=row.name)
        )
    if bool(row.proposed_level) != bool(row.proposal):
        raise Refusal(_("{name}: chi bộ chưa có buổi họp đề nghị.").format(name=row.name))
    if row.proposal:
        check_votes(row.proposal, row.name, row.votes or 0)
    check_ground(row, row.decided_level, row.ground)


def _place(cycle: Cycle, rows: Sequence[Rated]) -> None:
    """Where each hung on the day of its list; results told later were listed on the day they were decided."""
    days = {
        id(row): row.decided_on if cycle.told and row.decided_on else cycle.frozen_on
        for row in rows
    }
    stood = branches_by_day({(row.unit_id, days[id(row)]) for row in rows})
    last = latest_paths({row.unit_id for row in rows})
    for row in rows:
        there = stood.get((row.unit_id, days[id(row)]))
        row.path = there.path if there else last[row.unit_id]


def _keep_parts(made: Sequence[tuple[ToldRow, Rated]]) -> None:
    parts: list[Any] = []
    for told, row in made:
        points = {one["criterion"]: one for one in told.scores}
        for name in ("own", "confirmed"):
            check_points(row.cycle, {code: one[name] for code, one in points.items()})
        parts += [SelfReview(rated=row, **one) for one in (told.review,) if one]
        parts += [Score(rated=row, **one) for one in told.scores]
        parts += [Opinion(rated=row, **one) for one in told.opinions]
        parts += [Weakness(rated=row, **one) for one in told.weaknesses]
        parts += [Commendation(rated=row, **one) for one in (told.praise,) if one]
    for part in parts:
        part.clean_fields(exclude=["rated", "remedy"])
    for model in (SelfReview, Score, Opinion, Weakness, Commendation):
        same: list[Any] = [part for part in parts if isinstance(part, model)]
        model.objects.bulk_create(same, batch_size=AT_ONCE)
