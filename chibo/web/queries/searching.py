"""The search box: people, organisations and papers, each within the person's reach."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from chibo.accounts.models import User
from chibo.base.text import clean, fold, highlight
from chibo.documents.models import Paper
from chibo.documents.queries import matching
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.members.models import Membership, Person
from chibo.members.queries.finding import found, index_words, names_like
from chibo.members.queries.reach import own_files
from chibo.members.queries.walking import Named
from chibo.organisations.models import Placement, Profile
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders, named_under, reach
from chibo.organisations.queries.tree import Branch, branches, within

SHOWN = 20
_ROWS = 80  # memberships read to find that many people: one person may have several
_WIDE = (
    3 * SEGMENT
)  # the path of a province's direct children: above it names are found from their start


@dataclass(frozen=True)
class FoundPerson:
    person: Person
    name: list[tuple[str, bool]]
    cell: str
    is_here: bool


@dataclass(frozen=True)
class FoundUnit:
    pk: int
    name: str
    now_called: str
    kind_label: str
    is_standing: bool


def people(user: User, text: str, on: date) -> list[FoundPerson]:
    """Members past and present and known non-members, by name, card number or end of an ID."""
    paths, own = _named_ever(user), own_files(user)
    mine = Membership.objects.filter(within(paths) | Q(person__in=own))
    is_wide = any(len(path) < _WIDE for path in paths)
    rows = (
        from_the_start(mine, text, [""] if own else paths)
        if is_wide
        else _by_name(found(mine, text))
    )
    latest: dict[int, Membership] = {}
    for row in rows[:_ROWS]:
        known = latest.get(row.person_id)
        if known is None or not known.holds(on):
            latest[row.person_id] = row
    shown = list(latest.values())[:SHOWN]
    cells = branches({row.cell_id for row in shown}, on)
    members = [
        FoundPerson(
            row.person,
            highlight(text, row.person.full_name),
            cells[row.cell_id].short_name if row.cell_id in cells else "",
            row.holds(on),
        )
        for row in shown
    ]
    return members + _non_members(user, text, on, is_wide=is_wide)


def _named_ever(user: User) -> set[str]:
    """Every path that the organisations where the user may read names have ever had: who left the
    commune while it hung under the district is still found."""
    keys = holders(user, Power.SEE_NAMES)
    rows = Placement.objects.filter(organisation__in=keys)
    return set(rows.values_list("path", flat=True)) if keys else set()


def _by_name(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    ordered = rows.order_by("person__name_sort", "person_id", "started_on")
    return ordered.select_related("person")


def from_the_start(
    rows: QuerySet[Membership], text: str, paths: Collection[str]
) -> Named | QuerySet[Membership]:
    """Over a province or more a name is found by its beginning, marks ignored, which an index answers."""
    start = fold(text)
    if start.replace(" ", "").isdecimal():
        return _by_name(found(rows, text))
    rows = rows.filter(person__name_folded__gte=start, person__name_folded__lt=start + "~")
    words = index_words(start, paths)
    return Named(rows, start, words) if words else _by_name(rows)


def _non_members(user: User, text: str, on: date, *, is_wide: bool) -> list[FoundPerson]:
    """Officials and village cadres outside the Party, kept by an organisation in reach."""
    if fold(text).replace(" ", "").isdecimal():
        return []
    keepers = Placement.objects.on(on).filter(named_under(user, on)).values("organisation")
    # Said twice, for SQLite: only so it uses the index, which holds the few who have a keeper.
    kept = Person.objects.filter(keeper__isnull=False, keeper__in=keepers)
    start = fold(text)
    if is_wide:
        rows = kept.filter(name_folded__gte=start, name_folded__lt=start + "~")
    else:
        rows = kept.filter(names_like("name_folded", text))
    return [
        FoundPerson(person, highlight(text, person.full_name), "", is_here=False)
        for person in rows.order_by("name_sort")[:SHOWN]
    ]


def organisations(user: User, text: str, on: date) -> list[FoundUnit]:
    """By present and former names, or by code."""
    reached = within(reach(user, Power.SEE_FIGURES, on), "path")
    mine = Placement.objects.filter(reached).values("organisation")
    digits = clean(text).replace(".", "").replace(" ", "")
    profiles = Profile.objects.filter(organisation__in=mine)
    if digits.isdigit():
        profiles = profiles.filter(code__startswith=digits)
    else:
        profiles = profiles.filter(names_like("name_folded", text))
    rows = {row.organisation_id: row for row in profiles.order_by("started_on")[: SHOWN * 2]}
    standing = branches(rows.keys(), on)
    return [_unit(row, standing) for row in list(rows.values())[:SHOWN]]


def _unit(row: Profile, standing: Mapping[int, Branch]) -> FoundUnit:
    now = standing.get(row.organisation_id)
    called = now.name if now else ""
    return FoundUnit(
        row.organisation_id,
        row.name,
        called if called != row.name else "",
        now.kind_label if now else "",
        now is not None,
    )


def papers(user: User, text: str, on: date) -> QuerySet[Paper]:
    return matching(papers_visible_to(user, on), text).order_by("-issued_on", "-pk")[:SHOWN]
