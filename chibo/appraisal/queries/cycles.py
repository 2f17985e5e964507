"""Cycles and their rows: which a user may read, and how many stand where."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.models import Cycle, Kind, Rated
from chibo.appraisal.queries.caps import CapRule, cap_rule
from chibo.appraisal.queries.levels import TOP, list_of
from chibo.base.dated import holds_on
from chibo.members.queries.reach import own_files
from chibo.organisations.models import Placement
from chibo.organisations.queries.reach import named_under
from chibo.organisations.queries.tree import (
    Branch,
    branch,
    branches_by_day,
    path_ids,
    under_ever,
)

Rows = QuerySet[Any]

# Whom a rating is asked of: who is left out has none and is in no base.
TO_RATE = Q(unrated="")
DECIDED = ~Q(decided_level="")


def units_read(user: User, on: date) -> Rows:
    """Keys of units where the user reads names; of an ended unit, at its last place."""
    stood = holds_on(on) | Q(organisation__dissolved_on__lte=on)
    return Placement.objects.filter(named_under(user, on), stood).values("organisation")


def rows_visible_to(user: User, on: date) -> Rows:
    return Rated.objects.filter(rows_read(user, on))


def rows_read(user: User, on: date) -> Q:
    """Rows of units where the user reads names, of cycles held there, and the user's own."""
    units = units_read(user, on)
    return Q(unit__in=units) | Q(cycle__organisation__in=units) | Q(person__in=own_files(user))


def visible_to(user: User, on: date) -> Rows:
    """Cycles held where the user reads names, or that rate somebody there."""
    units = units_read(user, on)
    listed = Rated.objects.filter(unit__in=units, cycle=OuterRef("pk"))
    return Cycle.objects.filter(Q(organisation__in=units) | Q(Exists(listed)))


def cycles_of(of: Branch) -> Rows:
    """Cycles held in the branch, and those that rate units or members of it."""
    listed = Rated.objects.filter(under_ever(of, "path")).order_by().values("cycle")
    return Cycle.objects.filter(under_ever(of, "path") | Q(pk__in=listed))


def decided_of(cycles: Collection[Cycle], of: Branch) -> dict[int, tuple[int, int]]:
    """By key of a cycle, how many of the branch must be rated and how many are decided, in one question."""
    rows = Rated.objects.filter(under_ever(of, "path"), cycle__in=cycles).order_by()
    counted = rows.values("cycle").annotate(
        must=Count("pk", filter=TO_RATE), done=Count("pk", filter=~Q(decided_level=""))
    )
    return {row["cycle"]: (row["must"], row["done"]) for row in counted}


def committee_of(cycle: Cycle) -> Branch:
    """Who rates, as it stood when the list was frozen; a unit that took the cycle over since, when it first stood;
    one that had ended by then, as it last stood. It knows its ancestors."""
    return committee_then_and_on(cycle, cycle.frozen_on)[0]


def committee_then_and_on(cycle: Cycle, on: date) -> tuple[Branch, Branch | None]:
    """As `committee_of`, and as it stands on another day, unless it does not; one question, but for cycles that
    changed hands."""
    line = path_ids(cycle.path)
    unit = cycle.organisation_id
    found = branches_by_day({(key, cycle.frozen_on) for key in [*line, unit]} | {(unit, on)})
    then = found.get((unit, cycle.frozen_on))
    if then and set(then.ancestor_ids) <= set(line):
        above = [found.get((key, cycle.frozen_on)) for key in then.ancestor_ids]
        vars(then)["ancestors"] = [one for one in above if one]
    return then or _taken_over(cycle), found.get((unit, on))


def _taken_over(cycle: Cycle) -> Branch:
    spans = Placement.objects.filter(organisation=cycle.organisation_id)
    later = spans.filter(started_on__gt=cycle.frozen_on).order_by("started_on").first()
    if later:
        return branch(cycle.organisation_id, later.started_on)
    last = spans.order_by("started_on").last()
    ended = last.ended_on if last and last.ended_on else cycle.frozen_on
    return branch(cycle.organisation_id, ended - timedelta(days=1))


