"""Who follows which cell and village, how often they came, and where nobody does."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.base.dated import holds_on
from chibo.base.periods import Period
from chibo.base.text import fold
from chibo.meetings.models import Guest, Liaison, Visit
from chibo.members.models import Person, Post
from chibo.members.queries.reach import own_files
from chibo.organisations.models import CellPlace, Place, Placement
from chibo.organisations.queries.places import places_of
from chibo.organisations.queries.reach import named_under
from chibo.organisations.queries.tree import Branch, as_branch, branches, cells_in
from chibo.rulebook.queries import code_list, rule

# Liaisons with the columns `with_visits` adds; the checker of types knows the model's own only.
Liaisons = QuerySet[Any]


def officers(committee: Branch) -> QuerySet[Person]:
    """Members of the committee and officials of its area on its day, by name."""
    items = code_list("positions").items()
    codes = [
        one.code
        for one in items
        if one.extra.get("is_committee_member") or one.extra.get("is_official")
    ]
    held = Post.objects.on(committee.on).filter(organisation=committee.pk, position__in=codes)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name_sort", "pk")


def visible_to(user: User, on: date) -> Liaisons:
    """Those of committees, and over cells, where the user may read names, and the user's own."""
    units = Placement.objects.filter(named_under(user, on), holds_on(on)).values("organisation")
    mine = Q(person__in=own_files(user))
    return Liaison.objects.filter(Q(committee__in=units) | Q(cell__in=units) | mine)


def with_visits(rows: Liaisons, span: Period) -> Liaisons:
    """Annotates `came`, visits inside the span, `last` and the `next` one planned after its last day."""
    inside = Q(visits__came_on__range=(span.first, span.last))
    ahead = Q(visits__came_on=None, visits__missed_on=None, visits__planned_on__gte=span.last)
    return rows.annotate(
        came=Count("visits", filter=inside),
        last=Max("visits__came_on"),
        next=Min("visits__planned_on", filter=ahead),
    )


@dataclass
class Followed:
    """A cell, or a village no cell of the list covers; `held` is how many follow it on the day. Who they are is
    filled in by `with_followers`."""

    cell: Branch | None
    place: Place | None
    difficult: list[str] = field(default_factory=list)
    held: int = 0
    has_key: bool = False
    liaisons: list[Any] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.cell.short_name if self.cell else str(self.place)

    @property
    def came(self) -> int:
        return sum(one.came for one in self.liaisons)

    @property
    def last(self) -> date | None:
        return max((one.last for one in self.liaisons if one.last), default=None)

    @property
    def lacks_key(self) -> bool:
        return bool(self.difficult) and not self.has_key


def followed(of: Branch, liaisons: Liaisons) -> list[Followed]:
    """Every cell of a committee (or the cell itself), then every village that somebody follows or that is
    difficult and has no cell; `liaisons` are those the reader may read."""
    cells = [as_branch(row, of.on) for row in cells_in(of)]
    places = list(places_of(of))
    names = ("cell_id", "place_id", "person_id", "committee_id")
    rows = list(liaisons.filter(holds_on(of.on)).values_list(*names, named=True))
    keys = _in_key_posts(rows, of.on)
    covering = _covering(places, of.on)
    by_cell, by_place = _grouped(rows)
    hard = _difficult(places, covering)
    found = [
        _followed(by_cell.get(one.pk, []), keys, cell=one, difficult=hard.get(one.pk, []))
        for one in cells
    ]
    return found + [
        _followed(
            by_place.get(one.pk, []),
            keys,
            place=one,
            difficult=[one.name] if one.is_difficult else [],
        )
        for one in places
        if one.pk in by_place or (one.is_difficult and one.pk not in covering)
    ]


def _followed(
    rows: list[Any],
    keys: set[int],
    *,
    difficult: list[str],
    cell: Branch | None = None,
    place: Place | None = None,
) -> Followed:
    has_key = any(row.person_id in keys for row in rows)
    return Followed(cell, place, difficult, held=len(rows), has_key=has_key)


def with_followers(
    shown: Sequence[Followed], liaisons: Liaisons, on: date, span: Period
) -> list[Followed]:
    """Those of a page with who follows them and how often they came."""
    cells = [one.cell.pk for one in shown if one.cell]
    places = [one.place.pk for one in shown if one.place]
    held = liaisons.filter(holds_on(on)).filter(Q(cell__in=cells) | Q(place__in=places))
    rows = with_visits(held, span).select_related("person").order_by("person__name_sort", "pk")
    by_cell, by_place = _grouped(rows)
    for one in shown:
        one.liaisons = (
            by_cell.get(one.cell.pk, [])
            if one.cell
            else by_place.get(one.place.pk if one.place else 0, [])
        )
    return list(shown)


def of_unit(liaisons: Liaisons, of: Branch) -> Liaisons:
    """Those a committee assigned; of a cell, those over it and the places it covers."""
    if not of.is_cell:
        return liaisons.filter(committee=of.pk)
    return liaisons.filter(Q(cell=of.pk) | Q(place__in=places_of(of).values("pk")))


