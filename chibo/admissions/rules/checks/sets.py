"""Which conditions are asked at which step."""

from datetime import date

from chibo.admissions.models import OpinionPhase, Review, ReviewLevel
from chibo.admissions.queries.knowing import Known
from chibo.admissions.rules.checks.check import Check
from chibo.admissions.rules.checks.deciding import (
    check_ceremony,
    check_member_file,
    check_new_member_class,
    check_recognition_day,
)
from chibo.admissions.rules.checks.people import check_age, check_readmission, check_schooling
from chibo.admissions.rules.checks.preparing import (
    check_background,
    check_certificate,
    check_conclusion,
    check_opinions,
    check_writing_order,
)
from chibo.admissions.rules.checks.referees import check_number_of_referees, check_referees
from chibo.admissions.rules.checks.votes import check_vote


def before_the_cell(known: Known, on: date) -> list[Check]:
    """The conditions of admission, on the day the cell considers it."""
    return [
        check_age(known, on),
        check_schooling(known, on),
        *check_readmission(known, on),
        check_certificate(known, on),
        check_writing_order(known, on),
        check_background(known, on),
        check_conclusion(known, on),
        check_number_of_referees(known, on),
        *check_referees(known, on),
        check_opinions(known, on),
    ]


def of_review(known: Known, review: Review) -> list[Check]:
    """What a body's vote must meet to be proposed on."""
    if review.level != ReviewLevel.CELL:
        return [check_vote(review)]
    if review.phase == OpinionPhase.ADMISSION:
        return [*before_the_cell(known, review.held_on), check_vote(review)]
    day = check_recognition_day(known, review.held_on)
    return [*([day] if day else []), check_vote(review)]


def live(known: Known) -> list[Check]:
    """Everything that can be said about the case today, in the order of its steps."""
    admission = [*before_the_cell(known, known.cell_day)] if known.ceremony_on is None else []
    votes = [check_vote(review) for review in known.reviews]
    later: list[Check | None] = [check_ceremony(known), check_member_file(known)]
    if known.case.recognition_id is None:
        later.append(check_new_member_class(known, known.on))
    return [*admission, *votes, *[check for check in later if check]]
