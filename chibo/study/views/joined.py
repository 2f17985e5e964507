"""Members who are not on a frozen list because they came later, by name and with the reason."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.study.queries.joining import told
from chibo.study.queries.studies import joined_since
from chibo.study.views.fetching import PAGE_LENGTH, study_or_404
from chibo.study.views.page import study_frame


@require_safe
def joined(request: HttpRequest, key: int) -> HttpResponse:
    user, study = study_or_404(request, key)
    here = branch_visible_to(user, study.organisation_id, timezone.localdate())
    if here is None or not has_power(user, Power.SEE_NAMES, study.path):
        raise Http404
    rows = joined_since(study, here).order_by("person__name_sort", "pk")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = study_frame(user, study, {"label": _("Vào sổ sau khi chốt")}) | {
        "page": page,
        "rows": told(list(page.object_list), study, here),
    }
    return render(request, "study/joined.html", context)
