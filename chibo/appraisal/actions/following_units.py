"""Ratings under way when units are merged or divided: whoever stands in their place goes on with the list."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.models import Agency, CellProposal, Cycle, Rated, Unrated
from chibo.appraisal.queries.cycles import DECIDED, TO_RATE, standing
from chibo.appraisal.queries.freezing import SECTIONAL
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.text import format_date
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.models import Profile
from chibo.organisations.queries.shape import Shape

# A period a committee rates: there is one standing cycle of each.
_Period = tuple[int, int, int]


class RatingsFollow:
    """A Carrier (organisations.consequences). What was decided stays with the committee that decided it; those of
    its list who still wait are rated by the committee in its place, in one list with those it rates already, so
    that one cap is counted. Lists of a sectional committee that ends go to the committee above, as its cells do.
    A unit that ended is not rated any more; its members are, in the cell they went to."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {unit.pk: _goes_to(shape, unit.pk) for unit in shape.ended}
        moving = list(_cycles(ended, shape.on))
        lost = sum(not ended[row.organisation_id] for row in moving)
        cells = _waiting(ended, shape.on)
        units = cells.filter(person=None, agency=None).exclude(cycle__organisation__in=ended)
        counted = [
            (
                _(
                    "{n} kỳ xếp loại đang làm chuyển sang đơn vị mới; kỳ cùng năm gộp thành một danh sách."
                ),
                len(moving) - lost,
            ),
            (_("{n} kỳ xếp loại đang làm thôi, vì không có đơn vị kế tục."), lost),
            (
                _("{n} dòng chờ quyết định xếp loại theo đảng viên sang chi bộ mới."),
                cells.exclude(person=None).count(),
            ),
            (_("{n} tổ chức đảng kết thúc ra khỏi danh sách chờ xếp loại."), units.count()),
        ]
        told = [Consequence(words.format(n=n), n) for words, n in counted if n]
        return [*told, *_in_the_way(shape, moving)]

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        agencies = _lead_agencies(fates, trace)
        moving = list(_cycles(fates.heirs, fates.on))
        lines = [Line("rating.moved", row, row.path, reason=fates.reason) for row in moving]
        places = _committees(fates)
        going = [row for row in moving if row.organisation_id in places]
        _lead_cycles(going, places, fates, trace)
        lines += _stop([row for row in moving if row not in going], fates, trace)
        lines += _lead_rows(fates, trace, agencies)
        note_all(by, lines)


def _goes_to(shape: Shape, unit: int) -> str:
    """Who rates in its place: "" where nobody does."""
    sectional = shape.kind(str(unit)) in SECTIONAL
    return shape.successor(unit) or (shape.heir(unit) if sectional else "")


def _committees(fates: Fates) -> dict[int, int]:
    """By unit that ended, who rates in its place."""
    eve = Profile.objects.on(fates.on - timedelta(days=1)).filter(organisation__in=fates.heirs)
    alone = set(eve.filter(kind__in=SECTIONAL).values_list("organisation", flat=True))
    above = {unit: heir for unit, heir in fates.heirs.items() if unit in alone}
    return {**above, **fates.units}


# ---------------------------------------------------------- what is under way


def _cycles(units: Collection[int], on: date) -> QuerySet[Cycle]:
    """Standing ones of these committees in which somebody still waits, or whose list was frozen since."""
    waiting = Rated.objects.filter(TO_RATE, cycle=OuterRef("pk"), decided_level="")
    open_ = Q(Exists(waiting), told=False) | Q(frozen_on__gte=on)
    rows = Cycle.objects.filter(standing(), open_, organisation__in=list(units))
    return rows.order_by("year", "quarter", "pk")


def _waiting(units: Collection[int], on: date) -> QuerySet[Rated]:
    """Rows of these units not decided yet, and all of lists frozen since."""
    waits = TO_RATE & Q(decided_level="", cycle__told=False)
    rows = Rated.objects.filter(waits | Q(cycle__frozen_on__gte=on), standing("cycle__"))
    return rows.filter(unit__in=list(units)).select_related("cycle").order_by("pk")


