"""Who is due at a meeting on a day, as the books know it, and how many of them came."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from chibo.base.text import format_percent
from chibo.meetings.models import Attendance, Meeting, Outside, Presence
from chibo.members.models import (
    Exemption,
    Membership,
    Post,
    Status,
    Suspension,
    TemporaryStay,
)
from chibo.members.queries.roll import roll
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


def due_at(kind: str, of: Branch) -> list[Attendance]:
    """Unsaved rows of the roll: everybody due is present, whom the books excuse that day is outside."""
    members = _members_due(kind, of)
    people = {row.person_id for row in members}
    outside = _outside(people, of.on, of.pk)
    rows = [_row(row, outside.get(row.person_id, "")) for row in members]
    return rows + _here_for_a_time(kind, of, people)


def _row(member: Membership, outside: str) -> Attendance:
    return Attendance(
        person_id=member.person_id,
        status=member.status,
        outside=outside,
        state=Presence.OUTSIDE if outside else Presence.PRESENT,
    )


def _here_for_a_time(kind: str, of: Branch, known: set[int]) -> list[Attendance]:
    """Members of other cells who live their cell life in this one on the day: due here, voting at home."""
    if not of.is_cell or code_list("meeting_kinds").item(kind).extra["due"] != "members":
        return []
    stays = TemporaryStay.objects.on(of.on).filter(cell=of.pk)
    rows = Membership.objects.on(of.on).filter(person__in=stays.values("person"))
    excused = Exemption.objects.on(of.on).values("person")
    suspended = Suspension.objects.on(of.on).values("person")
    due = rows.exclude(person__in=excused).exclude(person__in=suspended)
    return [_visiting(row) for row in due.exclude(person__in=known)]


def with_home_names(rows: QuerySet[Attendance], on: date) -> QuerySet[Any]:
    """Annotates `home_name`, the own cell of who is here for a time."""
    names = Profile.objects.on(on).filter(organisation=OuterRef("home"))
    return rows.annotate(home_name=Subquery(names.values("short_name")[:1]))


def _members_due(kind: str, of: Branch) -> list[Membership]:
    due = code_list("meeting_kinds").item(kind).extra["due"]
    if due == "none":
        return []
    if due == "members":
        return list(roll(of))
    held = _committee_posts(of.pk, of.on)
    return list(Membership.objects.on(of.on).filter(person__in=held.values("person")))


def committee_of(organisation: int, on: date) -> int:
    """How many sit on a unit's committee on a day."""
    return _committee_posts(organisation, on).values("person").distinct().count()


def _committee_posts(organisation: int, on: date) -> QuerySet[Post]:
    flag = "is_committee_member"
    positions = [item.code for item in code_list("positions").items() if item.extra.get(flag)]
    return Post.objects.on(on).filter(organisation=organisation, position__in=positions)


def _outside(people: set[int], on: date, organisation: int) -> dict[int, str]:
    """By person, the strongest of what keeps them outside: suspended, then away, then excused."""
    away = TemporaryStay.objects.on(on).exclude(cell=organisation)
    found = {
        Outside.EXCUSED: Exemption.objects.on(on)
        .filter(person__in=people)
        .values_list("person_id"),
        Outside.AWAY: away.filter(person__in=people).values_list("person_id"),
        Outside.SUSPENDED: Suspension.objects.on(on)
        .filter(person__in=people)
        .values_list("person_id"),
    }
    return {person: str(why) for why, rows in found.items() for (person,) in rows}


def due_in_cells(asked: Sequence[tuple[int, date]]) -> dict[tuple[int, date], list[Attendance]]:
    """As `due_at` for many meetings of all members: each a cell and a day, in few questions in all."""
    stays: dict[int, list[Membership]] = {}
    cells = {cell for cell, _day in asked}
    for row in Membership.objects.filter(cell__in=cells).order_by("pk"):
        stays.setdefault(row.cell_id, []).append(row)
    here = list(TemporaryStay.objects.filter(cell__in=cells).order_by("pk"))
    at_home = _by_person(Membership.objects.filter(person__in={one.person_id for one in here}))
    leaves = _Leaves.of({row.person_id for rows in stays.values() for row in rows} | set(at_home))
    found = {}
    for cell, day in asked:
        own = [row for row in stays.get(cell, ()) if row.holds(day)]
        rows = [_row(row, leaves.why(row.person_id, day, cell)) for row in own]
        known = {row.person_id for row in own}
        for stay in here:
            if stay.cell_id == cell and stay.holds(day) and stay.person_id not in known:
                homes = [row for row in at_home.get(stay.person_id, ()) if row.holds(day)]
                rows += [
                    _visiting(row) for row in homes if not leaves.why(row.person_id, day, cell)
                ]
        found[cell, day] = rows
    return found


