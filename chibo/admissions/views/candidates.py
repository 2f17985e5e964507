"""The list of people on the way into the Party: filters, order, pages, workbook, print."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.admissions.actions.reading import note_candidates
from chibo.admissions.forms.board import CandidatesForm
from chibo.admissions.queries.board import (
    LONG,
    followed,
    helpers,
    in_order,
    narrowed,
    stage_names,
)
from chibo.admissions.queries.stages import ADMITTED
from chibo.admissions.views.fetching import allowed_or_404
from chibo.admissions.views.pipeline import Pipeline
from chibo.base.sending import sent_file
from chibo.base.sheets import Column, SheetSpec, write_workbook
from chibo.base.text import format_date
from chibo.members.rules import may_export
from chibo.organisations.queries.tree import children

PAGE_LENGTH = 50


@dataclass(frozen=True)
class Candidates:
    """One request for the list: its page, the filters of the address, the rows they leave."""

    page: Pipeline
    form: CandidatesForm
    rows: QuerySet[Any]

    @classmethod
    def asked(cls, request: HttpRequest, org: int) -> "Candidates":
        page = Pipeline.asked(request, org)
        allowed_or_404(page.sees_names)
        units = [] if page.of.is_cell else children(page.of)
        form = CandidatesForm(request.GET, stages=stage_names(page.on), units=units)
        rows = narrowed(followed(page.of), form.asked(), page.of)
        return cls(page, form, in_order(rows, form.order, page.on).select_related("person"))

    def lines(self, rows: Any) -> list[dict[str, Any]]:
        shown, on = list(rows), self.page.on
        helped = helpers([row.pk for row in shown], on)
        names = stage_names(on)
        return [
            {
                "case": row,
                "stage": names.get(row.stage, row.stage),
                "days": (on - row.stage_since).days,
                "late": on - row.stage_since >= LONG and row.stage not in ADMITTED,
                "helpers": ", ".join(helped.get(row.pk, [])),
            }
            for row in shown
        ]


@require_safe
def candidates(request: HttpRequest, org: int) -> HttpResponse:
    asked = Candidates.asked(request, org)
    page = Paginator(asked.rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    form = asked.form
    context = asked.page.frame("candidates") | {
        "page": page,
        "rows": asked.lines(page.object_list),
        "form": form,
        "columns": _columns(request, form),
        "chips": [_chip(request, form, name) for name in form.CHIPS if form.choices(name)],
        "keep_all": _kept(request, "tim"),
        "without_text": _without(request, "tim"),
        "clear": asked.page.url("candidates"),
        "narrow": form.asked().is_narrow,
        "query": request.GET.urlencode(),
        "may_export": may_export(asked.page.user, asked.page.of),
    }
    return render(request, "admissions/candidates.html", context)


@require_safe
def print_candidates(request: HttpRequest, org: int) -> HttpResponse:
    """All the filters leave, on paper; that it was laid out is in the journal."""
    asked = Candidates.asked(request, org)
    allowed_or_404(may_export(asked.page.user, asked.page.of))
    note_candidates(asked.page.of, "print", by=asked.page.user)
    context = asked.page.frame("candidates") | {
        "rows": asked.lines(asked.rows),
        "conditions": asked.form.sentence(),
        "printed_at": timezone.localtime(),
        "back": asked.page.url("candidates"),
    }
    return render(request, "admissions/candidates_print.html", context)


@require_POST
def export_candidates(request: HttpRequest, org: int) -> HttpResponse:
    asked = Candidates.asked(request, org)
    allowed_or_404(may_export(asked.page.user, asked.page.of))
    of, on = asked.page.of, asked.page.on
    note_candidates(of, "xlsx", by=asked.page.user)
    sheet = SheetSpec(_("Phát triển đảng"), _sheet_columns(), _sheet_rows(asked))
    notes = [
        (_("Tổ chức"), of.name),
        (_("Tại ngày"), format_date(on)),
        (_("Điều kiện lọc"), asked.form.sentence() or _("Không lọc")),
        (_("Người xuất"), asked.page.user.full_name),
        (_("Lưu ý"), _("Dữ liệu cá nhân nhạy cảm. Lần xuất này đã ghi vào nhật ký.")),
    ]
    name = f"phat trien dang {of.short_name} {on:%Y-%m-%d}"
    return sent_file(write_workbook([sheet], notes), name, "xlsx")


def _sheet_columns() -> list[Column]:
    return [
        Column(_("STT"), "integer", 6),
        Column(_("Họ và tên"), width=26),
        Column(_("Ngày sinh"), "date"),
        Column(_("Giới tính"), width=10),
        Column(_("Chi bộ theo dõi")),
        Column(_("Theo dõi từ"), "date"),
        Column(_("Giai đoạn")),
        Column(_("Từ ngày"), "date"),
        Column(_("Số ngày"), "integer"),
        Column(_("Người giúp đỡ"), width=30),
        Column(_("Nguồn giới thiệu"), width=30),
    ]


def _sheet_rows(asked: Candidates) -> list[list[Any]]:
    return [
        [
            number,
            line["case"].person.full_name,
            line["case"].person.partial("born"),
            line["case"].person.get_sex_display(),
            line["case"].cell_name,
            line["case"].opened_on,
            line["stage"],
            line["case"].stage_since,
            line["days"],
            line["helpers"],
            line["case"].source,
        ]
        for number, line in enumerate(asked.lines(asked.rows), 1)
    ]


# ------------------------------------------------------------------ addresses


def _kept(request: HttpRequest, *without: str) -> list[tuple[str, str]]:
    """Hidden fields for a small form that sets those names anew."""
    dropped = {"trang", *without}
    given = request.GET.items()
    return [(name, str(value)) for name, value in given if name not in dropped and value]


def _without(request: HttpRequest, *names: str) -> str:
    left = request.GET.copy()
    for name in ("trang", *names):
        left.pop(name, None)
    return f"?{left.urlencode()}"


def _chip(request: HttpRequest, form: CandidatesForm, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": form.fields[name].label,
        "value": form.chosen(name),
        "clear": _without(request, name),
        "options": form.choices(name),
        "keep": _kept(request, name),
    }


def _columns(request: HttpRequest, form: CandidatesForm) -> list[dict[str, Any]]:
    heads = [
        (_("Họ và tên"), "ten", ""),
        (_("Chi bộ"), "chi-bo", ""),
        (_("Giai đoạn"), "giai-doan", ""),
        (_("Số ngày"), "cho", "right"),
        (_("Người giúp đỡ"), "", ""),
        (_("Theo dõi từ"), "", "low"),
    ]
    return [_head(request, form.order, *head) for head in heads]


def _head(request: HttpRequest, now: str, label: str, order: str, css: str) -> dict[str, Any]:
    head: dict[str, Any] = {"label": label, "class": css}
    if order:
        left = request.GET.copy()
        left.pop("trang", None)
        left["sap"] = f"-{order}" if now == order else order
        head["url"] = f"?{left.urlencode()}"
    if order and now.lstrip("-") == order:
        head["sort"] = "descending" if now.startswith("-") else "ascending"
    return head
