"""Units of a branch with signs of weakness, plans for them, milestones; taken out as a register."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.base.papers import Column, Heading, Paper, Paragraph, Table
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec, write_workbook
from chibo.base.text import format_date, text_sort_key
from chibo.consolidation.actions.printing import print_register
from chibo.consolidation.figures.plans import said_of
from chibo.consolidation.models import Conclusion, Plan
from chibo.consolidation.queries.conclusions import by_unit, holding
from chibo.consolidation.queries.plans import OPEN, plans_of, unit_names, with_progress
from chibo.consolidation.queries.reach import (
    conclusions_visible_to,
    milestones_visible_to,
    of_branch,
    plans_visible_to,
)
from chibo.consolidation.queries.signs import Sign, signs
from chibo.consolidation.rules import may_keep
from chibo.consolidation.views.fetching import PAGE_LENGTH, frame
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch
from chibo.organisations.views.fetching import named_or_404

_MOST_BESIDE = 20


@dataclass
class Flagged:
    """A unit with what its records show, what the committee said of it, and its open plan."""

    unit: int
    name: str = ""
    signs: list[Sign] = field(default_factory=list)
    said: dict[str, Conclusion] = field(default_factory=dict)
    plan: Plan | None = None

    @property
    def confirmed(self) -> list[Conclusion]:
        return [one for one in self.said.values() if one.confirmed]

    @property
    def state(self) -> str:
        """Of the unit as a whole: the strongest of what is known."""
        if self.plan:
            return "ke-hoach"
        if self.confirmed:
            return "xac-nhan"
        waiting = [one for one in self.signs if one.criterion not in self.said]
        return "cho" if waiting else "gac"

    @property
    def word(self) -> tuple[str, str]:
        return _words()[self.state]

    @property
    def lines(self) -> list[str]:
        """Each sign with its reason; those the committee saw itself after them."""
        told = {one.criterion for one in self.signs}
        own = [one for one in self.confirmed if one.criterion not in told]
        return [
            *(f"{one.label}: {one.reason}" for one in self.signs),
            *(f"{one.criterion_label}: {one.reason}" for one in own),
        ]


def _words() -> dict[str, tuple[str, str]]:
    return {
        "cho": (_("Chờ kết luận"), "warn"),
        "xac-nhan": (_("Xác nhận, chưa có kế hoạch"), "bad"),
        "ke-hoach": (_("Đang củng cố"), "info"),
        "gac": (_("Đã gác lại"), ""),
    }


def flagged(user: User, of: Branch) -> list[Flagged]:
    """By name; a constant number of questions however many units there are."""
    found = {key: Flagged(key, signs=some) for key, some in signs(of, user).items()}
    rows = conclusions_visible_to(user, of.on).filter(of_branch(of))
    for key, said in by_unit(holding(rows, of.on)).items():
        if key in found or any(one.confirmed for one in said.values()):
            found.setdefault(key, Flagged(key)).said = said
    seen = plans_visible_to(user, of.on).values("pk")
    plans = plans_of(of).filter(OPEN, pk__in=seen).select_related("paper")
    for plan in plans:
        found.setdefault(plan.unit_id, Flagged(plan.unit_id)).plan = plan
    names = unit_names(found, of.on)
    for row in found.values():
        row.name = names.get(row.unit, "")
    order = list(_words())
    return sorted(found.values(), key=lambda row: (order.index(row.state), text_sort_key(row.name)))


@require_safe
def board(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    rows = flagged(user, of)
    asked = request.GET.get("nhom", "")
    shown = [row for row in rows if row.state == asked] if asked in _words() else rows
    plans = plans_of(of).filter(pk__in=plans_visible_to(user, of.on).values("pk"))
    latest = list(with_progress(plans.select_related("paper"), of.on)[:_MOST_BESIDE])
    marks = milestones_visible_to(user, of.on).filter(of_branch(of)).order_by("-due_on", "-pk")
    near = list(marks[:_MOST_BESIDE])
    names = unit_names([one.unit_id for one in [*latest, *near]], of.on)
    context = frame(user, of) | {
        "page": Paginator(shown, PAGE_LENGTH).get_page(request.GET.get("trang")),
        "count": len(rows),
        "states": _states(request.path, rows, asked),
        "asked": asked,
        "plans": [{"plan": one, "name": names.get(one.unit_id, ""), "word": word_of(one)}
                  for one in latest],
        "milestones": [{"one": one, "name": names.get(one.unit_id, ""), "said": said_of(one, of.on)}
                       for one in near],
        "may_keep": may_keep(user, of),
    }  # fmt: skip
    return render(request, "consolidation/board.html", context)


def word_of(plan: Any) -> tuple[str, str]:
    """`plan` annotated with `last_move`."""
    words = {
        None: (_("Đang củng cố"), "info"),
        "reopened": (_("Đang củng cố"), "info"),
        "closed": (_("Đã thoát yếu kém"), "ok"),
        "cancelled": (_("Thôi thực hiện"), ""),
    }
    return words[plan.last_move]


def _states(path: str, rows: list[Flagged], asked: str) -> list[dict[str, Any]]:
    counts = {code: sum(row.state == code for row in rows) for code in _words()}
    named = [
        (code, f"{word} ({counts[code]})")
        for code, (word, _tone) in _words().items()
        if counts[code]
    ]
    return [
        {"label": label, "url": f"{path}?nhom={code}" if code else path, "current": code == asked}
        for code, label in [("", _("Tất cả")), *named]
    ]


@require_safe
def register(request: HttpRequest, org: int, form: str) -> HttpResponse:
    """The list of weak units as .docx, .pdf or .xlsx."""
    user, of = named_or_404(request, org)
    if not may_keep(user, of) or form not in ("docx", "pdf", "xlsx"):
        raise Http404
    lines = [_line(number, row) for number, row in enumerate(flagged(user, of), 1)]
    name = _("danh sách tổ chức đảng có dấu hiệu yếu kém {unit}").format(unit=of.short_name)
    if form == "xlsx":
        answer = sent_file(_sheet(of, lines), name, form)
    else:
        answer = sent_papers(_paper(of, lines), name=name, ending=form)
    print_register(of, form, by=user)
    return answer


def _line(number: int, row: Flagged) -> list[str]:
    said = [
        "{what}: {word} {day}".format(
            what=one.criterion_label,
            word=_("xác nhận") if one.confirmed else _("gác lại"),
            day=format_date(one.concluded_on),
        )
        for one in row.said.values()
    ]
    plan = row.plan
    told = f"{plan.paper.full_number}, {format_date(plan.paper.issued_on)}" if plan else ""
    return [str(number), row.name, "\n".join(row.lines), "\n".join(said), told]


def _heads() -> list[str]:
    return [_("TT"), _("Đơn vị"), _("Dấu hiệu, số liệu"), _("Cấp ủy kết luận"), _("Kế hoạch")]


def _paper(of: Branch, lines: list[list[str]]) -> Paper:
    head = letterhead(of)
    widths = (0.7, 2.6, 5.4, 3.2, 2.2)
    columns = [
        Column(text, width, "center" if number == 0 else "left")
        for number, (text, width) in enumerate(zip(_heads(), widths, strict=True))
    ]
    told = _("Tính đến ngày {day}: {n} đơn vị có dấu hiệu yếu kém hoặc đang củng cố.").format(
        day=format_date(of.on), n=len(lines)
    )
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=of.on,
        symbol="",
        kind=_("DANH SÁCH"),
        summary=_("tổ chức đảng có dấu hiệu yếu kém và đang củng cố"),
        blocks=[Paragraph(told), Heading(_("Danh sách"), numbered=False), Table(columns, lines)],
        landscape=True,
    )


def _sheet(of: Branch, lines: list[list[str]]) -> bytes:
    widths = (6, 28, 70, 45, 24)
    columns = [SheetColumn(text, width=width) for text, width in zip(_heads(), widths, strict=True)]
    title = [_("Tổ chức đảng có dấu hiệu yếu kém: {unit}").format(unit=of.name), format_date(of.on)]
    return write_workbook([SheetSpec(_("Danh sách"), columns, lines, title)], [])
