"""Courses: entered, people sent, results and certificates, who did not finish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, branch, branches_by_day
from chibo.study.models import Result, Trainee, Training
from chibo.study.rules import check_member_or_kept, check_result, may_keep_training

AT_ONCE = 500


@dataclass(frozen=True)
class NewTraining:
    kind: str
    name: str
    held_by: str
    first_day: date
    last_day: date
    planned: int | None = None


@dataclass(frozen=True)
class Sent:
    """One person sent by a unit (its key). `ref` names an import's row."""

    person: Person
    sent_by: int
    ref: str = ""


@dataclass(frozen=True)
class Outcome:
    """`result` is a Result; who dropped out says why and has no certificate."""

    trainee: Trainee
    result: str
    certificate_number: str = ""
    certificate_on: date | None = None
    dropped_reason: str = ""


@transaction.atomic
def open_training(
    new: NewTraining, organiser: Organisation, *, by: User, ref: str = ""
) -> Training:
    """Enter a course in the books of an organisation; one that lies ahead may be entered as a plan."""
    training = _retold(Training(organiser=organiser), new)
    where = branch(organiser, day_known(training))
    require(by, may_keep_training, where.path)
    training.full_clean()
    training.save()
    note_all(by, [Line("training.opened", training, where.path, after=snapshot(training), ref=ref)])
    return training


def day_known(training: Training) -> date:
    """The day whose tree and rolls count: that of the beginning, or today while it lies ahead."""
    return min(training.first_day, timezone.localdate())


def _retold(training: Training, new: NewTraining) -> Training:
    training.kind, training.name = new.kind, clean(new.name)
    training.held_by, training.planned = clean(new.held_by), new.planned
    training.first_day, training.last_day = new.first_day, new.last_day
    return training


@transaction.atomic
def correct_training(training: Training, new: NewTraining, *, by: User) -> Training:
    """Put right what a course is called, who held it, when and for how many."""
    hold(training)
    where = branch(training.organiser, day_known(training))
    require(by, may_keep_training, where.path)
    before = snapshot(training)
    _retold(training, new)
    training.full_clean()
    training.save()
    note(by, "training.corrected", training, path=where.path, before=before)
    return training


@transaction.atomic
def send_to_training(training: Training, sent: Sequence[Sent], *, by: User) -> list[Trainee]:
    """Put people on the list of a course, all or none; the unit that sends each is kept with them."""
    hold(training)
    day = day_known(training)
    require(by, may_keep_training, branch(training.organiser, day).path)
    units = branches_by_day({(one.sent_by, day) for one in sent})
    for one in sent:
        if (one.sent_by, day) not in units:
            raise NotInTree.on(day)
    check_member_or_kept([one.person for one in sent], day)
    _check_once(training, sent)
    rows = [
        Trainee(
            training=training,
            person=one.person,
            sent_by_id=one.sent_by,
            path=units[one.sent_by, day].path,
        )
        for one in sent
    ]
    Trainee.objects.bulk_create(rows, batch_size=AT_ONCE)
    lines = [
        Line("training.person_sent", row, row.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(sent, rows, strict=True)
    ]
    note_all(by, lines)
    return rows


def _check_once(training: Training, sent: Sequence[Sent]) -> None:
    listed = set(training.trainees.values_list("person_id", flat=True))
    for one in sent:
        if one.person.pk in listed:
            raise Refusal(_("{name} đã có trong danh sách lớp.").format(name=one.person.full_name))
        listed.add(one.person.pk)


@transaction.atomic
def record_results(training: Training, given: Sequence[Outcome], *, by: User) -> list[Trainee]:
    """Results of a course, all or none; the same person again replaces what was recorded."""
    hold(training)
    where = branch(training.organiser, day_known(training))
    require(by, may_keep_training, where.path)
    lines, rows = [], []
    for one in given:
        check_result(training, one.certificate_on)
        row = one.trainee
        before = snapshot(row)
        dropped = one.result == Result.DROPPED
        row.result = one.result
        row.certificate_number = "" if dropped else clean(one.certificate_number)
        row.certificate_on = None if dropped else one.certificate_on
        row.dropped_reason = clean(one.dropped_reason) if dropped else ""
        row.clean_fields(exclude=["training", "person", "sent_by"])
        row.validate_constraints(exclude=["training", "person"])
        rows.append(row)
        lines.append(Line("training.result", row, row.path, before, snapshot(row)))
    columns = ["result", "certificate_number", "certificate_on", "dropped_reason"]
    Trainee.objects.bulk_update(rows, columns, batch_size=AT_ONCE)
    note_all(by, lines)
    return rows


@transaction.atomic
def withdraw_trainee(trainee: Trainee, reason: str, *, by: User) -> None:
    """Take somebody listed by mistake off the list; who has a result stays."""
    hold(trainee.training, trainee)
    training = trainee.training
    where = branch(training.organiser, day_known(training))
    require(by, may_keep_training, where.path)
    if trainee.result:
        raise Refusal(_("Học viên đã có kết quả, không bỏ khỏi danh sách được."))
    if not clean(reason):
        raise Refusal(_("Ghi lý do."))
    line = Line(
        "training.person_withdrawn",
        trainee,
        where.path,
        before=snapshot(trainee),
        reason=clean(reason),
    )
    note_all(by, [line])
    trainee.delete()
