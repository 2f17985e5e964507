"""What a target is of, in words: a figure of the registry, an indicator, a frozen list."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from chibo.base.figures import Figure, UnknownFigure, all_figures, figure
from chibo.base.text import format_decimal
from chibo.targets.models import Measure, Target, TargetVersion
from chibo.targets.queries.dictionary import Indicator

# Plans other apps keep themselves stand on the board through these, and are not registered here again.
PLANNED_ELSEWHERE = ("admission_target", "admission_target_high", "admission_target_done")
_NOT_FOR_TARGETS = (*PLANNED_ELSEWHERE, "indicator", "targets_met", "targets_approved")


@dataclass(frozen=True)
class Subject:
    """`adds_up`: what the period brings is counted from its first day, so that a part of the time should
    have brought that part of the number."""

    label: str
    unit: str
    adds_up: bool
    up: bool = True


def subject_of(target: Target, dictionary: Mapping[str, Indicator]) -> Subject:
    if target.indicator:
        one = dictionary.get(target.indicator)
        return Subject(one.label, one.unit, False, one.up) if one else _gone(target.indicator)
    try:
        found = figure(target.figure)
    except UnknownFigure:
        return _gone(target.figure)
    share = target.measure == Measure.SHARE
    label = _named(found, target)
    if target.cohort_id and target.cohort:
        label = _("{figure} trong nhóm “{cohort}”").format(figure=label, cohort=target.cohort.name)
    unit = "%" if share else str(found.unit)
    return Subject(label, unit, found.takes == "period" and not share)


def _gone(code: str) -> Subject:
    return Subject(code, "", False)


def _named(found: Figure, target: Target) -> str:
    known = found.keys(target.last_day) if found.keys and target.key else {}
    label = str(found.label)
    return f"{label}: {known.get(target.key, target.key)}" if target.key else label


def figures_for_targets() -> list[Figure]:
    """Figures a target may be registered of, by name."""
    found = [one for one in all_figures() if one.id not in _NOT_FOR_TARGETS and not one.says]
    return sorted(found, key=lambda one: str(one.label))


def number_text(value: Decimal | None) -> str:
    return "" if value is None else format_decimal(value.normalize() + 0)


def wanted_text(least: Decimal | None, most: Decimal | None, unit: str) -> str:
    """ "ít nhất 14 đảng viên", "không quá 1,9%", "từ 45 đến 50 đảng viên"."""
    told = unit if unit == "%" else f" {unit}"
    if least is None:
        return _("không quá {n}").format(n=number_text(most)) + told
    if most is None:
        return _("ít nhất {n}").format(n=number_text(least)) + told
    if least == most:
        return _("đúng {n}").format(n=number_text(least)) + told
    return _("từ {a} đến {b}").format(a=number_text(least), b=number_text(most)) + told


def wanted_of(version: TargetVersion, unit: str) -> str:
    return wanted_text(version.least, version.most, unit)
