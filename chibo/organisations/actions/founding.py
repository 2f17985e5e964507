from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.text import clean, fold
from chibo.organisations.models import Duty, Organisation, Placement, Profile, Role
from chibo.organisations.queries.tree import Branch, as_branch, branch, placed
from chibo.organisations.rules import (
    check_child_kind,
    check_in_force,
    may_change_tree,
    may_open_installation,
)
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class NewOrganisation:
    """`citation` holds decision_number, decided_on, decided_by; `code` is 14 digits with or without dots."""

    name: str
    kind: str
    base_type: str = ""
    short_name: str = ""
    code: str = ""
    citation: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def open_installation(new: NewOrganisation, on: date, *, by: User) -> Organisation:
    """Found the root of the tree and give its founder the administrator's duty there."""
    require(by, may_open_installation)
    check_in_force(on)
    root = _found(new, None, on)
    duty = Duty(user=by, role=Role.ADMIN, organisation=root, started_on=on)
    duty.full_clean()
    duty.save()
    note(by, "organisation.founded", root, path=root.segment)
    return root


@transaction.atomic
def found_organisation(
    new: NewOrganisation,
    parent: Organisation,
    on: date,
    *,
    by: User,
    as_history: bool = False,
) -> Organisation:
    """Found an organisation under a parent that stands in the tree on that day.

    `as_history`: the parent may have ended since; the caller tells next where the organisation went.
    """
    above = branch(parent, on)
    require(by, may_change_tree, above)
    check_in_force(on)
    check_child_kind(above, new.kind)
    _check_name_free(new.name, above, on)
    founded = _found(new, above, on, as_history=as_history)
    note(by, "organisation.founded", founded, path=above.path + founded.segment)
    return founded


@transaction.atomic
def undo_founding(founded: Organisation, *, by: User, reason: str) -> None:
    """Remove an organisation an import founded, while nothing hangs on it; the journal keeps it."""
    where = branch(founded, founded.founded_on)
    require(by, may_change_tree, where)
    note(by, "organisation.founding_undone", founded, path=where.path, reason=reason)
    try:
        with transaction.atomic():
            Placement.objects.filter(organisation=founded).delete()
            Profile.objects.filter(organisation=founded).delete()
            founded.delete()
    except ProtectedError as error:
        raise Refusal(
            _("“{name}” đã có việc khác ghi vào; không hoàn tác việc lập tổ chức này được.").format(
                name=where.name
            )
        ) from error


def _found(
    new: NewOrganisation, above: Branch | None, on: date, *, as_history: bool = False
) -> Organisation:
    organisation = Organisation.objects.create(founded_on=on)
    saved(_profile(organisation, new, on))
    placements = _placements(organisation, new, above, on)
    if above and placements[-1].ended_on:
        _check_parent_goes_on(above, placements[-1].ended_on, as_history=as_history)
        placements[-1].ended_on = None
    for placement in placements:
        saved(placement)
    return organisation


def _placements(
    organisation: Organisation, new: NewOrganisation, above: Branch | None, on: date
) -> list[Placement]:
    """Under the parent wherever it has hung since that day: a late founding follows its later moves."""
    if above is None:
        return [_placement(organisation, new, "", on)]
    later = Placement.objects.filter(organisation=above.pk).exclude(ended_on__lte=on)
    return [
        _placement(organisation, new, row.path, max(on, row.started_on), row.ended_on, above.pk)
        for row in later.order_by("started_on")
    ]


def _check_parent_goes_on(above: Branch, ended_on: date, *, as_history: bool) -> None:
    if not as_history:
        raise Refusal(
            _("{parent} đã kết thúc ngày {day}; lập dưới tổ chức đang hoạt động.").format(
                parent=above.name, day=ended_on.strftime("%d/%m/%Y")
            )
        )


def _placement(
    organisation: Organisation,
    new: NewOrganisation,
    above: str,
    since: date,
    until: date | None = None,
    parent: int | None = None,
) -> Placement:
    return Placement(
        organisation=organisation,
        parent_id=parent,
        path=above + organisation.segment,
        started_on=since,
        ended_on=until,
        **new.citation,
    )


def _profile(organisation: Organisation, new: NewOrganisation, on: date) -> Profile:
    name = clean(new.name)
    return Profile(
        organisation=organisation,
        name=name,
        short_name=clean(new.short_name) or name,
        name_folded=fold(name),
        kind=code_list("organisation_kinds").item(new.kind).code,
        base_type=code_list("base_types").item(new.base_type).code if new.base_type else "",
        code=new.code.replace(".", ""),
        started_on=on,
        **new.citation,
    )


def _check_name_free(name: str, above: Branch, on: date) -> None:
    siblings = placed(on).filter(
        placement__parent_id=above.pk, profile__name_folded=fold(clean(name))
    )
    if siblings.exists():
        taken = as_branch(siblings.first(), on)
        raise Refusal(
            _("{parent} đã có tổ chức tên “{name}”. Đặt tên khác để phân biệt.").format(
                parent=above.name, name=taken.name
            )
        )
