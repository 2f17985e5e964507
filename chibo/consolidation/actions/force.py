"""The task force of a plan, and officers sent to the unit."""

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
from chibo.base.text import clean
from chibo.consolidation.models import ForceMember, Plan, Secondment
from chibo.consolidation.queries.reach import last_path
from chibo.consolidation.rules import check_in_time, check_issued, check_open, may_keep_at
from chibo.documents.models import Paper
from chibo.members.models import Person, Post


@dataclass(frozen=True)
class Seat:
    """`role` is a ForceRole; `office` in words, with its agency where that lies outside."""

    role: str
    office: str
    started_on: date
    person: Person | None = None
    ref: str = ""


@transaction.atomic
def seat_force(plan: Plan, given: Sequence[Seat], *, by: User) -> list[ForceMember]:
    """Put offices into the task force, all or none."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    check_has_come((one.started_on for one in given), _("ghi khi đã thành lập"))
    rows, lines = [], []
    for one in given:
        check_in_time(plan, one.started_on)
        row = ForceMember(
            plan=plan,
            role=one.role,
            office=clean(one.office),
            person=one.person,
            started_on=one.started_on,
        )
        row.full_clean()
        row.save()
        rows.append(row)
        lines.append(Line("plan.force_seated", row, plan.path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return rows


@transaction.atomic
def end_seat(member: ForceMember, on: date, reason: str, *, by: User) -> ForceMember:
    """The office leaves the task force; who sat there stays to be read."""
    hold(member.plan, member)
    plan = member.plan
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    _check_ends(member.ended_on, on, reason)
    before = snapshot(member)
    member.ended_on, member.end_reason = on, clean(reason)
    member.full_clean()
    member.save()
    note(by, "plan.force_left", member, path=plan.path, before=before, reason=clean(reason))
    return member


def _check_ends(ended_on: date | None, on: date, reason: str) -> None:
    if ended_on:
        raise Refusal(_("Đã ghi thôi từ trước."))
    if not clean(reason):
        raise Refusal(_("Ghi lý do."))
    check_has_come([on], _("ghi khi đã thôi"))


@dataclass(frozen=True)
class NewSecondment:
    """An office kept here (`post`), or a name and an office in words."""

    sent_from: str
    started_on: date
    post: Post | None = None
    name: str = ""
    office: str = ""
    paper: Paper | None = None
    ref: str = ""


@transaction.atomic
def second_officers(plan: Plan, given: Sequence[NewSecondment], *, by: User) -> list[Secondment]:
    """Officers sent to strengthen the unit, all or none."""
    hold(plan)
    require(by, may_keep_at, last_path(plan.committee_id))
    check_open(plan)
    check_has_come((one.started_on for one in given), _("ghi khi đã tăng cường"))
    rows, lines = [], []
    for one in given:
        check_issued(one.paper, one.started_on)
        row = Secondment(
            plan=plan,
            post=one.post,
            name=clean(one.name),
            office=clean(one.office),
            sent_from=clean(one.sent_from),
            paper=one.paper,
            started_on=one.started_on,
        )
        row.full_clean()
        row.save()
        rows.append(row)
        lines.append(Line("plan.officer_sent", row, plan.path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return rows


@transaction.atomic
def end_secondment(row: Secondment, on: date, reason: str, *, by: User) -> Secondment:
    """The officer goes back, or stays on as the unit's own."""
    hold(row)
    plan = row.plan
    require(by, may_keep_at, last_path(plan.committee_id))
    _check_ends(row.ended_on, on, reason)
    before = snapshot(row)
    row.ended_on, row.end_reason = on, clean(reason)
    row.full_clean()
    row.save()
    note(by, "plan.officer_back", row, path=plan.path, before=before, reason=clean(reason))
    return row
