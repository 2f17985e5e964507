"""The register of letters (Mẫu 10-SHĐ): who left, who came, who moved within; as a page and a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column, SheetSpec, write_workbook
from chibo.members.actions.reading import note_export
from chibo.members.models import Transfer
from chibo.members.papers.register import register_paper
from chibo.members.queries.letters import received_on, registered
from chibo.members.rules import may_export
from chibo.members.views.columns import code_label
from chibo.members.views.finding import crumbs
from chibo.members.views.transfers.inbox import reading_names
from chibo.members.views.transfers.letter import scope_name
from chibo.members.views.transfers.rows import rows_of
from chibo.organisations.queries.tree import Branch

PAGE_LENGTH = 50
MOST_ON_PAPER = 1000
_YEARS_OFFERED = 6
_FIRST_YEAR = 1930
_WAYS = {
    "di": gettext_lazy("Chuyển đi"),
    "den": gettext_lazy("Chuyển đến"),
    "noi-bo": gettext_lazy("Nội bộ"),
}


@dataclass(frozen=True)
class Asked:
    """Which register of which organisation, of one year or of all."""

    of: Branch
    way: str
    year: int | None
    letters: QuerySet[Transfer]

    @classmethod
    def by(cls, request: HttpRequest, org: int) -> "Asked":
        of = reading_names(request, org)
        way = request.GET.get("so", "di")
        way, year = way if way in _WAYS else "di", _year(request.GET.get("nam", ""))
        found = registered(signed_in(request), of, way).select_related("person", "movement")
        if year:
            found = found.filter(issued_on__year=year)
        found = found.prefetch_related("steps").order_by("issued_on", "pk")
        return cls(of, way, year, found)


@require_safe
def register(request: HttpRequest, org: int) -> HttpResponse:
    asked = Asked.by(request, org)
    of, way = asked.of, asked.way
    rows = Paginator(asked.letters, PAGE_LENGTH)
    page = rows.get_page(request.GET.get("trang"))
    title = _("Sổ chuyển sinh hoạt đảng")
    own = reverse("members:letter_register", args=[of.pk])
    query = f"?so={way}" + (f"&nam={asked.year}" if asked.year else "")
    context = {
        "branch": of,
        "title": title,
        "crumbs": crumbs(request, of, AsOf(of.on), title),
        "ways": [
            {"label": label, "url": f"{own}?so={name}", "current": name == way}
            for name, label in _WAYS.items()
        ],
        "page": page,
        "rows": rows_of(page.object_list, of.on),
        "year": asked.year,
        "years": [of.on.year - n for n in range(_YEARS_OFFERED)],
        "own": f"{own}?so={way}",
        "way": way,
        "export_url": reverse("members:export_letters", args=[of.pk]) + query,
        "papers": [
            {
                "label": label,
                "url": reverse("members:letter_register_paper", args=[of.pk, form]) + query,
            }
            for form, label in (("docx", _("Bản in (.docx)")), ("pdf", _("Bản in (.pdf)")))
        ],
        "may_export": may_export(signed_in(request), of),
    }
    return render(request, "members/transfers/register.html", context)


def _year(text: str) -> int | None:
    digits = text.isascii() and text.isdigit() and len(text) == 4  # noqa: PLR2004 (digits of a year)
    return int(text) if digits and int(text) >= _FIRST_YEAR else None


@require_POST
def export(request: HttpRequest, org: int) -> HttpResponse:
    """The register of the address as a workbook; that it left is in the journal."""
    asked, user = Asked.by(request, org), signed_in(request)
    letters, of = list(asked.letters), asked.of
    told = f"{_WAYS[asked.way]} {asked.year or ''}".strip()
    note_export(of, len(letters), _("Sổ chuyển sinh hoạt: {told}").format(told=told), by=user)
    sheet = SheetSpec(str(_WAYS[asked.way]), _columns(), _lines(letters))
    notes = [
        (_("Tổ chức"), of.name),
        (_("Năm"), str(asked.year or _("tất cả"))),
        (_("Số dòng"), str(len(letters))),
        (_("Người xuất"), user.full_name or user.username),
        (_("Lúc xuất"), timezone.localtime().strftime("%d/%m/%Y %H:%M")),
    ]
    name = f"so chuyen sinh hoat {told} {of.short_name}"
    return sent_file(write_workbook([sheet], notes), name, "xlsx")


@require_safe
def paper(request: HttpRequest, org: int, form: str) -> HttpResponse:
    """The register of the address on paper; that it left is in the journal."""
    asked, user = Asked.by(request, org), signed_in(request)
    told = f"{_WAYS[asked.way]} {asked.year or ''}".strip()
    rows = list(asked.letters[:MOST_ON_PAPER])
    made = register_paper(asked.of, told.lower(), rows)
    note_export(asked.of, len(rows), _("Sổ chuyển sinh hoạt: {told}").format(told=told), by=user)
    return sent_papers(made, name=f"so chuyen sinh hoat {told} {asked.of.short_name}", ending=form)


def _columns() -> list[Column]:
    """The columns of Mẫu 10-SHĐ."""
    return [
        Column(_("STT"), "integer", 6),
        Column(_("Số giấy"), width=10),
        Column(_("Ngày giới thiệu"), "date"),
        Column(_("Ngày tiếp nhận"), "date"),
        Column(_("Họ và tên"), width=26),
        Column(_("Ngày sinh"), "date"),
        Column(_("Ngày vào Đảng"), "date"),
        Column(_("Ngày chính thức"), "date"),
        Column(_("Số thẻ đảng viên")),
        Column(_("Nơi đi"), width=36),
        Column(_("Nơi đến"), width=36),
        Column(_("Loại"), width=24),
        Column(_("Phạm vi"), width=22),
        Column(_("Trạng thái")),
    ]


def _lines(letters: list[Transfer]) -> Iterator[list[Any]]:
    for number, one in enumerate(letters, start=1):
        person = one.person
        yield [
            number,
            one.number,
            one.issued_on,
            received_on(one),
            person.full_name,
            person.partial("born"),
            person.partial("joined"),
            person.partial("official"),
            person.card_number,
            one.from_unit,
            one.to_unit,
            code_label("transfer_kinds", one.kind),
            scope_name(one),
            one.get_state_display(),
        ]
