"""Dues are remitted or reduced by a decision for a time; it ends early or is cancelled with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.dues.actions.charging import recharge
from chibo.dues.models import Relief, ReliefKind
from chibo.dues.rules.permits import (
    check_apart,
    check_length,
    check_level,
    check_month,
    may_collect,
)
from chibo.members.models import Person
from chibo.members.queries.reach import all_stood_in


@dataclass(frozen=True)
class NewRelief:
    """`since` and `until` are first days of months; `until` is the first month due again. `percent` of a
    reduction, `case` of an exemption (dues_exemptions); `cut_reason` is told by an older book only."""

    person: Person
    kind: str
    since: date
    until: date
    reason: str
    decided_on: date
    decided_by: str
    decision_number: str = ""
    case: str = ""
    percent: int | None = None
    applied_on: date | None = None
    cut_reason: str = ""
    ref: str = ""


@transaction.atomic
def grant_reliefs(given: Sequence[NewRelief], *, by: User) -> list[Relief]:
    """Each for months apart from what the member has already."""
    paths = all_stood_in([one.person for one in given])
    held = _held([one.person for one in given])
    rows, lines = [], []
    for one in given:
        path = next(iter(paths[one.person.pk]), "")
        require(by, may_collect, path)
        _check(one, held.setdefault(one.person.pk, []))
        row = _row(one)
        row.full_clean(exclude=["person"])
        row.save()
        held[one.person.pk].append(row)
        rows.append(row)
        lines.append(Line("dues.relief_granted", row, path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    if rows:
        recharge([row.person_id for row in rows], min(row.started_on for row in rows), by=by)
    return rows


def _held(people: Sequence[Person]) -> dict[int, list[Relief]]:
    found: dict[int, list[Relief]] = {}
    for row in Relief.objects.filter(person__in=people, cancelled_on__isnull=True):
        found.setdefault(row.person_id, []).append(row)
    return found


def _check(one: NewRelief, held: Sequence[Relief]) -> None:
    check_month(one.since)
    check_month(one.until)
    check_has_come([one.decided_on], _("ghi khi đã có quyết định"))
    check_length(one.since, one.until)
    if one.kind == ReliefKind.REDUCED:
        check_level(one.percent, one.since)
    check_apart(one.since, one.until, held)
    if not clean(one.decided_by):
        raise Refusal(_("Ghi cấp quyết định miễn, giảm."))


def _row(one: NewRelief) -> Relief:
    return Relief(
        person=one.person,
        kind=one.kind,
        case=one.case if one.kind == ReliefKind.EXEMPT else "",
        percent=one.percent if one.kind == ReliefKind.REDUCED else None,
        reason=clean(one.reason),
        cut_reason=clean(one.cut_reason),
        applied_on=one.applied_on,
        started_on=one.since,
        ended_on=one.until,
        decision_number=clean(one.decision_number),
        decided_on=one.decided_on,
        decided_by=clean(one.decided_by),
    )


@transaction.atomic
def end_relief(relief: Relief, until: date, reason: str, *, by: User) -> Relief:
    """Dues are owed again from an earlier month than decided."""
    hold(relief)
    path = _path(relief)
    require(by, may_collect, path)
    check_month(until)
    if relief.ended_on is None or not relief.started_on < until < relief.ended_on:
        raise Refusal(
            _(
                "Thời hạn đã ghi từ {first} đến trước {until}; thôi sớm phải trong khoảng đó."
            ).format(
                first=format_date(relief.started_on),
                until=format_date(relief.ended_on) if relief.ended_on else "",
            )
        )
    if not clean(reason):
        raise Refusal(_("Ghi lý do thôi miễn, giảm trước hạn."))
    before = snapshot(relief)
    relief.ended_on, relief.cut_reason = until, clean(reason)
    relief.full_clean(exclude=["person"])
    relief.save()
    note(by, "dues.relief_ended", relief, path=path, before=before, reason=clean(reason))
    recharge([relief.person_id], until, by=by)
    return relief


@transaction.atomic
def cancel_relief(relief: Relief, on: date, reason: str, *, by: User) -> Relief:
    """A relief entered by mistake, or whose decision was cancelled, never was."""
    hold(relief)
    path = _path(relief)
    require(by, may_collect, path)
    check_has_come([on], _("ghi khi đã hủy"))
    if relief.cancelled_on:
        raise Refusal(_("Đã hủy ngày {day}.").format(day=format_date(relief.cancelled_on)))
    before = snapshot(relief)
    relief.cancelled_on, relief.cancel_reason = on, clean(reason)
    relief.full_clean(exclude=["person"])
    relief.save()
    note(by, "dues.relief_cancelled", relief, path=path, before=before, reason=clean(reason))
    recharge([relief.person_id], relief.started_on, by=by)
    return relief


def _path(relief: Relief) -> str:
    return next(iter(all_stood_in([relief.person])[relief.person_id]), "")
