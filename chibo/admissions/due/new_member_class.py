"""What is due about the class for new members: held before recognition, spoken of towards the end of
probation."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from chibo.admissions.due.probation import Alike
from chibo.base.due import Due, Tally
from chibo.members.models.person import person_url
from chibo.members.queries.coming import probation_from
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, source_line

KIND, RULE = "new_member_class", "probation.new_member_class_before_recognition"
CLASS_NOTICE = timedelta(days=90)


def class_due(rows: Sequence[Any], on: date) -> list[Due]:
    """`rows` are those of probation.on_probation."""
    asked = _asked(on)
    if asked is None:
        return []
    unlearned = [row for row in rows if not row.learned and row.probation_began]
    ends = {day: _ends(day, on) for day in {row.probation_began for row in unlearned}}
    why, what, button = source_line(asked), _words(), _("Mở hồ sơ")
    found = [(row, ends[row.probation_began]) for row in unlearned]
    return [_due(row, day, why, what, button) for row, day in found if day]


def class_tallies(alike: Sequence[Alike], on: date) -> list[Tally]:
    asked = _asked(on)
    if asked is None:
        return []
    counted = Counter[tuple[int, date]]()
    for one in alike:
        if not one.learned and one.probation_began:
            counted[one.unit, one.probation_began] += one.count
    ends = {day: _ends(day, on) for day in {day for _unit, day in counted}}
    found = [(unit, n, ends[day]) for (unit, day), n in counted.items()]
    why = source_line(asked)
    return [Tally(KIND, _words(), unit, n, day, why, RULE) for unit, n, day in found if day]


def _asked(on: date) -> Rule | None:
    try:
        asked = rule(RULE, on)
    except NoRuleOnDay:
        return None
    return asked if asked.boolean() else None


def _ends(began: date, on: date) -> date | None:
    """The end of probation, once it is near enough to be spoken of."""
    probation = probation_from(began)
    near = probation is not None and probation.ends - on <= CLASS_NOTICE
    return probation.ends if probation and near else None


def _words() -> str:
    return _("Cử đảng viên dự bị học lớp đảng viên mới")


def _due(row: Any, ends: date, why: str, what: str, button: str) -> Due:
    return Due(
        kind=KIND,
        what=what,
        about=row.person__full_name,
        due_on=ends,
        url=person_url(row.person_id),
        button=button,
        why=why,
        rule=RULE,
        owner=row.cell_name,
        owner_path=row.path,
    )
