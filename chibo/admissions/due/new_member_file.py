"""What is due about new members' files: 1-HSĐV and 2-HSĐV, thirty working days after the ceremony.

A file counts as declared when the required columns are filled. Spoken of from the ceremony on, while
the member is on probation; afterwards a gap is a gap like any other (members.due).
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.base.due import Due, Tally
from chibo.members.due import unit_column
from chibo.members.models import Membership, Movement, Status
from chibo.members.queries.completeness import lacks_something
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, source_line

KIND, RULE = "new_member_file", "admission.member_file_deadline"


def file_due(rows: Sequence[Any]) -> list[Due]:
    """`rows` are those of probation.on_probation."""
    undeclared = [row for row in rows if row.lacks and row.admitted_on]
    deadlines = {day: _deadline(day) for day in {row.admitted_on for row in undeclared}}
    found = [(row, deadlines[row.admitted_on]) for row in undeclared]
    return [_due(row, *deadline) for row, deadline in found if deadline]


def file_tallies(branch: Branch) -> list[Tally]:
    rows = _undeclared(roll(branch).order_by()).values_list(unit_column(branch), "admitted_on")
    counted = [row for row in rows.annotate(n=Count("pk")) if row[0]]
    spoken = {day: _spoken(day) for day in {day for _unit, day, _n in counted}}
    found = [(unit, n, spoken[day]) for unit, day, n in counted]
    return [Tally(KIND, _words(), unit, n, *said, RULE) for unit, n, said in found if said]


def _spoken(ceremony: date) -> tuple[date, str] | None:
    """The last day and the paper behind it: counted once for all who share the day."""
    found = _deadline(ceremony)
    return (found[0], source_line(found[1])) if found else None


def _undeclared(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """On probation since an admission that is recorded here, with `admitted_on`."""
    admitted = Movement.objects.filter(person=OuterRef("person"), kind="admitted")
    latest = admitted.order_by("-happened_on").values("happened_on")[:1]
    unfilled = rows.filter(Q(status=Status.PROBATIONARY) & lacks_something())
    return unfilled.annotate(admitted_on=Subquery(latest)).filter(admitted_on__isnull=False)


def _deadline(ceremony: date) -> tuple[date, Rule] | None:
    """None before the rule, or beyond the years whose holidays are known."""
    try:
        found = rule(RULE, ceremony)
        return found.after(ceremony), found
    except NoRuleOnDay:
        return None


def _words() -> str:
    return _("Hoàn thành lý lịch, phiếu đảng viên của đảng viên mới")


def _due(row: Any, deadline: date, rule_: Rule) -> Due:
    return Due(
        kind=KIND,
        what=_words(),
        about=row.person.full_name,
        due_on=deadline,
        url=row.person.get_absolute_url(),
        button=_("Mở hồ sơ"),
        why=source_line(rule_),
        rule=rule_.code,
        owner=row.cell_name,
        owner_path=row.path,
    )