def standing(prefix: str = "") -> Q:
    return Q(**{f"{prefix}cancelled_on__isnull": True})


def group_name(kind: str, group: str) -> str:
    """What a cap's group is called: all of a kind, or those put together in it."""
    return str(Kind(kind).label) + (f": {group}" if group else "")


# ---------------------------------------------------------- counting levels


def level_counts(cycle: Cycle, column: str) -> dict[str, dict[int, int]]:
    """By group of the cap, how many of those to be rated stand at each rank by one column of levels. With
    `working`, by the latest thing said: the decision, else the committee, else the cell."""
    return ranked(tally(cycle, column))


def tally(cycle: Cycle, column: str) -> dict[tuple[str, str, str], int]:
    """(kind, group, level) → how many. What an organisation recorded of itself was decided above it, together
    with others: it is not counted here."""
    rows = Rated.objects.filter(TO_RATE, cycle=cycle)
    return tally_of(rows.exclude(person=None, agency=None, unit=cycle.organisation_id), column)


def tally_of(rows: Rows, column: str) -> dict[tuple[str, str, str], int]:
    columns = ("decided_level", "committee_level", "proposed_level")
    wanted = columns if column == "working" else (column,)
    found: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows.order_by().values("kind", "group", *wanted).annotate(n=Count("pk")):
        level = next((row[name] for name in wanted if row[name]), "")
        found[row["kind"], row["group"], level] += row["n"]
    return dict(found)


def ranked(found: Mapping[tuple[str, str, str], int]) -> dict[str, dict[int, int]]:
    counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (kind, group, level), count in found.items():
        rank = list_of(kind).rank(level) if level else 0
        counts[group_name(kind, group)][rank] += count
    return {name: dict(ranks) for name, ranks in counts.items()}


def rule_of(cycle: Cycle) -> CapRule | None:
    return cap_rule(cycle.last_day, special=bool(cycle.special_reason))


# ---------------------------------------------------------- years of one


def years_of(units: Collection[int], on: date) -> Rows:
    """Yearly ratings recognised of organisations by a day, newest first."""
    rows = Rated.objects.filter(DECIDED, standing("cycle__"), person=None, agency=None)
    known = rows.filter(unit__in=units, cycle__quarter=0, decided_on__lte=on)
    return known.select_related("cycle", "decision__paper").order_by("-cycle__year", "-decided_on")


def years_of_person(person: int, on: date) -> Rows:
    rows = Rated.objects.filter(DECIDED, standing("cycle__"), person=person, kind=Kind.MEMBER)
    known = rows.filter(cycle__quarter=0, decided_on__lte=on)
    return known.select_related("cycle").order_by("-cycle__year")


def years_at_top(rows: Sequence[Rated]) -> dict[int, int]:
    """By key of a row, how many years in a row its person or organisation was at the top, its own the last. One
    question for people, one for organisations; agencies count their own year alone."""
    known = Rated.objects.filter(standing("cycle__"), rank=TOP, cycle__quarter=0)
    people = known.filter(kind=Kind.MEMBER, person__in={row.person_id for row in rows})
    units = known.filter(
        person=None, agency=None, unit__in={row.unit_id for row in rows if not row.is_person}
    )
    years = {("n", key, year) for key, year in people.values_list("person_id", "cycle__year")}
    years |= {("u", key, year) for key, year in units.values_list("unit_id", "cycle__year")}
    return {row.pk: _run(row, years) for row in rows}


def _run(row: Rated, years: Collection[tuple[str, int | None, int]]) -> int:
    about = ("n", row.person_id) if row.is_person else ("u", row.unit_id)
    run = 1
    while not row.agency_id and (*about, row.cycle.year - run) in years:
        run += 1
    return run


def not_rated_words(name: str, year: int) -> str:
    return _("Chưa xếp loại: {name} chưa có quyết định xếp loại năm {year} tại ngày xem.").format(
        name=name, year=year
    )
