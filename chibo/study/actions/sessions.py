"""Classes are held: who of the list came, and how many came besides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.study.models import Learner, SessionTurn, Study, StudySession
from chibo.study.rules import check_class_day, check_going_on, may_keep

AT_ONCE = 500


@dataclass(frozen=True)
class NewSession:
    """`present` are keys of people on the list of the study. `ref` names an import's row."""

    held_on: date
    place: str
    speaker: str = ""
    others_present: int = 0
    others_said: str = ""
    present: Collection[int] = ()
    ref: str = ""


@transaction.atomic
def hold_sessions(study: Study, held: Sequence[NewSession], *, by: User) -> list[StudySession]:
    """Record classes of a study with who came, all or none."""
    hold(study)
    require(by, may_keep, study.path)
    check_going_on(study)
    listed = dict(study.learners.values_list("person_id", "pk"))
    made, turns, lines = [], [], []
    for one in held:
        check_class_day(study, one.held_on)
        session = _retold(StudySession(study=study), one)
        session.full_clean()
        session.save()
        turns += [
            SessionTurn(session=session, learner_id=_learner(listed, person))
            for person in sorted(one.present)
        ]
        made.append(session)
        lines.append(
            Line("study.class_held", session, study.path, after=snapshot(session), ref=one.ref)
        )
    SessionTurn.objects.bulk_create(turns, batch_size=AT_ONCE)
    _tell_first_class(Learner.objects.filter(study=study))
    note_all(by, lines)
    return made


def _learner(listed: dict[int, int], person: int) -> int:
    if person not in listed:
        raise Refusal(_("Người được ghi có mặt không có trong danh sách phải học."))
    return listed[person]


def _tell_first_class(rows: QuerySet[Learner]) -> None:
    """Their classes changed: each is told again on which day they first came."""
    days = SessionTurn.objects.filter(learner=OuterRef("pk")).order_by("session__held_on")
    rows.update(came_on=Subquery(days.values("session__held_on")[:1]))


def _retold(session: StudySession, told: NewSession) -> StudySession:
    session.held_on, session.place = told.held_on, clean(told.place)
    session.speaker, session.others_said = clean(told.speaker), clean(told.others_said)
    session.others_present = told.others_present
    return session


@transaction.atomic
def correct_session(session: StudySession, told: NewSession, *, by: User) -> StudySession:
    """Put right where, by whom and how many came besides; `present` is not looked at."""
    hold(session.study, session)
    require(by, may_keep, session.study.path)
    check_going_on(session.study)
    check_class_day(session.study, told.held_on)
    before = snapshot(session)
    _retold(session, told)
    session.full_clean()
    session.save()
    _tell_first_class(Learner.objects.filter(pk__in=session.turns.values("learner")))
    note(by, "study.class_corrected", session, path=session.study.path, before=before)
    return session


@transaction.atomic
def mark_present(
    session: StudySession, among: Collection[Learner], came: Collection[int], *, by: User
) -> int:
    """Of the learners `among`, those with keys in `came` were there and the others were not. How many
    marks changed."""
    hold(session.study, session)
    for path in {row.path for row in among}:
        require(by, may_keep, path)
    check_going_on(session.study)
    if any(row.study_id != session.study_id for row in among):
        raise Refusal(_("Người được ghi có mặt không có trong danh sách phải học."))
    keys = {row.pk for row in among}
    known = set(session.turns.filter(learner__in=keys).values_list("learner_id", flat=True))
    wanted = keys & set(came)
    new = [SessionTurn(session=session, learner_id=key) for key in sorted(wanted - known)]
    SessionTurn.objects.bulk_create(new, batch_size=AT_ONCE)
    session.turns.filter(learner__in=known - wanted).delete()
    changes = {"added": sorted(wanted - known), "removed": sorted(known - wanted)}
    if wanted != known:
        _tell_first_class(Learner.objects.filter(pk__in=wanted ^ known))
        line = Line("study.class_marked", session, session.study.path, after=changes)
        note_all(by, [line])
    return len(wanted ^ known)
