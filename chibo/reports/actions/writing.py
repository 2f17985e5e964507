"""Writing a report: begin it, give its passages their words, say what its paper is called."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.periods import Period
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.members.rules import may_export
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch, organisation_of
from chibo.reports.content.building import usable
from chibo.reports.content.own_text import NumbersNeedANote, from_editing
from chibo.reports.content.pieces import Content, Passage
from chibo.reports.models import Report, Wording
from chibo.reports.outlines import outline
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import trees_of
from chibo.reports.rules.reports import check_not_handed_in, may_write_report, place_of

# What one person types within this time is one version: autosave must not fill the history.
_ONE_SITTING = timedelta(minutes=10)


@dataclass(frozen=True)
class Typed:
    """What came back from the form of a passage; `shown` is the text the person started from."""

    text: str
    shown: str
    note: str = ""


@transaction.atomic
def begin_report(organisation: Organisation, kind: str, period: Period, *, by: User) -> Report:
    """Begin the draft of an organisation's report of a kind for a period."""
    place = branch(organisation, period.last)
    require(by, may_write_report, place)
    outline(kind)
    report = Report(
        organisation=organisation,
        kind=kind,
        first_day=period.first,
        last_day=period.last,
        created_by=by,
        updated_by=by,
    )
    report.full_clean()
    report.save()
    note(by, "report.begun", report, path=place.path)
    return report


@transaction.atomic
def write_passage(
    report: Report, passage: Passage, typed: Typed, content: Content, numbers: Numbers, *, by: User
) -> Wording:
    """Give a passage a person's words; numbers in brackets stay live, those set by hand need a note."""
    hold(report)
    place = place_of(report)
    require(by, may_write_report, place)
    check_not_handed_in(report)
    named = usable(report.kind, content, numbers)
    read = from_editing(typed.text, passage, typed.shown, named, numbers)
    why = clean(typed.note)
    if read.by_hand and not why:
        raise NumbersNeedANote(
            _("Đoạn này có số không lấy từ hồ sơ. Ghi căn cứ của số đó rồi lưu lại.")
        )
    # Leaving the passage out is a version of its own: what was just written stays in the history.
    version = _version(report, passage.key, by) if read.text else _new(report, passage.key, by)
    before = snapshot(version) if version.pk else None
    version.own, version.text, version.note = True, read.text, why
    return _kept(version, before, "report.passage_written", place.path, by)


@transaction.atomic
def restore_passage(report: Report, key: str, *, by: User) -> Wording:
    """Go back to the generated sentence; what was written stays in the history."""
    hold(report)
    place = place_of(report)
    require(by, may_write_report, place)
    check_not_handed_in(report)
    version = Wording(report=report, passage=key, own=False, written_by=by)
    return _kept(version, None, "report.passage_restored", place.path, by)


@transaction.atomic
def describe_paper(
    report: Report, *, number: int | None, signed_on: date | None, place: str, by: User
) -> Report:
    """Set what the paper says of itself: its number, its day, where it is signed."""
    hold(report)
    where = place_of(report)
    require(by, may_write_report, where)
    check_not_handed_in(report)
    before = snapshot(report)
    report.number, report.signed_on, report.place = number, signed_on, clean(place)
    report.updated_by = by
    report.full_clean()
    report.save()
    note(by, "report.described", report, path=where.path, before=before)
    return report


@transaction.atomic
def ask_in_tree(report: Report, tree: date | None, *, by: User) -> Report:
    """Ask the report's figures in the tree of a day, or as of each day (None)."""
    hold(report)
    where = place_of(report)
    require(by, may_write_report, where)
    check_not_handed_in(report)
    if tree is not None and tree.isoformat() not in trees_of(report):
        raise Refusal(_("Trong kỳ báo cáo không có sắp xếp tổ chức vào ngày này."))
    before = snapshot(report)
    report.tree, report.updated_by = tree, by
    report.full_clean()
    report.save()
    note(by, "report.tree_chosen", report, path=where.path, before=before)
    return report


@transaction.atomic
def print_report(report: Report, form: str, *, by: User) -> None:
    """Leave a line that the report was taken out as a file; `form` is docx or pdf."""
    place = place_of(report)
    require(by, may_write_report, place)
    note_reading(by, "report.printed", report, path=place.path, reason=form)


def _version(report: Report, key: str, by: User) -> Wording:
    """The version this person is still writing, or a new one."""
    latest = report.wordings.filter(passage=key).first()
    since = timezone.now() - _ONE_SITTING
    if latest and latest.own and latest.written_by_id == by.pk and latest.written_at > since:
        return latest
    return _new(report, key, by)


def _new(report: Report, key: str, by: User) -> Wording:
    return Wording(report=report, passage=key, written_by=by)


def _kept(
    version: Wording, before: dict[str, object] | None, verb: str, path: str, by: User
) -> Wording:
    version.written_at = timezone.now()
    version.full_clean()
    version.save()
    Report.objects.filter(pk=version.report_id).update(updated_by=by, updated_at=version.written_at)
    note(by, verb, version, path=path, before=before)
    return version


@transaction.atomic
def take_form_along(of: Branch, form: str, *, by: User) -> None:
    """Leave word of who took a statistical form out of the system. `form` is its code and period."""
    require(by, may_export, of)
    organisation = organisation_of(of)
    note_reading(by, "form.printed", organisation, path=of.path, reason=form)
