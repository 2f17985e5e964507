"""Everything one workbook is about, fetched once: the branch, its people, and what they refer to.

Organisations outside the branch that its records name, and all that ever stood above it, come along
as a frame, so that the workbook can be rebuilt where nothing is. Order and keys follow from the
content, never from database keys: the same data gives the same workbook anywhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.documents.models import Paper
from chibo.imports.workbook.extract_circulated import Circulated
from chibo.imports.workbook.extract_cleaned import Cleaned
from chibo.imports.workbook.extract_dues import Collected
from chibo.imports.workbook.extract_followed import Followed
from chibo.imports.workbook.extract_followers import Followers
from chibo.imports.workbook.extract_honours import Honours
from chibo.imports.workbook.extract_inspected import Overseen
from chibo.imports.workbook.extract_meetings import Gathered
from chibo.imports.workbook.extract_rated import Appraised
from chibo.imports.workbook.extract_scheduled import Scheduled
from chibo.imports.workbook.extract_studied import Studied
from chibo.imports.workbook.extract_targets import Aimed
from chibo.imports.workbook.extract_weak import Strengthened
from chibo.imports.workbook.keys import keys_of, order_of, person_order
from chibo.members.models import (
    CancelledMovement,
    DossierPlace,
    Exemption,
    Membership,
    Movement,
    Person,
    Post,
    Suspension,
    TemporaryStay,
    Transfer,
)
from chibo.members.queries.reach import all_stood_in, people_visible_to
from chibo.organisations.models import CellPlace, Organisation, Place, Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, path_ids, within


@dataclass(frozen=True)
class Extract:
    """`as_of` None takes all there is; a day leaves out what was not yet so on it."""

    branch: Branch
    by: User
    as_of: date | None = None

    # ---------------------------------------------------------- time

    def known(self, rows: QuerySet[Any], column: str = "started_on") -> QuerySet[Any]:
        return rows.filter(**{f"{column}__lte": self.as_of}) if self.as_of else rows

    def until(self, day: date | None) -> date | None:
        """An end that had not come yet is open."""
        return None if day and self.as_of and day > self.as_of else day

    def ended(self, row: Any, day: str, reason: str) -> dict[str, Any]:
        """The columns of an end and of why, by their names; both empty where it had not come yet."""
        on = self.until(getattr(row, day))
        return {day: on, reason: getattr(row, reason) if on else ""}

    # ---------------------------------------------------------- people

    @cached_property
    def _people(self) -> QuerySet[Person]:
        own = within(self.branch.own_paths)
        # Plain sets of ids: they need no statistics to be read once, also right after a bulk load.
        stood = self.known(Membership.objects.filter(own)).values("person")
        held = self.known(Post.objects.filter(organisation__in=self.own)).values("person")
        wanted = Q(pk__in=stood) | Q(keeper__in=self.own)
        wanted |= Q(pk__in=held) & Q(pk__in=Membership.objects.values("person"))
        seen = people_visible_to(self.by, timezone.localdate()).values("pk")
        return Person.objects.filter(wanted, pk__in=seen)

    @cached_property
    def people(self) -> list[Person]:
        first: dict[int, date] = {}
        for key, day in self.about_people(Movement).values_list("person_id", "happened_on"):
            first[key] = min(day, first.get(key, day))
        return sorted(self._people, key=lambda one: person_order(one, first.get(one.pk)))

    def about_people(self, model: Any) -> QuerySet[Any]:
        """Rows of a model class that belong to a person of the workbook."""
        return model.objects.filter(person__in=self._people.values("pk"))

    @cached_property
    def unmasked(self) -> set[int]:
        """People whose identity numbers the user may take along."""
        stood = all_stood_in(self.people)
        may = {
            path: has_power(self.by, Power.SEE_SENSITIVE, path)
            for paths in stood.values()
            for path in paths
        }
        return {key for key, paths in stood.items() if any(may[path] for path in paths)}

    @cached_property
    def masked(self) -> int:
        """How many people have a number that is left out."""
        return sum(
            bool(one.national_id or one.old_id) and one.pk not in self.unmasked
            for one in self.people
        )

    # ---------------------------------------------------------- rows of people

    @cached_property
    def movements(self) -> list[Movement]:
        rows = self.known(self.about_people(Movement), "happened_on").select_related("person")
        place = order_of(self.person_keys)
        return sorted(rows, key=lambda row: (place[row.person_id], row.happened_on, row.pk))

    @cached_property
    def posts(self) -> list[Post]:
        return list(self.known(self.about_people(Post)))

    @cached_property
    def exemptions(self) -> list[Exemption]:
        return list(self.known(self.about_people(Exemption)))

    @cached_property
    def suspensions(self) -> list[Suspension]:
        return list(self.known(self.about_people(Suspension)))

    @cached_property
    def stays(self) -> list[TemporaryStay]:
        return list(self.known(self.about_people(TemporaryStay)))

    @cached_property
    def letters(self) -> list[Transfer]:
        rows = self.known(self.about_people(Transfer), "issued_on").prefetch_related("steps")
        place = order_of(self.person_keys)
        return sorted(rows, key=lambda row: (place[row.person_id], row.issued_on, row.pk))

    @cached_property
    def followed(self) -> Followed:
        """The way into the Party: cases, classes, targets, frozen lists."""
        return Followed(self)

    @cached_property
    def honours(self) -> Honours:
        """Badges, the register of cards, work given."""
        return Honours(self)

    @cached_property
    def followers(self) -> Followers:
        """Committee members in charge and their visits."""
        return Followers(self)

    @cached_property
    def studied(self) -> Studied:
        """Studies, commitments, models, praise, courses."""
        return Studied(self)

    @cached_property
    def aimed(self) -> Aimed:
        """Targets, indicators, frozen lists."""
        return Aimed(self)

    @cached_property
    def collected(self) -> Collected:
        """Dues: declared, reliefs, rolls, receipts, what was handed on."""
        return Collected(self)

    @cached_property
    def strengthened(self) -> Strengthened:
        """Weak units: conclusions, plans, milestones."""
        return Strengthened(self)

    @cached_property
    def overseen(self) -> Overseen:
        """Programmes, inspections, discipline, letters, for who may read them."""
        return Overseen(self)

    @cached_property
    def appraised(self) -> Appraised:
        """Ratings: cycles with their lists, aims."""
        return Appraised(self)

    @cached_property
    def gathered(self) -> Gathered:
        """Meetings with all that lies in them."""
        return Gathered(self)

    @cached_property
    def circulated(self) -> Circulated:
        """Papers sent round to cells."""
        return Circulated(self)

    @cached_property
    def cleaned(self) -> Cleaned:
        """Findings left as they are, sweeps."""
        return Cleaned(self)

    @cached_property
    def scheduled(self) -> Scheduled:
        """Meetings to come, numbers given."""
        return Scheduled(self)

    @cached_property
    def cancelled(self) -> list[CancelledMovement]:
        return list(self.known(self.about_people(CancelledMovement), "cancelled_on"))

    @cached_property
    def dossier_places(self) -> list[DossierPlace]:
        return list(self.known(self.about_people(DossierPlace)))

    def by_person(self, rows: Iterable[Any]) -> list[Any]:
        """In the order of people, then of days, then as entered."""
        place = order_of(self.person_keys)
        return sorted(
            rows,
            key=lambda row: (place[row.person_id], getattr(row, "started_on", date.min), row.pk),
        )

    # ---------------------------------------------------------- papers

    @cached_property
    def papers(self) -> list[Paper]:
        kept = self.known(Paper.objects.filter(keeper__in=self.own), "issued_on")
        found = {paper.pk: paper for paper in kept}
        waiting = self._cited() - set(found)
        while waiting:
            more = {paper.pk: paper for paper in Paper.objects.filter(pk__in=waiting)}
            found |= more
            waiting = self._built_on(found) - set(found)
        return sorted(
            found.values(),
            key=lambda one: (one.issued_on, one.symbol, one.number, one.issuer_name, one.pk),
        )

    def _cited(self) -> set[int]:
        rows: list[Any] = [
            *self.movements,
            *self.posts,
            *self.exemptions,
            *self.suspensions,
            *self.stays,
        ]
        kept = Paper.objects.filter(keeper__in=self.own)
        cited = {row.paper_id for row in (*rows, *self.cancelled) if row.paper_id}
        cited |= {row.cancelled_by_id for row in self.cancelled}
        cited |= self.followed.papers() | self.honours.papers() | self.followers.papers()
        cited |= self.studied.papers() | self.aimed.papers()
        cited |= self.strengthened.papers() | self.overseen.papers() | self.appraised.papers()
        cited |= self.gathered.papers() | self.scheduled.papers() | self.circulated.papers()
        ended = (*self.exemptions, *self.suspensions)
        cited |= {row.end_paper_id for row in ended if row.end_paper_id}
        return cited | self._built_on({paper.pk: paper for paper in kept})

    def _built_on(self, papers: dict[int, Paper]) -> set[int]:
        implemented = Paper.implements.through.objects.filter(from_paper__in=papers)
        replaced = {paper.replaces_id for paper in papers.values() if paper.replaces_id}
        return replaced | set(implemented.values_list("to_paper", flat=True))

    # ---------------------------------------------------------- organisations and places

    @cached_property
    def own(self) -> set[int]:
        rows = self.known(Placement.objects.filter(within(self.branch.own_paths)))
        return set(rows.values_list("organisation", flat=True))

    @cached_property
    def covers(self) -> list[CellPlace]:
        rows = self.known(
            CellPlace.objects.filter(Q(cell__in=self.own) | Q(place__area__in=self.own))
        )
        place = order_of(self.place_keys)
        cells = order_of(self.organisation_keys)
        return sorted(
            rows, key=lambda row: (place[row.place_id], row.started_on, cells[row.cell_id])
        )

    @cached_property
    def places(self) -> list[Place]:
        posts = {post.place_id for post in self.posts if post.place_id}
        covered = CellPlace.objects.filter(cell__in=self.own).values("place")
        headed = self.followed.places()
        rows = Place.objects.filter(
            Q(area__in=self.own) | Q(pk__in=posts) | Q(pk__in=covered) | Q(pk__in=headed)
        )
        area = order_of(self.organisation_keys)
        return sorted(
            self.known(rows),
            key=lambda row: (area[row.area_id], row.kind, row.name, row.started_on, row.pk),
        )

    @cached_property
    def organisations(self) -> list[Organisation]:
        rows = list(Organisation.objects.filter(pk__in=self._wanted))
        line = {row.pk: row for row in rows}
        return sorted(rows, key=lambda row: self._line(row, line))

    @cached_property
    def _wanted(self) -> set[int]:
        found = self.own | self._named()
        while above := self._above(found) - found:
            found |= above
        standing = self.known(Organisation.objects.filter(pk__in=found), "founded_on")
        return set(standing.values_list("pk", flat=True))

    def _named(self) -> set[int]:
        """Organisations that records of the branch name."""
        moves = self.movements
        named = {key for move in moves for key in (move.from_cell_id, move.to_cell_id)}
        named |= {post.organisation_id for post in self.posts} | {
            stay.cell_id for stay in self.stays
        }
        for letter in self.letters:
            named |= {letter.issuer_id, letter.from_cell_id, letter.to_cell_id}
            named |= {box.organisation_id for box in letter.steps.all()}
        named |= {key for paper in self.papers for key in (paper.keeper_id, paper.issuer_id)}
        named |= {person.keeper_id for person in self.people}
        named |= self.followed.organisations() | self.honours.organisations()
        named |= self.followers.organisations()
        named |= self.studied.organisations() | self.aimed.organisations()
        named |= (
            self.strengthened.organisations()
            | self.overseen.organisations()
            | self.appraised.organisations()
        )
        named |= self.gathered.organisations()
        named |= {place.custodian_id for place in self.dossier_places}
        named |= {key for row in self.cancelled for key in (row.from_cell_id, row.to_cell_id)}
        posts = {post.place_id for post in self.posts if post.place_id}
        covered = CellPlace.objects.filter(Q(cell__in=self.own) | Q(place__area__in=self.own))
        named |= set(covered.values_list("cell", flat=True))
        named |= set(
            Place.objects.filter(Q(pk__in=covered.values("place")) | Q(pk__in=posts)).values_list(
                "area", flat=True
            )
        )
        return {key for key in named if key}

    def _above(self, keys: Iterable[int]) -> set[int]:
        rows = self.known(Placement.objects.filter(organisation__in=keys))
        return {key for path in rows.values_list("path", flat=True) for key in path_ids(path)}

    def _line(self, row: Organisation, among: dict[int, Organisation]) -> list[tuple[Any, ...]]:
        """From the root down, each by its founding, code and name."""
        path = self.placements[row.pk][-1].path
        return [self._birth(among[key]) for key in path_ids(path)]

    def _birth(self, row: Organisation) -> tuple[Any, ...]:
        first = self.profiles[row.pk][0]
        return (row.founded_on, first.code, first.name, row.dissolved_on or date.max, row.pk)

    @cached_property
    def profiles(self) -> dict[int, list[Profile]]:
        return self._by_organisation(Profile)

    @cached_property
    def placements(self) -> dict[int, list[Placement]]:
        return self._by_organisation(Placement)

    def _by_organisation(self, model: Any) -> dict[int, list[Any]]:
        rows = self.known(model.objects.filter(organisation__in=self._wanted))
        found: dict[int, list[Any]] = {}
        for row in rows.order_by("started_on", "pk"):
            found.setdefault(row.organisation_id, []).append(row)
        return found

    # ---------------------------------------------------------- keys

    @cached_property
    def organisation_keys(self) -> dict[int, str]:
        return keys_of("TC", self.organisations)

    @cached_property
    def person_keys(self) -> dict[int, str]:
        return keys_of("NG", self.people)

    @cached_property
    def paper_keys(self) -> dict[int, str]:
        return keys_of("VB", self.papers)

    @cached_property
    def place_keys(self) -> dict[int, str]:
        return keys_of("DB", self.places)

    @cached_property
    def movement_keys(self) -> dict[int, str]:
        return keys_of("BD", self.movements)

    @cached_property
    def letter_keys(self) -> dict[int, str]:
        return keys_of("GT", self.letters)

    def keys_for(self, prefix: str, rows: Iterable[Model]) -> dict[int, str]:
        return keys_of(prefix, rows)

    @cached_property
    def names(self) -> dict[str, str]:
        """What stands behind a key, for people who read the sheets."""
        found = {
            self.organisation_keys[row.pk]: self.profiles[row.pk][-1].name
            for row in self.organisations
        }
        found |= {self.person_keys[row.pk]: row.full_name for row in self.people}
        found |= {self.paper_keys[row.pk]: row.full_number for row in self.papers}
        found |= {self.place_keys[row.pk]: row.name for row in self.places}
        return found
