"""Addresses of a list: the same page with a parameter more or less."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

_FALLS_AWAY = ("trang", "xem")  # a page number and an open row belong to the list as it was


@dataclass(frozen=True)
class Address:
    path: str
    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: HttpRequest) -> "Address":
        given = ((name, value) for name, values in request.GET.lists() for value in values if value)
        return cls(request.path, tuple(given))

    def without(self, *names: str) -> "Address":
        return Address(self.path, tuple(pair for pair in self.pairs if pair[0] not in names))

    @property
    def fresh(self) -> "Address":
        """From the first page, nothing open."""
        return self.without(*_FALLS_AWAY)

    def having(self, **more: object) -> "Address":
        """Names are given with "_" for "-"."""
        named = {name.replace("_", "-"): str(value) for name, value in more.items()}
        return Address(self.path, (*self.without(*named).pairs, *named.items()))

    def keep(self, *names: str) -> list[tuple[str, str]]:
        """Hidden fields for a small form that sets those names anew."""
        return list(self.fresh.without(*names).pairs)

    def only(self, names: Iterable[str]) -> "Address":
        return Address(self.path, tuple(pair for pair in self.pairs if pair[0] in set(names)))

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    def __str__(self) -> str:
        return f"{self.path}?{self.query}" if self.pairs else self.path
