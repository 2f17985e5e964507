"""Meetings in the year before a day and in the year from it on: what a resolution, a new committee changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from chibo.base.figures import Reading, Scope, figure, number_url, read_together
from chibo.base.periods import Period
from chibo.organisations.queries.tree import Branch, itself_on
from chibo.rulebook.queries import add_months

_ASKED = (
    ("meetings_held", "regular"),
    ("cells_meeting_monthly", ""),
    ("attendance", ""),
    ("thematic_meetings", ""),
    ("minutes_on_time", ""),
)
_MONTHS = 12


@dataclass(frozen=True)
class Beside:
    """One figure on both sides of the day."""

    before: Reading
    after: Reading

    @property
    def has_base(self) -> bool:
        return self.before.figure.base is not None

    @property
    def before_url(self) -> str:
        return number_url(self.before.figure.id, self.before.scope)

    @property
    def after_url(self) -> str:
        return number_url(self.after.figure.id, self.after.scope)


@dataclass(frozen=True)
class Comparison:
    before: Period
    after: Period
    lines: list[Beside]


def comparison(of: Branch, day: date) -> Comparison | None:
    """None when the unit did not stand on one of the sides, or the day has not come."""
    before = Period(add_months(day, -_MONTHS), day - timedelta(days=1))
    if day > of.on:
        return None
    after = Period(day, min(add_months(day, _MONTHS) - timedelta(days=1), of.on))
    stood = [itself_on(of, period.last) for period in (before, after)]
    if None in stood:
        return None
    scopes = [
        Scope(there, period.last, period)
        for there, period in zip(stood, (before, after), strict=True)
    ]
    asked = [(figure(name), scope.keyed(key)) for name, key in _ASKED for scope in scopes]
    read = read_together(asked)
    return Comparison(before, after, [Beside(*read[at : at + 2]) for at in range(0, len(read), 2)])
