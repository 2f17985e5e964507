"""Where the work at hand comes from. A door says it once; every line noted inside carries it."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from chibo.audit.models import Source


@dataclass(frozen=True)
class Origin:
    source: Source = Source.COMMAND
    ref: str = ""
    batch: uuid.UUID = field(default_factory=uuid.uuid4)


_current: ContextVar[Origin | None] = ContextVar("origin", default=None)


def current_origin() -> Origin:
    return _current.get() or Origin()


@contextmanager
def coming_from(source: Source, ref: str = "") -> Iterator[Origin]:
    """All lines noted inside share one batch."""
    token = _current.set(Origin(source, ref))
    try:
        yield current_origin()
    finally:
        _current.reset(token)


@contextmanager
def row(ref: str) -> Iterator[None]:
    """Within an import: names the row, keeps the batch."""
    token = _current.set(replace(current_origin(), ref=ref))
    try:
        yield
    finally:
        _current.reset(token)
