"""What one person is rated in: their own page, from which they write their self-review, and that of a file."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.appraisal.models import Aim, Kind, Rated
from chibo.appraisal.queries.cycles import rows_visible_to, years_of_person
from chibo.appraisal.queries.levels import brief_of, label_of
from chibo.appraisal.rules import may_review
from chibo.members.queries.reach import own_files, person_visible_to

_LAST = 20


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    own = own_files(user)
    if not own:
        raise Http404
    return render(
        request,
        "appraisal/mine.html",
        _context(user, own[0])
        | {
            "title": _("Kiểm điểm, xếp loại của tôi"),
            "crumbs": [{"label": _("Kiểm điểm của tôi")}],
        },
    )


@require_safe
def person(request: HttpRequest, key: int) -> HttpResponse:
    user = signed_in(request)
    found = person_visible_to(user, key)
    if found is None:
        raise Http404
    return render(
        request,
        "appraisal/mine.html",
        _context(user, key)
        | {
            "title": _("Xếp loại của {name}").format(name=found.full_name),
            "crumbs": [
                {"label": found.full_name, "url": found.get_absolute_url()},
                {"label": _("Xếp loại")},
            ],
        },
    )


def _context(user: User, person: int) -> dict[str, Any]:
    today = timezone.localdate()
    rows = rows_visible_to(user, today).filter(person=person, cycle__cancelled_on=None)
    found = rows.select_related("cycle").order_by("-cycle__year", "-cycle__quarter", "kind")
    aims = dict(Aim.objects.filter(person=person).values_list("year", "level"))
    years = [row for row in years_of_person(person, today)[:8] if row in found]
    return {
        "lines": [_line(user, row, aims) for row in found[:_LAST]],
        "years": [
            {
                "year": row.cycle.year,
                "level": 5 - (row.rank or 0),
                "label": brief_of(row.kind, row.decided_level),
            }
            for row in reversed(years)
        ],
    }


def _line(user: User, row: Rated, aims: Mapping[int, str]) -> dict[str, Any]:
    day = row.cycle.cells_by
    return {
        "row": row,
        "aim": label_of(Kind.MEMBER, aims.get(row.cycle.year, "")),
        "own": label_of(row.kind, row.own_level),
        "decided": label_of(row.kind, row.decided_level),
        "open": not row.decided_level and not row.unrated and may_review(user, row),
        "late": day is not None and day < timezone.localdate(),
    }
