"""Yearly supplement sheets: proposed, printed, collected; one member and the whole cell."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.addresses import key_of
from chibo.base.overtaking import mindful
from chibo.base.rules import Refusal
from chibo.base.sending import sent_papers
from chibo.base.views.filling_in import posted
from chibo.members.actions.dossiers import (
    collect_sheets,
    correct_sheet,
    note_dossier_print,
    note_dossiers_export,
)
from chibo.members.forms.dossier import SheetForm
from chibo.members.models import Person, SupplementSheet
from chibo.members.papers.heads import grassroots_head
from chibo.members.papers.supplement import supplement_paper
from chibo.members.queries.listing import cell_names, in_order, listed, with_files
from chibo.members.queries.roll import is_large, with_cell_names
from chibo.members.queries.walking import in_pages
from chibo.members.queries.year_changes import asked_for, changes_of, handed_in, sheet_year
from chibo.members.rules import may_export, may_keep_members
from chibo.members.views.acting import fill_in
from chibo.members.views.dossiers import MOST_IN_ONE_FILE, heads_of, named_branch, too_many
from chibo.members.views.finding import crumbs
from chibo.members.views.moving import about_person, kept_person
from chibo.members.views.page import FilePage
from chibo.members.views.paging import page_of
from chibo.organisations.tabs import tabs

_FIRST_YEAR = 1930


def _year_or_404(year: int) -> int:
    if not _FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return year


@require_safe
def supplement(request: HttpRequest, key: int, year: int) -> HttpResponse:
    """What changed in the year by the records, and the sheet as collected."""
    file = FilePage.asked(request, key)
    person = file.person
    _year_or_404(year)
    context = file.context("dossier") | {
        "year": year,
        "sheet": person.supplement_sheets.filter(year=year).first(),
        "changes": changes_of([person.pk], year)[person.pk],
        "before": year - 1,
        "after": year + 1 if year < timezone.localdate().year else None,
    }
    return render(request, "members/supplement.html", context)


def collect(request: HttpRequest, key: int, year: int) -> HttpResponse:
    """The member hands in the sheet, or it was entered wrongly."""
    person, user, _path = kept_person(request, key)
    _year_or_404(year)
    sheet = person.supplement_sheets.filter(year=year).first()
    form = mindful(SheetForm(posted(request), initial=_initial(person, year, sheet)))

    def act() -> Any:
        given = form.cleaned_data
        if sheet is not None:
            return correct_sheet(sheet, given["on"], given["changes"], by=user)
        return collect_sheets([person], year, given["on"], by=user, changes=given["changes"])

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi phiếu bổ sung năm {year}.").format(year=year),
        back=reverse("members:supplement", args=[key, year]),
        page=about_person(person, _("Thu phiếu bổ sung năm {year}").format(year=year), _("Ghi")),
        places={"collected_on": "on"},
    )


def _initial(person: Person, year: int, sheet: SupplementSheet | None) -> dict[str, Any]:
    if sheet is not None:
        return {"on": sheet.collected_on, "unchanged": sheet.unchanged, "changes": sheet.changes}
    changes = changes_of([person.pk], year)[person.pk]
    told = "\n".join(change.line for change in changes)
    return {"on": timezone.localdate(), "changes": told, "unchanged": not told}


@require_safe
def supplement_file(request: HttpRequest, key: int, year: int, form: str) -> HttpResponse:
    """The sheet to sign, filled in with what the records say."""
    file = FilePage.asked(request, key)
    person = file.person
    _year_or_404(year)
    if not file.line:
        raise Http404
    changes = changes_of([person.pk], year)[person.pk]
    sheet = person.supplement_sheets.filter(year=year).first()
    head = grassroots_head(file.line[-1])
    paper = supplement_paper(person, file.stands.cell_name, year, changes, head, sheet)
    answer = sent_papers(paper, name=f"phieu bo sung {year} {person.full_name}", ending=form)
    path = next(iter(file.places), "")
    note_dossier_print(person, "supplement.printed", by=signed_in(request), path=path)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def supplements(request: HttpRequest, org: int) -> HttpResponse:
    """Who of a branch handed in the sheet of a year; those ticked hand in “không thay đổi” today."""
    of, day = named_branch(request, org)
    user = signed_in(request)
    year = _year_or_404(key_of(request.GET.get("nam", "")) or sheet_year(day.on))
    may_keep = day.is_today and may_keep_members(user, of)
    asked = asked_for(listed(user, of), year)
    if request.method == "POST":
        return _collected(request, asked, year) if may_keep else redirect(request.path)
    shown = asked.exclude(handed_in(year, day.on)) if "chua" in request.GET else asked
    many = shown.count()
    page = page_of(
        in_pages(shown, large=is_large(of)), request.GET.get("trang", ""), many, shown.count
    )
    members = list(page)
    cells = cell_names({row.cell_id for row in members}, {of.pk: of.short_name}, day.on)
    sheets = SupplementSheet.objects.filter(
        person__in=[row.person_id for row in members], year=year, collected_on__lte=day.on
    )
    known = {sheet.person_id: sheet for sheet in sheets}
    context = {
        "of": of,
        "as_of": day,
        "crumbs": crumbs(request, of, day, _("Phiếu bổ sung {year}").format(year=year)),
        "tabs": tabs(user, of, day, "ho-so-giay"),
        "year": year,
        "before": year - 1,
        "after": year + 1 if year < day.on.year else None,
        "only_missing": "chua" in request.GET,
        "page": page,
        "rows": [
            {"row": row, "cell": cells.get(row.cell_id, ""), "sheet": known.get(row.person_id)}
            for row in members
        ],
        "count": many if shown is asked else asked.count(),
        "handed": asked.filter(handed_in(year, day.on)).count(),
        "may_keep": may_keep,
        "may_export": may_export(user, of),
    }
    return render(request, "members/supplements.html", context)


def _collected(request: HttpRequest, asked: Any, year: int) -> HttpResponse:
    """Only rows of the branch count; a year already collected is refused as a whole."""
    keys = [key for text in request.POST.getlist("chon") if (key := key_of(text))]
    rows = asked.filter(person__in=keys).exclude(handed_in(year, timezone.localdate()))
    people = [row.person for row in rows.select_related("person")]
    if not people:
        messages.error(request, _("Chưa chọn đồng chí nào chưa nộp phiếu."))
        return redirect(f"{request.path}?nam={year}")
    try:
        made = collect_sheets(people, year, timezone.localdate(), by=signed_in(request))
        words = _("Đã ghi {n} phiếu “Không thay đổi”.").format(n=len(made))
        messages.success(request, words)
    except Refusal as refused:
        messages.error(request, refused.sentence)
    return redirect(f"{request.path}?nam={year}")


@require_safe
def supplements_file(request: HttpRequest, org: int, year: int, form: str) -> HttpResponse:
    """Sheets to sign for everybody of a branch, in one file."""
    of, day = named_branch(request, org)
    user = signed_in(request)
    _year_or_404(year)
    if not may_export(user, of):
        raise Http404
    asked = in_order(asked_for(listed(user, of), year), "ten")
    rows: list[Any] = list(with_cell_names(with_files(asked), day.on)[: MOST_IN_ONE_FILE + 1])
    if len(rows) > MOST_IN_ONE_FILE:
        messages.error(request, too_many())
        return redirect("members:supplements", of.pk)
    if not rows:
        raise Http404
    changes = changes_of([row.person_id for row in rows], year)
    heads = heads_of(rows, day)
    papers = [
        supplement_paper(
            row.person, row.cell_name or "", year, changes[row.person_id], heads[row.cell_id]
        )
        for row in rows
    ]
    answer = sent_papers(*papers, name=f"phieu bo sung {year} {of.short_name}", ending=form)
    what = _("phiếu bổ sung {year} .{form}").format(year=year, form=form)
    note_dossiers_export(of, what, len(papers), by=user)
    return answer
