"""Questions put together once: the SQL of a figure, used again whenever the same is asked of the same branch."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from django.utils import timezone

from chibo.base.figures.definition import Scope
from chibo.base.statements import STATEMENTS

T = TypeVar("T")

# A longer list costs more to compare than a question to put together.
_FEW = 10


def composed_once(what: Hashable, scopes: Iterable[Scope], compose: Callable[[], T]) -> T:
    """`what` is asked, which names the scopes it is asked of: the SQL follows from it, from what the branches of
    these have read about themselves, the day and the rulebook."""
    asked = [scope.branch for scope in scopes]
    own = {id(one): one for one in asked}
    place = {key: n for n, key in enumerate(own)}
    known = (_known(one) if one else () for one in own.values())
    try:
        key = _Key(what, timezone.localdate(), tuple(place[id(one)] for one in asked), *known)
    except TypeError:  # something that may change, such as a list of children
        return compose()
    return STATEMENTS.of(key, compose)


class _Key:
    """Long, and hashed each time it is looked up or moved: once is enough."""

    __slots__ = ("_hash", "_told")

    def __init__(self, *told: Hashable) -> None:
        """Raises TypeError when something in it may change."""
        self._told, self._hash = told, hash(told)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._told == other._told


def _known(one: Any) -> Hashable:
    """A branch with everything it has read about itself so far."""
    return one, tuple((name, _fixed(value)) for name, value in vars(one).items())


def _fixed(value: Any) -> Any:
    """Sets and short lists, such as the units above, as what cannot change any more."""
    if isinstance(value, set):
        return frozenset(value)
    if isinstance(value, list) and len(value) <= _FEW:
        return tuple(_known(one) if hasattr(one, "__dict__") else one for one in value)
    return value
