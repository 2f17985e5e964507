"""What one app alone says is due."""

from collections.abc import Callable
from datetime import date
from types import ModuleType

from chibo.accounts.models import User
from chibo.base.asking import answered
from chibo.base.due import Due
from chibo.organisations.queries.tree import Branch


def due_in(room: ModuleType) -> Callable[[User, Branch, date], list[Due]]:
    """The lines of a `due` room, the earliest first, as the door asks for them."""

    def due(user: User, branch: Branch, on: date) -> list[Due]:
        asks = room.asks(user, branch, on) if hasattr(room, "asks") else []
        own = room.due(user, branch, on) if hasattr(room, "due") else []
        return sorted([*answered(asks), *own], key=lambda line: line.order)

    return due
