"""Memory given back to the system (decision 0013).

What a program has freed stays with its allocator. On Linux with glibc, where servers mostly run, the allocator is
told to hand it back; other systems do so by themselves or have no such words, and there nothing is done.
"""

import ctypes
import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from time import thread_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Seconds of the processor for one answer; a page takes less than half, papers and lists brought in more.
HEAVY = 0.2

# Of glibc's malloc.h.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_ARENAS, _LARGE = 2, 128 * 1024


@cache
def _glibc(name: str) -> Callable[..., Any] | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None


def share_between_threads() -> None:
    """Before threads start: each would keep a heap of its own, a tenth of the memory of a server. And what is
    large goes back as soon as it is freed: left alone, glibc keeps more the larger the pieces it has seen."""
    if told := _glibc("mallopt"):
        told(_ARENA_MAX, _ARENAS)
        told(_MMAP_THRESHOLD, _LARGE)
        told(_TRIM_THRESHOLD, _LARGE)


def give_back() -> None:
    """After heavy work: rings of objects nobody holds are dropped, then all pages that stand empty. 5 to 30 ms."""
    gc.collect()
    if trim := _glibc("malloc_trim"):
        trim(0)


class GivesBack:
    """Around a WSGI application: after heavy work what it held is given back, once the answer has been sent and
    the request has let go of everything."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        begun = thread_time()
        return _Answer(self._application(environ, start), begun)


class _Answer:
    def __init__(self, parts: Iterable[bytes], begun: float) -> None:
        self._parts, self._begun = parts, begun

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._parts)

    def close(self) -> None:
        """In the thread that did the work, whose time is counted."""
        with ExitStack() as last:
            last.callback(self._let_go)
            if hasattr(self._parts, "close"):
                self._parts.close()

    def _let_go(self) -> None:
        self._parts = ()
        if thread_time() - self._begun > HEAVY:
            give_back()
