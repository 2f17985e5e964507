"""What is due about classes, targets and village heads: results of a class that is over, a target behind at
the end of a quarter, the list of January."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Course
from chibo.admissions.queries.heads import cohorts_in, heads_outside
from chibo.admissions.queries.planned import Planned, planned
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.periods import Period
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import is_at_work, units_by_path
from chibo.organisations.models import Placement, Succession
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.succession import heirs_of, predecessors
from chibo.organisations.queries.tree import Branch, under

# Spoken of from three weeks before a quarter ends to a fortnight after: no rule gives other days.
_BEFORE, _AFTER = timedelta(days=21), timedelta(days=14)
_JANUARY = 1


def planned_due(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """For whoever keeps the records of the branch, whatever its level; village heads are the matter of
    communes."""
    if not has_power(user, Power.KEEP_RECORDS, branch.path):
        return []
    heads = _january(branch, on) if is_at_work(branch) else []
    return [_results(branch, on), *heads]


def targets_due(user: User, branch: Branch, on: date) -> list[Due]:
    return _behind(branch, on) if has_power(user, Power.KEEP_RECORDS, branch.path) else []


def class_result_tallies(branch: Branch, on: date) -> Ask[Tally]:
    """People without a result in classes, by the unit whose book the class is in and its last day. The own
    classes of a level above are its own task."""
    here = Placement.objects.on(on).filter(under(branch.path))
    if not is_at_work(branch):
        here = here.exclude(organisation=branch.pk)
    units_here = here.values("organisation")
    merged = Succession.objects.filter(successor__in=units_here, kind="merged", on__lte=on)
    rows = _unfinished(on).filter(
        Q(organiser__in=units_here) | Q(organiser__in=merged.values("predecessor"))
    )
    stood = Placement.objects.on(on).filter(organisation=OuterRef("organiser"))
    placed = rows.annotate(stands_at=Subquery(stood.values("path")[:1]))
    return Ask(
        placed.values("organiser", "last_day", "waiting", "stands_at"),
        lambda told: _results_by_unit(told, branch, on),
    )


def _results_by_unit(rows: Sequence[Any], branch: Branch, on: date) -> list[Tally]:
    found = [(row.stands_at, row.last_day, row.waiting) for row in rows if row.stands_at]
    gone = [(row.organiser, row.last_day, row.waiting) for row in rows if not row.stands_at]
    found += _of_heirs(gone, on) if gone else []
    units = units_by_path({path for path, *_rest in found}, branch) if found else {}
    counted = Counter[tuple[int, date]]()
    for path, day, n in found:
        counted[units[path], day] += n
    what, why = _result_words(), _("Lớp đã bế giảng, học viên chưa có kết quả")
    return [
        Tally("class_results", what, unit, n, day, why, each=False)
        for (unit, day), n in counted.items()
    ]


def _of_heirs(rows: Sequence[tuple[int, date, int]], on: date) -> list[tuple[str, date, int]]:
    """The same with the place on the day of what took the place of each organiser."""
    heirs = heirs_of({key for key, *_rest in rows}, on)
    stood = Placement.objects.on(on).filter(organisation__in=set(heirs.values()))
    paths = dict(stood.values_list("organisation_id", "path"))
    now = {key: paths[heir] for key, heir in heirs.items() if heir in paths}
    return [(now[key], day, n) for key, day, n in rows if key in now]


# ------------------------------------------------------------------ classes


def _results(branch: Branch, on: date) -> Ask[Due]:
    """Classes in the branch's own book, or in that of a unit merged into it, that are over, with how many
    have no result."""
    own = {branch.pk, *predecessors(branch)}
    rows = RowsOf(_results_of, frozenset(own), on)
    return Ask(rows, lambda found: [_result(course, branch) for course in found])


def _results_of(organisers: Collection[int], on: date) -> QuerySet[Any, Any]:
    rows = _unfinished(on).filter(organiser__in=organisers)
    return rows.values("pk", "name", "last_day", "waiting")


def _result(course: Any, branch: Branch) -> Due:
    return Due(
        kind="class_results",
        what=_result_words(),
        about=course.name,
        due_on=course.last_day,
        url=reverse("admissions:certify", args=[course.pk]),
        button=_("Ghi giấy chứng nhận"),
        why=_("Lớp bế giảng ngày {day}, {n} học viên chưa có kết quả").format(
            day=format_date(course.last_day), n=course.waiting
        ),
        owner=branch.short_name,
        owner_path=branch.path,
        count=course.waiting,
    )


def _result_words() -> str:
    return _("Ghi giấy chứng nhận của lớp đã bế giảng")


def _unfinished(on: date) -> QuerySet[Any]:
    unknown = Q(participants__certificate_on__isnull=True, participants__dropped_reason="")
    counted = Count("participants", filter=unknown & ~Q(participants=None))
    return Course.objects.filter(last_day__lte=on).annotate(waiting=counted).filter(waiting__gt=0)


# ------------------------------------------------------------------ targets


def _behind(branch: Branch, on: date) -> list[Due]:
    quarter = _quarter_about(on)
    if quarter is None:
        return []
    number = quarter.last.month // 3
    rows = planned(branch, quarter.last.year)
    units = rows[1:] or rows
    late = [one for one in units if _expected(one, number) > one.done]
    if not late:
        return []
    names = ", ".join(one.unit.short_name for one in late[:3])
    return [
        Due(
            kind="target_behind",
            what=_("Đôn đốc chỉ tiêu kết nạp chậm tiến độ"),
            about=names if len(late) <= len(late[:3]) else _("{names}…").format(names=names),
            due_on=quarter.last,
            url=reverse("admissions:targets", args=[branch.pk]) + f"?nam={quarter.last.year}",
            button=_("Xem chỉ tiêu"),
            why=_("Chỉ tiêu kết nạp năm {year}, tính đều đến hết {quarter}").format(
                year=quarter.last.year, quarter=quarter.label
            ),
            owner=branch.short_name,
            owner_path=branch.path,
            count=len(late),
            of_people=False,
        )
    ]


def _quarter_about(on: date) -> Period | None:
    """The quarter that ends about the day."""
    for year in (on.year, on.year - 1):
        for number in (1, 2, 3, 4):
            quarter = Period.quarter(year, number)
            if quarter.last - _BEFORE <= on <= quarter.last + _AFTER:
                return quarter
    return None


def _expected(one: Planned, quarters: int) -> int:
    """What an even pace would have brought, in whole people."""
    return (one.wanted or 0) * quarters // 4


# ------------------------------------------------------------------ village heads


def head_tallies(branch: Branch, on: date) -> list[Ask[Tally]]:
    """For a level above its communes: village heads outside the Party where January's list is not frozen."""
    if on.month != _JANUARY or is_at_work(branch):
        return []
    done = cohorts_in(branch, on.year).values("area")
    rows = heads_outside(branch).exclude(place__area__in=done).order_by()
    counted = rows.values(area=F("place__area")).annotate(n=Count("pk"))
    what, why = _head_words(), _head_reason()
    day = date(on.year, _JANUARY, 31)
    return [
        Ask(
            counted,
            lambda found: [
                Tally("heads_not_frozen", what, one.area, one.n, day, why, each=False)
                for one in found
            ],
        )
    ]


def _head_words() -> str:
    return _("Chốt danh sách trưởng bản chưa là đảng viên đầu năm")


def _head_reason() -> str:
    return _("Danh sách chốt đầu năm là mẫu số của tỷ lệ kết nạp trưởng bản trong năm")


def _january(branch: Branch, on: date) -> list[Ask[Due]]:
    """Until a list of the year is frozen."""
    if on.month != _JANUARY or branch.is_cell:
        return []
    waiting = heads_outside(branch).filter(~Exists(cohorts_in(branch, on.year)))
    return [
        Ask(
            waiting.values("pk"),
            lambda heads: [_not_frozen(branch, on, len(heads))] if heads else [],
        )
    ]


def _not_frozen(branch: Branch, on: date, waiting: int) -> Due:
    return Due(
        kind="heads_not_frozen",
        what=_head_words(),
        about=branch.name,
        due_on=date(on.year, _JANUARY, 31),
        url=reverse("admissions:freeze_heads", args=[branch.pk]) + f"?nam={on.year}",
        button=_("Chốt danh sách"),
        why=_head_reason(),
        owner=branch.short_name,
        owner_path=branch.path,
        count=waiting,
    )
