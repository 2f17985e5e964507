"""Reading a figure: the count of its rows, with its base, or the reason why there is none yet."""

from dataclasses import replace

from chibo.base.figures.definition import Figure, Reading, Scope
from chibo.base.figures.rounding import Rounding


def read(figure: Figure, scope: Scope, rounding: Rounding | None = None) -> Reading:
    figure.check_key(scope.key, scope.as_of)
    blank = Reading(figure, scope, _label(figure, scope), None, rounding=rounding or Rounding())
    if reason := figure.unknown(scope):
        return replace(blank, reason=reason)
    base = _base(figure, scope)
    means = "" if base is None else str(figure.base_means or figure.label)
    return replace(blank, value=figure.rows(scope).count(), base=base, base_means=means)


def read_by(
    figure: Figure, dimension: str, scope: Scope, rounding: Rounding | None = None
) -> list[Reading]:
    """One reading per group; their base is the figure itself, so the shares add up to the whole."""
    by = figure.dimension(dimension)
    whole = read(figure, scope, rounding)
    if whole.value is None:
        return [whole]
    return [
        replace(
            whole,
            scope=scope.keyed(group.key),
            label=group.label,
            value=group.value,
            base=whole.value,
            base_means=whole.label,
        )
        for group in by.groups(figure.rows(scope), scope)
    ]


def _label(figure: Figure, scope: Scope) -> str:
    if scope.key and figure.keys:
        return f"{figure.label}: {figure.keys(scope.as_of)[scope.key]}"
    return str(figure.label)


def _base(figure: Figure, scope: Scope) -> int | None:
    """A keyed figure that has no base of its own is a part of its unkeyed whole."""
    if figure.base:
        return figure.base(scope).count()
    if scope.key and not figure.key_needed:
        return figure.rows(scope.keyed("")).count()
    return None