def _in_key_posts(rows: Collection[Any], on: date) -> set[int]:
    """Which of the people hold a key post of the committee that assigned them."""
    codes = list(rule("meetings.key_positions", on).value)
    held = Post.objects.on(on).filter(
        person__in={row.person_id for row in rows},
        organisation__in={row.committee_id for row in rows},
        position__in=codes,
    )
    return set(held.values_list("person_id", flat=True))


def _grouped(rows: Iterable[Any]) -> tuple[dict[int, list[Any]], dict[int, list[Any]]]:
    by_cell, by_place = defaultdict[int, list[Any]](list), defaultdict[int, list[Any]](list)
    for row in rows:
        if row.cell_id:
            by_cell[row.cell_id].append(row)
        else:
            by_place[row.place_id].append(row)
    return by_cell, by_place


def _covering(places: Collection[Place], on: date) -> dict[int, list[int]]:
    """Place → the cells that cover it."""
    found: dict[int, list[int]] = {}
    rows = CellPlace.objects.on(on).filter(place__in=[one.pk for one in places])
    for cell, place in rows.values_list("cell_id", "place_id"):
        found.setdefault(place, []).append(cell)
    return found


def _difficult(places: Collection[Place], covering: dict[int, list[int]]) -> dict[int, list[str]]:
    """Cell → names of the difficult places it covers."""
    found: dict[int, list[str]] = {}
    for place in places:
        for cell in covering.get(place.pk, []) if place.is_difficult else []:
            found.setdefault(cell, []).append(place.name)
    return found


def noted_visits(liaison: Liaison) -> list[Guest]:
    """Meetings of the cell whose minutes name the committee member as a guest in charge, on days for
    which no visit is recorded yet."""
    if liaison.cell_id is None:
        return []
    recorded = set(liaison.visits.values_list("came_on", flat=True))
    during = Q(meeting__held_on__gte=liaison.started_on)
    if liaison.ended_on:
        during &= Q(meeting__held_on__lt=liaison.ended_on)
    rows = Guest.objects.filter(during, meeting__organisation=liaison.cell_id, is_in_charge=True)
    name = fold(liaison.person.full_name)
    return [
        row
        for row in rows.select_related("meeting").order_by("meeting__held_on")
        if fold(row.name) == name and row.meeting.held_on not in recorded
    ]


@dataclass
class Holder:
    """A committee member with all they follow: (liaison, name of the cell or village)."""

    person: Person
    follows: list[tuple[Any, str]]

    @property
    def came(self) -> int:
        return sum(one.came for one, _name in self.follows)

    @property
    def visited(self) -> int:
        return sum(one.came > 0 for one, _name in self.follows)

    @property
    def next(self) -> date | None:
        return min((one.next for one, _name in self.follows if one.next), default=None)


def holders(liaisons: Liaisons, committee: Branch) -> QuerySet[Person]:
    """Everybody of the committee and whoever follows something for it, in the order of names."""
    held = liaisons.filter(holds_on(committee.on)).order_by()
    of_it = Q(pk__in=held.values("person")) | Q(pk__in=_committee(committee).values("person"))
    return Person.objects.filter(of_it).order_by("name_sort", "pk")


def held_by(
    people: Sequence[Person], liaisons: Liaisons, committee: Branch, span: Period
) -> list[Holder]:
    """What each of them follows; who follows nothing has an empty list."""
    mine = liaisons.filter(holds_on(committee.on), person__in=people)
    held = list(with_visits(mine, span).select_related("place").order_by("pk"))
    names = branches({row.cell_id for row in held if row.cell_id}, committee.on)
    follows = defaultdict[int, list[tuple[Any, str]]](list)
    for row in held:
        unit = names.get(row.cell_id)
        follows[row.person_id].append((row, unit.short_name if unit else str(row.place or "")))
    return [Holder(one, follows[one.pk]) for one in people]


def _committee(of: Branch) -> QuerySet[Post]:
    items = code_list("positions").items()
    codes = [one.code for one in items if one.extra.get("is_committee_member")]
    return Post.objects.on(of.on).filter(organisation=of.pk, position__in=codes)


def quarter_to(on: date) -> Period:
    """The quarter of a day as far as that day."""
    whole = Period.quarter(on.year, (on.month + 2) // 3)
    return Period(whole.first, on)


def visits_of(liaison: Liaison) -> tuple[QuerySet[Visit], QuerySet[Visit]]:
    """Those still to come, the next first, and those told of or missed, the latest first."""
    rows = liaison.visits.all()
    waiting = Q(came_on=None, missed_on=None)
    past = rows.exclude(waiting).annotate(day=Coalesce("came_on", "planned_on"))
    return rows.filter(waiting).order_by("planned_on", "pk"), past.order_by("-day", "-pk")


def works_after(liaison: Liaison) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(visit__visit__liaison=liaison)
    return rows.select_related("person").order_by("due_on", "pk")


def last_came(liaison: Liaison) -> date | None:
    found: date | None = liaison.visits.aggregate(last=Max("came_on"))["last"]
    return found
