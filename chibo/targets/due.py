"""What is due of targets: cells to register, numbers to decide on, results to close."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.due import Due
from chibo.base.periods import Period
from chibo.base.statements import RowsOf
from chibo.members.due.units import is_at_work
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, cells_in, under
from chibo.rulebook.queries import rule, source_line
from chibo.targets.models import Moment, Target
from chibo.targets.queries.listing import to_close, waiting_under

# How long what was missed is spoken of; ours, not a rule of the Party.
KEPT = timedelta(days=90)


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """Lines of units, for whoever can do something about them there."""
    found = []
    if has_power(user, Power.RECORD_MEETINGS, branch.path) and is_at_work(branch):
        found += _to_register(branch, on)
    if has_power(user, Power.APPROVE, branch.path):
        found += [_to_decide(branch, user, on), *_to_close(branch, on)]
    return found


def _to_register(branch: Branch, on: date) -> list[Ask[Due]]:
    """Cells without a target this year, where targets are kept at all."""
    year = Period.year(on.year)
    due_on = rule("targets.register_within", on).after(year.first)
    if on > due_on + KEPT:
        return []
    rows = RowsOf(_unregistered, branch, year)
    return [Ask(rows, lambda found: [_register_line(one, due_on, on) for one in found])]


def _unregistered(branch: Branch, year: Period) -> QuerySet[Any, Any]:
    kept = Target.objects.filter(under(branch.path), last_day__gte=year.a_year_before().first)
    own = Target.objects.filter(
        organisation=OuterRef("pk"), last_day__range=(year.first, year.last), ended_on=None
    )
    return cells_in(branch).filter(~Exists(own), Exists(kept)).values("id", "path", "short_name")


def _register_line(row: Any, due_on: date, on: date) -> Due:
    return Due(
        kind="target_registering",
        what=_("Đăng ký chỉ tiêu năm {year}").format(year=due_on.year),
        about=row.short_name,
        due_on=due_on,
        url=reverse("targets:new", args=[row.id]),
        button=_("Đăng ký"),
        why=source_line(rule("targets.register_within", on)),
        owner=row.short_name,
        owner_path=row.path,
        rule="targets.register_within",
        of_people=False,
    )


def _to_decide(branch: Branch, user: User, on: date) -> Ask[Due]:
    """Numbers of the branch that somebody else registered, in one line."""
    rows = RowsOf(_waiting_by_day, branch.path, user.pk)
    return Ask(rows, lambda found: _decide_lines(found, branch, on))


def _waiting_by_day(path: str, proposer: int) -> QuerySet[Any, Any]:
    rows = waiting_under(path).exclude(proposer=proposer).order_by()
    return rows.values("proposed_on").annotate(n=Count("pk"))


def _decide_lines(found: Sequence[Any], branch: Branch, on: date) -> list[Due]:
    if not found:
        return []
    count = sum(row.n for row in found)
    first = min(row.proposed_on for row in found)
    return [
        Due(
            kind="target_deciding",
            what=_("Duyệt chỉ tiêu các đơn vị đăng ký"),
            about=_("{n} số đăng ký").format(n=count),
            due_on=rule("targets.decide_within", on).after(first),
            url=reverse("targets:waiting", args=[branch.pk]),
            button=_("Duyệt"),
            why=source_line(rule("targets.decide_within", on)),
            owner=branch.short_name,
            owner_path=branch.path,
            rule="targets.decide_within",
            count=count,
            of_people=False,
        )
    ]


def _to_close(branch: Branch, on: date) -> list[Ask[Due]]:
    """Results of the half-year and of last year that are not recorded yet, a line each."""
    moments = [
        (Moment.HALF, Period.year(on.year), Period.half(on.year, 1).last),
        (Moment.END, Period.year(on.year - 1), Period.year(on.year - 1).last),
    ]
    return [
        _closing(branch, moment, year, last, on)
        for moment, year, last in moments
        if last <= on <= last + KEPT
    ]


def _closing(branch: Branch, moment: str, year: Period, last: date, on: date) -> Ask[Due]:
    rows = RowsOf(_to_close_by_span, branch.path, year, moment)
    return Ask(rows, lambda found: _close_lines(found, branch, moment, last, on))


def _to_close_by_span(path: str, year: Period, moment: str) -> QuerySet[Any, Any]:
    return to_close(path, year, moment).order_by().values("span").annotate(n=Count("pk"))


def _close_lines(
    found: Sequence[Any], branch: Branch, moment: str, last: date, on: date
) -> list[Due]:
    count = sum(row.n for row in found)
    if not count:
        return []
    told = {
        Moment.HALF: _("Chốt kết quả chỉ tiêu 6 tháng năm {year}"),
        Moment.END: _("Chốt kết quả chỉ tiêu năm {year}"),
    }
    address = reverse("targets:close", args=[branch.pk])
    return [
        Due(
            kind="target_closing",
            what=told[Moment(moment)].format(year=last.year),
            about=_("{n} chỉ tiêu").format(n=count),
            due_on=rule("targets.close_within", on).after(last),
            url=f"{address}?nam={last.year}&lan={moment}",
            button=_("Chốt"),
            why=source_line(rule("targets.close_within", on)),
            owner=branch.short_name,
            owner_path=branch.path,
            rule="targets.close_within",
            count=count,
            of_people=False,
        )
    ]
