"""Papers of a meeting, taken away as .docx and PDF."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.papers import Paper
from chibo.base.sending import sent_papers
from chibo.base.text import format_date
from chibo.meetings.actions.printing import print_papers
from chibo.meetings.models import Meeting, State
from chibo.meetings.papers.minutes import minutes_paper
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.minutes.versions import Printable, to_print, version_to_print
from chibo.meetings.queries.resolutions.reading import resolution_of
from chibo.meetings.rules import may_print, may_record
from chibo.meetings.views.fetching import frame, meeting_or_404


@require_safe
def papers(request: HttpRequest, key: int) -> HttpResponse:
    """Everything of a meeting that can be printed, in the order it is needed."""
    user, meeting = printable_or_404(request, key)
    prefetch_related_objects([meeting], "versions")
    writes = may_record(user, meeting.path)
    groups = [
        _before_group(meeting, writes=writes and meeting.is_open),
        {"title": _("Biên bản"), "sub": _("Thư ký, chủ trì ký"), "rows": _minutes_rows(meeting)},
        _resolution_group(meeting, writes=writes),
    ]
    return render(request, "meetings/papers.html", {**frame(user, meeting), "groups": groups})


@require_safe
def minutes(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    user, meeting = printable_or_404(request, key)
    return _sent_minutes(user, meeting, to_print(meeting), ending)


@require_safe
def version(request: HttpRequest, key: int, number: int, ending: str) -> HttpResponse:
    user, meeting = printable_or_404(request, key)
    found = version_to_print(meeting, number)
    if found is None:
        raise Http404
    return _sent_minutes(user, meeting, found, ending)


def _before_group(meeting: Meeting, *, writes: bool) -> dict[str, Any]:
    opening = reverse("meetings:opening", args=[meeting.pk])
    by_hand = _("Danh sách và biên bản ghi tay, có mã để mở đúng buổi này khi nhập lại")
    key = meeting.pk
    return {
        "title": _("Trước khi họp"),
        "sub": _("Theo danh sách và chương trình của buổi này"),
        "rows": [
            row(_("Giấy mời"), _("Thời gian, địa điểm, chương trình"), "invitation", key),
            row(_("Danh sách điểm danh"), _("Có cột ký tên"), "roll_sheet", key),
            row(_("Biểu ghi tay"), by_hand, "by_hand", key),
        ],
        "buttons": [{"label": _("Nhập từ bản giấy"), "url": opening}] if writes else [],
    }


def _minutes_rows(meeting: Meeting) -> list[dict[str, str]]:
    """What stands now, then every version that was handed in and returned."""
    said = {
        State.DRAFT: _("Đang ghi: in ra có chữ DỰ THẢO"),
        State.RETURNED: _("Đang sửa: in ra có chữ DỰ THẢO"),
        State.HANDED_IN: _("Đúng bản đã nộp, chờ duyệt"),
        State.APPROVED: _("Đúng bản đã nộp, đã duyệt"),
    }
    rows = [row(_("Biên bản"), said[State(meeting.state)], "minutes", meeting.pk)]
    versions = list(meeting.versions.all())
    for old in versions if meeting.is_open else versions[:-1]:
        handed_in = _("Nộp ngày {day}, đã trả lại để sửa").format(day=format_date(old.handed_in_on))
        label = _("Biên bản nộp lần {number}").format(number=old.number)
        rows.append(row(label, handed_in, "version", meeting.pk, old.number))
    return rows


def _resolution_group(meeting: Meeting, *, writes: bool) -> dict[str, Any]:
    found = resolution_of(meeting)
    rows, buttons = [], []
    write = {
        "label": _("Soạn nghị quyết"),
        "url": reverse("meetings:resolution", args=[meeting.pk]),
    }
    issue = {
        "label": _("Ban hành, cấp số"),
        "url": reverse("meetings:resolution_issue", args=[meeting.pk]),
    }
    if found.paper is not None:
        said = _("Số {number}").format(number=found.paper.full_number)
    else:
        said = _("Chưa cấp số: in ra có chữ DỰ THẢO")
        buttons = [write, issue] if found.pk else [write]
    if found.pk is not None:
        rows = [row(_("Nghị quyết"), said, "resolution_paper", meeting.pk)]
    sub = _("Điền sẵn từ kết luận, biểu quyết, việc giao; sửa lại trước khi cấp số")
    return {
        "title": _("Nghị quyết"),
        "sub": "" if found.paper else sub,
        "rows": rows,
        "buttons": buttons if writes else [],
        "empty": _("Chưa soạn nghị quyết"),
    }


def row(label: str, sub: str, name: str, *args: int) -> dict[str, str]:
    """A line of the page: the same paper as .docx and PDF."""
    docx, pdf = (reverse(f"meetings:{name}", args=[*args, ending]) for ending in ("docx", "pdf"))
    return {"label": label, "sub": sub, "docx": docx, "pdf": pdf}


def printable_or_404(request: HttpRequest, key: int) -> tuple[User, Meeting]:
    user, meeting = meeting_or_404(request, key)
    if not may_print(user, meeting.path):
        raise Http404
    return user, meeting


def sent(user: User, meeting: Meeting, what: str, paper: Paper, ending: str) -> HttpResponse:
    """One paper of one meeting, noted as taken away."""
    of = unit_of(meeting)
    name = f"{what} {of.name} {meeting.held_on:%Y-%m-%d}"
    answer = sent_papers(paper, name=name, ending=ending)
    print_papers([meeting], what, ending, by=user)
    return answer


def _sent_minutes(user: User, meeting: Meeting, found: Printable, ending: str) -> HttpResponse:
    return sent(user, meeting, _("Biên bản"), printed_minutes(meeting, found), ending)


def printed_minutes(meeting: Meeting, found: Printable) -> Paper:
    return minutes_paper(found.said, draft=found.is_draft, trace=_trace(meeting, found))


def _trace(meeting: Meeting, found: Printable) -> str:
    """What tells this print from another: the meeting's mark and the version."""
    mark = _("Mã buổi họp {mark}").format(mark=meeting.client_id.hex[:8])
    if found.handed_in_on is None:
        return _("{mark} · bản đang ghi, chưa nộp").format(mark=mark)
    words = _("{mark} · bản nộp lần {number}, ngày {day}").format(
        mark=mark, number=found.number, day=format_date(found.handed_in_on)
    )
    return words + (_(" · đã được trả lại để sửa") if found.replaced else "")
