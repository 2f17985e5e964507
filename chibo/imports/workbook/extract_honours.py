"""What a workbook carries of badges, the register of cards and work given."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from chibo.assignments.models import Assignment
from chibo.imports.workbook.keys import order_of
from chibo.members.models import BadgeAward, BadgeBasis, CardEvent, Membership

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Honours:
    of: "Extract"

    @cached_property
    def badges(self) -> list[BadgeAward]:
        """Nothing says on which day a list was closed for a round: with the round at the latest."""
        rows, day = self.of.about_people(BadgeAward), self.of.as_of
        if day:
            before_the_books = Q(basis=BadgeBasis.EARLIER, given_on=None)
            told = Q(given_on__lte=day) | Q(decision__issued_on__lte=day) | Q(round_day__lte=day)
            rows = rows.filter(before_the_books | told)
        place = order_of(self.of.person_keys)
        found = rows.select_related("decision")
        return sorted(found, key=lambda row: (place[row.person_id], row.mark, row.pk))

    @cached_property
    def all_cards(self) -> dict[int, list[CardEvent]]:
        """By person, the register's lines in order, those after the day too."""
        found: dict[int, list[CardEvent]] = {}
        for row in self.of.about_people(CardEvent).order_by("happened_on", "pk"):
            found.setdefault(row.person_id, []).append(row)
        return found

    @cached_property
    def cards(self) -> list[CardEvent]:
        rows = (row for key in self.of.person_keys for row in self.all_cards.get(key, ()))
        return [row for row in rows if self.of.until(row.happened_on)]

    @cached_property
    def stood_from(self) -> dict[tuple[int, int, str], date]:
        """By person, cell and path the first day of a stay there."""
        told: list[Any] = [*self.badges, *self.cards]
        rows = Membership.objects.filter(person__in={row.person_id for row in told})
        stays = rows.order_by("-started_on").values_list("person", "cell", "path", "started_on")
        return {(person, cell, path): day for person, cell, path, day in stays}

    @cached_property
    def works(self) -> list[Assignment]:
        """Work given by or to units of the branch, as far as its people are in the workbook."""
        among = Q(giver__in=self.of.own) | Q(unit__in=self.of.own)
        rows = self.of.known(Assignment.objects.filter(among), "given_on")
        people = [row.pk for row in self.of.people]
        found = rows.filter(Q(person=None) | Q(person__in=people))
        return list(found.prefetch_related("steps"))

    @cached_property
    def work_keys(self) -> dict[int, str]:
        units, people = order_of(self.of.organisation_keys), order_of(self.of.person_keys)

        def order(row: Assignment) -> tuple[Any, ...]:
            taker = (people.get(row.person_id or 0, -1), units.get(row.unit_id or 0, -1))
            return (row.given_on, units[row.giver_id], row.first_due_on, *taker, row.what, row.pk)

        ordered: list[Assignment] = sorted(self.works, key=order)
        return self.of.keys_for("CV", ordered)

    # ---------------------------------------------------------- what they name

    def papers(self) -> set[int]:
        keys: set[int | None] = {row.paper_id for row in self.cards}
        keys |= {row.paper_id for row in self.works}
        keys |= {row.evidence_id for row in self.badges}
        for row in self.badges:
            if row.decision and self.of.until(row.decision.issued_on):
                keys.add(row.decision_id)
        return {key for key in keys if key}

    def organisations(self) -> set[int | None]:
        cells = {row.cell_id for row in self.badges} | {row.cell_id for row in self.cards}
        units = {key for row in self.works for key in (row.giver_id, row.unit_id)}
        steps = [step for row in self.works for step in row.steps.all()]
        before = {key for step in steps for key in (step.giver_before_id, step.unit_before_id)}
        return cells | units | before
