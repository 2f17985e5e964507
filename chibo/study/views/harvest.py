"""Papers handed in after the study; who is taken out of the base or back into it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.views.filling_in import fill_in, posted
from chibo.study.actions.studies import put_outside, take_in_harvest
from chibo.study.forms.studies import HarvestForm, OutsideForm
from chibo.study.models import Learner
from chibo.study.queries.studies import MUST, learners_visible_to, with_state
from chibo.study.rules import may_keep
from chibo.study.views.fetching import PAGE_LENGTH, study_or_404
from chibo.study.views.page import learner_or_404, of_one_cell, study_frame


def harvest(request: HttpRequest, key: int) -> HttpResponse:
    """Tick who handed a paper in on one day; of those who have not yet, one cell or all."""
    user, study = study_or_404(request, key)
    today = timezone.localdate()
    waiting = learners_visible_to(user, today).filter(MUST, study=study, harvest_on__isnull=True)
    narrowed, by_cell = of_one_cell(request, waiting, study)
    rows = with_state(narrowed, today).select_related("person").order_by("person__name_sort", "pk")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    shown: list[Learner] = list(page.object_list)
    if study.cancelled_on or not all(may_keep(user, row.path) for row in shown):
        raise Http404
    if not shown and not may_keep(user, study.path):
        raise Http404
    form = HarvestForm(
        posted(request), offered=[row.person_id for row in shown], initial={"on": today}
    )

    def act() -> Any:
        given = form.cleaned_data
        return take_in_harvest(study, dict.fromkeys(form.chosen, given["on"]), by=user)

    context = study_frame(user, study, {"label": _("Bài thu hoạch")}) | {
        "page": page,
        "ticked": form.ticked,
        **by_cell,
    }
    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã ghi bài thu hoạch."),
        to=request.get_full_path(),
        template="study/harvest.html",
    )


def outside(request: HttpRequest, key: int, learner: int) -> HttpResponse:
    user, study = study_or_404(request, key)
    row = learner_or_404(user, study, learner)
    if not may_keep(user, study.path) or study.cancelled_on:
        raise Http404
    initial = {"outside": row.outside or "other", "reason": row.outside_reason}
    form = OutsideForm(posted(request), initial=initial)

    def act() -> Any:
        given = form.cleaned_data
        return put_outside(study, [row], given["outside"], given["reason"], by=user)

    page = study_frame(user, study, {"label": _("Diện phải học")}) | {
        "title": _("Diện phải học của {name}").format(name=row.person.full_name),
        "lead": study.title,
        "note": _("Người ngoài diện không tính vào mẫu số; lý do được in cùng danh sách."),
        "submit": _("Ghi diện"),
        "back": f"{reverse('study:learners', args=[study.pk])}?nhom=ngoai-dien",
    }
    return fill_in(request, form, act, page, done=_("Đã ghi diện phải học."), to=str(page["back"]))
