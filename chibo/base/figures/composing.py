"""Questions put together once: the SQL of a figure, used again whenever the same is asked of the same branch."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from django.utils import timezone

from chibo.base.figures.definition import Scope
from chibo.base.statements import STATEMENTS

T = TypeVar("T")


def composed_once(what: Hashable, scopes: Iterable[Scope], compose: Callable[[], T]) -> T:
    """`what` is asked, with the scopes it is asked of: the SQL follows from these, from what their branches have
    read about themselves, the day and the rulebook."""
    key = (what, timezone.localdate(), *(_known_of(scope) for scope in scopes))
    try:
        hash(key)
    except TypeError:  # something that may change, such as a list of children
        return compose()
    return STATEMENTS.of(key, compose)


def _known_of(scope: Scope) -> Hashable:
    """The scope with everything its branch has read about itself so far."""
    return scope, tuple(vars(scope.branch).items()) if scope.branch else ()
