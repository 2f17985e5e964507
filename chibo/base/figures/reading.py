"""Reading a figure: the count of its rows, with its base, or the reason why there is none yet."""

from collections.abc import Sequence
from dataclasses import replace

from chibo.base.figures.counting import count_together
from chibo.base.figures.definition import Figure, Reading, Rows, Scope
from chibo.base.figures.rounding import Rounding


def read(figure: Figure, scope: Scope, rounding: Rounding | None = None) -> Reading:
    return read_together([(figure, scope)], rounding)[0]


def read_together(
    asked: Sequence[tuple[Figure, Scope]], rounding: Rounding | None = None
) -> list[Reading]:
    """One reading per pair, all counted in a single question to the database."""
    blanks = [_blank(figure, scope, rounding) for figure, scope in asked]
    known = [blank for blank in blanks if not blank.reason]
    bases = [base_rows(blank.figure, blank.scope) for blank in known]
    counts = iter(
        count_together(
            [blank.figure.rows(blank.scope) for blank in known]
            + [rows for rows in bases if rows is not None]
        )
    )
    values = [next(counts) for _known in known]
    readings = iter(
        _filled(blank, value, None if rows is None else next(counts))
        for blank, value, rows in zip(known, values, bases, strict=True)
    )
    return [blank if blank.reason else next(readings) for blank in blanks]


def _blank(figure: Figure, scope: Scope, rounding: Rounding | None) -> Reading:
    figure.check_key(scope.key, scope.as_of)
    return Reading(
        figure,
        scope,
        _label(figure, scope),
        None,
        reason=figure.unknown(scope),
        rounding=rounding or Rounding(),
    )


def _filled(blank: Reading, value: int, base: int | None) -> Reading:
    means = "" if base is None else str(blank.figure.base_means or blank.figure.label)
    return replace(blank, value=value, base=base, base_means=means)


def read_by(
    figure: Figure,
    dimension: str,
    scope: Scope,
    rounding: Rounding | None = None,
    whole: Reading | None = None,
) -> list[Reading]:
    """One reading per group; their base is the figure itself, so the shares add up to the whole.
    `whole` is that figure's reading where it is at hand."""
    by = figure.dimension(dimension)
    whole = whole or read(figure, scope, rounding)
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


def base_rows(figure: Figure, scope: Scope) -> Rows | None:
    """What a ratio divides by. A keyed figure without a base of its own is a part of its unkeyed whole."""
    if figure.base:
        return figure.base(scope)
    if scope.key and not figure.key_needed:
        return figure.rows(scope.keyed(""))
    return None
