"""What a workbook carries of the way into the Party: cases with their parts, classes, targets, frozen lists."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from chibo.admissions.models import (
    AdmissionTarget,
    Case,
    CasePaper,
    Course,
    HeadCohort,
    HeadInCohort,
    Participant,
    Review,
)
from chibo.imports.workbook.keys import order_of

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Followed:
    of: "Extract"

    # ---------------------------------------------------------- cases

    @cached_property
    def cases(self) -> list[Case]:
        rows = self.of.known(self.of.about_people(Case), "opened_on")
        person = order_of(self.of.person_keys)
        found = rows.select_related("admission", "recognition")
        return sorted(found, key=lambda row: (person[row.person_id], row.opened_on, row.pk))

    @cached_property
    def case_keys(self) -> dict[int, str]:
        return self.of.keys_for("HS", self.cases)

    def parts(self, model: Any, day: str = "") -> list[Any]:
        """Rows of a model class that belong to the cases, known by the day in that column."""
        rows = model.objects.filter(case__in=self.case_keys)
        if day and self.of.as_of:
            rows = rows.filter(Q(**{f"{day}__lte": self.of.as_of}) | Q(**{f"{day}__isnull": True}))
        place = order_of(self.case_keys)
        first = [field for field in (day,) if field]
        return sorted(rows.order_by(*first, "pk"), key=lambda row: place[row.case_id])

    # ---------------------------------------------------------- plans

    @cached_property
    def courses(self) -> list[Course]:
        """Classes of the branch's books, and those its people went to."""
        went = self.of.about_people(Participant).values("course")
        rows = Course.objects.filter(Q(organiser__in=self.of.own) | Q(pk__in=went))
        organiser = order_of(self.of.organisation_keys)
        return sorted(
            self.of.known(rows, "first_day"),
            key=lambda row: (row.first_day, organiser[row.organiser_id], row.kind, row.name),
        )

    @cached_property
    def course_keys(self) -> dict[int, str]:
        return self.of.keys_for("LH", self.courses)

    @cached_property
    def participants(self) -> list[Participant]:
        rows = self.of.about_people(Participant).filter(course__in=self.course_keys)
        course, person = order_of(self.course_keys), order_of(self.of.person_keys)
        return sorted(rows, key=lambda row: (course[row.course_id], person[row.person_id]))

    @cached_property
    def targets(self) -> list[AdmissionTarget]:
        rows = AdmissionTarget.objects.filter(organisation__in=self.of.own)
        place = order_of(self.of.organisation_keys)
        return sorted(
            self.of.known(rows, "first_day"),
            key=lambda row: (place[row.organisation_id], row.first_day, row.last_day),
        )

    @cached_property
    def cohorts(self) -> list[HeadCohort]:
        rows = self.of.known(HeadCohort.objects.filter(area__in=self.of.own), "frozen_on")
        place = order_of(self.of.organisation_keys)
        return sorted(rows, key=lambda row: (place[row.area_id], row.year))

    @cached_property
    def cohort_keys(self) -> dict[int, str]:
        return self.of.keys_for("TB", self.cohorts)

    @cached_property
    def listed_heads(self) -> list[HeadInCohort]:
        """Of people who stand in the workbook."""
        rows = self.of.about_people(HeadInCohort).filter(cohort__in=self.cohort_keys)
        cohort, person = order_of(self.cohort_keys), order_of(self.of.person_keys)
        return sorted(rows, key=lambda row: (cohort[row.cohort_id], person[row.person_id]))

    # ---------------------------------------------------------- what the rows name

    def organisations(self) -> set[int]:
        """Cells and bodies that the rows name, wherever they hang."""
        went = self.of.about_people(Participant).values_list("sent_by", "course__organiser")
        mine = self.of.about_people(Case)
        named = {key for pair in went for key in pair}
        named |= set(mine.values_list("cells__cell", flat=True))
        named |= set(mine.values_list("reviews__body", flat=True))
        return {key for key in named if key}

    def places(self) -> Any:
        return HeadInCohort.objects.filter(cohort__area__in=self.of.own).values("place")

    def papers(self) -> set[int]:
        targets = AdmissionTarget.objects.filter(organisation__in=self.of.own)
        mine = self.of.about_people(Case)
        cited = {
            *self.of.known(targets, "first_day").values_list("paper", flat=True),
            *mine.values_list("decision", flat=True),
            *CasePaper.objects.filter(case__in=mine).values_list("paper", flat=True),
            *Review.objects.filter(case__in=mine).values_list("paper", flat=True),
        }
        return {key for key in cited if key}
