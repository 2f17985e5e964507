"""Of the votes: who was summoned, how many agreed, out of how many."""

from chibo.admissions.models import Case, OpinionPhase, Review, ReviewLevel
from chibo.admissions.papers.answers.facts import last_reviews, written
from chibo.base.text import format_percent

_COUNTS = ("entitled", "away", "excused_absent", "base", "present", "in_favour", "against", "other")


def vote_fields(case: Case) -> dict[str, str]:
    """For every phase and level: `admission_cell_base`, `recognition_committee_in_favour`…"""
    reviews = last_reviews(case)
    fields: dict[str, str] = {}
    for phase in OpinionPhase.values:
        for level in ReviewLevel.values:
            fields |= _vote(f"{phase}_{level}", reviews.get((phase, level)))
    return fields


def _vote(name: str, review: Review | None) -> dict[str, str]:
    said = {count: str(getattr(review, count)) if review else "" for count in _COUNTS}
    said["share"] = _share(review) if review else ""
    said["held_on"] = written(review.held_on if review else None)
    said["remark"] = review.remark if review else ""
    said["paper"] = review.paper.full_number if review and review.paper else ""
    return {f"{name}_{part}": words for part, words in said.items()}


def _share(review: Review) -> str:
    return format_percent(100 * review.in_favour / review.base) if review.base else ""
