"""What a workbook carries of study, of following Hồ Chí Minh and of courses.

What units of the branch held, and what its people attended that others held: of that only their own lines.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from chibo.imports.workbook.keys import order_of
from chibo.study.models import (
    Commitment,
    CommitmentReview,
    GoodModel,
    Learner,
    ModelStage,
    Praise,
    SessionTurn,
    Study,
    StudySession,
    Trainee,
    Training,
)

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Studied:
    of: "Extract"

    def _unit(self, key: int | None) -> int:
        return self._units.get(key or 0, -1)

    def _person(self, key: int | None) -> int:
        return self._people.get(key or 0, -1)

    @cached_property
    def _units(self) -> dict[int, int]:
        return order_of(self.of.organisation_keys)

    @cached_property
    def _people(self) -> dict[int, int]:
        return order_of(self.of.person_keys)

    @cached_property
    def _known_people(self) -> list[int]:
        return [person.pk for person in self.of.people]

    # ---------------------------------------------------------- studies

    @cached_property
    def studies(self) -> list[Study]:
        listed = Learner.objects.filter(person__in=self._known_people).values("study")
        rows = Study.objects.filter(Q(organisation__in=self.of.own) | Q(pk__in=listed))
        return list(self.of.known(rows, "frozen_on"))

    @cached_property
    def study_keys(self) -> dict[int, str]:
        ordered = sorted(
            self.studies,
            key=lambda row: (row.frozen_on, self._unit(row.organisation_id), row.kind, row.title),
        )
        return self.of.keys_for("HT", ordered)

    @cached_property
    def study_papers(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        links = Study.papers.through.objects.filter(study__in=[row.pk for row in self.studies])
        for study, paper in links.values_list("study_id", "paper_id"):
            found.setdefault(study, []).append(paper)
        return found

    @cached_property
    def learners(self) -> list[Learner]:
        rows = Learner.objects.filter(study__in=self.study_keys, person__in=self._known_people)
        study = order_of(self.study_keys)
        return sorted(rows, key=lambda row: (study[row.study_id], self._person(row.person_id)))

    @cached_property
    def sessions(self) -> list[StudySession]:
        rows = self.of.known(StudySession.objects.filter(study__in=self.study_keys), "held_on")
        study = order_of(self.study_keys)
        return sorted(rows, key=lambda row: (study[row.study_id], row.held_on, row.place))

    @cached_property
    def session_keys(self) -> dict[int, str]:
        return self.of.keys_for("LP", self.sessions)

    @cached_property
    def turns(self) -> list[tuple[int, int]]:
        """(session, person), by both."""
        rows = SessionTurn.objects.filter(
            session__in=self.session_keys, learner__person__in=self._known_people
        )
        session = order_of(self.session_keys)
        found = rows.values_list("session_id", "learner__person_id")
        return sorted(found, key=lambda pair: (session[pair[0]], self._person(pair[1])))

    # ---------------------------------------------------------- following

    @cached_property
    def commitments(self) -> list[Commitment]:
        rows = self.of.known(Commitment.objects.filter(unit__in=self.of.own), "made_on")
        found = rows.filter(Q(person=None) | Q(person__in=self._known_people))
        return sorted(
            found.prefetch_related("reviews"),
            key=lambda row: (
                row.year,
                row.kind,
                self._unit(row.unit_id),
                self._person(row.person_id),
                row.made_on,
                row.pk,
            ),
        )

    @cached_property
    def commitment_keys(self) -> dict[int, str]:
        return self.of.keys_for("CK", self.commitments)

    @cached_property
    def reviews(self) -> list[CommitmentReview]:
        rows = [row for one in self.commitments for row in one.reviews.all()]
        return [row for row in rows if self.of.until(row.reviewed_on)]

    @cached_property
    def models(self) -> list[GoodModel]:
        rows = self.of.known(GoodModel.objects.filter(unit__in=self.of.own), "registered_on")
        found = rows.filter(Q(person=None) | Q(person__in=self._known_people))
        return sorted(
            found.prefetch_related("stages"),
            key=lambda row: (row.registered_on, self._unit(row.unit_id), row.name),
        )

    @cached_property
    def model_keys(self) -> dict[int, str]:
        return self.of.keys_for("MH", self.models)

    @cached_property
    def stages(self) -> list[ModelStage]:
        """But for the first of each model: it begins with the registration."""
        rows = [row for one in self.models for row in list(one.stages.all())[1:]]
        return [row for row in rows if self.of.until(row.started_on)]

    @cached_property
    def praise(self) -> list[Praise]:
        rows = self.of.known(Praise.objects.all(), "given_on")
        ours = Q(unit__in=self.of.own) | Q(person__in=self._known_people)
        return sorted(
            rows.filter(ours),
            key=lambda row: (
                row.given_on,
                self._unit(row.giver_id),
                self._unit(row.unit_id),
                self._person(row.person_id),
                row.what,
            ),
        )

    # ---------------------------------------------------------- courses

    @cached_property
    def trainings(self) -> list[Training]:
        sent = Trainee.objects.filter(person__in=self._known_people).values("training")
        known = Training.objects.filter(Q(organiser__in=self.of.own) | Q(pk__in=sent))
        rows = self.of.known(known, "first_day")
        return sorted(
            rows, key=lambda row: (row.first_day, self._unit(row.organiser_id), row.kind, row.name)
        )

    @cached_property
    def training_keys(self) -> dict[int, str]:
        return self.of.keys_for("DT", self.trainings)

    @cached_property
    def trainees(self) -> list[Trainee]:
        rows = Trainee.objects.filter(
            training__in=self.training_keys, person__in=self._known_people
        )
        training = order_of(self.training_keys)
        return sorted(
            rows, key=lambda row: (training[row.training_id], self._person(row.person_id))
        )

    # ---------------------------------------------------------- what they name

    def organisations(self) -> set[int | None]:
        """Asked before anything has a key."""
        of, people = self.of, self._known_people
        listed = Learner.objects.filter(person__in=people)
        sent = Trainee.objects.filter(person__in=people)
        praised = Praise.objects.filter(Q(unit__in=of.own) | Q(person__in=people))
        pairs = (
            *listed.values_list("cell", "study__organisation").distinct(),
            *sent.values_list("sent_by", "training__organiser").distinct(),
            *praised.values_list("unit", "giver").distinct(),
        )
        return {key for pair in pairs for key in pair}

    def papers(self) -> set[int]:
        of = self.of
        keys: set[int | None] = {paper for some in self.study_papers.values() for paper in some}
        made = of.known(Commitment.objects.filter(unit__in=of.own), "made_on")
        ours = Q(unit__in=of.own) | Q(person__in=self._known_people)
        given = of.known(Praise.objects.filter(ours), "given_on")
        keys |= set(made.exclude(paper=None).values_list("paper", flat=True))
        keys |= set(given.exclude(paper=None).values_list("paper", flat=True))
        return {key for key in keys if key}
