"""A figure narrowed to groups of its breakdowns, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from chibo.base.figures.definition import Dimension, Figure, Group, Reading, Rows, Scope
from chibo.base.rules import Refusal


@dataclass(frozen=True)
class Narrowing:
    """One group of a breakdown that the rows were narrowed to."""

    name: str
    dimension: Dimension
    group: Group

    @property
    def code(self) -> str:
        return f"{self.name}:{self.group.key}"

    @property
    def label(self) -> str:
        return str(self.dimension.label)


def narrowed(figure: Figure, scope: Scope, wanted: Sequence[str]) -> tuple[Rows, list[Narrowing]]:
    """The figure's rows in the wanted groups ("sex:female"). Raises Refusal for a group it has not got."""
    rows, steps = figure.rows(scope), []
    for one in wanted:
        name, _colon, key = one.partition(":")
        dimension = figure.dimension(name)
        group = _group(dimension, rows, scope, key)
        rows = dimension.narrow(rows, scope, key)
        steps.append(Narrowing(name, dimension, group))
    return rows, steps


def _group(dimension: Dimension, rows: Rows, scope: Scope, key: str) -> Group:
    """The group of that key; one that exists but has nobody counts 0, as reports print it."""
    found = next((one for one in dimension.groups(rows, scope) if one.key == key), None)
    names = getattr(dimension, "names", None)
    known = {**names([], scope), "": _("Chưa rõ")} if names else {}
    if found is None and key not in known:
        raise Refusal(
            _("Tại ngày xem, số liệu không có ai trong nhóm này của “{dimension}”.").format(
                dimension=dimension.label
            )
        )
    return found or Group(key, str(known[key]), 0)


def narrowed_reading(reading: Reading, rows: Rows, steps: Sequence[Narrowing]) -> Reading:
    """With narrowings the value is of the narrowed rows and its base the figure itself."""
    if not steps or reading.value is None:
        return reading
    value = reading.figure.amount(rows)
    label = f"{reading.label}: " + ", ".join(step.group.label for step in steps)
    return replace(reading, value=value, base=reading.value, base_means=reading.label, label=label)
