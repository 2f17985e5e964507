"""Who may write a report."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, branch, branch_near
from chibo.organisations.rules import may_report, may_see_names
from chibo.reports.models import Report, Submission


def may_write_report(user: User, where: Branch) -> bool:
    return may_report(user, where)


def place_of(thing: Report | Submission, near: Collection[int] = ()) -> Branch:
    """The organisation as of the last day of the period; where it last stood, when it ended before. Read once per
    object; those above it with it where they are `near`."""
    known = vars(thing)
    if "stood" not in known:
        known["stood"] = _standing(thing.organisation_id, near, thing.last_day)
    found: Branch = known["stood"]
    return found


def _standing(organisation: int, near: Collection[int], day: date) -> Branch:
    found = branch_near(organisation, near, day)
    if found is None:
        last = Placement.objects.filter(organisation=organisation).latest("started_on")
        found = branch(organisation, last.started_on)
    return found


def check_not_handed_in(report: Report) -> None:
    """What was handed in is corrected as another version, not under the eyes of the level above."""
    latest = report.submissions.order_by("-version").first()
    if latest is not None and latest.is_frozen:
        raise Refusal(
            _("Báo cáo đã nộp ngày {day}. Mở lại bản nộp thì mới sửa được.").format(
                day=format_date(timezone.localdate(latest.submitted_at))
            )
        )


def may_name_people(user: User, thing: Report | Submission) -> bool:
    return may_see_names(user, place_of(thing))
