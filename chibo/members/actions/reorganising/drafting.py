"""The plan as a draft: begun, filled in step by step, dropped. What is typed is kept at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import Plan
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import may_change_tree


@transaction.atomic
def begin_reorganisation(
    kind: str,
    top: Organisation,
    on: date | None,
    plan: Plan,
    *,
    by: User,
    citation: Mapping[str, Any] | None = None,
) -> Reorganisation:
    """Begin a draft below an organisation; nothing of the tree changes yet."""
    where = branch(top, on) if on else None
    require(by, may_change_tree, where or _open_branch(top))
    draft = Reorganisation(kind=kind, top=top, on=on, plan=plan.as_data(), **(citation or {}))
    draft.full_clean()
    draft.save()
    note(by, "reorganisation.begun", draft, path=where.path if where else "")
    return draft


@transaction.atomic
def change_plan(
    draft: Reorganisation,
    *,
    by: User,
    plan: Plan | None = None,
    on: date | None = None,
    citation: Mapping[str, Any] | None = None,
) -> Reorganisation:
    """Keep what has been chosen so far."""
    hold(draft)
    _check_draft(draft)
    require(by, may_change_tree, _open_branch(draft.top))
    before = snapshot(draft)
    if plan is not None:
        draft.plan = plan.as_data()
    if on is not None:
        draft.on = on
    for column, value in (citation or {}).items():
        setattr(draft, column, value)
    draft.full_clean()
    draft.save()
    note(by, "reorganisation.changed", draft, before=before)
    return draft


@transaction.atomic
def drop_reorganisation(draft: Reorganisation, *, by: User) -> None:
    """The draft is given up; it stays readable in the list."""
    hold(draft)
    _check_draft(draft)
    require(by, may_change_tree, _open_branch(draft.top))
    before = snapshot(draft)
    draft.status = Reorganisation.Status.DROPPED
    draft.save(update_fields=["status"])
    note(by, "reorganisation.dropped", draft, before=before)


def _check_draft(draft: Reorganisation) -> None:
    if draft.status != Reorganisation.Status.DRAFT:
        raise Refusal(_("Phương án này không còn là bản đang soạn."))


def _open_branch(top: Organisation) -> Any:
    placement = top.placements.filter(ended_on__isnull=True).get()
    return branch(top, placement.started_on)
