"""A committee decides; what was decided in earlier years is told as it was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import AT_ONCE
from chibo.appraisal.models import Agency, Cycle, Decision, Kind, Rated
from chibo.appraisal.queries.cycles import level_counts
from chibo.appraisal.queries.freezing import of_agency, of_organisation
from chibo.appraisal.queries.levels import rank_of
from chibo.appraisal.rules import (
    check_caps,
    check_going_on,
    check_ground,
    check_level,
    check_on_list,
    check_rated_once,
    may_decide,
    may_keep,
)
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Membership
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, branch, placed


@dataclass(frozen=True)
class Given:
    """The level decided of one row. `ground` is a code of not_met_grounds, `cause` why it is not higher."""

    level: str
    ground: str = ""
    cause: str = ""


@dataclass(frozen=True)
class Deciding:
    decided_on: date
    paper: Paper | None = None
    decided_by: str = ""


_DECIDED = ["decision", "decided_level", "decided_on", "rank", "ground", "cause"]


@transaction.atomic
def decide(cycle: Cycle, levels: Mapping[int, Given], deciding: Deciding, *, by: User) -> Decision:
    """Decide on rows by key, all or none. Refuses a set above the cap of its year, counted with all that was
    decided in the cycle before."""
    hold(cycle)
    require(by, may_decide, cycle.path)
    check_going_on(cycle)
    check_has_come([deciding.decided_on], _("ghi khi đã quyết định"))
    rows = list(cycle.rows.filter(pk__in=levels).select_related("cycle"))
    if len(rows) < len(levels) or not rows:
        raise Refusal(_("Chọn ít nhất một đối tượng trong danh sách của kỳ này."))
    if deciding.decided_on < cycle.frozen_on:
        raise Refusal(_("Ngày quyết định phải từ ngày chốt danh sách trở đi."))
    check_on_list(rows)
    return _decided(cycle, rows, levels, deciding, by)


def _decided(
    cycle: Cycle,
    rows: Sequence[Rated],
    levels: Mapping[int, Given],
    deciding: Deciding,
    by: User,
    ref: str = "",
) -> Decision:
    check_rated_once(cycle, rows)
    decision = Decision(
        cycle=cycle,
        decided_on=deciding.decided_on,
        paper=deciding.paper,
        decided_by=clean(deciding.decided_by),
    )
    decision.clean_fields(exclude=["cycle", "paper"])
    decision.save()
    for row in rows:
        given = levels[row.pk]
        check_level(cycle, row.kind, given.level)
        check_ground(row, given.level, given.ground)
        row.decision, row.decided_level = decision, given.level
        row.decided_on, row.rank = deciding.decided_on, rank_of(row.kind, given.level)
        row.ground, row.cause = given.ground, clean(given.cause)
    Rated.objects.bulk_update(rows, _DECIDED, batch_size=AT_ONCE)
    # Counted from the rows as they now stand, in the same transaction.
    check_caps(cycle, level_counts(cycle, "decided_level"))
    told = {"rated": {str(row.pk): row.decided_level for row in rows}}
    line = Line("rating.decided", decision, cycle.path, after=snapshot(decision) | told, ref=ref)
    note_all(by, [line])
    return decision


@transaction.atomic
def withdraw_decision(decision: Decision, on: date, reason: str, *, by: User) -> Decision:
    """A decision taken back: those it rated are not rated again until somebody decides anew."""
    hold(decision.cycle, decision)
    cycle = decision.cycle
    require(by, may_decide, cycle.path)
    check_has_come([on], _("ghi khi đã thu hồi"))
    if decision.withdrawn_on:
        raise Refusal(_("Quyết định này đã thu hồi."))
    before = snapshot(decision)
    decision.withdrawn_on, decision.withdraw_reason = on, clean(reason)
    decision.full_clean()
    decision.save()
    decision.rows.update(decision=None, decided_level="", decided_on=None, rank=None, ground="")
    path, said = cycle.path, clean(reason)
    note(by, "rating.withdrawn", decision, path=path, before=before, reason=said)
    return decision


# ---------------------------------------------------------- results of earlier years


@dataclass(frozen=True)
class Told:
    """One result as an older record tells it: of a membership's person, of a unit, or of an agency. `own` is what
    they said of themselves."""

    level: str
    stay: Membership | None = None
    unit: Organisation | None = None
    agency: Agency | None = None
    kind: str = ""
    group: str = ""
    ground: str = ""
    cause: str = ""
    own: str = ""


@transaction.atomic
def tell_ratings(
    organisation: Organisation,
    year: int,
    results: Sequence[Told],
    deciding: Deciding,
    *,
    by: User,
    over_cap_reason: str = "",
    ref: str = "",
) -> Cycle:
    """Enter a year's results that were decided before, as one decided set; more may be told of the same cycle.
    Standing above the cap of that year needs `over_cap_reason`."""
    of = branch(organisation, deciding.decided_on)
    require(by, may_keep, of.path)
    check_has_come([deciding.decided_on], _("ghi khi đã quyết định"))
    cycle = _cycle_told(organisation, of.path, year, deciding.decided_on, over_cap_reason)
    rows = _rows_told(cycle, results, deciding.decided_on)
    _check_new(cycle, rows)
    Rated.objects.bulk_create(rows, batch_size=AT_ONCE)
    made = list(cycle.rows.filter(decided_level="", unrated=""))
    found = {_key(row): row for row in made}
    levels = {}
    for row, one in zip(rows, results, strict=True):
        levels[found[_key(row)].pk] = Given(one.level, one.ground, one.cause)
    rated = [row for row in made if row.pk in levels]
    for row in rated:
        row.cycle = cycle
    _decided(cycle, rated, levels, deciding, by, ref)
    return cycle


def _check_new(cycle: Cycle, rows: Sequence[Rated]) -> None:
    known = {_key(row) for row in cycle.rows.all()}
    for row in rows:
        if _key(row) in known:
            raise Refusal(
                _("{name} đã có trong danh sách xếp loại {period}.").format(
                    name=row.name, period=cycle.period_words
                )
            )
        known.add(_key(row))


def _key(row: Rated) -> tuple[str, int | None, int | None, int]:
    return row.kind, row.person_id, row.agency_id, row.unit_id


def _cycle_told(
    organisation: Organisation, path: str, year: int, on: date, over_cap_reason: str
) -> Cycle:
    known = Cycle.objects.filter(
        organisation=organisation, year=year, quarter=0, cancelled_on__isnull=True
    ).first()
    if known and not known.told:
        raise Refusal(
            _("Kỳ xếp loại năm {year} đã mở ở đây; quyết định trong kỳ đó.").format(year=year)
        )
    if on < date(year, 1, 1):
        raise Refusal(_("Ngày quyết định phải từ đầu năm được xếp loại trở đi."))
    cycle = known or Cycle(organisation=organisation, path=path, year=year, frozen_on=on, told=True)
    cycle.over_cap_reason = clean(over_cap_reason) or cycle.over_cap_reason
    cycle.full_clean()
    cycle.save()
    return cycle


def _rows_told(cycle: Cycle, results: Sequence[Told], on: date) -> list[Rated]:
    keys = {one.unit.pk for one in results if one.unit}
    units = {row.pk: row for row in placed(on).filter(pk__in=keys)}
    rows = []
    for one in results:
        row = _row_told(cycle, one, units, on)
        row.group, row.own_level = clean(one.group), one.own
        check_level(cycle, row.kind, one.own)
        row.clean_fields(exclude=["cycle", "person", "agency", "unit", "decision", "proposal"])
        rows.append(row)
    return rows


def _row_told(cycle: Cycle, one: Told, units: Mapping[int, object], on: date) -> Rated:
    if one.stay:
        return Rated(
            cycle=cycle,
            kind=one.kind or Kind.MEMBER,
            person=one.stay.person,
            unit_id=one.stay.cell_id,
            path=one.stay.path,
            name=one.stay.person.full_name,
            name_sort=one.stay.person.name_sort,
        )
    if one.agency:
        return of_agency(cycle, one.agency, cycle.path)
    if one.unit is None or one.unit.pk not in units:
        raise NotInTree.on(on)
    row = of_organisation(cycle, units[one.unit.pk], one.kind or Kind.GRASSROOTS)
    row.unrated = ""
    return row