def _period(row: Cycle, organisation: int) -> _Period:
    return organisation, row.year, row.quarter


def _in_the_way(shape: Shape, moving: Sequence[Cycle]) -> list[Consequence]:
    """Decided since the day, and somewhere else for the same period too: two lists cannot be of one unit."""
    there: dict[tuple[str, int, int], int] = {}
    keys = [int(ref) for ref in {_goes_to(shape, u.pk) for u in shape.ended} if ref.isdecimal()]
    for row in Cycle.objects.filter(standing(), organisation__in=keys):
        there[str(row.organisation_id), row.year, row.quarter] = row.pk
    found = []
    for row in moving:
        key = (_goes_to(shape, row.organisation_id), row.year, row.quarter)
        taken = there.setdefault(key, row.pk) != row.pk
        if taken and row.frozen_on >= shape.on and row.decisions.exists():
            found.append(Consequence(_cannot_go(shape, row), 1, blocking=True))
    return found


def _cannot_go(shape: Shape, row: Cycle) -> str:
    told = _(
        "{cycle} của {unit} chốt danh sách ngày {day}, sau ngày hiệu lực, và đã có quyết định, trong khi đơn vị "
        "mới có kỳ cùng năm: thu hồi quyết định, hoặc chọn ngày hiệu lực sau ngày chốt."
    )
    unit = shape.inside[row.organisation_id].short_name
    return told.format(cycle=row, unit=unit, day=format_date(row.frozen_on))


# ---------------------------------------------------------- committees


def _lead_cycles(
    going: Sequence[Cycle], places: Mapping[int, int], fates: Fates, trace: Trace
) -> None:
    """Each goes whole where nothing was decided before the day and the period is free; else those who wait go
    into the one list of the period."""
    heirs = {places[row.organisation_id] for row in going}
    there = {
        _period(row, row.organisation_id): row
        for row in Cycle.objects.filter(standing(), organisation__in=heirs)
    }
    whole, into = [], {}
    for row in going:
        key = _period(row, places[row.organisation_id])
        if key not in there and (row.frozen_on >= fates.on or not row.decisions.exists()):
            there[key] = row
            whole.append(row)
        else:
            into[row.pk] = key
    with trace.changing(whole, ["organisation", "path"]):
        for row in whole:
            row.organisation_id = places[row.organisation_id]
            row.path = fates.paths[row.organisation_id]
    joined = [row for row in going if row.pk in into]
    trace.create(_new_lists(joined, into, there, fates))
    for row in joined:
        _join(row, there[into[row.pk]], fates, trace)


def _new_lists(
    joined: Iterable[Cycle],
    into: Mapping[int, _Period],
    there: dict[_Period, Cycle],
    fates: Fates,
) -> list[Cycle]:
    """A list where the unit has none of the period; added to `there`."""
    made = []
    for row in joined:
        key = into[row.pk]
        if key not in there:
            new = Cycle(
                organisation_id=key[0],
                path=fates.paths[key[0]],
                year=row.year,
                quarter=row.quarter,
                frozen_on=row.frozen_on,
                cells_by=row.cells_by,
                decide_by=row.decide_by,
            )
            there[key] = new
            made.append(new)
    return made


def _join(old: Cycle, new: Cycle, fates: Fates, trace: Trace) -> None:
    """Those not decided go with what was said of them; who stands in the other list already stays behind."""
    known = {_about(row) for row in new.rows.all()}
    rows = [row for row in old.rows.filter(decided_level="") if _about(row) not in known]
    _lead_proposals(rows, new, trace)
    with trace.changing(rows, ["cycle"]):
        for row in rows:
            row.cycle = new
    if not old.decisions.exists():
        with trace.changing([old], ["cancelled_on", "cancel_reason"]):
            old.cancelled_on = max(old.frozen_on, fates.on)
            old.cancel_reason = _("Gộp vào kỳ xếp loại của đơn vị mới")


def _about(row: Rated) -> tuple[object, ...]:
    return (
        row.kind,
        row.person_id,
        row.agency_id,
        row.office,
        None if row.person_id else row.unit_id,
    )


