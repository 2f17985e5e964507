"""Moving and ending organisations in the tree.

Memberships carry their place in the tree, so these are called only by `members.actions.units` and
`members.actions.reorganising`, which move the memberships along in the same transaction
(import-linter checks it).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.models import CellPlace, Duty, Organisation, Placement, Profile
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
    _check_parent_goes_on(above, on)
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


def _check_parent_goes_on(above: Branch, on: date) -> None:
    standing = Placement.objects.on(on).get(organisation=above.pk)
    if ended := standing.ended_on:
        raise Refusal(
            _("{parent} đã kết thúc ngày {day}; chọn tổ chức còn hoạt động.").format(
                parent=above.name, day=ended.strftime("%d/%m/%Y")
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


def place_units(
    places: Mapping[int, tuple[int | None, str]],
    on: date,
    *,
    trace: Trace,
    citation: Mapping[str, Any],
) -> None:
    """Units hang where `places` says (parent, path) from a day on; those already there are left alone.

    Whoever calls has asked for permission, checked the kinds and that nothing below has moved since.
    """
    rows = Placement.objects.on(on).filter(organisation__in=places)
    old = [row for row in rows if (row.parent_id, row.path) != places[row.organisation_id]]
    since = [row for row in old if row.started_on == on]
    with trace.changing(since, ["parent", "path", *citation]):
        for row in since:
            row.parent_id, row.path = places[row.organisation_id]
            for column, value in citation.items():
                setattr(row, column, value)
    earlier = [row for row in old if row.started_on < on]
    with trace.changing(earlier, ["ended_on"]):
        for row in earlier:
            row.ended_on = on
    trace.create(
        [
            Placement(
                organisation_id=row.organisation_id,
                parent_id=places[row.organisation_id][0],
                path=places[row.organisation_id][1],
                started_on=on,
                **citation,
            )
            for row in earlier
        ]
    )


def end_units(
    units: Collection[Branch],
    on: date,
    *,
    by: User,
    trace: Trace,
    reasons: Mapping[int, str],
    citation: Mapping[str, Any],
) -> None:
    """Units end on a day with their names, places in the tree and duties; `reasons` by unit.

    Whoever calls has asked for permission and carries away what hangs on them first.
    """
    keys = [unit.pk for unit in units]
    ended = list(Organisation.objects.filter(pk__in=keys))
    before = {one.pk: snapshot(one) for one in ended}
    with trace.changing(ended, ["dissolved_on", "dissolution_reason", "dissolution_number"]):
        for one in ended:
            one.dissolved_on = on
            one.dissolution_reason = reasons.get(one.pk, "")[:300]
            one.dissolution_number = citation.get("decision_number", "")
    _end_rows(list(Profile.objects.open().filter(organisation__in=keys)), on, trace)
    _end_rows(list(Placement.objects.open().filter(organisation__in=keys)), on, trace)
    _end_rows(list(Duty.objects.open().filter(organisation__in=keys)), on, trace)
    paths = {unit.pk: unit.path for unit in units}
    lines = [
        Line(
            "organisation.ended",
            one,
            paths[one.pk],
            before[one.pk],
            snapshot(one),
            reasons.get(one.pk, ""),
        )
        for one in ended
    ]
    note_all(by, lines)


def _end_rows(rows: Sequence[Any], on: date, trace: Trace) -> None:
    with trace.changing(rows, ["ended_on"]):
        for row in rows:
            row.ended_on = max(on, row.started_on)
