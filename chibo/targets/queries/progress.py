"""How a target does: what is in force, where it stands, what the time passed lets expect, in one word."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from chibo.base.periods import Period
from chibo.organisations.queries.tree import Branch
from chibo.targets.models import Moment, Target, TargetResult, TargetVersion
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.standing import Standing, standings
from chibo.targets.queries.subjects import Subject, subject_of, wanted_of


class State(StrEnum):
    MET = "met"
    WITHIN = "within"
    ON_TRACK = "on_track"
    NOT_YET = "not_yet"
    BEHIND = "behind"
    MISSED = "missed"
    EXCEEDED = "exceeded"
    UNKNOWN = "unknown"
    AHEAD = "ahead"
    WAITING = "waiting"
    RETURNED = "returned"
    ENDED = "ended"


def word(state: State) -> str:
    return {
        State.MET: _("Đạt"),
        State.WITHIN: _("Trong mức"),
        State.ON_TRACK: _("Đúng tiến độ"),
        State.NOT_YET: _("Chưa đạt"),
        State.BEHIND: _("Chậm tiến độ"),
        State.MISSED: _("Không đạt"),
        State.EXCEEDED: _("Vượt mức cho phép"),
        State.UNKNOWN: _("Chưa có số liệu"),
        State.AHEAD: _("Chưa đến kỳ"),
        State.WAITING: _("Chờ duyệt"),
        State.RETURNED: _("Bị trả lại"),
        State.ENDED: _("Đã thôi"),
    }[state]


TONES = {
    State.MET: "ok",
    State.WITHIN: "ok",
    State.ON_TRACK: "info",
    State.NOT_YET: "warn",
    State.BEHIND: "warn",
    State.MISSED: "bad",
    State.EXCEEDED: "bad",
    State.WAITING: "warn",
    State.RETURNED: "bad",
}


@dataclass(frozen=True)
class Progress:
    """`forecast` is what the whole period brings at the pace so far, None where the number does not add up
    over time. `percent` is the value as a share of the least that is wanted. `closed` the frozen results."""

    target: Target
    subject: Subject
    version: TargetVersion | None
    waiting: TargetVersion | None
    standing: Standing
    state: State
    passed: Decimal
    forecast: Decimal | None
    closed: Sequence[TargetResult]

    @property
    def wanted(self) -> str:
        shown = self.version or self.waiting
        return wanted_of(shown, self.subject.unit) if shown else ""

    @property
    def percent(self) -> Decimal | None:
        least = self.version.least if self.version else None
        value = self.standing.value
        return value * 100 / least if value is not None and least else None

    @property
    def met(self) -> bool | None:
        """None while it is not known."""
        value = self.standing.value
        if self.version is None or value is None:
            return None
        return self.version.is_met_by(value)


def with_history(rows: QuerySet[Target]) -> QuerySet[Target]:
    """Each with `told` (its versions) and `closings` (its results), in two more questions for all."""
    versions = TargetVersion.objects.select_related("proposer", "paper").order_by("number")
    results = TargetResult.objects.order_by("on", "pk")
    return rows.select_related("cohort", "whole").prefetch_related(
        Prefetch("versions", versions), Prefetch("results", results)
    )


def in_force(target: Target, on: date) -> TargetVersion | None:
    """The last number approved by a day."""
    approved = [one for one in target.versions.all() if one.approved_on and one.approved_on <= on]
    return approved[-1] if approved else None


def _is_closed(target: Target) -> bool:
    ends = [one for one in target.results.all() if one.moment == Moment.END]
    return any(one.replaced_on is None for one in ends)


def _first_approved(target: Target) -> TargetVersion | None:
    """A day before anything was approved is judged by what was approved first."""
    return next((one for one in target.versions.all() if one.approved_on), None)


def progress(
    rows: QuerySet[Target] | Sequence[Target],
    on: date,
    known: date | None = None,
    *,
    closed_too: bool = True,
    here: Sequence[Branch] = (),
) -> list[Progress]:
    """Of targets fetched `with_history`; a constant number of questions more. `known` and `here` as in
    `standings`; `closed_too` False: the live number of what is closed as a whole is not asked for."""
    targets = list(rows)
    live = [one for one in targets if one.ended_on is None and (closed_too or not _is_closed(one))]
    stand = standings(live, on, known, here)
    dictionary = indicators()
    return [_progress(one, subject_of(one, dictionary), stand, on) for one in targets]


def _progress(
    target: Target, subject: Subject, stand: Mapping[int, Standing], on: date
) -> Progress:
    version = in_force(target, on) or _first_approved(target)
    waiting = next((one for one in target.versions.all() if one.waits), None)
    standing = stand.get(target.pk, Standing(on))
    passed = share_passed(target.period, on)
    forecast = None
    if subject.adds_up and standing.value is not None and 0 < passed < 1:
        forecast = standing.value / passed
    closed = [one for one in target.results.all() if one.replaced_on is None]
    state = _state(target, version, waiting, standing, on)
    if state is None:
        assert version is not None
        assert standing.value is not None
        bounds = (version.least, version.most)
        state = judged(bounds, standing.value, passed, adds_up=subject.adds_up)
    return Progress(target, subject, version, waiting, standing, state, passed, forecast, closed)


def _state(
    target: Target,
    version: TargetVersion | None,
    waiting: TargetVersion | None,
    standing: Standing,
    on: date,
) -> State | None:
    if target.ended_on:
        return State.ENDED
    if version is None:
        return State.WAITING if waiting else State.RETURNED
    if target.first_day > on:
        return State.AHEAD
    return State.UNKNOWN if standing.value is None else None


def share_passed(period: Period, on: date) -> Decimal:
    """How much of a period is over at the close of a day, from 0 to 1."""
    whole = (period.last - period.first).days + 1
    gone = (on - period.first).days + 1
    return Decimal(min(max(gone, 0), whole)) / whole


def judged(
    bounds: tuple[Decimal | None, Decimal | None], value: Decimal, passed: Decimal, *, adds_up: bool
) -> State:
    """One word for a value against what is wanted; `passed` 1: the period is over."""
    least, most = bounds
    over = passed >= 1
    if most is not None and value > most:
        return State.EXCEEDED if adds_up or over else State.NOT_YET
    if least is not None and value < least:
        if over:
            return State.MISSED
        if not adds_up:
            return State.NOT_YET
        return State.ON_TRACK if value >= least * passed else State.BEHIND
    if most is not None and not over:
        too_fast = adds_up and value > most * passed
        return State.BEHIND if too_fast else State.WITHIN
    return State.MET


def of_units(units: Collection[int], period: Period) -> QuerySet[Target]:
    """Targets of organisations, by their keys, whose period ends in the one asked about."""
    rows = Target.objects.filter(organisation__in=units)
    return rows.filter(last_day__range=(period.first, period.last))
