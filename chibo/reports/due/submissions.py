"""Handing in: what a unit was asked for or got back, what waits at the level above, who has not sent yet."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask, told_together
from chibo.base.due import Due
from chibo.base.periods import Period
from chibo.base.statements import RowsOf
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.reports.models import FORMS, Call, Stage, Submission
from chibo.reports.queries.reports import silent_kinds
from chibo.reports.queries.submissions import COUNTING

# What is older is no task of today's; ours, not a rule of the Party.
LOOKED_BACK = timedelta(days=400)
NOTICE = timedelta(days=30)


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    hands_in = has_power(user, Power.SUBMIT, branch.path)
    receives = has_power(user, Power.APPROVE, branch.path) and not branch.is_cell
    if not (hands_in or receives):
        return []
    desk = _Desk(branch, on, hands_in, receives)
    return told_together([RowsOf(_calls, branch, on), RowsOf(_submissions, branch, on)], desk.told)


def _calls(branch: Branch, on: date) -> QuerySet[Any, Any]:
    """Asked of the branch by the level above, and of its units by itself with how many they are."""
    units = Case(
        When(kind=FORMS, then=_units_but(["party_group"], on)),
        default=_units_but(silent_kinds(), on),
    )
    rows = Call.objects.filter(last_day__gt=on - LOOKED_BACK, due_on__lte=on + NOTICE)
    of = [key for key in (branch.pk, branch.parent_id) if key]
    columns = ("organisation_id", "kind", "first_day", "last_day", "due_on", "units")
    return rows.filter(organisation__in=of).annotate(units=units).values(*columns)


def _units_but(kinds: Sequence[str], on: date) -> Subquery:
    """How many units below who called, when the period was over, do hand in, being of none of the kinds."""
    silent = Profile.objects.on(on).filter(kind__in=kinds, organisation=OuterRef("organisation"))
    asked = _stood_then(parent=OuterRef("organisation")).filter(~Exists(silent))
    return Subquery(asked.order_by().values("parent").annotate(n=Count("pk")).values("n"))


def _stood_then(**where: Any) -> QuerySet[Placement]:
    """Places on the last day of the period a row is about: units may have ended or moved since."""
    last = OuterRef("last_day")
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=last)
    return Placement.objects.filter(still, started_on__lte=last, **where)


def _submissions(branch: Branch, on: date) -> QuerySet[Any, Any]:
    """Its own and those of units that stood below it when the period was over."""
    ever = Placement.objects.filter(parent=branch.pk).values("organisation")
    below = _stood_then(parent=branch.pk, organisation=OuterRef("organisation"))
    rows = Submission.objects.filter(
        Q(organisation=branch.pk) | Q(organisation__in=ever) & Q(Exists(below))
    )
    columns = ("pk", "organisation_id", "kind", "first_day", "last_day", "stage", "version")
    return rows.filter(last_day__gt=on - LOOKED_BACK).values(*columns)


@dataclass(frozen=True)
class _Desk:
    branch: Branch
    on: date
    hands_in: bool
    receives: bool

    def told(self, came: list[list[Any]]) -> list[Due]:
        calls, rows = came
        newest = {_key(row): row for row in sorted(rows, key=lambda one: one.version)}
        counting = {_key(row) for row in rows if row.stage in COUNTING}
        lines: list[Due] = []
        if self.hands_in:
            lines += [self._called(call) for call in calls if self._lacks(call, counting)]
            own = [row for row in newest.values() if row.organisation_id == self.branch.pk]
            lines += [self._returned(row) for row in own if row.stage == Stage.RETURNED]
        if self.receives:
            lines += self._waiting(newest.values())
            lines += self._missing(calls, counting)
        return lines

    def _lacks(self, call: Any, counting: set[Any]) -> bool:
        if call.organisation_id != self.branch.parent_id:
            return False
        if call.kind != FORMS and self.branch.kind in silent_kinds():
            return False
        return (self.branch.pk, *_about(call)) not in counting

    def _called(self, call: Any) -> Due:
        period, forms = _period(call), call.kind == FORMS
        own = f"{reverse('reports:forms', args=[self.branch.pk])}?ky={period.code}"
        if not forms:
            own = f"{reverse('reports:list')}?dv={self.branch.pk}&ky={period.code}"
        return self._due(
            "submission_called",
            _("Nộp {what} {period}").format(what=_what(call.kind), period=period.label),
            own,
            _("Mở biểu") if forms else _("Mở báo cáo"),
            _("Cấp trên yêu cầu nộp."),
            call.due_on,
        )

    def _returned(self, row: Any) -> Due:
        return self._due(
            "submission_returned",
            _("Sửa, nộp lại {what} bị trả lại {period}").format(
                what=_what(row.kind), period=_period(row).label
            ),
            reverse("reports:submission", args=[row.pk]),
            _("Mở bản nộp"),
            _("Cấp trên trả lại, có góp ý."),
        )

    def _waiting(self, newest: Any) -> list[Due]:
        """One line a kind and period, however many units."""
        waiting: Counter[tuple[str, Period]] = Counter(
            (row.kind, _period(row))
            for row in newest
            if row.stage == Stage.SUBMITTED and row.organisation_id != self.branch.pk
        )
        return [
            self._due(
                "submissions_to_receive",
                _("Nhận hoặc trả lại {n} bản nộp {what} {period}").format(
                    n=n, what=_what(kind), period=period.label
                ),
                self._roundup(kind, period),
                _("Mở tổng hợp"),
                _("Đơn vị đã nộp, chờ nhận."),
                count=n,
            )
            for (kind, period), n in waiting.items()
        ]

    def _missing(self, calls: Sequence[Any], counting: set[Any]) -> list[Due]:
        found = []
        for call in calls:
            sent = sum(key[1:] == _about(call) and key[0] != self.branch.pk for key in counting)
            left = (call.units or 0) - sent
            if call.organisation_id == self.branch.pk and left > 0:
                found.append(self._left(call, left))
        return found

    def _left(self, call: Any, left: int) -> Due:
        period = _period(call)
        return self._due(
            "submissions_missing",
            _("Đôn đốc {n} đơn vị chưa nộp {what} {period}").format(
                n=left, what=_what(call.kind), period=period.label
            ),
            self._roundup(call.kind, period),
            _("Mở tổng hợp"),
            _("Đã nộp {sent}/{all}.").format(sent=call.units - left, all=call.units),
            call.due_on,
            left,
        )

    def _roundup(self, kind: str, period: Period) -> str:
        asked = {"ky": period.code} | ({} if kind == FORMS else {"loai": kind})
        return f"{reverse('reports:roundup', args=[self.branch.pk])}?{urlencode(asked)}"

    def _due(
        self,
        kind: str,
        what: str,
        url: str,
        button: str,
        why: str,
        due_on: date | None = None,
        count: int = 1,
    ) -> Due:
        return Due(
            kind=kind,
            what=what,
            about="",
            due_on=due_on,
            url=url,
            button=button,
            why=why,
            owner=self.branch.short_name,
            owner_path=self.branch.path,
            count=count,
            of_people=False,
        )


def _what(kind: str) -> str:
    return _("biểu thống kê") if kind == FORMS else _("báo cáo")


def _period(row: Any) -> Period:
    return Period(row.first_day, row.last_day)


def _about(row: Any) -> tuple[str, date, date]:
    return row.kind, row.first_day, row.last_day


def _key(row: Any) -> tuple[int, str, date, date]:
    return row.organisation_id, row.kind, row.first_day, row.last_day
