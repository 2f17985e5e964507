"""What a member is rated in: their own self-review, and the years behind them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.appraisal.models import Rated
from chibo.appraisal.queries.levels import label_of
from chibo.members.queries.reach import own_files

_LAST = 20


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    own = own_files(user)
    if not own:
        raise Http404
    rows = Rated.objects.filter(person__in=own, cycle__cancelled_on=None).select_related("cycle")
    found = rows.order_by("-cycle__year", "-cycle__quarter", "kind")[:_LAST]
    context = {
        "lines": [
            {
                "row": row,
                "own": label_of(row.kind, row.own_level),
                "decided": label_of(row.kind, row.decided_level),
                "open": not row.decided_level and not row.unrated,
                "late": bool(row.cycle.cells_by and row.cycle.cells_by < timezone.localdate()),
            }
            for row in found
        ],
        "crumbs": [{"label": _("Kiểm điểm của tôi")}],
    }
    return render(request, "appraisal/mine.html", context)
