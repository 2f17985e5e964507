"""What is due of plans for weak units: the month's note, the review, the half-yearly report, the end of a plan,
milestones. Measures are work given and are told there."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask, told_together
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.consolidation.models import FollowUp, FollowUpKind, Milestone, Plan
from chibo.consolidation.queries.reach import (
    Rows,
    milestones_visible_to,
    of_branch,
    plans_visible_to,
)
from chibo.members.due.units import is_at_work, units_by_path
from chibo.organisations.models import Placement, Profile
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, cell_kinds
from chibo.rulebook.queries import add_months, rule

# How early the end of a plan and a milestone are spoken of; ours, not a rule of the Party.
NOTICE = timedelta(days=45)


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """Above the grassroots only the branch's own plans and milestones; those below are counted (tally_asks)."""
    return [
        Ask(
            RowsOf(_plans, user, branch, on),
            lambda found: [line for row in found for line in _plan_lines(row, user, on)],
        ),
        Ask(
            RowsOf(_marks, user, branch, on),
            lambda found: [_mark_line(row, user) for row in found],
        ),
    ]


def _plan_lines(row: Any, user: User, on: date) -> Iterable[Due]:
    """Who reads a plan and does not keep it is led to the plan."""
    keeps = has_power(user, Power.GIVE_WORK, row.committee_place or "")
    lines = _of_plan(row, on)
    return lines if keeps else (_to_read(line, "consolidation:plan", row.pk) for line in lines)


def _mark_line(row: Any, user: User) -> Due:
    line = _of_milestone(row)
    place = row.place or ""
    committee = place[:-SEGMENT] if row.unit_kind in cell_kinds() else place
    return (
        line
        if has_power(user, Power.GIVE_WORK, committee)
        else _to_read(line, "consolidation:unit", row.unit_id)
    )


def _to_read(line: Due, page: str, key: int) -> Due:
    return replace(line, url=reverse(page, args=[key]), button=_("Xem"))


def _plans(user: User, branch: Branch, on: date) -> Any:
    plans = plans_visible_to(user, on).filter(_open_in(branch, on))
    return _told_of(plans if is_at_work(branch) else plans.filter(committee=branch.pk), on)


def _marks(user: User, branch: Branch, on: date) -> Any:
    marks = milestones_visible_to(user, on).filter(_near_in(branch, on))
    return _marks_of(marks if is_at_work(branch) else marks.filter(unit=branch.pk), on)


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """The same by unit, kind and day; a level above leaves out what is its own to do."""
    return told_together(
        [RowsOf(_all_plans, branch, on), RowsOf(_all_marks, branch, on)],
        lambda came: _counted(
            [
                *(line for row in came[0] for line in _of_plan(row, on)),
                *(_of_milestone(row) for row in came[1]),
            ],
            branch,
        ),
    )


def _all_plans(branch: Branch, on: date) -> Any:
    plans = Plan.objects.filter(_open_in(branch, on))
    return _told_of(plans if is_at_work(branch) else plans.exclude(committee=branch.pk), on)


def _all_marks(branch: Branch, on: date) -> Any:
    marks = Milestone.objects.filter(_near_in(branch, on))
    return _marks_of(marks if is_at_work(branch) else marks.exclude(unit=branch.pk), on)


def _counted(lines: list[Due], branch: Branch) -> list[Tally]:
    """Lines of units that stand nowhere below the branch are left out: nobody there is reminded."""
    here = [one for one in lines if one.owner_path.startswith(branch.path)]
    units = units_by_path({one.owner_path for one in here}, branch) if here else {}
    found = Counter((one.kind, units[one.owner_path], one.due_on) for one in here)
    return [
        Tally(kind, _words()[kind], unit, n, day, "", of_people=False)
        for (kind, unit, day), n in found.items()
    ]


def _words() -> dict[str, str]:
    return {
        "consolidation_month": _("Ghi nhận định theo dõi củng cố"),
        "consolidation_quarter": _("Sơ kết kế hoạch củng cố"),
        "consolidation_report": _("Báo cáo kết quả củng cố"),
        "consolidation_ends": _("Đánh giá, kết thúc hoặc gia hạn kế hoạch củng cố"),
        "milestone_due": _("Ghi kết quả mốc phải đạt"),
    }


