"""Papers and registers taken out as files; every one leaves a line."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.papers import Column
from chibo.base.sending import sent_papers
from chibo.base.text import format_date
from chibo.base.views.years import asked_year
from chibo.inspection.actions.discipline import read_discipline
from chibo.inspection.actions.opening import print_book, read_inspection
from chibo.inspection.models import Complaint, Discipline, Inspection
from chibo.inspection.papers import (
    book_paper,
    conclusion_paper,
    decision_paper,
    discipline_paper,
)
from chibo.inspection.queries.inspections import kept_by
from chibo.inspection.queries.names import called, unit_names
from chibo.inspection.queries.reach import (
    complaints_visible_to,
    disciplines_visible_to,
    inspections_visible_to,
)
from chibo.inspection.rules import may_report_on
from chibo.inspection.views.complaints import complaint_word
from chibo.inspection.views.discipline import discipline_or_404, discipline_word
from chibo.inspection.views.fetching import FIRST_YEAR, inspection_or_404, kept_or_404
from chibo.organisations.queries.tree import Branch, branch, organisation_of
from chibo.rulebook.queries import code_list

_FORMS = ("docx", "pdf")


@require_safe
def paper(request: HttpRequest, key: int, paper: str, form: str) -> HttpResponse:
    user, one = inspection_or_404(request, key)
    if form not in _FORMS or not may_report_on(user, one):
        raise Http404
    of = branch(one.unit_id, one.opened_on)
    objects = list(one.objects_inspected.select_related("person").prefetch_related("violations"))
    names = called(objects, one.opened_on, "name")
    told = [(row, names[row.pk]) for row in objects]
    if paper == "quyet-dinh":
        team = [
            (row.person.full_name, row.get_role_display())
            for row in one.team.select_related("person").order_by("pk")
        ]
        made = decision_paper(of, one, [row for row in told if not row[0].added_on], team)
    elif paper == "ket-luan" and one.concluded_on:
        works = [row.work for row in one.remedies.select_related("work__person").order_by("pk")]
        doers = called(works, one.concluded_on, "name")
        made = conclusion_paper(
            of, one, told, [(row.what, doers[row.pk], row.due_on) for row in works]
        )
    else:
        raise Http404
    answer = sent_papers(made, name=f"{paper} {one.opened_on:%Y-%m-%d}", ending=form)
    read_inspection(one, by=user, reason=f"{paper}.{form}")
    return answer


@require_safe
def decision(request: HttpRequest, discipline: int, form: str) -> HttpResponse:
    user, one = discipline_or_404(request, discipline)
    if form not in _FORMS:
        raise Http404
    of = branch(one.decided_by_id, one.decided_on)
    name = called([one], one.decided_on, "name")[one.pk]
    answer = sent_papers(
        discipline_paper(of, one, name), name=f"ky-luat {one.decided_on:%Y-%m-%d}", ending=form
    )
    read_discipline(one, by=user)
    return answer


@require_safe
def book(request: HttpRequest, org: int, book: str, form: str) -> HttpResponse:
    user, of = kept_or_404(request, org)
    books = {"kiem-tra": _inspections, "ky-luat": _disciplines, "don-thu": _complaints}
    if form not in _FORMS or book not in books:
        raise Http404
    year = asked_year(request, FIRST_YEAR)
    answer = sent_papers(books[book](user, of, year), name=f"so-{book} {year}", ending=form)
    print_book(organisation_of(of), f"{book} {year}.{form}", by=user)
    return answer


def _numbered(lines: list[list[str]]) -> list[list[str]]:
    return [[str(n), *line] for n, line in enumerate(lines, 1)]


def _inspections(user: User, of: Branch, year: int) -> Any:
    rows = inspections_visible_to(user) & kept_by(of.pk, year)
    shown = list(
        rows.order_by("opened_on", "pk").prefetch_related(
            "objects_inspected__person", "objects_inspected__violations"
        )
    )
    columns = [
        Column(_("TT"), 0.6, "center"),
        Column(_("Chủ thể"), 2),
        Column(_("Loại, hình thức"), 2),
        Column(_("Nội dung"), 3),
        Column(_("Đối tượng"), 3),
        Column(_("Quyết định"), 2.1, "center"),
        Column(_("Kết luận"), 2.1, "center"),
        Column(_("Kết quả"), 2),
    ]
    return book_paper(
        of,
        _("theo dõi kiểm tra, giám sát năm {year}").format(year=year),
        columns,
        _numbered(_inspected(shown, of)),
        _("Sổ có {n} cuộc kiểm tra, giám sát.").format(n=len(shown)),
    )


def _inspected(shown: Sequence[Inspection], of: Branch) -> list[list[str]]:
    names = called([row for one in shown for row in one.objects_inspected.all()], of.on)
    units = unit_names([one.unit_id for one in shown], of.on)
    return [
        [
            f"{one.get_subject_display()}, {units.get(one.unit_id, '')}",
            f"{one.get_nature_display()}, {one.get_manner_display().lower()}",
            one.topic,
            "; ".join(names[row.pk] for row in one.objects_inspected.all()),
            _with_number(one.decision_number, one.opened_on),
            _with_number(one.conclusion_number, one.concluded_on),
            _result(one),
        ]
        for one in shown
    ]


def _with_number(number: str, on: Any) -> str:
    return "\n".join(filter(None, [number, format_date(on) if on else ""]))


def _result(one: Any) -> str:
    if one.cancelled_on:
        return _("Đã thôi: {why}").format(why=one.cancel_reason)
    if not one.concluded_on:
        return _("Chưa kết luận")
    objects = one.objects_inspected.all()
    bad = sum(bool(row.violations.all()) for row in objects)
    if not bad:
        return _("Không phát hiện vi phạm")
    return _("{n}/{all} đối tượng có vi phạm").format(n=bad, all=len(objects))


def _disciplines(user: User, of: Branch, year: int) -> Any:
    rows = disciplines_visible_to(user).filter(keeper=of.pk, decided_on__year=year)
    shown = list(rows.select_related("person").order_by("decided_on", "pk"))
    columns = [
        Column(_("TT"), 0.6, "center"),
        Column(_("Đảng viên, tổ chức"), 3),
        Column(_("Hình thức"), 1.6),
        Column(_("Cấp quyết định"), 2),
        Column(_("Số, ngày quyết định"), 2, "center"),
        Column(_("Lý do"), 4.6),
        Column(_("Biểu quyết"), 1.4, "center"),
        Column(_("Tình trạng"), 1.8),
    ]
    none = _("Trong năm không có quyết định kỷ luật nào.")
    return book_paper(
        of,
        _("theo dõi kỷ luật đảng năm {year}").format(year=year),
        columns,
        _numbered(_disciplined(shown, of)),
        _("Sổ có {n} quyết định.").format(n=len(shown)) if shown else none,
    )


def _disciplined(shown: Sequence[Discipline], of: Branch) -> list[list[str]]:
    names = called(shown, of.on)
    forms = code_list("discipline_forms")
    return [
        [
            names[one.pk],
            forms.label(one.form),
            one.get_body_display(),
            _with_number(one.decision_number, one.decided_on),
            one.why,
            f"{one.votes}/{one.base}",
            discipline_word(one)[0],
        ]
        for one in shown
    ]


def _complaints(user: User, of: Branch, year: int) -> Any:
    rows = complaints_visible_to(user).filter(keeper=of.pk, received_on__year=year)
    shown = list(rows.select_related("person", "discipline__person").order_by("received_on", "pk"))
    columns = [
        Column(_("TT"), 0.6, "center"),
        Column(_("Nhận ngày"), 1.5, "center"),
        Column(_("Người gửi"), 2.4),
        Column(_("Loại"), 1.8),
        Column(_("Về đảng viên, tổ chức"), 2.6),
        Column(_("Nội dung"), 4.4),
        Column(_("Tình trạng"), 2),
    ]
    none = _("Trong năm không nhận đơn, thư nào.")
    return book_paper(
        of,
        _("theo dõi khiếu nại, tố cáo năm {year}").format(year=year),
        columns,
        _numbered(_complained(shown, of)),
        _("Sổ có {n} đơn.").format(n=len(shown)) if shown else none,
    )


def _complained(shown: Sequence[Complaint], of: Branch) -> list[list[str]]:
    accused = called([one for one in shown if not one.discipline], of.on)
    decided = called([one.discipline for one in shown if one.discipline], of.on)
    return [
        [
            format_date(one.received_on),
            _("Nặc danh") if one.anonymous else one.sender,
            one.get_kind_display(),
            decided[one.discipline_id] if one.discipline_id else accused[one.pk],
            one.what,
            complaint_word(one, timezone.localdate())[0],
        ]
        for one in shown
    ]
