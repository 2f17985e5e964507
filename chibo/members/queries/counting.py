"""What is counted of a large branch's list, kept until anything is written (decision 0012)."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from chibo.audit.queries import journal_mark
from chibo.organisations.queries.tree import Branch

T = TypeVar("T")

_KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Counts:
    """Counts of a branch under a mark of the journal. The mark is read before anything is counted, so that what
    is written meanwhile makes it another one."""

    of: Branch
    mark: str

    @classmethod
    def now(cls, of: Branch) -> "Counts":
        return cls(of, journal_mark())

    def known(self, what: Hashable) -> object | None:
        return cache.get(self._key(what))

    def counted(self, what: Hashable, count: Callable[[], T]) -> T:
        found: T | None = cache.get(self._key(what))
        if found is None:
            found = count()
            cache.set(self._key(what), found, _KEPT_SECONDS)
        return found

    def told(self, what: Hashable, count: Callable[[], T], *, now: bool) -> T | None:
        """Counted if that is asked for `now`; else None when it is not known as the books stand."""
        return self.counted(what, count) if now else self.known(what)  # type: ignore[return-value]  # kept as it was counted

    def _key(self, what: Hashable) -> str:
        of = self.of
        told = repr((of.pk, of.path, of.on, of.tree, sorted(of.also), self.mark, what))
        return "list:" + sha256(told.encode()).hexdigest()
