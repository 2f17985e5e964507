"""Letters leave the house on paper."""

from collections.abc import Sequence

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.base.rules import require
from chibo.members.models import Transfer
from chibo.members.rules.letters import may_print_letters


@transaction.atomic
def note_letters_printed(letters: Sequence[Transfer], *, by: User) -> None:
    """Letters of introduction or slips are laid out on paper."""
    require(by, may_print_letters, letters)
    paths = {one.pk: _path(one) for one in letters}
    note_all(by, [Line("transfer.printed", one, paths[one.pk]) for one in letters])


def _path(letter: Transfer) -> str:
    return next((box.path for box in letter.steps.all() if box.path), "")
