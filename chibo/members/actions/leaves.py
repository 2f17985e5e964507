from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Exemption, Membership, Person, Suspension, TemporaryStay
from chibo.members.rules import check_in_force, may_keep_members
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import code_list

Leave = Exemption | Suspension | TemporaryStay


@transaction.atomic
def exempt_member(
    person: Person,
    reason: str,
    on: date,
    *,
    by: User,
    until: date | None = None,
    paper: Paper | None = None,
) -> Exemption:
    """Excuse a member from work and cell life; `reason` is a code of exemption_reasons."""
    cell = _cell(person, on)
    require(by, may_keep_members, cell)
    check_in_force([on])
    code = code_list("exemption_reasons").item(reason).code
    exemption = Exemption(person=person, reason=code, started_on=on, until=until, paper=paper)
    exemption.full_clean()
    exemption.save()
    note(by, "member.exempted", exemption, path=cell.path)
    return exemption


@transaction.atomic
def suspend_member(
    person: Person, reason: str, on: date, *, by: User, paper: Paper | None = None
) -> Suspension:
    """Suspend a member from Party activity."""
    cell = _cell(person, on)
    require(by, may_keep_members, cell)
    check_in_force([on])
    suspension = Suspension(person=person, reason=clean(reason), started_on=on, paper=paper)
    suspension.full_clean()
    suspension.save()
    note(by, "member.suspended", suspension, path=cell.path)
    return suspension


@transaction.atomic
def begin_temporary_stay(
    person: Person,
    on: date,
    *,
    by: User,
    cell: Organisation | None = None,
    outside_unit: str = "",
    until: date | None = None,
    paper: Paper | None = None,
) -> TemporaryStay:
    """The member takes part in cell life elsewhere for a time, and still counts at home."""
    home = _cell(person, on)
    require(by, may_keep_members, home)
    check_in_force([on])
    stay = TemporaryStay(
        person=person,
        cell=cell,
        outside_unit=clean(outside_unit),
        until=until,
        paper=paper,
        started_on=on,
    )
    stay.full_clean()
    stay.save()
    note(by, "member.stays_elsewhere", stay, path=home.path)
    return stay


@transaction.atomic
def end_leave(leave: Leave, on: date, *, by: User, reason: str = "") -> None:
    """The exemption, suspension or temporary stay ends that day."""
    # Its last day: on the day itself the member may have left the books.
    cell = _cell(leave.person, max(leave.started_on, on - timedelta(days=1)))
    require(by, may_keep_members, cell)
    before = snapshot(leave)
    leave.ended_on = on
    leave.full_clean()
    leave.save()
    verb = f"{leave._meta.model_name}.ended"
    note(by, verb, leave, path=cell.path, before=before, reason=reason)


def _cell(person: Person, on: date) -> Branch:
    stay = Membership.objects.on(on).filter(person=person).first()
    if stay is None:
        raise Refusal(
            _("Đồng chí {name} không sinh hoạt ở chi bộ nào tại ngày {day}.").format(
                name=person.full_name, day=on.strftime("%d/%m/%Y")
            )
        )
    return branch(stay.cell_id, on)
