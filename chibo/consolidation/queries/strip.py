"""Before and after: the same figures over as many days before a plan as have passed since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo.base.figures import Reading, Scope, UnknownFigure, figure, read_together
from chibo.base.periods import Period
from chibo.consolidation.models import Plan
from chibo.organisations.queries.tree import Branch, NotInTree, branch

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
    """All figures in one question for each period."""
    last = max(plan.started_on, min(on, plan.closed_on or on))
    since = Period(plan.started_on, last)
    days = (last - plan.started_on).days + 1
    before = Period(plan.started_on - timedelta(days=days), since.eve)
    was = _readings(plan, before, plan.started_on.year - 1)
    now = _readings(plan, since, last.year)
    labels = {name: one.label for name, one in [*was.items(), *now.items()]}
    if RATING in labels:
        labels[RATING] = str(figure(RATING).label)
    lines = [Compared(label, was.get(name), now.get(name)) for name, label in labels.items()]
    return Strip(before, since, lines)


def _readings(plan: Plan, span: Period, rated: int) -> dict[str, Reading]:
    """`rated` is the year whose rating stands beside the figures of the span."""
    of = _standing(plan, span.last)
    if of is None:
        return {}
    asked = []
    for name, key in [*COMPARED, (RATING, "")]:
        try:
            wanted = figure(name)
        except UnknownFigure:
            continue
        scope = Scope(of, span.last, key=key)
        if name == RATING:
            scope = scope.keyed(str(rated))
        asked.append((wanted, scope.over(span) if wanted.takes == "period" else scope))
    return {one.figure.id: one for one in read_together(asked)}


def _standing(plan: Plan, on: date) -> Branch | None:
    try:
        return branch(plan.unit_id, on)
    except NotInTree:
        return None
