"""Letters that members bring along from units outside this installation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.members.actions.files import Level, qualification
from chibo.members.actions.transfers.issuing import (
    called,
    check_reach,
    check_until,
    save_letter,
    validity,
)
from chibo.members.models import Membership, Person, Qualification, Transfer
from chibo.members.queries.routes import base_of, route
from chibo.members.rules import may_keep_members
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Arrival:
    """A letter as it was brought; `valid_until` as printed on it, or counted from the day it was issued.
    An unsaved person gets a file, kept by the receiving basic organisation until the cell receives them.
    """

    person: Person
    kind: str
    number: str
    issued_on: date
    from_unit: str
    scope: str
    to_cell_id: int
    status: str
    arrived_on: date
    valid_until: date | None = None
    levels: Sequence[Level] = ()
    until: date | None = None
    reason: str = ""
    dues_paid_until: date | None = None
    presented: Sequence[str] = ()
    left_out: frozenset[int] = field(default_factory=frozenset)


@transaction.atomic
def register_arrival(one: Arrival, *, by: User) -> Transfer:
    """Enter a letter from outside; its first box is the unit it comes from, filled on the day it was issued."""
    host = branch(one.to_cell_id, one.arrived_on)
    require(by, may_keep_members, host)
    check_has_come([one.issued_on, one.arrived_on], _("ghi giấy khi đồng chí này đã nộp"))
    check_reach(one.kind, None, host, one.scope)
    check_until(one.kind, one.issued_on, one.until)
    _check_days(one)
    base = base_of(host, one.arrived_on)
    _keep_file(one, base, by, host.path)
    boxes = route(None, host, clean(one.from_unit), one.left_out)
    transfer = Transfer(
        person=one.person,
        kind=code_list("transfer_kinds").item(one.kind).code,
        status=one.status,
        number=clean(one.number),
        issued_on=one.issued_on,
        valid_until=one.valid_until or validity(one.issued_on),
        from_unit=clean(one.from_unit),
        to_cell_id=host.pk,
        to_unit=called(host, boxes, one.scope),
        scope=one.scope,
        reason=clean(one.reason),
        until=one.until,
        dues_paid_until=one.dues_paid_until,
        presented=list(one.presented),
    )
    outside = save_letter(transfer, boxes)[0]
    outside.acted_on, outside.acted_by = one.issued_on, by
    outside.save()
    note(by, "transfer.brought", transfer, path=host.path)
    return transfer


def _check_days(one: Arrival) -> None:
    if one.arrived_on < one.issued_on:
        raise Refusal(
            _("Giấy cấp ngày {day}: ngày nộp giấy không thể sớm hơn.").format(
                day=format_date(one.issued_on)
            )
        )
    here = Membership.objects.filter(person=one.person.pk or 0, ended_on__isnull=True)
    if stay := here.select_related("cell").first():
        raise Refusal(
            _(
                "Đồng chí {name} đang có tên trong sổ của {cell}; lập giấy giới thiệu từ chi bộ đó."
            ).format(name=one.person.full_name, cell=stay.cell)
        )


def _keep_file(one: Arrival, keeper: int, by: User, path: str) -> None:
    """Until the cell receives them, people from outside are known to the basic organisation."""
    one.person.keeper_id = keeper
    is_new = one.person.pk is None
    one.person.full_clean()
    one.person.save()
    Qualification.objects.bulk_create([qualification(one.person, level) for level in one.levels])
    if is_new:
        note(by, "person.brought_a_letter", one.person, path=path)
