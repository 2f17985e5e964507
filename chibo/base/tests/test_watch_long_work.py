from collections.abc import Iterator, Sequence
from typing import Any

from chibo.base.watching import followed, watched_by


def test_who_watches_is_told_of_every_step() -> None:
    seen: list[Any] = []

    def watch(items: Sequence[Any], label: str) -> Iterator[Any]:
        seen.append((label, len(items)))
        for item in items:
            yield item
            seen.append(item)

    with watched_by(watch):
        done = list(followed(["một", "hai"], "Đọc"))

    assert (done, seen) == (["một", "hai"], [("Đọc", 2), "một", "hai"])


def test_without_a_watcher_the_items_just_come() -> None:
    assert list(followed([3, 1, 2], "Đọc")) == [3, 1, 2]
