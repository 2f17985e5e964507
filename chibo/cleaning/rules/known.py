"""What rules know beside the file they look at: the day, the limits of the rulebook, lists, other files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from chibo.base.columns import column_name
from chibo.base.text import format_date
from chibo.cleaning.queries.around import Around
from chibo.cleaning.queries.files import MemberFile
from chibo.members.models import Person
from chibo.members.models.person import PARTIAL
from chibo.members.queries.ages import completed_years
from chibo.rulebook.queries import NoRuleOnDay, Rule, add_months, code_list, rule

_YEAR = 12


@dataclass(frozen=True)
class Known:
    on: date
    files: Sequence[MemberFile] = ()
    around: Around = field(default_factory=Around)
    # By code and day. Kept no longer than the files: among what a process keeps for good, the days of all members
    # would come to lie between the files and hold their memory.
    _limits: dict[tuple[str, date], Rule | None] = field(default_factory=dict, compare=False)

    _empty: dict[str, str] = field(default_factory=dict, compare=False)

    def limit(self, code: str, on: date | None = None) -> Rule | None:
        """The rule on the day; None on days the rulebook knows nothing about."""
        key = (code, on or self.on)
        if key not in self._limits:
            self._limits[key] = _rule(*key)
        return self._limits[key]

    def number(self, code: str) -> int:
        return _number(code, self.on)

    def say_empty(self, column: str) -> str:
        """Of nearly every file of some branches: put into words once."""
        if column not in self._empty:
            self._empty[column] = _("{what} chưa ghi").format(what=column_word(column))
        return self._empty[column]

    def say_ahead(self, column: str, day: date) -> str:
        return _("{what} {day} chưa tới").format(what=column_word(column), day=format_date(day))

    def say_part(self, column: str, day: date | None, known_to: str) -> str:
        """ "" for a day known whole, or none at all."""
        if day is None or known_to == "day":
            return ""
        said = f"{day:%m/%Y}" if known_to == "month" else f"{day:%Y}"
        return _("{what} chỉ ghi {said}").format(what=column_word(column), said=said)

    def twin(self, kind: str, file: MemberFile) -> str:
        return self.around.twins.get(kind, {}).get(file.person_id, "")

    @cached_property
    def names_in_cells(self) -> Mapping[tuple[int, str, int], int]:
        counted = Counter(
            (file.cell_id, file.name_key, file.born_on.year) for file in self.files if file.born_on
        )
        return {key: count for key, count in counted.items() if count > 1}


def _rule(code: str, on: date) -> Rule | None:
    with suppress(NoRuleOnDay):
        return rule(code, on)
    return None


@cache
def _number(code: str, on: date) -> int:
    return rule(code, on).integer()


@cache
def codes(name: str) -> frozenset[str]:
    return frozenset(item.code for item in code_list(name).items())


@cache
def column_word(column: str) -> str:
    name = f"{column}_on" if column in PARTIAL else column
    return str(capfirst(column_name(Person, name)))


def label(listed: str, code: str) -> str:
    return code_list(listed).label(code) if code in codes(listed) else code


def years_after(day: date, years: int) -> date:
    return add_months(day, _YEAR * years)


def age(born: date, on: date) -> int:
    return completed_years(born, on)


def latest(day: date, known_to: str) -> date:
    """The last day a date known to a month or a year may mean."""
    if known_to == "year":
        return date(day.year, 12, 31)
    if known_to == "month":
        return date.fromordinal(add_months(day.replace(day=1), 1).toordinal() - 1)
    return day
