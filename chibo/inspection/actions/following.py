"""The steps of an inspection: papers, findings, conclusion, remedies, recheck, archive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving, give_work
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.saving import saved
from chibo.base.text import clean
from chibo.inspection.actions.discipline import Violated
from chibo.inspection.models import (
    FoundViolation,
    Inspected,
    Inspection,
    InspectionStep,
    Remedy,
)
from chibo.inspection.rules import (
    check_concluded,
    check_going_on,
    check_not_concluded,
    check_remedies_closed,
    check_step,
    check_under_way,
    may_handle,
    may_report_on,
)
from chibo.members.models import Person
from chibo.organisations.models import Organisation


@dataclass(frozen=True)
class Found:
    """What was found about one that is looked at."""

    strengths: str = ""
    faults: str = ""
    violations: Sequence[Violated] = ()
    reported_on: date | None = None


@dataclass(frozen=True)
class NewRemedy:
    """Read by everybody who reads the work of the unit: `what` says what to do, not what was found."""

    what: str
    due_on: date
    person: Person | None = None
    unit: Organisation | None = None


@transaction.atomic
def take_step(
    inspection: Inspection, code: str, on: date, *, by: User, number: str = "", text: str = ""
) -> InspectionStep:
    """A step of the workflow was taken, with the number of its paper."""
    hold(inspection)
    require(by, may_report_on, inspection)
    check_not_concluded(inspection)
    check_has_come([on], _("ghi khi đã làm"))
    check_going_on(inspection, on)
    check_step(inspection, code, on)
    row = saved(
        InspectionStep(
            inspection=inspection, code=code, on=on, number=clean(number), text=clean(text)
        )
    )
    note(by, "inspection.step_taken", row, path=inspection.path)
    return row


@transaction.atomic
def record_findings(
    inspection: Inspection, found: Mapping[int, Found], *, by: User
) -> list[Inspected]:
    """By key of the object, what was found; what was written before is replaced."""
    hold(inspection)
    require(by, may_report_on, inspection)
    check_not_concluded(inspection)
    days = [day for one in found.values() for day in _days(one)]
    check_has_come(days, _("ghi khi đã diễn ra"))
    rows = list(inspection.objects_inspected.filter(pk__in=found))
    lines = []
    for row in rows:
        before, told = snapshot(row), found[row.pk]
        row.strengths, row.faults = told.strengths.strip(), told.faults.strip()
        row.reported_on = told.reported_on or row.reported_on
        saved(row)
        _violations(row, told.violations)
        lines.append(Line("inspection.found", row, inspection.path, before, snapshot(row)))
    note_all(by, lines)
    return rows


def _days(one: Found) -> list[date]:
    return [*(each.happened_on for each in one.violations), *filter(None, [one.reported_on])]


def _violations(row: Inspected, given: Sequence[Violated]) -> None:
    row.violations.all().delete()
    for each in given:
        saved(
            FoundViolation(
                inspected=row,
                ground=each.ground,
                act=each.act,
                what=clean(each.what),
                happened_on=each.happened_on,
            )
        )


@transaction.atomic
def conclude_inspection(
    inspection: Inspection, on: date, conclusion: str, *, by: User, number: str = ""
) -> Inspection:
    """The deciding body has told its conclusion; from this day the inspection counts."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_not_concluded(inspection)
    check_has_come([on], _("ghi khi đã thông báo kết luận"))
    check_going_on(inspection, on)
    last = max((one.on for one in inspection.steps.all()), default=inspection.opened_on)
    if on < last:
        raise Refusal(
            _("Kết luận không trước bước đã ghi ngày {day}.").format(day=f"{last:%d/%m/%Y}")
        )
    before = snapshot(inspection)
    inspection.concluded_on, inspection.conclusion_number = on, clean(number)
    inspection.conclusion = conclusion.strip()
    if not inspection.conclusion:
        raise Refusal(_("Ghi kết luận."))
    saved(inspection)
    saved(
        InspectionStep(inspection=inspection, code="conclusion_notice", on=on, number=clean(number))
    )
    note(by, "inspection.concluded", inspection, path=inspection.path, before=before)
    return inspection


@transaction.atomic
def ask_remedies(
    inspection: Inspection, given: Sequence[NewRemedy], on: date, *, by: User
) -> list[Remedy]:
    """What must be put right, as work that comes back until it is verified."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_concluded(inspection)
    works = give_work(
        [
            Giving(
                inspection.keeper,
                one.what,
                on,
                one.due_on,
                person=one.person,
                unit=one.unit,
            )
            for one in given
        ],
        by=by,
    )
    made = [Remedy(inspection=inspection, work=work) for work in works]
    Remedy.objects.bulk_create(made)
    note_all(
        by,
        [
            Line("inspection.remedy_asked", row, inspection.path, after=snapshot(row))
            for row in made
        ],
    )
    return made


@transaction.atomic
def recheck_inspection(inspection: Inspection, on: date, result: str, *, by: User) -> Inspection:
    """It was looked again whether what was asked has been done (phúc tra)."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_concluded(inspection)
    check_has_come([on], _("ghi khi đã phúc tra"))
    if inspection.concluded_on and on < inspection.concluded_on:
        raise Refusal(_("Phúc tra sau ngày thông báo kết luận."))
    if not clean(result):
        raise Refusal(_("Ghi kết quả phúc tra."))
    before = snapshot(inspection)
    inspection.rechecked_on, inspection.recheck_result = on, clean(result)
    saved(inspection)
    note(by, "inspection.rechecked", inspection, path=inspection.path, before=before)
    return inspection


@transaction.atomic
def archive_inspection(inspection: Inspection, on: date, *, by: User) -> Inspection:
    """The file is put away: every remedy has been verified or taken back."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_concluded(inspection)
    check_has_come([on], _("ghi khi đã nộp lưu"))
    check_remedies_closed(inspection)
    if inspection.concluded_on and on < inspection.concluded_on:
        raise Refusal(_("Nộp lưu sau ngày thông báo kết luận."))
    before = snapshot(inspection)
    inspection.archived_on = on
    saved(inspection)
    saved(InspectionStep(inspection=inspection, code="archive", on=on))
    note(by, "inspection.archived", inspection, path=inspection.path, before=before)
    return inspection


@transaction.atomic
def give_up_inspection(inspection: Inspection, on: date, reason: str, *, by: User) -> Inspection:
    """The inspection is not carried on; it no longer counts and stays to be read."""
    hold(inspection)
    require(by, may_handle, inspection)
    check_under_way(inspection)
    check_has_come([on], _("ghi khi đã thôi"))
    before = snapshot(inspection)
    inspection.cancelled_on, inspection.cancel_reason = on, clean(reason)
    saved(inspection)
    note(by, "inspection.given_up", inspection, path=inspection.path, before=before)
    return inspection