def _by_person(rows: Iterable[Membership]) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


def _visiting(member: Membership) -> Attendance:
    return Attendance(
        person_id=member.person_id,
        status=member.status,
        home_id=member.cell_id,
        state=Presence.PRESENT,
    )


@dataclass(frozen=True)
class _Leaves:
    """By person, the periods that keep them outside, the strongest first."""

    periods: Mapping[int, list[tuple[str, Any]]]

    @classmethod
    def of(cls, people: set[int]) -> Self:
        found: dict[int, list[tuple[str, Any]]] = {}
        kinds: dict[Outside, Any] = {
            Outside.SUSPENDED: Suspension,
            Outside.AWAY: TemporaryStay,
            Outside.EXCUSED: Exemption,
        }
        for why, model in kinds.items():
            for row in model.objects.filter(person__in=people):
                found.setdefault(row.person_id, []).append((str(why), row))
        return cls(found)

    def why(self, person: int, day: date, cell: int) -> str:
        for why, row in self.periods.get(person, ()):
            if row.holds(day) and getattr(row, "cell_id", None) != cell:
                return why
        return ""


@dataclass(frozen=True)
class Turnout:
    """Counts of one roll. `base` is everybody due: who is outside counts only by coming."""

    total: int
    official: int
    present: int
    with_reason: int
    without_reason: int
    outside: int

    @property
    def base(self) -> int:
        return self.total - self.outside

    @property
    def probationary(self) -> int:
        return self.total - self.official

    @property
    def percent(self) -> str:
        return format_percent(100 * self.present / self.base) if self.base else ""


def turnout(meeting: Meeting) -> Turnout:
    return turnout_beside(meeting)[0]


def turnout_beside(meeting: Meeting, **more: Q) -> tuple[Turnout, dict[str, int]]:
    """And how many rows of the roll are each of `more`, in the same question."""

    def of(state: str) -> Count:
        return Count("pk", filter=Q(state=state))

    found = meeting.roll.aggregate(
        total=Count("pk"),
        official=Count("pk", filter=Q(status=Status.OFFICIAL)),
        present=of(Presence.PRESENT),
        with_reason=of(Presence.WITH_REASON),
        without_reason=of(Presence.WITHOUT_REASON),
        without_duty=of(Presence.OUTSIDE),
        **{f"beside_{name}": Count("pk", filter=which) for name, which in more.items()},
    )
    beside = {name: found.pop(f"beside_{name}") for name in more}
    # Counted under another name: `outside` of the roll's own would be hidden from what is counted after it.
    return Turnout(outside=found.pop("without_duty"), **found), beside


@dataclass(frozen=True)
class Voters:
    """The official members of a frozen roll as a vote counts them (see Vote)."""

    entitled: int
    away: int
    excused_absent: int
    absent: int

    @property
    def base(self) -> int:
        return self.entitled - self.away - self.excused_absent

    @property
    def present(self) -> int:
        return self.base - self.absent


def voters(meeting: Meeting) -> Voters:
    rows = meeting.roll.filter(status=Status.OFFICIAL, home=None)
    rows = rows.exclude(outside=Outside.SUSPENDED)
    outside = Q(state=Presence.OUTSIDE)
    absent = Q(state__in=[Presence.WITH_REASON, Presence.WITHOUT_REASON])
    found = rows.aggregate(
        entitled=Count("pk"),
        away=Count("pk", filter=outside & Q(outside=Outside.AWAY)),
        excused_absent=Count("pk", filter=outside & Q(outside=Outside.EXCUSED)),
        absent=Count("pk", filter=absent),
    )
    return Voters(**found)
