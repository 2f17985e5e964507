"""What is due about new members' files: 1-HSĐV and 2-HSĐV, thirty working days after the ceremony.

A file counts as declared when the required columns are filled. Spoken of from the ceremony on, while
the member is on probation; afterwards a gap is a gap like any other (members.due).
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.admissions.due.probation import Alike
from chibo.base.due import Due, Tally
from chibo.members.models.person import person_url
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, source_line

KIND, RULE = "new_member_file", "admission.member_file_deadline"


def file_due(rows: Sequence[Any]) -> list[Due]:
    """`rows` are those of probation.on_probation."""
    undeclared = [row for row in rows if row.lacks and row.admitted_on]
    spoken = {day: _spoken(day) for day in {row.admitted_on for row in undeclared}}
    found = [(row, spoken[row.admitted_on]) for row in undeclared]
    what, button = _words(), _("Mở hồ sơ")
    return [_due(row, *said, what, button) for row, said in found if said]


def file_tallies(alike: Sequence[Alike]) -> list[Tally]:
    counted = Counter[tuple[int, date]]()
    for one in alike:
        if one.lacks and one.admitted_on:
            counted[one.unit, one.admitted_on] += one.count
    spoken = {day: _spoken(day) for day in {day for _unit, day in counted}}
    found = [(unit, n, spoken[day]) for (unit, day), n in counted.items()]
    return [Tally(KIND, _words(), unit, n, *said, RULE) for unit, n, said in found if said]


def _spoken(ceremony: date) -> tuple[date, str] | None:
    """The last day and the paper behind it: counted once for all who share the day."""
    found = _deadline(ceremony)
    return (found[0], source_line(found[1])) if found else None


def _deadline(ceremony: date) -> tuple[date, Rule] | None:
    """None before the rule, or beyond the years whose holidays are known."""
    try:
        found = rule(RULE, ceremony)
        return found.after(ceremony), found
    except NoRuleOnDay:
        return None


def _words() -> str:
    return _("Hoàn thành lý lịch, phiếu đảng viên của đảng viên mới")


def _due(row: Any, deadline: date, why: str, what: str, button: str) -> Due:
    return Due(
        kind=KIND,
        what=what,
        about=row.person__full_name,
        due_on=deadline,
        url=person_url(row.person_id),
        button=button,
        why=why,
        rule=RULE,
        owner=row.cell_name,
        owner_path=row.path,
    )
