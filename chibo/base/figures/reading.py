"""Reading a figure: the count of its rows, with its base, or the reason why there is none yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from chibo.base.figures.counting import Counted, count_together
from chibo.base.figures.definition import Amount, Figure, Group, Reading, Rows, Scope, UnlessAny
from chibo.base.figures.rounding import Rounding


def read(figure: Figure, scope: Scope, rounding: Rounding | None = None) -> Reading:
    return read_together([(figure, scope)], rounding)[0]


def read_together(
    asked: Sequence[tuple[Figure, Scope]], rounding: Rounding | None = None
) -> list[Reading]:
    """One reading per pair, all counted in a single question to the database."""
    blanks = [_blank(figure, scope, rounding) for figure, scope in asked]
    counts = count_together(
        pair for blank in blanks if not blank.reason for pair in _counted(blank.figure, blank.scope)
    )
    return [blank if blank.reason else _filled(blank, counts) for blank in blanks]


def _counted(figure: Figure, scope: Scope) -> Iterator[Counted]:
    """What is counted for a reading: its rows, its base, and the rows without which it is not known."""
    yield figure.rows, scope
    if base := base_of(figure, scope):
        yield base
    if isinstance(figure.unknown, UnlessAny):
        yield figure.unknown.rows, scope


def _blank(figure: Figure, scope: Scope, rounding: Rounding | None) -> Reading:
    figure.check_key(scope.key, scope.as_of)
    return Reading(
        figure,
        scope,
        _label(figure, scope),
        None,
        reason=said_first(figure, scope),
        rounding=rounding or Rounding(),
    )


def said_first(figure: Figure, scope: Scope) -> str:
    """Why there is no value, as far as no rows need be counted for it."""
    known = figure.unknown
    return known.first(scope) if isinstance(known, UnlessAny) else known(scope)


def _filled(blank: Reading, counts: Mapping[Counted, Amount]) -> Reading:
    figure, scope = blank.figure, blank.scope
    if isinstance(figure.unknown, UnlessAny) and not counts[figure.unknown.rows, scope]:
        return replace(blank, reason=figure.unknown.sentence(scope))
    base = base_of(figure, scope)
    means = str(figure.base_means or figure.label) if base else ""
    return replace(
        blank,
        value=counts[figure.rows, scope],
        base=counts[base] if base else None,
        base_means=means,
        said=_said(figure, scope, counts[figure.rows, scope]),
    )


def _said(figure: Figure, scope: Scope, value: int | Decimal) -> str:
    if figure.says:
        return figure.says(scope)
    return "" if value else str(figure.zero)


def read_by(
    figure: Figure,
    dimension: str,
    scope: Scope,
    rounding: Rounding | None = None,
    whole: Reading | None = None,
    groups: Sequence[Group] | None = None,
) -> list[Reading]:
    """One reading per group; their base is the figure itself, so the shares add up to the whole.
    `whole` is that figure's reading and `groups` what it falls into, where they are at hand."""
    whole = whole or read(figure, scope, rounding)
    if whole.value is None:
        return [whole]
    if groups is None:
        groups = figure.dimension(dimension).groups(figure.rows(scope), scope)
    return [
        replace(
            whole,
            scope=scope.keyed(group.key),
            label=group.label,
            value=group.value,
            base=whole.value,
            base_means=whole.label,
        )
        for group in groups
    ]


def _label(figure: Figure, scope: Scope) -> str:
    if scope.key and figure.keys:
        return f"{figure.label}: {figure.keys(scope.as_of)[scope.key]}"
    return str(figure.label)


def base_rows(figure: Figure, scope: Scope) -> Rows | None:
    """What a ratio divides by."""
    base = base_of(figure, scope)
    return base[0](base[1]) if base else None


def base_of(figure: Figure, scope: Scope) -> Counted | None:
    """A keyed figure without a base of its own is a part of its unkeyed whole."""
    if figure.base:
        return figure.base, scope
    if scope.key and figure.key_is_part and not figure.key_needed:
        return figure.rows, scope.keyed("")
    return None
