"""Moving and ending organisations in the tree.

Memberships carry their place in the tree, so these are called only by `members.actions.units`,
which moves the memberships along in the same transaction (tests/habits checks it).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.organisations.models import CellPlace, Duty, Organisation, Placement
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.queries.tree import Branch, branch, under
from chibo.organisations.rules import check_child_kind, check_in_force, may_change_tree


@transaction.atomic
def hang_under(
    organisation: Organisation,
    parent: Organisation,
    on: date,
    *,
    by: User,
    citation: Mapping[str, Any] | None = None,
) -> list[Placement]:
    """Hang a branch under another parent from a day on; returns the new placements of all its units."""
    where, above = branch(organisation, on), branch(parent, on)
    require(by, may_change_tree, where)
    require(by, may_change_tree, above)
    check_in_force(on)
    check_child_kind(above, where.kind)
    if above.path.startswith(where.path):
        raise Refusal(
            _("{parent} đang nằm dưới {child}; chọn tổ chức khác.").format(
                parent=above.name, child=where.name
            )
        )
    _check_parent_stays(above, on)
    old = list(Placement.objects.filter(under(where.path)).exclude(ended_on__lte=on))
    _check_settled(old, on)
    before = snapshot(next(row for row in old if row.organisation_id == organisation.pk))
    new = [_moved(row, where.path, above.path, on, citation or {}) for row in old]
    top = next(row for row in new if row.organisation_id == organisation.pk)
    top.parent_id = above.pk
    _replace(old, new, on)
    note(by, "organisation.moved", organisation, path=top.path, before=before)
    return new


def _moved(
    row: Placement, old_top: str, above: str, on: date, citation: Mapping[str, Any]
) -> Placement:
    own = row.path[len(old_top) - SEGMENT :]
    return Placement(
        organisation_id=row.organisation_id,
        parent_id=row.parent_id,
        path=above + own,
        started_on=on,
        **citation,
    )


def _check_parent_stays(above: Branch, on: date) -> None:
    """Refuse a parent that moved later: the branch's paths would stay behind."""
    later = Placement.objects.filter(organisation=above.pk, started_on__gt=on)
    if moved := later.order_by("started_on").first():
        raise Refusal(
            _("{parent} đã đổi nơi trực thuộc ngày {day}; ngày chuyển phải từ ngày đó.").format(
                parent=above.name, day=moved.started_on.strftime("%d/%m/%Y")
            )
        )


def _check_settled(rows: list[Placement], on: date) -> None:
    """Refuse to move a branch whose inner order changed on that day or later."""
    later = [row.ended_on or row.started_on for row in rows if row.ended_on or row.started_on >= on]
    if later:
        raise Refusal(
            _(
                "Cây tổ chức trong nhánh đã thay đổi ngày {day}; ngày chuyển phải sau ngày đó."
            ).format(day=max(later).strftime("%d/%m/%Y"))
        )


def _replace(old: list[Placement], new: list[Placement], on: date) -> None:
    Placement.objects.filter(pk__in=[row.pk for row in old]).update(ended_on=on)
    Placement.objects.bulk_create(new, batch_size=500)


@transaction.atomic
def end_organisation(
    organisation: Organisation,
    on: date,
    *,
    by: User,
    reason: str = "",
    citation: Mapping[str, Any] | None = None,
) -> None:
    """Close an organisation that has nothing below it any more: its rows, duties and places end that day."""
    where = branch(organisation, on)
    require(by, may_change_tree, where)
    check_in_force(on)
    if Placement.objects.open().filter(parent=organisation).exists():
        raise Refusal(
            _("{name} còn tổ chức trực thuộc; chuyển hoặc kết thúc các tổ chức đó trước.").format(
                name=where.name
            )
        )
    before = snapshot(organisation)
    organisation.dissolved_on = on
    organisation.dissolution_reason = reason
    organisation.dissolution_number = (citation or {}).get("decision_number", "")
    organisation.full_clean()
    # Only these: the object at hand may have been read before its books began.
    organisation.save(update_fields=["dissolved_on", "dissolution_reason", "dissolution_number"])
    for rows in (organisation.profiles, organisation.placements):
        rows.filter(ended_on__isnull=True).update(ended_on=on)
    Duty.objects.open().filter(organisation=organisation).update(ended_on=on)
    CellPlace.objects.open().filter(cell=organisation).update(ended_on=on)
    note(by, "organisation.ended", organisation, path=where.path, before=before, reason=reason)
