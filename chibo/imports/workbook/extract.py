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
from chibo.imports.workbook.extract_cited import Cited
from chibo.imports.workbook.extract_cleaned import Cleaned
from chibo.imports.workbook.extract_dues import Collected
from chibo.imports.workbook.extract_followed import Followed
from chibo.imports.workbook.extract_followers import Followers
from chibo.imports.workbook.extract_frame import Frame
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
from chibo.organisations.queries.tree import Branch, within


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

    # ---------------------------------------------------------- papers, organisations and places

    @cached_property
    def papers(self) -> list[Paper]:
        return Cited(self).papers

    @cached_property
    def own(self) -> set[int]:
        rows = self.known(Placement.objects.filter(within(self.branch.own_paths)))
        return set(rows.values_list("organisation", flat=True))

    @cached_property
    def frame(self) -> Frame:
        """Organisations and places, with those around the branch that its records name."""
        return Frame(self)

    @property
    def organisations(self) -> list[Organisation]:
        return self.frame.organisations

    @property
    def profiles(self) -> dict[int, list[Profile]]:
        return self.frame.profiles

    @property
    def placements(self) -> dict[int, list[Placement]]:
        return self.frame.placements

    @property
    def places(self) -> list[Place]:
        return self.frame.places

    @property
    def covers(self) -> list[CellPlace]:
        return self.frame.covers

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
