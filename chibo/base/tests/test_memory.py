"""Memory is given back where the system has words for it, and nothing happens elsewhere."""

import gc
import sys
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from chibo.base import memory


class Ring:
    """Held by nobody but itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(params=["linux", "win32", "darwin"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(sys, "platform", request.param)
    memory._glibc.cache_clear()
    yield request.param
    memory._glibc.cache_clear()


def test_rings_nobody_holds_are_gone(system: str) -> None:
    ring = weakref.ref(Ring())
    memory.share_between_threads()
    memory.give_back()
    assert ring() is None


def test_an_answer_that_is_not_heavy_passes_as_it_is() -> None:
    closed: list[bool] = []

    class Parts(list[bytes]):
        def close(self) -> None:
            closed.append(True)

    def application(environ: Any, start: Any) -> Parts:
        start("200 OK", [])
        return Parts([b"mot ", b"hai"])

    said: list[str] = []
    answer = memory.GivesBack(application)({}, lambda status, _heads: said.append(status))
    told = b"".join(answer)
    answer.close()
    assert (told, said, closed) == (b"mot hai", ["200 OK"], [True])


def test_after_heavy_work_rings_are_gone_once_the_answer_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "HEAVY", -1.0)
    rings: list[weakref.ref[Ring]] = []

    def application(environ: Any, start: Any) -> list[bytes]:
        rings.append(weakref.ref(Ring()))
        return [b""]

    gc.disable()
    try:
        answer = memory.GivesBack(application)({}, lambda *_told: None)
        assert rings[0]() is not None
        answer.close()
        assert rings[0]() is None
    finally:
        gc.enable()
