"""Registers and plans taken out as files leave a line in the journal."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import require
from chibo.consolidation.models import Plan
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.rules import may_keep, may_keep_at
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch


@transaction.atomic
def print_plan(plan: Plan, form: str, *, by: User) -> None:
    """`form` is docx, pdf or xlsx, of the follow-up table; after "ke-hoach." of the plan itself."""
    require(by, may_keep_at, last_path(plan.committee_id))
    note_reading(by, "plan.printed", plan, path=plan.path, reason=form)


@transaction.atomic
def print_register(of: Branch, form: str, *, by: User) -> None:
    """`form` is docx, pdf or xlsx."""
    require(by, may_keep, of)
    thing = Organisation(pk=of.pk)
    note_reading(by, "plan.register_printed", thing, path=of.path, reason=form)
