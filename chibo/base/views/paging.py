"""Pages of lists."""

from typing import Any

from django.core.paginator import Paginator


class Counted(Paginator):
    """A paginator that is told how many rows there are."""

    def __init__(self, rows: Any, length: int, count: int) -> None:
        super().__init__(rows, length)
        self.__dict__["count"] = count
