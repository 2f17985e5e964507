"""What the level above said about a version, and what is left to answer."""

from chibo.reports.models import Remark, Submission


def before(submission: Submission) -> Submission | None:
    """The version this one corrects."""
    return Submission.objects.filter(
        organisation=submission.organisation_id,
        kind=submission.kind,
        first_day=submission.first_day,
        last_day=submission.last_day,
        version=submission.version - 1,
    ).first()


def unanswered(submission: Submission) -> list[Remark]:
    """Of the version before."""
    earlier = before(submission)
    return list(earlier.remarks.filter(answer="", settled_at__isnull=True)) if earlier else []
