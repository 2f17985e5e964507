"""Pages of a list, whether or not it has been counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from chibo.base.views.paging import Counted

PAGE_LENGTH = 50
_DIGITS = 7  # of a page's number


@dataclass(frozen=True)
class Leaf:
    """A page of a list that has not been counted: all the pager can say is whether more follow."""

    object_list: list[Any]
    number: int
    has_next: bool
    paginator: None = None

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def start_index(self) -> int:
        return (self.number - 1) * PAGE_LENGTH + 1

    @property
    def end_index(self) -> int:
        return self.start_index + len(self.object_list) - 1


def page_of(rows: Any, wanted: str, count: int | None, count_now: Callable[[], int]) -> Any:
    """The page of the number in an address. Rows that were not counted are only when nothing stands there."""
    if count is not None:
        return Counted(rows, PAGE_LENGTH, count).get_page(wanted)
    number = max(int(wanted), 1) if wanted.isdecimal() and len(wanted) <= _DIGITS else 1
    start = (number - 1) * PAGE_LENGTH
    found = list(rows[start : start + PAGE_LENGTH + 1])
    if start and not found:
        return Counted(rows, PAGE_LENGTH, count_now()).get_page(wanted)
    return Leaf(found[:PAGE_LENGTH], number, len(found) > PAGE_LENGTH)