def _lead_proposals(rows: Sequence[Rated], new: Cycle, trace: Trace) -> None:
    """A meeting all of whose rows go goes with them; else the new list has it as well."""
    known = set(new.proposals.values_list("cell", flat=True)) if new.pk else set()
    keys = {row.pk for row in rows}
    held = CellProposal.objects.filter(rows__in=keys).distinct().order_by("pk")
    whole = [
        one
        for one in held
        if one.cell_id not in known and not one.rows.exclude(pk__in=keys).exists()
    ]
    with trace.changing(whole, ["cycle"]):
        for one in whole:
            one.cycle = new


def _stop(gone: Sequence[Cycle], fates: Fates, trace: Trace) -> list[Line]:
    """Nobody stands in the committee's place: who was not decided is not rated."""
    rows = list(Rated.objects.filter(TO_RATE, cycle__in=gone, decided_level="").order_by("pk"))
    lines = _put_outside(rows, fates, trace)
    empty = [row for row in gone if not row.rows.filter(DECIDED).exists()]
    with trace.changing(empty, ["cancelled_on", "cancel_reason"]):
        for row in empty:
            row.cancelled_on, row.cancel_reason = max(row.frozen_on, fates.on), _why(fates)
    return lines


# ---------------------------------------------------------- those on the lists


def _lead_rows(fates: Fates, trace: Trace, agencies: Mapping[int, Agency]) -> list[Line]:
    ended = list(_waiting({*fates.heirs, *fates.cells}, fates.on))
    agency = [row for row in ended if row.agency_id]
    own = [
        row for row in ended if not row.is_person and not row.agency_id and not row.decided_level
    ]
    people = [row for row in ended if row.is_person]
    since = _waiting(set(fates.paths) - {row.unit_id for row in ended}, fates.on)
    moved = list(since.filter(cycle__frozen_on__gte=fates.on))
    with trace.changing([*agency, *people, *moved], ["unit", "path", "agency"]):
        for row in [*agency, *people, *moved]:
            row.unit_id = _unit(row, fates)
            row.path = fates.paths.get(row.unit_id, row.path)
            row.agency = agencies.get(row.agency_id or 0, row.agency)
    return _put_outside([row for row in own if not row.unrated], fates, trace)


def _unit(row: Rated, fates: Fates) -> int:
    divided = fates.people.get(row.person_id or 0)
    if row.is_person:
        return divided or fates.cells.get(row.unit_id, row.unit_id)
    return fates.units.get(row.unit_id, row.unit_id)


def _put_outside(rows: Sequence[Rated], fates: Fates, trace: Trace) -> list[Line]:
    before = {row.pk: snapshot(row) for row in rows}
    with trace.changing(rows, ["unrated", "unrated_reason"]):
        for row in rows:
            row.unrated, row.unrated_reason = Unrated.OTHER, _why(fates)
    return [
        Line("rating.list_changed", row, row.path, before[row.pk], snapshot(row), fates.reason)
        for row in rows
    ]


def _lead_agencies(fates: Fates, trace: Trace) -> dict[int, Agency]:
    """By key of one kept by a unit that ended, the same kept by the unit in its place from the day on."""
    held = list(Agency.objects.open().filter(keeper__in=fates.units).order_by("pk"))
    if not held:
        return {}
    there = {
        (row.keeper_id, row.name): row
        for row in Agency.objects.open().filter(keeper__in=set(fates.units.values()))
    }
    with trace.changing(held, ["ended_on"]):
        for row in held:
            row.ended_on = max(row.started_on, fates.on)
    new = {}
    for row in held:
        key = (fates.units[row.keeper_id], row.name)
        if key not in there:
            new[key] = there[key] = Agency(
                keeper_id=key[0], name=row.name, started_on=max(row.started_on, fates.on)
            )
    trace.create(list(new.values()))
    return {row.pk: there[fates.units[row.keeper_id], row.name] for row in held}


def _why(fates: Fates) -> str:
    return (fates.reason or _("Sắp xếp lại tổ chức đảng"))[:300]
