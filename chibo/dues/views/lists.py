"""Lists of a unit: the year book, who owes, what was declared, reliefs, zones and shares."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.dues.actions.remitting import NewTerms, set_terms
from chibo.dues.forms.declaring import TermsForm
from chibo.dues.models import DuesTerms, Relief
from chibo.dues.queries.arrears import in_arrears
from chibo.dues.queries.books import book_lines, year_sums
from chibo.dues.queries.facts import payers_each, who_declared, zones
from chibo.dues.queries.months import months_of_year
from chibo.dues.rules.permits import may_set_terms
from chibo.dues.rules.shares import Unit, keeps_on
from chibo.dues.views.fetching import (
    FIRST_YEAR,
    PAGE_LENGTH,
    books_or_404,
    frame,
    kept_or_404,
    named_or_404,
    this_month,
)
from chibo.dues.views.member import relieved
from chibo.dues.views.month import category_label
from chibo.members.models import Membership
from chibo.members.queries.counting import Counts
from chibo.members.queries.roll import with_cell_names
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, organisation_of, under
from chibo.rulebook.queries import NoRuleOnDay, rule, source_line


@require_safe
def book(request: HttpRequest, org: int) -> HttpResponse:
    """Member × month of a year: what was paid of what was due."""
    user, of = books_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    told = Counts.now(of).counted(("dues book", year), lambda: year_sums(of, year))
    page = Paginator(told.people, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = frame(user, of, "book") | {
        "year": year,
        "years": year_segments(request.path, year),
        "months": months_of_year(year),
        "page": page,
        "lines": book_lines(of, year, page.object_list),
        "sums": told.paid,
        "due": told.due,
        "paid": sum(told.paid),
    }
    return render(request, "dues/book.html", context)


@require_safe
def arrears(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    today = timezone.localdate()
    found = Counts.now(of).counted("dues arrears", lambda: in_arrears(of, today))
    limit, source = _limit(today)
    in_year = {
        one.person_id: sum(month.year == today.year for month in one.unpaid) for one in found
    }
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("trang"))
    names = _cell_names([one.cell_id for one in page.object_list], today)
    context = frame(user, of, "arrears") | {
        "page": page,
        "rows": [
            {
                "one": one,
                "cell": names.get(one.cell_id, ""),
                "this_year": in_year[one.person_id],
                "flagged": 0 < limit <= in_year[one.person_id],
            }
            for one in page.object_list
        ],
        "owed": sum(one.owed for one in found),
        "flagged": sum(0 < limit <= n for n in in_year.values()),
        "limit": limit,
        "source": source,
        "considered_url": reverse("members:considered", args=[of.pk]),
    }
    return render(request, "dues/arrears.html", context)


def _limit(on: Any) -> tuple[int, str]:
    try:
        found = rule("status.unpaid_months_for_removal", on)
    except NoRuleOnDay:
        return 0, ""
    return int(found.value), source_line(found)


def _cell_names(keys: list[int], on: Any) -> dict[int, str]:
    rows = Profile.objects.on(on).filter(organisation__in=keys)
    return dict(rows.values_list("organisation_id", "short_name"))


@require_safe
def declarations(request: HttpRequest, org: int) -> HttpResponse:
    """Who declared what, and who has not; amounts for those who collect only."""
    user, of = kept_or_404(request, org)
    here = this_month()
    everybody = who_declared(of, here)
    without = request.GET.get("nhom") == "chua-khai"
    listed = [key for key, declared in everybody if not (without and declared)]
    page = Paginator(listed, PAGE_LENGTH).get_page(request.GET.get("trang"))
    shown = payers_each(of, {here: None}, list(page))[here]
    names = _cell_names([one.cell_id for one in shown], of.on)
    context = frame(user, of, "declarations") | {
        "page": page,
        "rows": [
            {
                "payer": one,
                "cell": names.get(one.cell_id, ""),
                "category": category_label(one.declaration.category) if one.declaration else "",
            }
            for one in shown
        ],
        "missing": sum(not declared for _key, declared in everybody),
        "groups": [
            {"label": _("Tất cả"), "url": request.path, "current": not without},
            {"label": _("Chưa khai"), "url": f"{request.path}?nhom=chua-khai", "current": without},
        ],
    }
    return render(request, "dues/declarations.html", context)


@require_safe
def reliefs(request: HttpRequest, org: int) -> HttpResponse:
    """Reliefs of members on the books today, those that end first on top; then what has ended."""
    user, of = named_or_404(request, org)
    stays = Membership.objects.on(of.on).filter(under(of.path))
    held = with_cell_names(stays, of.on)
    cells: dict[int, str] = dict(held.values_list("person_id", "cell_name"))  # type: ignore[misc]  # annotated
    rows = Relief.objects.filter(person__in=stays.values("person")).select_related("person")
    page = Paginator(rows.order_by("-ended_on", "-pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    context = frame(user, of, "reliefs") | {
        "page": page,
        "rows": [
            relieved(one) | {"cell": cells.get(one.person_id, "")} for one in page.object_list
        ],
    }
    return render(request, "dues/reliefs.html", context)


def terms(request: HttpRequest, org: int) -> HttpResponse:
    """What applies today and since when; the office sets it anew."""
    user, of = named_or_404(request, org)
    here = this_month()
    own = DuesTerms.objects.on(here).filter(organisation=of.pk).first()
    form = TermsForm(posted(request), initial={"since": here} | _applying(own))
    may_set = may_set_terms(user, of.path)
    if request.method == "POST" and not may_set:
        raise Http404

    def act() -> DuesTerms:
        return set_terms(organisation_of(of), NewTerms(**form.told), by=user)

    percent, source = _share(of, own)
    page = frame(user, of, "terms") | {
        "zone": zones(here)(of.path),
        "percent": percent,
        "source": source,
        "may_set": may_set,
        "history": DuesTerms.objects.filter(organisation=of.pk).order_by("-started_on"),
        "here": here,
    }
    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã ghi; danh sách thu từ tháng đó đã tính lại."),
        to=request.path,
        template="dues/terms.html",
    )


def _applying(own: DuesTerms | None) -> dict[str, Any]:
    if own is None:
        return {}
    return {"wage_zone": own.wage_zone, "keeps": own.keeps, "decided_by": own.decided_by}


def _share(of: Branch, own: DuesTerms | None) -> tuple[Any, str]:
    unit = Unit(of.kind, of.base_type, own.keeps if own else None, own.decided_by if own else "")
    return keeps_on(unit, this_month())
