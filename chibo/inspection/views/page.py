"""One inspection as those who may read it see it; every look leaves a line."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.text import format_date
from chibo.inspection.actions.opening import read_inspection
from chibo.inspection.models import Inspection
from chibo.inspection.queries.names import called, unit_names
from chibo.inspection.queries.pauses import expected_end, still_days_of
from chibo.inspection.queries.reach import inspections_visible_to
from chibo.inspection.queries.words import step_label
from chibo.inspection.rules import limits, may_handle, workflow
from chibo.inspection.views.fetching import PAGE_LENGTH, inspection_frame, inspection_or_404
from chibo.inspection.views.lists import state_word
from chibo.rulebook.queries import code_list


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    user, one = inspection_or_404(request, key)
    read_inspection(one, by=user)
    today = timezone.localdate()
    objects = list(
        one.objects_inspected.select_related("person").prefetch_related("violations").order_by("pk")
    )
    names = called(objects, today)
    works = [
        row.work for row in one.remedies.select_related("work__person").order_by("work__due_on")
    ]
    doers = called(works, today)
    violations = sum(len(row.violations.all()) for row in objects)
    context = inspection_frame(user, one) | {
        "unit_name": unit_names([one.unit_id], today).get(one.unit_id, ""),
        "word": state_word(one),
        "objects": [{"row": row, "name": names[row.pk]} for row in objects],
        "violations": violations,
        "violating": sum(bool(row.violations.all()) for row in objects),
        "pauses": _pauses(one, names),
        "still": today in still_days_of(one, today),
        "steps": _steps(one, today),
        "team": one.team.select_related("person").order_by("pk"),
        "readers": _readers(user, one),
        "remedies": [
            {"work": row, "who": doers[row.pk], "word": _work_word(row, today)} for row in works
        ],
    }
    return render(request, "inspection/page.html", context)


def _pauses(one: Inspection, names: dict[int, str]) -> list[dict[str, Any]]:
    labels = code_list("pause_reasons")
    return [
        {
            "row": row,
            "about": names.get(row.inspected_id or 0, ""),
            "reason": labels.label(row.reason),
            "end": expected_end(row),
        }
        for row in one.pauses.all()
    ]


def _readers(user: User, one: Inspection) -> Any:
    if not may_handle(user, one):
        return []
    return one.readers.select_related("user").order_by("named_on", "pk")


def _steps(one: Inspection, today: date) -> list[dict[str, Any]]:
    """The workflow as a timeline: what was taken, what comes next and by when."""
    taken = {row.code: row for row in one.steps.all()}
    due = limits(one, today)
    found = []
    for code in workflow(one.opened_on):
        if code in ("programme", "remedies"):
            continue
        row, line = taken.get(code), {"title": step_label(code, one.nature)}
        if row:
            number = _(", số {number}").format(number=row.number) if row.number else ""
            line |= {"text": f"{format_date(row.on)}{number}", "state": ""}
        elif one.cancelled_on is None and one.archived_on is None and code in due:
            late = due[code] < today and one.concluded_on is None
            text = _("nhắc đến {day}").format(day=format_date(due[code]))
            if code == "archive" and one.concluded_on:
                text = _("sau khi xong việc khắc phục")
            line |= {"text": text, "state": "late" if late else "future"}
        else:
            line |= {"text": _("chưa ghi"), "state": "future"}
        found.append(line)
    return found


def _work_word(work: Any, today: date) -> tuple[str, str]:
    if work.cancelled_on:
        return _("Thôi giao"), ""
    if work.verified_on:
        return _("Đã xác nhận"), "ok"
    if work.done_on:
        return _("Chờ xác nhận"), "info"
    return (_("Quá hạn"), "bad") if work.due_on < today else (_("Đang làm"), "warn")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What the user may read without having the duty: as a team's member, or named."""
    user = signed_in(request)
    rows = inspections_visible_to(user).order_by("-opened_on", "-pk")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    names = unit_names([one.unit_id for one in page.object_list], timezone.localdate())
    context = {
        "page": page,
        "rows": [
            {"one": one, "unit": names.get(one.unit_id, ""), "word": state_word(one)}
            for one in page.object_list
        ],
        "crumbs": [{"label": _("Hồ sơ kiểm tra được xem")}],
    }
    return render(request, "inspection/mine.html", context)
