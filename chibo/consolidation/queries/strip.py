"""Before and after: the same figures over as many days before a plan as have passed since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo.base.figures import Figure, Reading, Scope, UnknownFigure, figure, read_together
from chibo.base.periods import Period
from chibo.consolidation.models import Plan
from chibo.organisations.queries.tree import Branch, branches_by_day, know_books

# Figure and key; those of apps that are not there are left out.
COMPARED: Sequence[tuple[str, str]] = (
    ("meetings_held", "regular"),
    ("attendance", ""),
    ("work_done_in_time", ""),
    ("admitted", ""),
    ("dues_collected", ""),
)
RATING = "organisation_rating"


@dataclass(frozen=True)
class Compared:
    """One figure in both periods; None where the unit did not stand."""

    label: str
    before: Reading | None
    since: Reading | None

    @property
    def is_share(self) -> bool:
        """Of a base of its own; a key's share of all keys is no measure of how it goes."""
        return any(
            one is not None and one.figure.base is not None for one in (self.before, self.since)
        )

    @property
    def change(self) -> int | None:
        """In percent of the base where there is one, else in what is counted."""
        if not self.before or not self.since:
            return None
        if self.is_share:
            was, now = self.before.percent, self.since.percent
        else:
            was, now = self.before.value, self.since.value
        return None if was is None or now is None else round(now - was)


@dataclass(frozen=True)
class Strip:
    before: Period
    since: Period
    lines: Sequence[Compared]


def strip(plan: Plan, on: date) -> Strip:
    """All figures of both periods in one question."""
    last = max(plan.started_on, min(on, plan.closed_on or on))
    since = Period(plan.started_on, last)
    days = (last - plan.started_on).days + 1
    before = Period(plan.started_on - timedelta(days=days), since.eve)
    standing = _standing(plan, {before.last, since.last})
    asked = [
        _asked(standing.get(before.last), before, plan.started_on.year - 1),
        _asked(standing.get(since.last), since, last.year),
    ]
    found = iter(read_together([pair for one in asked for pair in one]))
    was, now = ({wanted.id: next(found) for wanted, _scope in one} for one in asked)
    labels = {name: one.label for name, one in [*was.items(), *now.items()]}
    if RATING in labels:
        labels[RATING] = str(figure(RATING).label)
    lines = [Compared(label, was.get(name), now.get(name)) for name, label in labels.items()]
    return Strip(before, since, lines)


def _asked(of: Branch | None, span: Period, rated: int) -> list[tuple[Figure, Scope]]:
    """`rated` is the year whose rating stands beside the figures of the span; nothing where no unit stood."""
    asked = []
    for name, key in [*COMPARED, (RATING, "")] if of else []:
        try:
            wanted = figure(name)
        except UnknownFigure:
            continue
        scope = Scope(of, span.last, key=key)
        if name == RATING:
            scope = scope.keyed(str(rated))
        asked.append((wanted, scope.over(span) if wanted.takes == "period" else scope))
    return asked


def _standing(plan: Plan, days: Collection[date]) -> dict[date, Branch]:
    """The plan's unit on each of the days it stood, with what its figures ask of its place."""
    found = branches_by_day({(plan.unit_id, day) for day in days})
    know_books(found.values())
    return {day: one for (_unit, day), one in found.items()}
