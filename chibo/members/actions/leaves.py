from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import (
    Exemption,
    Membership,
    Outcome,
    Person,
    Suspension,
    TemporaryStay,
)
from chibo.members.rules import check_in_force, may_keep_members
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import Item, code_list

Leave = Exemption | Suspension | TemporaryStay
Decided = TypeVar("Decided", Exemption, Suspension)


@dataclass(frozen=True)
class Request:
    """What an exemption was asked for with: application, medical paper, the cell's resolution."""

    applied_on: date | None = None
    medical_paper: str = ""
    resolved_on: date | None = None


@transaction.atomic
def exempt_member(
    person: Person,
    reason: str,
    on: date,
    *,
    by: User,
    until: date | None = None,
    paper: Paper | None = None,
    request: Request | None = None,
    extends: Exemption | None = None,
) -> Exemption:
    """Excuse a member from work and cell life; `reason` is a code of exemption_reasons."""
    cell = _cell(person, on)
    require(by, may_keep_members, cell)
    check_in_force([on])
    code = code_list("exemption_reasons").item(reason).code
    told = asdict(request or Request())
    exemption = Exemption(
        person=person,
        reason=code,
        started_on=on,
        until=until,
        paper=paper,
        extends=extends,
        **told,
    )
    saved(exemption)
    note(by, "member.exempted", exemption, path=cell.path)
    return exemption


@transaction.atomic
def suspend_member(
    person: Person,
    reason: str,
    on: date,
    *,
    by: User,
    until: date | None = None,
    paper: Paper | None = None,
    extends: Suspension | None = None,
) -> Suspension:
    """Suspend a member from Party activity."""
    cell = _cell(person, on)
    require(by, may_keep_members, cell)
    check_in_force([on])
    suspension = Suspension(
        person=person,
        reason=clean(reason),
        started_on=on,
        until=until,
        paper=paper,
        extends=extends,
    )
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
    home = _home(person, on)
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
def end_leave(
    leave: Leave,
    on: date,
    *,
    by: User,
    reason: str = "",
    outcome: str = "",
    paper: Paper | None = None,
) -> None:
    """The exemption, suspension or temporary stay ends that day; `outcome` is an Outcome of the first two."""
    # Its last day: on the day itself the member may have left the books.
    hold(leave)
    last = max(leave.started_on, on - timedelta(days=1))
    find = _home if isinstance(leave, TemporaryStay) else _cell
    cell = find(leave.person, last)
    require(by, may_keep_members, cell)
    check_in_force([on])
    before = snapshot(leave)
    leave.ended_on = on
    if not isinstance(leave, TemporaryStay):
        leave.outcome, leave.end_reason, leave.end_paper = outcome, clean(reason), paper
    leave.full_clean()
    leave.save()
    verb = f"{leave._meta.model_name}.ended"
    note(by, verb, leave, path=cell.path, before=before, reason=reason)


@transaction.atomic
def extend_leave(
    leave: Decided,
    on: date,
    until: date | None,
    *,
    by: User,
    reason: str = "",
    paper: Paper | None = None,
    request: Request | None = None,
) -> Decided:
    """The leave goes on by a new decision from that day: a row of its own after the one it extends.

    `reason` is given when it is another than before (of an exemption: a code of exemption_reasons).
    """
    _check_follows_on(leave, on, until)
    end_leave(leave, on, by=by, outcome=Outcome.EXTENDED)
    told: dict[str, Any] = {"until": until, "paper": paper, "extends": leave}
    if isinstance(leave, Exemption):
        code = code_list("exemption_reasons").item(reason or leave.reason)
        _check_temporary_ends(code, until)
        return exempt_member(leave.person, code.code, on, by=by, request=request, **told)
    return suspend_member(leave.person, reason or leave.reason, on, by=by, **told)


@transaction.atomic
def cancel_leave(leave: Decided, on: date, paper: Paper, reason: str, *, by: User) -> None:
    """The decision behind it was cancelled on that day: it held for nobody, and the history tells both."""
    check_in_force([on])
    if not clean(reason):
        raise Refusal(_("Ghi lý do hủy quyết định."))
    if leave.ended_on is not None:
        raise Refusal(
            _("{what} đã kết thúc ngày {day}; chỉ hủy quyết định đang có hiệu lực.").format(
                what=str(leave._meta.verbose_name).capitalize(), day=_day(leave.ended_on)
            )
        )
    _check_not_before(on, leave.started_on)
    end_leave(leave, leave.started_on, by=by, reason=reason, outcome=Outcome.CANCELLED, paper=paper)


def _check_follows_on(leave: Decided, on: date, until: date | None) -> None:
    """An extension begins while the leave lasts, at the latest on the morrow of its last day."""
    if leave.ended_on is not None:
        raise Refusal(
            _(
                "Thời gian này đã kết thúc ngày {day}, không gia hạn được; ghi quyết định mới."
            ).format(day=_day(leave.ended_on))
        )
    if on <= leave.started_on:
        raise Refusal(_("Gia hạn phải sau ngày bắt đầu {day}.").format(day=_day(leave.started_on)))
    if leave.until and on > leave.until + timedelta(days=1):
        raise Refusal(
            _(
                "Thời hạn đã hết ngày {day}: gia hạn phải nối liền, chậm nhất từ ngày {next}. Nếu ngắt "
                "quãng thì ghi kết thúc rồi ghi quyết định mới."
            ).format(day=_day(leave.until), next=_day(leave.until + timedelta(days=1)))
        )
    if until and until < on:
        raise Refusal(_("Thời hạn mới phải sau ngày bắt đầu gia hạn."))


def _check_temporary_ends(reason: Item, until: date | None) -> None:
    if reason.extra.get("temporary") and until is None:
        raise Refusal(
            _("Miễn vì “{reason}” là miễn tạm thời: gia hạn phải có ngày kết thúc.").format(
                reason=reason.label
            )
        )


def _check_not_before(on: date, started: date) -> None:
    if on < started:
        raise Refusal(
            _("Quyết định hủy không thể có trước ngày bắt đầu {day}.").format(day=_day(started))
        )


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _cell(person: Person, on: date) -> Branch:
    stay = Membership.objects.on(on).filter(person=person).first()
    if stay is None:
        raise Refusal(
            _("Đồng chí {name} không sinh hoạt ở chi bộ nào tại ngày {day}.").format(
                name=person.full_name, day=on.strftime("%d/%m/%Y")
            )
        )
    return branch(stay.cell_id, on)


def _home(person: Person, on: date) -> Branch:
    """Where a temporary member belongs; for a guest from outside, who keeps the file here."""
    if person.keeper_id and not Membership.objects.on(on).filter(person=person).exists():
        return branch(person.keeper_id, on)
    return _cell(person, on)
