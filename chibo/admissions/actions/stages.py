"""Where a case stands. Other actions move it on; by hand it is put before the cell, or goes back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Case, CaseStage
from chibo.admissions.queries.following import followed_path
from chibo.admissions.queries.stages import PREPARING, stage_label, stage_order
from chibo.admissions.rules.cases import (
    check_back,
    check_come,
    check_open,
    may_follow,
)
from chibo.audit.actions import note
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean, format_date


def reach_stage(case: Case, stage: str, on: date) -> None:
    """The case stands at that stage from that day, unless it is as far or further already."""
    now = standing_at(case)
    order = stage_order(case.rules_on)
    if stage not in order or (now and order[stage] <= order.get(now.stage, -1)):
        return
    put_at_stage(case, stage, on, now)


def put_at_stage(
    case: Case, stage: str, on: date, now: CaseStage | None, reason: str = ""
) -> CaseStage:
    if now is not None:
        _check_after(case, now, on)
        CaseStage.objects.filter(pk=now.pk).update(ended_on=on)
    return CaseStage.objects.create(case=case, stage=stage, started_on=on, reason=reason)


def standing_at(case: Case) -> CaseStage | None:
    return case.stages.filter(ended_on__isnull=True).first()


@transaction.atomic
def put_before_the_cell(case: Case, on: date, *, by: User) -> None:
    """The file is complete: the case waits for the cell's meeting."""
    hold(case)
    path = followed_path(case)
    require(by, may_follow, path)
    check_open(case)
    check_come([on])
    now = standing_at(case)
    if now is None or now.stage not in PREPARING[:-1]:
        raise Refusal(_("Hồ sơ đã qua bước đưa ra chi bộ xét."))
    stage = put_at_stage(case, "cell_review", on, now)
    note(by, "case.moved_on", stage, path=path)


@transaction.atomic
def send_back(case: Case, stage: str, on: date, reason: str, *, by: User) -> None:
    """The case goes back to an earlier stage, for a reason that is kept."""
    hold(case)
    path = followed_path(case)
    require(by, may_follow, path)
    check_open(case)
    check_come([on])
    if not clean(reason):
        raise Refusal(_("Ghi lý do quay lại giai đoạn trước."))
    now = standing_at(case)
    check_back(case, now.stage if now else "", stage)
    put = put_at_stage(case, stage, on, now, clean(reason))
    note(by, "case.sent_back", put, path=path, reason=clean(reason))


def _check_after(case: Case, now: CaseStage, on: date) -> None:
    if on < now.started_on:
        raise Refusal(
            _(
                "Hồ sơ đã ở giai đoạn “{stage}” từ ngày {since}; ngày {on} không thể trước ngày đó."
            ).format(
                stage=stage_label(now.stage, case.rules_on),
                since=format_date(now.started_on),
                on=format_date(on),
            )
        )
