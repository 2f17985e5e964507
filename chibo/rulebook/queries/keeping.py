"""Answers kept for as long as the book they were worked out from."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def kept_with_the_book(work_out: Callable[P, T]) -> Callable[P, T]:
    """For what follows from its plain arguments and the rulebook alone: worked out once a process."""

    @wraps(work_out)
    def answer(*args: P.args, **named: P.kwargs) -> T:
        # The book is read by rules that themselves count days: met at call time.
        from chibo.rulebook.queries.book import book

        kept, asked = book().kept, (work_out, args, *sorted(named.items()))
        if asked not in kept:
            kept[asked] = work_out(*args, **named)
        found: T = kept[asked]
        return found

    return answer
