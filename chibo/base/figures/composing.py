"""Questions put together once: the SQL of a figure, used again whenever the same is asked of the same branch.

Putting a figure into SQL costs more than a commune's answer to it. The SQL follows from the figure, the scope,
what the branch has read about itself, the day and the rulebook; all of that is the key, but for the book, which
forgets everything when it is read (rulebook.queries.book). What asked the database anything while it was put
together is put together anew every time. Answers are never kept.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from django.db import connection
from django.utils import timezone

from chibo.base.figures.definition import Scope

T = TypeVar("T")

# Some kilobytes each; a page of figures has a hundred.
_MOST = 4_000
_kept: dict[Hashable, Any] = {}


def composed_once(what: Hashable, scopes: Iterable[Scope], compose: Callable[[], T]) -> T:
    """`what` is asked, with the scopes it is asked of."""
    key = (what, timezone.localdate(), *(_known_of(scope) for scope in scopes))
    try:
        if key in _kept:
            found: T = _kept[key]
            return found
    except TypeError:  # something that may change, such as a list of children
        return compose()
    made, asked = _watched(compose)
    if not asked:
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[key] = made
    return made


def _known_of(scope: Scope) -> Hashable:
    """The scope with everything its branch has read about itself so far."""
    return scope, tuple(vars(scope.branch).items()) if scope.branch else ()


def _watched(compose: Callable[[], T]) -> tuple[T, bool]:
    """What is composed, and whether the database was asked for it."""
    asked: list[bool] = []

    def notice(execute: Callable[..., Any], *given: Any) -> Any:
        asked.append(True)
        return execute(*given)

    with connection.execute_wrapper(notice):
        return compose(), bool(asked)


def forget_composed() -> None:
    """What was put together under another rulebook."""
    _kept.clear()
