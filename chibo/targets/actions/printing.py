"""Boards taken out as files leave a line in the journal."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import require
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.targets.rules import may_take_out


@transaction.atomic
def take_out_board(of: Branch, form: str, *, by: User) -> None:
    """`form` is docx, pdf or xlsx."""
    require(by, may_take_out, of.path)
    thing = organisation_of(of)
    note_reading(by, "target.board_taken", thing, path=of.path, reason=form)
