"""Beginning, moving, stopping and taking up a case again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.actions.stages import standing_at
from chibo.admissions.models import Case, CaseCell, CaseStage, Outcome
from chibo.admissions.queries.following import cell_path, followed_by, followed_path
from chibo.admissions.rules.cases import (
    check_cell,
    check_come,
    check_may_open,
    check_open,
    may_decide,
    may_follow,
)
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.text import clean, format_date
from chibo.documents.models import Paper
from chibo.members.actions.departing import Papers, leave_books
from chibo.members.models import Membership, Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, NotInTree, branch, branches_by_day
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class NewCase:
    """Somebody a cell begins to follow; `rules_on` is the day whose steps and papers hold, by default
    the day it begins."""

    person: Person
    cell_id: int
    opened_on: date
    source: str = ""
    rules_on: date | None = None
    is_readmission: bool = False
    left_party_on: date | None = None
    left_party_how: str = ""
    record_cleared_on: date | None = None
    ref: str = ""


@transaction.atomic
def open_cases(new: Sequence[NewCase], *, by: User) -> list[Case]:
    """Begin to follow these people, all or none; each stands at the first stage."""
    cells = branches_by_day({(one.cell_id, one.opened_on) for one in new})
    _check_all(new, cells, by)
    made = [_case(one) for one in new]
    for case in made:
        saved(case)
    CaseCell.objects.bulk_create(
        CaseCell(case=case, cell_id=one.cell_id, started_on=one.opened_on)
        for case, one in zip(made, new, strict=True)
    )
    CaseStage.objects.bulk_create(
        CaseStage(case=case, stage="watched", started_on=case.opened_on) for case in made
    )
    note_all(
        by,
        [
            Line(
                "case.opened",
                case,
                cells[one.cell_id, one.opened_on].path,
                after=snapshot(case),
                ref=one.ref,
            )
            for case, one in zip(made, new, strict=True)
        ],
    )
    return made


def _check_all(new: Sequence[NewCase], cells: Mapping[tuple[int, date], Branch], by: User) -> None:
    for cell in cells.values():
        require(by, may_follow, cell.path)
        check_cell(cell)
    check_come(one.opened_on for one in new)
    for one in new:
        if (one.cell_id, one.opened_on) not in cells:
            raise NotInTree.on(one.opened_on)
        check_may_open(one.person, one.opened_on)


@transaction.atomic
def open_case(new: NewCase, *, by: User) -> Case:
    """Begin to follow one person."""
    return open_cases([new], by=by)[0]


def _case(one: NewCase) -> Case:
    return Case(
        person=one.person,
        opened_on=one.opened_on,
        rules_on=one.rules_on or one.opened_on,
        source=clean(one.source),
        is_readmission=one.is_readmission,
        left_party_on=one.left_party_on,
        left_party_how=one.left_party_how,
        record_cleared_on=one.record_cleared_on,
    )


@transaction.atomic
def move_case(case: Case, cell: Organisation, on: date, *, by: User) -> CaseCell:
    """From that day another cell follows the person."""
    hold(case)
    now, where = followed_by(case), branch(cell, on)
    require(by, may_follow, cell_path(now.cell))
    require(by, may_follow, where.path)
    check_open(case)
    check_come([on])
    check_cell(where)
    if now.cell_id == cell.pk:
        raise Refusal(_("{cell} đang theo dõi hồ sơ này.").format(cell=where.name))
    if on <= now.started_on:
        raise Refusal(
            _("Chi bộ hiện nay theo dõi hồ sơ từ ngày {day}; ngày chuyển phải sau ngày đó.").format(
                day=format_date(now.started_on)
            )
        )
    CaseCell.objects.filter(pk=now.pk).update(ended_on=on)
    moved = CaseCell(case=case, cell=cell, started_on=on)
    moved.full_clean()
    moved.save()
    note(by, "case.moved", moved, path=where.path)
    return moved


@transaction.atomic
def leave_pipeline(
    case: Case,
    reason: str,
    on: date,
    *,
    by: User,
    remark: str = "",
    paper: Paper | None = None,
) -> Case:
    """The person is no longer considered; the case is kept with the reason.

    A probationary member who is not recognised is struck off (xóa tên) by the same step, with its decision.
    """
    hold(case)
    path = followed_path(case)
    require(by, may_follow, path)
    check_open(case)
    check_come([on])
    code_list("leaving_pipeline_reasons").item(reason)
    stay = Membership.objects.filter(person=case.person, ended_on__isnull=True).first()
    if stay is not None and case.admission_id:
        require(by, may_decide, path)
        _check_struck_off(reason, paper, case.person)
        grounds = Papers(grounds="probation")
        told = {"paper": paper, "reason": clean(remark)}
        leave_books(case.person, "removed", on, grounds, by=by, **told)
    before = snapshot(case)
    case.leaving_reason, case.leaving_note = reason, clean(remark)
    close_case(case, Outcome.LEFT, on)
    note(by, "case.left", case, path=path, before=before, reason=clean(remark))
    return case


def close_case(case: Case, outcome: str, on: date) -> None:
    """The case ends that day; helpers and the stage it stood at end with it, its cell keeps it."""
    now = standing_at(case)
    if now is not None and on < now.started_on:
        raise Refusal(
            _("Hồ sơ có việc ghi từ ngày {day}; ngày kết thúc không thể trước ngày đó.").format(
                day=format_date(now.started_on)
            )
        )
    case.closed_on, case.outcome = on, outcome
    case.full_clean()
    case.save()
    case.stages.filter(ended_on__isnull=True).update(ended_on=on)
    case.guidance.filter(ended_on__isnull=True, started_on__lte=on).update(ended_on=on)


@transaction.atomic
def reopen_case(case: Case, reason: str, *, by: User) -> Case:
    """A case stopped or completed by mistake, or whose person comes back, is taken up where it stood."""
    hold(case)
    path = followed_path(case)
    require(by, may_follow, path)
    if case.closed_on is None:
        raise Refusal(_("Hồ sơ này chưa kết thúc."))
    if not clean(reason):
        raise Refusal(_("Ghi lý do mở lại hồ sơ."))
    _check_may_reopen(case)
    before = snapshot(case)
    last = case.stages.order_by("-started_on", "-pk").first()
    case.closed_on, case.outcome, case.leaving_reason, case.leaving_note = None, "", "", ""
    case.full_clean()
    case.save()
    if last is not None:
        CaseStage.objects.filter(pk=last.pk).update(ended_on=None)
    note(by, "case.reopened", case, path=path, before=before, reason=clean(reason))
    return case


def _check_struck_off(reason: str, paper: Paper | None, person: Person) -> None:
    if reason != "struck_off":
        label = code_list("leaving_pipeline_reasons").label("struck_off")
        raise Refusal(
            _(
                "{name} đang là đảng viên dự bị: dừng vì không được công nhận thì chọn lý do “{label}”; ra khỏi "
                "Đảng vì lý do khác thì ghi biến động ở hồ sơ đảng viên."
            ).format(name=person.full_name, label=label)
        )
    if paper is None:
        raise Refusal(
            _("Xóa tên đảng viên dự bị phải có quyết định; chọn hoặc nhập quyết định xóa tên.")
        )


def _check_may_reopen(case: Case) -> None:
    person = case.person
    other = Case.objects.filter(person=person, closed_on__isnull=True).exclude(pk=case.pk)
    if other.exists():
        raise Refusal(_("{name} đang có một hồ sơ khác.").format(name=person.full_name))
    if case.admission_id and not person.memberships.filter(ended_on__isnull=True).exists():
        raise Refusal(
            _(
                "{name} không còn trong sổ đảng viên; hủy biến động đưa ra khỏi sổ trước khi mở lại hồ sơ."
            ).format(name=person.full_name)
        )
