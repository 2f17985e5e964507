"""How far long work has come, for whoever sits before it: the command line draws a bar."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Item = TypeVar("Item")
# Hands the items on one by one and tells of it: (items, label).
Watch = Callable[[Sequence[Any], str], Iterable[Any]]

_watch: ContextVar[Watch | None] = ContextVar("watch", default=None)


def followed(items: Sequence[Item], label: str) -> Iterator[Item]:
    watch = _watch.get()
    yield from watch(items, label) if watch else items


@contextmanager
def watched_by(watch: Watch) -> Iterator[None]:
    before = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(before)
