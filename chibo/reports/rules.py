"""Who may write a report."""

from chibo.accounts.models import User
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, NotInTree, branch
from chibo.organisations.rules import may_report, may_see_names
from chibo.reports.models import Report


def may_write_report(user: User, where: Branch) -> bool:
    return may_report(user, where)


def place_of(report: Report) -> Branch:
    """The reporting organisation as of the report's last day; where it last stood, when it ended before."""
    try:
        return branch(report.organisation_id, report.last_day)
    except NotInTree:
        last = Placement.objects.filter(organisation=report.organisation_id).latest("started_on")
        return branch(report.organisation_id, last.started_on)


def may_name_people(user: User, report: Report) -> bool:
    return may_see_names(user, place_of(report))
