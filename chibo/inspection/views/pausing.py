"""Forms of one inspection while it is under way: standing still, going on, looking at more."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.text import format_date
from chibo.base.views.filling_in import posted
from chibo.inspection.actions.opening import Looked, add_objects
from chibo.inspection.actions.pausing import NewPause, pause_inspection, resume_inspection
from chibo.inspection.forms.pausing import ObjectsForm, PauseForm, ResumeForm
from chibo.inspection.models import Pause
from chibo.inspection.queries.pauses import expected_end
from chibo.inspection.rules.discipline import pausing_line
from chibo.inspection.views.fetching import (
    answer_about,
    handled_or_404,
    keeper_today,
    units_below,
)
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import code_list


def pause(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    rows = one.objects_inspected.filter(person__isnull=False).select_related("person")
    members = {str(row.pk): row for row in rows.order_by("pk")}
    form = PauseForm(
        posted(request),
        members=[(key, row.person.full_name) for key, row in members.items() if row.person],
        initial={"started_on": timezone.localdate()},
    )

    def act() -> Any:
        given = form.cleaned_data
        new = NewPause(**given | {"inspected": members.get(given["inspected"])})
        return pause_inspection(one, new, by=user)

    words = {
        "title": _("Hoãn, tạm dừng"),
        "note": " ".join(
            [
                _(
                    "Thời hạn các bước lùi theo số ngày dừng; đảng viên được hoãn thì chưa xem xét kỷ luật."
                ),
                pausing_line(timezone.localdate()),
            ]
        ),
        "submit": _("Ghi hoãn, tạm dừng"),
        "done": _("Đã ghi hoãn, tạm dừng."),
    }
    return answer_about(request, user, one, form, act, words)


def resume(request: HttpRequest, pause: int) -> HttpResponse:
    row = Pause.objects.filter(pk=pause, ended_on__isnull=True).first()
    if row is None or not signed_in(request):
        raise Http404
    user, one = handled_or_404(request, row.inspection_id)
    form = ResumeForm(posted(request), initial={"on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        return resume_inspection(row, given["on"], by=user, note_text=given["note_text"])

    words = {
        "title": _("Tiếp tục kiểm tra, giám sát"),
        "lead": _("{reason}, từ ngày {day}, dự kiến đến {end}").format(
            reason=code_list("pause_reasons").label(row.reason),
            day=format_date(row.started_on),
            end=format_date(expected_end(row)),
        ),
        "note": _("Từ ngày này thời hạn các bước lại tính tiếp."),
        "submit": _("Ghi tiếp tục"),
        "done": _("Đã ghi tiếp tục."),
    }
    return answer_about(request, user, one, form, act, words)


def add(request: HttpRequest, key: int) -> HttpResponse:
    user, one = handled_or_404(request, key)
    of = keeper_today(one.keeper_id, one)
    form = ObjectsForm(
        posted(request), of=of, units=units_below(of), initial={"on": timezone.localdate()}
    )

    def act() -> Any:
        given = form.cleaned_data
        units = {row.pk: row for row in Organisation.objects.filter(pk__in=given["units"])}
        looked = [Looked(person=person) for person in given["people"]]
        looked += [
            Looked(unit=units[unit], committee=given["committees"]) for unit in given["units"]
        ]
        return add_objects(one, looked, given["on"], by=user, number=given["number"])

    words = {
        "title": _("Thêm đối tượng"),
        "note": _("Đối tượng không đọc được hồ sơ, không ở trong đoàn."),
        "submit": _("Thêm đối tượng"),
        "done": _("Đã thêm đối tượng."),
    }
    return answer_about(request, user, one, form, act, words)
