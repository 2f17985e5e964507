"""The dossiers of a branch: how complete, what is missing, where they lie; tables of contents and loans."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf, as_of
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column, SheetSpec, write_workbook
from chibo.base.text import format_date
from chibo.members.actions.dossiers import note_dossier_print, note_dossiers_export
from chibo.members.models import DossierLoan, Membership
from chibo.members.papers.dossier import Dossier, contents_paper
from chibo.members.papers.heads import Head, grassroots_head
from chibo.members.queries.counting import Counts
from chibo.members.queries.dossier_pages import Beside, beside
from chibo.members.queries.dossier_places import out_on, places_of
from chibo.members.queries.dossiers import (
    contents,
    is_complete,
    is_indexed,
    lacking,
)
from chibo.members.queries.listing import in_order, listed, with_files
from chibo.members.queries.roll import is_large, with_cell_names
from chibo.members.queries.walking import in_pages
from chibo.members.rules import may_export
from chibo.members.views.address import Address
from chibo.members.views.dossier_counts import counted
from chibo.members.views.finding import branch_or_404, crumbs
from chibo.members.views.page import FilePage
from chibo.members.views.paging import PAGE_LENGTH, page_of
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.tabs import tabs
from chibo.rulebook.queries import code_list
from chibo.rulebook.queries.lists import Item

# Asks for the counts over a large branch's list, which a page of it does not wait for.
COUNTED = "dem"
_SHOWN_MISSING = 12
# One file a branch: more than this is asked for cell by cell.
MOST_IN_ONE_FILE = 300


def named_branch(request: HttpRequest, org: int) -> tuple[Branch, AsOf]:
    """The branch on the day of the address, for who may read its names."""
    day = as_of(request)
    of = branch_or_404(request, org, day)
    if not has_power(signed_in(request), Power.SEE_NAMES, of.path):
        raise Http404
    return of, day


@require_safe
def dossiers(request: HttpRequest, org: int) -> HttpResponse:
    """Shares of the branch, what is missing most, and its members with their dossiers."""
    of, day = named_branch(request, org)
    whole = listed(signed_in(request), of)
    wanted, large = request.GET.get("thieu", ""), is_large(of)
    shown = _narrowed(whole, wanted, day)
    narrowed = shown if wanted else None
    found = (
        Counts.now(of).told(
            ("dossiers", wanted),
            lambda: counted(of, day.on, whole, narrowed),
            now=COUNTED in request.GET,
        )
        if large
        else counted(of, day.on, whole, narrowed)
    )
    pages = in_pages(shown, large=large)
    many = found.shown if found else None
    current = page_of(pages, request.GET.get("trang", ""), many, shown.count)
    by_the_side = beside(list(current), _somebody_of(whole), day.on)
    context = {
        "of": of,
        "as_of": day,
        "crumbs": crumbs(request, of, day, _("Hồ sơ giấy")),
        "tabs": tabs(signed_in(request), of, day, "ho-so-giay"),
        "page": current,
        "rows": [_row(row, by_the_side, day) for row in current],
        "counted": found,
        "count_url": "" if found else str(Address.of(request).having(dem=1)),
        "missing": [
            (code_list("dossier_documents").item(code), count, f"?thieu={code}{day.more}")
            for code, count in (found.missing[:_SHOWN_MISSING] if found else [])
        ],
        "wanted": _wanted_words(wanted),
        "clear": request.path + (f"?ngay={day.on:%Y-%m-%d}" if not day.is_today else ""),
        "may_export": may_export(signed_in(request), of),
        "out": by_the_side.out,
    }
    return render(request, "members/dossiers.html", context)


def _narrowed(rows: QuerySet[Membership], wanted: str, day: AsOf) -> QuerySet[Membership]:
    """`wanted`: a document lacking, "chua-ke" (nobody looked), "chua-du" (something lacks); "" is all."""
    if wanted == "chua-ke":
        return rows.exclude(is_indexed(day.on))
    if wanted == "chua-du":
        return rows.filter(is_indexed(day.on)).exclude(is_complete(day.on))
    if wanted in code_list("dossier_documents"):
        return rows.filter(lacking(wanted, day.on))
    return rows


def _wanted_words(wanted: str) -> str:
    if wanted in code_list("dossier_documents"):
        return _("Thiếu: {document}").format(document=code_list("dossier_documents").label(wanted))
    words = {"chua-ke": _("Chưa kiểm kê"), "chua-du": _("Đã kiểm kê, còn thiếu")}
    return words.get(wanted, "")


def _somebody_of(rows: QuerySet[Membership]) -> Q:
    """The condition on a row with a `person`; looked up for each, who are few beside the branch."""
    return Q(Exists(rows.filter(person=OuterRef("person"))))


def _row(row: Membership, told: Beside, day: AsOf) -> dict[str, Any]:
    key, due = row.person_id, told.due.get(row.person_id)
    return {
        "person": row.person,
        "cell": told.cells.get(row.cell_id, ""),
        "contents": told.contents[key],
        "mark": told.marks.get(key, ""),
        "lent": due is not None,
        "late": due is not None and due < day.on,
    }


# ------------------------------------------------------------------ files


@require_safe
def contents_file(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """One member's table of contents."""
    file = FilePage.asked(request, key)
    person, on = file.person, file.day.on
    if not file.line:
        raise Http404
    path = next(iter(file.places), "")
    held = Dossier(
        person,
        contents([person.pk], on)[person.pk],
        places_of([person.pk], on).get(person.pk),
        file.stands.cell_name,
    )
    answer = sent_papers(
        contents_paper(held, grassroots_head(file.line[-1]), on),
        name=f"muc luc {person.full_name}",
        ending=form,
    )
    note_dossier_print(person, "dossier.printed", by=signed_in(request), path=path)
    return answer


