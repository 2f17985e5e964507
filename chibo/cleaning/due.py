"""What is due of clean data, once a unit has recorded a sweep: what it left to mend, and the next one.

Nothing is looked through here: a recorded sweep says what it counted.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.cleaning.models import Sweep
from chibo.members.due.units import is_at_work
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, grassroots_kinds, under
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, source_line

RULE = "reports.quarterly_reconciliation_months"


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """One line, for who keeps the records of a grassroots organisation."""
    kept = branch.kind in grassroots_kinds() and has_power(user, Power.KEEP_RECORDS, branch.path)
    return [Ask(RowsOf(_latest, branch, on), _line(branch, on))] if kept else []


def _latest(branch: Branch, on: date) -> QuerySet[Sweep, Any]:
    """The last sweep of every unit of the branch."""
    later = Sweep.objects.filter(
        organisation=OuterRef("organisation"), swept_on__gt=OuterRef("swept_on"), swept_on__lte=on
    )
    rows = Sweep.objects.filter(under(branch.path), ~Exists(later), swept_on__lte=on)
    return rows.values("organisation_id", "swept_on", "wrong", "doubtful", "missing")


def _line(branch: Branch, on: date) -> Callable[[Sequence[Any]], list[Due]]:
    def told(rows: Sequence[Any]) -> list[Due]:
        own = [row for row in rows if row.organisation_id == branch.pk]
        return [_due(branch, own[0], on)] if own and _asked(own[0], on) else []

    return told


def _asked(row: Any, on: date) -> bool:
    limit = _rule(on)
    return bool(_left(row)) or (limit is not None and limit.after(row.swept_on) <= on)


def _due(branch: Branch, row: Any, on: date) -> Due:
    limit, left = _rule(on), _left(row)
    told = _("Rà soát ngày {day}").format(day=format_date(row.swept_on))
    return Due(
        kind="data_sweep",
        what=_("Rà soát, sửa dữ liệu đảng viên"),
        about=ngettext("còn {n} điểm", "còn {n} điểm", left).format(n=left) if left else "",
        due_on=limit.after(row.swept_on) if limit else None,
        url=reverse("cleaning:desk", args=[branch.pk]),
        button=_("Mở bàn rà soát"),
        why=f"{told}; {source_line(limit)}" if limit else told,
        rule=limit.code if limit else "",
        owner=branch.short_name,
        owner_path=branch.path,
        of_people=False,
    )


def _left(row: Any) -> int:
    return int(row.wrong + row.doubtful + row.missing)


def _rule(on: date) -> Rule | None:
    try:
        return rule(RULE, on)
    except NoRuleOnDay:
        return None


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """For a level above: how many points each unit's last sweep left."""
    return [] if is_at_work(branch) else [Ask(RowsOf(_latest, branch, on), _tallies)]


def _tallies(rows: Sequence[Any]) -> list[Tally]:
    what, why = _("Rà soát, sửa dữ liệu đảng viên"), _("Số điểm còn lại sau lần rà soát đã ghi")
    return [
        Tally(
            "data_sweep",
            what,
            row.organisation_id,
            _left(row),
            None,
            why,
            each=False,
            of_people=False,
        )
        for row in rows
        if _left(row)
    ]