def _open_in(branch: Branch, on: date) -> Q:
    return of_branch(branch) & Q(closed_on__isnull=True, started_on__lte=on)


def _near_in(branch: Branch, on: date) -> Q:
    return of_branch(branch) & Q(result="", set_on__lte=on, due_on__lte=on + NOTICE)


def _marks_of(rows: Rows, on: date) -> Any:
    kinds = Profile.objects.on(on).filter(organisation=OuterRef("unit")).values("kind")
    told = {"unit_kind": Subquery(kinds[:1]), **_standing("unit", on)}
    return rows.values("pk", "unit_id", "what", "due_on", **told)


def _told_of(plans: Rows, on: date) -> Any:
    return plans.values(
        *("pk", "started_on", "ends_on", "paper__number", "paper__symbol"),
        **{kind: _last(kind) for kind in FollowUpKind.values},
        **_standing("unit", on),
        **_standing("committee", on, "committee_"),
    )


def _last(kind: str) -> Subquery:
    rows = FollowUp.objects.filter(plan=OuterRef("pk"), kind=kind).order_by("-first_day")
    return Subquery(rows.values("first_day")[:1])


def _standing(column: str, on: date, prefix: str = "") -> dict[str, Subquery]:
    here = {"organisation": OuterRef(column)}
    return {
        f"{prefix}place": Subquery(Placement.objects.on(on).filter(**here).values("path")[:1]),
        f"{prefix}name": Subquery(Profile.objects.on(on).filter(**here).values("short_name")[:1]),
    }


def _of_plan(row: Any, on: date) -> Iterable[Due]:
    """Only the earliest period not written about yet: the rest follows when that is done."""
    months = (
        (FollowUpKind.MONTH, 1, _("Ghi nhận định theo dõi củng cố tháng {period}")),
        (FollowUpKind.QUARTER, _every("review", on), _("Sơ kết kế hoạch củng cố kỳ từ {period}")),
        (FollowUpKind.REPORT, _every("report", on), _("Báo cáo kết quả củng cố kỳ từ {period}")),
    )
    for kind, length, what in months:
        first = _next(row, kind, length)
        due_on = add_months(first, length) + timedelta(days=_by_day(on) - 1)
        if add_months(first, length) <= on and first <= row.ends_on:
            title = what.format(period=first.strftime("%m/%Y"))
            address = (
                f"{reverse('consolidation:follow', args=[row.pk])}?loai={kind}&thang={first:%Y-%m}"
            )
            yield _line(row, f"consolidation_{kind}", title, due_on, address, _("Ghi nhận định"))
    if row.ends_on <= on + NOTICE:
        url = Plan(pk=row.pk).get_absolute_url()
        what = _("Đánh giá, kết thúc hoặc gia hạn kế hoạch củng cố")
        yield _line(row, "consolidation_ends", what, row.ends_on, url, _("Mở kế hoạch"))


def _every(code: str, on: date) -> int:
    return rule(f"consolidation.{code}_every_months", on).months


def _by_day(on: date) -> int:
    return rule("consolidation.note_by_day", on).days


def _next(row: Any, kind: str, length: int) -> date:
    """The first day of the period after the last one written about, or that the plan began in."""
    last = getattr(row, kind)
    if last:
        return add_months(last, length)
    began = row.started_on
    return date(began.year, (began.month - 1) // length * length + 1, 1)


def _line(row: Any, kind: str, what: str, due_on: date, url: str, button: str) -> Due:
    number = f"{row.paper__number}-{row.paper__symbol}"
    return Due(
        kind=kind,
        what=what,
        about=row.name or "",
        due_on=due_on,
        url=url,
        button=button,
        why=_("Kế hoạch {number}, bắt đầu {day}").format(
            number=number, day=format_date(row.started_on)
        ),
        owner=row.committee_name or row.name or "",
        owner_path=row.committee_place or row.place or "",
        of_people=False,
    )


def _of_milestone(row: Any) -> Due:
    return Due(
        kind="milestone_due",
        what=_("Ghi kết quả mốc phải đạt: {what}").format(what=row.what),
        about=row.name or "",
        due_on=row.due_on,
        url=reverse("consolidation:milestone", args=[row.pk]),
        button=_("Ghi kết quả"),
        why=_("Hạn của mốc: {day}").format(day=format_date(row.due_on)),
        owner=row.name or "",
        owner_path=row.place or "",
        of_people=False,
    )
