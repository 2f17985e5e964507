"""What the schedule and petitions of the people ask for: meetings to come, answers to give."""

from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.base.addresses import page_of
from chibo.base.asking import Ask
from chibo.base.due import Due
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.meetings.models import Petition, PlannedMeeting, Raised
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import code_list

# How early a meeting and an answer are spoken of, and how long a meeting that was planned and not recorded
# is asked about; ours, not rules of the Party.
MEETING_NOTICE = timedelta(days=30)
ANSWER_NOTICE = timedelta(days=14)
ASKED_ABOUT = timedelta(days=31)


def planned_asks(branch: Branch, on: date) -> list[Ask[Due]]:
    """For whoever reads names in a branch at work."""
    return [
        Ask(RowsOf(_plans, branch, on), lambda found: [_plan_line(row, on) for row in found]),
        Ask(RowsOf(_petitions, branch, on), lambda found: [_petition_line(row) for row in found]),
    ]


def _plans(branch: Branch, on: date) -> QuerySet[Any, Any]:
    rows = unrecorded(branch, on)
    return rows.values("pk", "kind", "planned_on", "place", "made_on", **whose("organisation", on))


def unrecorded(branch: Branch, on: date) -> QuerySet[PlannedMeeting]:
    """Not held and not called off by the day. A regular meeting that was not recorded is a gap of its
    month already."""
    ahead = Q(planned_on__range=(on, on + MEETING_NOTICE))
    behind = Q(planned_on__range=(on - ASKED_ABOUT, on - timedelta(1))) & ~Q(kind="regular")
    return PlannedMeeting.objects.filter(
        ahead | behind,
        Q(cancelled_on=None) | Q(cancelled_on__gt=on),
        Q(meeting=None) | Q(meeting__held_on__gt=on),
        made_on__lte=on,
        organisation__in=_units(branch, on),
    )


def _petitions(branch: Branch, on: date) -> QuerySet[Any, Any]:
    return unanswered(branch, on).values(
        *("pk", "asked", "place", "due_on", "passed_to", "meeting__held_on"),
        **whose("meeting__organisation", on),
    )


def unanswered(branch: Branch, on: date) -> QuerySet[Petition]:
    """To be answered by now or soon."""
    return Petition.objects.filter(
        Q(answered_on=None) | Q(answered_on__gt=on),
        kind=Raised.PETITION,
        due_on__lte=on + ANSWER_NOTICE,
        meeting__held_on__lte=on,
        meeting__organisation__in=_units(branch, on),
    )


def _units(branch: Branch, on: date) -> QuerySet[Any, Any]:
    return Placement.objects.on(on).filter(under(branch.path)).values("organisation")


def whose(column: str, on: date) -> dict[str, Subquery]:
    """Annotations: the path and the short name on the day of the organisation in a column."""
    standing = Placement.objects.on(on).filter(organisation=OuterRef(column))
    names = Profile.objects.on(on).filter(organisation=OuterRef(column))
    return {
        "unit_path": Subquery(standing.values("path")[:1]),
        "unit_name": Subquery(names.values("short_name")[:1]),
    }


def _plan_line(row: Any, on: date) -> Due:
    kind = code_list("meeting_kinds").label(row.kind)
    passed = row.planned_on < on
    what = _("Ghi buổi họp đã đến lịch: {kind}") if passed else _("Họp theo lịch: {kind}")
    return Due(
        kind="meeting_planned",
        what=what.format(kind=kind),
        about=f"{row.unit_name}, {row.place}",
        due_on=row.planned_on,
        url=page_of("meetings:plan", row.pk),
        button=_("Xem chương trình"),
        why=_("Lịch họp lập ngày {day}").format(day=format_date(row.made_on)),
        owner=row.unit_name,
        owner_path=row.unit_path,
        of_people=False,
    )


def _petition_line(row: Any) -> Due:
    said = _("Nêu ngày {day}").format(day=format_date(row.meeting__held_on))
    if row.passed_to:
        said = _("{said}, đã chuyển {to}").format(said=said, to=row.passed_to)
    return Due(
        kind="petition_unanswered",
        what=_("Trả lời kiến nghị của nhân dân: {asked}").format(asked=row.asked),
        about=row.place,
        due_on=row.due_on,
        url=page_of("meetings:petition", row.pk),
        button=_("Trả lời"),
        why=said,
        rule="meetings.petition_answered_within",
        owner=row.unit_name,
        owner_path=row.unit_path,
        of_people=False,
    )
