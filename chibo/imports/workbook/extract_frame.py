"""Organisations and places of a workbook: the branch's own, those its records name, and all that ever stood
above them, as a frame to rebuild the workbook in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from chibo.imports.workbook.keys import order_of
from chibo.organisations.models import CellPlace, Organisation, Place, Placement, Profile
from chibo.organisations.queries.tree import path_ids

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Frame:
    of: "Extract"

    @cached_property
    def covers(self) -> list[CellPlace]:
        rows = self.of.known(
            CellPlace.objects.filter(Q(cell__in=self.of.own) | Q(place__area__in=self.of.own))
        )
        place = order_of(self.of.place_keys)
        cells = order_of(self.of.organisation_keys)
        return sorted(
            rows, key=lambda row: (place[row.place_id], row.started_on, cells[row.cell_id])
        )

    @cached_property
    def places(self) -> list[Place]:
        posts = {post.place_id for post in self.of.posts if post.place_id}
        covered = CellPlace.objects.filter(cell__in=self.of.own).values("place")
        headed = self.of.followed.places()
        rows = Place.objects.filter(
            Q(area__in=self.of.own) | Q(pk__in=posts) | Q(pk__in=covered) | Q(pk__in=headed)
        )
        area = order_of(self.of.organisation_keys)
        return sorted(
            self.of.known(rows),
            key=lambda row: (area[row.area_id], row.kind, row.name, row.started_on, row.pk),
        )

    @cached_property
    def organisations(self) -> list[Organisation]:
        rows = list(Organisation.objects.filter(pk__in=self._wanted))
        line = {row.pk: row for row in rows}
        return sorted(rows, key=lambda row: self._line(row, line))

    @cached_property
    def _wanted(self) -> set[int]:
        found = self.of.own | self._named()
        while above := self._above(found) - found:
            found |= above
        standing = self.of.known(Organisation.objects.filter(pk__in=found), "founded_on")
        return set(standing.values_list("pk", flat=True))

    def _named(self) -> set[int]:
        """Organisations that records of the branch name."""
        named = self._by_people() | self._by_papers() | self._by_work() | self._by_places()
        return {key for key in named if key}

    def _by_people(self) -> set[int | None]:
        of = self.of
        moves: tuple[Any, ...] = (*of.movements, *of.cancelled)
        named = {key for row in moves for key in (row.from_cell_id, row.to_cell_id)}
        named |= {post.organisation_id for post in of.posts} | {stay.cell_id for stay in of.stays}
        named |= {person.keeper_id for person in of.people}
        for letter in of.letters:
            named |= {letter.issuer_id, letter.from_cell_id, letter.to_cell_id}
            named |= {box.organisation_id for box in letter.steps.all()}
        return named | {place.custodian_id for place in of.dossier_places}

    def _by_papers(self) -> set[int | None]:
        return {key for paper in self.of.papers for key in (paper.keeper_id, paper.issuer_id)}

    def _by_work(self) -> set[int | None]:
        of = self.of
        parts = (
            *(of.followed, of.honours, of.followers, of.studied, of.aimed, of.strengthened),
            *(of.overseen, of.appraised, of.gathered),
        )
        return {key for part in parts for key in part.organisations()}

    def _by_places(self) -> set[int | None]:
        posts = {post.place_id for post in self.of.posts if post.place_id}
        own = Q(cell__in=self.of.own) | Q(place__area__in=self.of.own)
        covered = CellPlace.objects.filter(own)
        places = Place.objects.filter(Q(pk__in=covered.values("place")) | Q(pk__in=posts))
        areas: set[int | None] = set(places.values_list("area", flat=True))
        return areas | set(covered.values_list("cell", flat=True))

    def _above(self, keys: Iterable[int]) -> set[int]:
        rows = self.of.known(Placement.objects.filter(organisation__in=keys))
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
        rows = self.of.known(model.objects.filter(organisation__in=self._wanted))
        found: dict[int, list[Any]] = {}
        for row in rows.order_by("started_on", "pk"):
            found.setdefault(row.organisation_id, []).append(row)
        return found
