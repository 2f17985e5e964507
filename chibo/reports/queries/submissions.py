"""Submissions within reach, and which version counts."""

from collections.abc import Collection, Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import paths_held
from chibo.organisations.queries.tree import within
from chibo.reports.models import FROZEN, Report, Stage, Submission

# What a level above reckons with: sent back, it is as if it had not come.
COUNTING = (Stage.SUBMITTED, Stage.ACCEPTED)


def visible_to(user: User) -> QuerySet[Submission]:
    """Of organisations that stand, or ever stood, where the user hands in; where the user sees figures, what was
    handed in. A draft is nobody else's business."""
    own = Q(organisation__in=_under(user, Power.SUBMIT))
    handed_in = Q(organisation__in=_under(user, Power.SEE_FIGURES), stage__in=FROZEN)
    return Submission.objects.filter(own | handed_in)


def _under(user: User, power: Power) -> QuerySet[Placement]:
    found: QuerySet[Placement] = Placement.objects.filter(within(paths_held(user, power)))
    return found.values("organisation")  # type: ignore[return-value]  # keys for a condition


def versions(organisation: int, kind: str, period: Period) -> QuerySet[Submission]:
    """Of one organisation and period, the newest first."""
    rows = Submission.objects.filter(organisation=organisation, kind=kind)
    return rows.filter(first_day=period.first, last_day=period.last).order_by("-version")


def versions_below(
    keys: Collection[int], kind: str, period: Period, among: QuerySet[Submission]
) -> QuerySet[Submission]:
    """Of many organisations, the newest last."""
    rows = among.filter(organisation__in=keys, kind=kind)
    return rows.filter(first_day=period.first, last_day=period.last).order_by("version")


def newest_of(newest_last: Iterable[Submission]) -> dict[int, Submission]:
    """Organisation → its newest version of those, whatever its stage."""
    return {one.organisation_id: one for one in newest_last}


def counting(newest_last: Iterable[Submission]) -> dict[int, Submission]:
    """Organisation → the newest version the level above reckons with."""
    return newest_of(one for one in newest_last if one.stage in COUNTING)


def accepted_before(organisation: int, kind: str, period: Period) -> Submission | None:
    """What was last accepted of the period that ended the day before this one begins."""
    rows = Submission.objects.filter(organisation=organisation, kind=kind, stage=Stage.ACCEPTED)
    return rows.filter(last_day=period.eve).order_by("-submitted_at").first()


def handed_columns() -> dict[str, Subquery]:
    """Columns of a report that say which submission of it is the newest, so that its page need not ask."""
    newest = Submission.objects.filter(report=OuterRef("pk")).order_by("-version")
    return {
        f"handed_{column}": Subquery(newest.values(column)[:1])
        for column in ("pk", "stage", "version")
    }


def handed_of(report: Report) -> Submission | None:
    """The newest submission of a report read with `handed_columns`: its key, stage and version alone."""
    told = vars(report)
    if told.get("handed_pk") is None:
        return None
    return Submission(
        pk=told["handed_pk"], stage=told["handed_stage"], version=told["handed_version"]
    )
