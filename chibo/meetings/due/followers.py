"""What committee members in charge still have to do: meetings they mean to come to, cells not visited this
quarter."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.addresses import page_of
from chibo.base.asking import Ask
from chibo.base.due import Due
from chibo.base.periods import Period
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.meetings.models import Liaison, Visit
from chibo.members.queries.reach import own_files
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, source_line

# How early a visit is spoken of and how long it is asked about, how long before its close the quarter is;
# ours, not rules of the Party.
VISIT_NOTICE = timedelta(days=14)
ASKED_ABOUT = timedelta(days=31)
QUARTER_NOTICE = timedelta(days=30)


def followers_asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """For whoever reads names in a branch at work."""
    asked = [
        Ask(
            RowsOf(_visits, branch, on),
            lambda found: [_visit_line(row, on, tells=_tells(user, row)) for row in found],
        )
    ]
    asks_for, closes = _rule(on), _quarter(on).last
    if asks_for and asks_for.value and closes - on <= QUARTER_NOTICE:
        rows = RowsOf(_unvisited, branch, on)
        asked.append(
            Ask(rows, lambda found: [_quarter_line(row, closes, asks_for) for row in found])
        )
    return asked


def _quarter(on: date) -> Period:
    return Period.quarter(on.year, (on.month + 2) // 3)


def _rule(on: date) -> Rule | None:
    try:
        return rule("meetings.liaison_visits_per_quarter", on)
    except NoRuleOnDay:
        return None


def untold_visits(branch: Branch, on: date) -> QuerySet[Visit]:
    """Planned for around the day, and by then neither come to nor missed."""
    return Visit.objects.filter(
        Q(came_on=None) | Q(came_on__gt=on),
        Q(missed_on=None) | Q(missed_on__gt=on),
        planned_on__range=(on - ASKED_ABOUT, on + VISIT_NOTICE),
        liaison__in=_held(branch, on),
    )


def _visits(branch: Branch, on: date) -> QuerySet[Any, Any]:
    rows = untold_visits(branch, on)
    names = ("pk", "planned_on", "of_village", "liaison_id")
    person = ("liaison__person_id", "liaison__person__full_name", "liaison__place__name")
    return rows.values(*names, *person, **_where("liaison__", on))


def _unvisited(branch: Branch, on: date) -> QuerySet[Any, Any]:
    """Over cells, held since before the quarter."""
    first = _quarter(on).first
    came = Visit.objects.filter(liaison=OuterRef("pk"), came_on__range=(first, on))
    rows = _held(branch, on).filter(~Exists(came), cell__isnull=False, started_on__lt=first)
    return rows.values("pk", "person_id", "person__full_name", **_where("", on))


def _held(branch: Branch, on: date) -> QuerySet[Liaison]:
    units = Placement.objects.on(on).filter(under(branch.path)).values("organisation")
    return Liaison.objects.on(on).filter(Q(committee__in=units) | Q(cell__in=units))


def _where(to: str, on: date) -> dict[str, Subquery]:
    """Annotations: the cell's short name, and the committee's path and name, as of the day."""
    cells = Profile.objects.on(on).filter(organisation=OuterRef(f"{to}cell"))
    committees = Profile.objects.on(on).filter(organisation=OuterRef(f"{to}committee"))
    standing = Placement.objects.on(on).filter(organisation=OuterRef(f"{to}committee"))
    return {
        "cell_name": Subquery(cells.values("short_name")[:1]),
        "owner": Subquery(committees.values("short_name")[:1]),
        "owner_path": Subquery(standing.values("path")[:1]),
    }


def _tells(user: User, row: Any) -> bool:
    """The committee member, and whoever keeps the records of the committee or leads it."""
    leading, path = (Power.KEEP_RECORDS, Power.APPROVE), row.owner_path or ""
    assigns = any(has_power(user, power, path) for power in leading)
    return assigns or row.liaison__person_id in own_files(user)


def _visit_line(row: Any, on: date, *, tells: bool) -> Due:
    passed = row.planned_on < on
    where = row.cell_name or row.liaison__place__name
    page = page_of("meetings:liaison", row.liaison_id)
    tell = page_of("meetings:tell_visit", row.liaison_id)
    return Due(
        kind="visit_planned",
        what=_("Ghi lần dự họp đã đến lịch") if passed else _("Dự họp theo lịch phụ trách"),
        about=f"{row.liaison__person__full_name}, {where}",
        due_on=row.planned_on,
        url=f"{tell}?lan={row.pk}" if passed and tells else page,
        button=_("Ghi lần dự") if passed and tells else _("Xem"),
        why=_("Lịch dự họp của cấp ủy viên phụ trách, ngày {day}").format(
            day=format_date(row.planned_on)
        ),
        owner=row.owner or "",
        owner_path=row.owner_path or "",
        person_id=row.liaison__person_id,
    )


def _quarter_line(row: Any, closes: date, asks_for: Rule) -> Due:
    return Due(
        kind="visit_missing",
        what=_("Dự sinh hoạt chi bộ được phân công trong quý"),
        about=f"{row.person__full_name}, {row.cell_name}",
        due_on=closes,
        url=page_of("meetings:liaison", row.pk),
        button=_("Lên lịch"),
        why=source_line(asks_for),
        rule="meetings.liaison_visits_per_quarter",
        owner=row.owner or "",
        owner_path=row.owner_path or "",
        person_id=row.person_id,
    )
