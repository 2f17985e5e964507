"""Who a removal would have to be looked into for, with the evidence, and one member's noted months."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import as_of
from chibo.members.models import InactivityNote
from chibo.members.queries.evidence import Few, evidence, grounds_for_removal
from chibo.members.queries.listing import listed, with_files
from chibo.members.queries.roll import with_cell_names
from chibo.members.rules import may_keep_members
from chibo.members.views.finding import branch_or_404, crumbs
from chibo.members.views.page import FilePage
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.rulebook.queries import NoRuleOnDay, rule, source_line

_LIMITS = ("status.absence_months_for_removal", "status.unpaid_months_for_removal")


@require_safe
def considered(request: HttpRequest, org: int) -> HttpResponse:
    """Members of the branch with grounds on the day, each with what speaks against them."""
    day = as_of(request)
    of, user = branch_or_404(request, org, day), signed_in(request)
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    rows = listed(user, of)
    grounds = grounds_for_removal(Few(rows.values_list("person_id", flat=True)), day.on)
    held = with_cell_names(with_files(rows.filter(person__in=grounds)), day.on)
    context = {
        "of": of,
        "as_of": day,
        "crumbs": crumbs(request, of, day, _("Xem xét xóa tên")),
        "rows": [
            {
                "person": row.person,
                "cell": row.cell_name,  # type: ignore[attr-defined]  # annotated
                "status": row.get_status_display(),
                "grounds": grounds[row.person_id],
            }
            for row in held.order_by("person__name_sort", "pk")
        ],
        "rules": _rules(day.on),
        "may_record": day.is_today and may_keep_members(user, of),
    }
    return render(request, "members/considered.html", context)


def _rules(on: Any) -> list[dict[str, str]]:
    told = []
    for code in _LIMITS:
        try:
            limit = rule(code, on)
        except NoRuleOnDay:
            continue
        told.append({"label": limit.label, "value": str(limit.value), "source": source_line(limit)})
    return told


@require_safe
def inactivity(request: HttpRequest, key: int) -> HttpResponse:
    """Months noted of one member, those taken back too."""
    file = FilePage.asked(request, key)
    person, on = file.person, file.day.on
    notes = InactivityNote.objects.filter(person=person, month__lte=on).order_by("-month", "kind")
    reached = grounds_for_removal([person.pk], on).get(person.pk, [])
    stay = file.stands.stay
    context = file.context("inactivity") | {
        "notes": [_row(told) for told in notes],
        "told": evidence([person.pk], on).get(person.pk, []),
        "reached": reached,
        "rules": _rules(on),
        "remove_url": reverse("members:move", args=[person.pk, "xoa-ten"]),
        "all_url": reverse("members:considered", args=[stay.cell_id]) if stay else "",
    }
    return render(request, "members/inactivity.html", context)


def _row(told: InactivityNote) -> dict[str, Any]:
    counts = not told.withdrawn and not told.good_reason
    return {"told": told, "counts": counts}