@require_safe
def dossiers_file(request: HttpRequest, org: int, form: str) -> HttpResponse:
    """All tables of contents of a branch in one file, or its index as a workbook."""
    of, day = named_branch(request, org)
    user = signed_in(request)
    if not may_export(user, of):
        raise Http404
    rows = with_cell_names(with_files(in_order(listed(user, of), "ten")), day.on)
    answer = (
        _workbook(of, list(rows), day)
        if form == "xlsx"
        else _batch(of, list(rows[: MOST_IN_ONE_FILE + 1]), day, form)
    )
    if answer is None:
        messages.error(request, too_many())
        return redirect("members:dossiers", of.pk)
    note_dossiers_export(of, _("mục lục hồ sơ .{form}").format(form=form), len(rows), by=user)
    return answer


def too_many() -> str:
    return _(
        "Mỗi tệp in nhiều nhất {n} đồng chí. Mở trang của từng chi bộ rồi in theo chi bộ."
    ).format(n=MOST_IN_ONE_FILE)


def _batch(of: Branch, rows: list[Any], day: AsOf, form: str) -> HttpResponse | None:
    if len(rows) > MOST_IN_ONE_FILE:
        return None
    keys = [row.person_id for row in rows]
    held, places, heads = contents(keys, day.on), places_of(keys, day.on), heads_of(rows, day)
    papers = [
        contents_paper(
            Dossier(
                row.person, held[row.person_id], places.get(row.person_id), row.cell_name or ""
            ),
            heads[row.cell_id],
            day.on,
        )
        for row in rows
    ]
    if not papers:
        raise Http404
    return sent_papers(*papers, name=f"muc luc ho so {of.short_name}", ending=form)


def heads_of(rows: Sequence[Any], day: AsOf) -> dict[int, Head]:
    """By cell, the committee that speaks; cells are few in one file."""
    cells = {row.cell_id for row in rows}
    return {key: grassroots_head(branch(Organisation(pk=key), day.on)) for key in cells}


def _workbook(of: Branch, rows: list[Any], day: AsOf) -> HttpResponse:
    """One row a member; a column for every document some dossier of the branch should hold."""
    keys = [row.person_id for row in rows]
    held, places = contents(keys, day.on), places_of(keys, day.on)
    codes = {line.document.code for one in held.values() for line in one.lines}
    documents = [one for one in code_list("dossier_documents").items() if one.code in codes]

    def lines() -> Any:
        for number, row in enumerate(rows, start=1):
            one, place = held[row.person_id], places.get(row.person_id)
            told = {line.document.code: line for line in one.lines}
            counts = [one.asked, one.has] if one.is_indexed else [one.asked, None]
            yield [
                number,
                row.person.full_name,
                row.cell_name,
                _custodian(place),
                place.shelf_mark if place else "",
                *counts,
                *[_state(told.get(document.code)) for document in documents],
            ]

    notes = [
        (_("Tổ chức"), of.name),
        (_("Tại ngày"), format_date(day.on)),
        (_("Ô trống"), _("Không phải có và không thấy trong hồ sơ.")),
    ]
    sheet = SheetSpec(_("Mục lục hồ sơ"), _columns(documents), lines())
    return sent_file(write_workbook([sheet], notes), f"muc luc ho so {of.short_name}", "xlsx")


def _columns(documents: Sequence[Item]) -> list[Column]:
    return [
        Column(_("STT"), "integer", 6),
        Column(_("Họ và tên"), width=26),
        Column(_("Chi bộ"), width=22),
        Column(_("Giữ hồ sơ"), width=26),
        Column(_("Để ở"), width=22),
        Column(_("Phải có"), "integer", 9),
        Column(_("Có"), "integer", 9),
        *[Column(f"{one.extra['prefix']}. {one.label}", width=14) for one in documents],
    ]


def _custodian(place: Any) -> str:
    if place is None:
        return ""
    return str(place.custodian) if place.custodian else place.outside_custodian


def _state(line: Any) -> str:
    if line is None:
        return ""
    return line.item.get_state_display() if line.item else _("Chưa kiểm kê")


# ------------------------------------------------------------------ loans


@require_safe
def loans(request: HttpRequest, org: int) -> HttpResponse:
    """The book of loans of a branch: what is out first, then what came back."""
    of, day = named_branch(request, org)
    known = _somebody_of(listed(signed_in(request), of))
    told = DossierLoan.objects.filter(known, lent_on__lte=day.on)
    out = out_on(day.on).filter(pk__in=told.values("pk")).order_by("due_on")
    back = (
        told.select_related("person")
        .filter(returned_on__lte=day.on)
        .order_by("-returned_on", "-pk")
    )
    page = Paginator(back, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = {
        "of": of,
        "as_of": day,
        "crumbs": crumbs(request, of, day, _("Sổ mượn hồ sơ")),
        "tabs": tabs(signed_in(request), of, day, "ho-so-giay"),
        "out": [{"loan": one, "late": one.due_on < day.on} for one in out.select_related("person")],
        "page": page,
        "back_url": reverse("members:dossiers", args=[of.pk]),
    }
    return render(request, "members/loans.html", context)
