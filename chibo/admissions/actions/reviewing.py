"""Votes on a case: recorded in turn, refused when what they propose does not meet the rules."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.actions.following import lay_in
from chibo.admissions.actions.stages import put_at_stage, reach_stage, standing_at
from chibo.admissions.models import Case, OpinionPhase, Review, ReviewLevel
from chibo.admissions.queries.following import followed_by, followed_path
from chibo.admissions.queries.knowing import Known, known
from chibo.admissions.queries.standing import Line
from chibo.admissions.rules.cases import check_come, check_open, may_review
from chibo.admissions.rules.checks.check import refuse
from chibo.admissions.rules.checks.sets import of_review
from chibo.admissions.rules.checks.votes import is_carried
from chibo.admissions.rules.reviews import check_turn, stage_after
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation

# The paper of a case that a body's resolution is.
_PAPERS = {
    (OpinionPhase.ADMISSION.value, ReviewLevel.CELL.value): "cell_resolution",
    (OpinionPhase.ADMISSION.value, ReviewLevel.SECTIONAL.value): "sectional_report",
    (OpinionPhase.ADMISSION.value, ReviewLevel.COMMITTEE.value): "committee_resolution",
    (OpinionPhase.RECOGNITION.value, ReviewLevel.CELL.value): "recognition_cell_resolution",
    (OpinionPhase.RECOGNITION.value, ReviewLevel.SECTIONAL.value): "recognition_sectional_report",
    (OpinionPhase.RECOGNITION.value, ReviewLevel.COMMITTEE.value): (
        "recognition_committee_resolution"
    ),
}


@dataclass(frozen=True)
class Voting:
    """One body's meeting on a case. `entitled`, `away` and `excused_absent` make the denominator
    (see Review); `body_name` only where the deciding body is none of the tree's."""

    phase: str
    level: str
    held_on: date
    entitled: int
    present: int
    in_favour: int
    against: int = 0
    other: int = 0
    away: int = 0
    excused_absent: int = 0
    proposes: bool = True
    remark: str = ""
    paper: Paper | None = None
    body_name: str = ""


@transaction.atomic
def record_review(case: Case, voting: Voting, *, by: User) -> Review:
    """Record a body's vote. What it proposes against the rules is refused; that it did not propose is kept."""
    hold(case)
    path = followed_path(case)
    require(by, may_review, path, voting.level)
    check_open(case)
    check_come([voting.held_on])
    about = known(case, followed_by(case, voting.held_on).cell_id, voting.held_on)
    check_turn(about, voting.phase, voting.level, voting.held_on)
    review = _review(case, voting, about.line)
    review.full_clean()
    if review.proposes:
        refuse(of_review(about, review))
    review.save()
    note(by, "case.reviewed", review, path=path)
    _move_on(case, review, about)
    if review.paper is not None and (code := _PAPERS.get((review.phase, review.level))):
        lay_in(case, code, review.paper.issued_on, review.paper, by)
    return review


@transaction.atomic
def withdraw_review(review: Review, reason: str, *, by: User) -> None:
    """Take back a vote entered by mistake, as long as nothing was decided on it."""
    hold(review.case, review)
    case = review.case
    path = followed_path(case)
    require(by, may_review, path, review.level)
    check_open(case)
    if not clean(reason):
        raise Refusal(_("Ghi lý do hủy biểu quyết đã ghi."))
    _check_nothing_follows(review)
    note(
        by,
        "case.review_withdrawn",
        review,
        path=path,
        before=snapshot(review),
        reason=clean(reason),
    )
    stage = _stage_of(review)
    review.delete()
    now = standing_at(case)
    if now is not None and now.stage != stage:
        put_at_stage(case, stage, now.started_on, now, clean(reason))


def _review(case: Case, voting: Voting, line: Line | None) -> Review:
    body = _body(voting.level, line)
    return Review(
        case=case,
        phase=voting.phase,
        level=voting.level,
        body=Organisation.objects.get(pk=body[0]) if body[0] else None,
        body_name=clean(voting.body_name) or body[1],
        held_on=voting.held_on,
        entitled=voting.entitled,
        away=voting.away,
        excused_absent=voting.excused_absent,
        present=voting.present,
        in_favour=voting.in_favour,
        against=voting.against,
        other=voting.other,
        proposes=voting.proposes,
        remark=clean(voting.remark),
        paper=voting.paper,
    )


def _body(level: str, line: Line | None) -> tuple[int | None, str]:
    """The organisation that votes and its name; who decides is named by the user."""
    if line is None or level == ReviewLevel.DECIDING:
        return None, ""
    found = {
        ReviewLevel.CELL: line.cell,
        ReviewLevel.SECTIONAL: line.sectional,
        ReviewLevel.COMMITTEE: line.basic,
    }[ReviewLevel(level)]
    return (found.pk, found.name) if found else (None, "")


def _move_on(case: Case, review: Review, about: Known) -> None:
    if review.phase == OpinionPhase.RECOGNITION:
        reach_stage(case, "recognition_review", review.held_on)
    if is_carried(review):
        stage = stage_after(review.phase, review.level, about.line)
        reach_stage(case, stage, review.held_on)


def _stage_of(review: Review) -> str:
    """The stage at which the body had the case before it."""
    if review.phase == OpinionPhase.RECOGNITION:
        return "recognition_review"
    return {
        ReviewLevel.CELL: "cell_review",
        ReviewLevel.SECTIONAL: "sectional_review",
        ReviewLevel.COMMITTEE: "committee_review",
        ReviewLevel.DECIDING: "decision",
    }[ReviewLevel(review.level)]


def _check_nothing_follows(review: Review) -> None:
    case = review.case
    decided = case.decided_on or case.admission_id
    if review.phase == OpinionPhase.RECOGNITION:
        decided = case.recognition_id
    later = case.reviews.filter(phase=review.phase).exclude(pk=review.pk)
    order = list(ReviewLevel)
    above = [
        row
        for row in later
        if order.index(ReviewLevel(row.level)) > order.index(ReviewLevel(review.level))
    ]
    if decided or above:
        raise Refusal(_("Cấp trên đã xét hoặc đã có quyết định; không hủy biểu quyết này được."))
