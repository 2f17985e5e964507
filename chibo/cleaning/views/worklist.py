"""The worklist: what is to be mended, fifty a page, each with its reason and the exact step; as a workbook too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.models import User
from chibo.base.addresses import key_of
from chibo.base.sending import sent_file
from chibo.base.sheets import Column, Marked, SheetSpec, write_workbook
from chibo.base.sheets.writing import Value
from chibo.cleaning.actions.sweeping import note_worklist
from chibo.cleaning.rules.access import may_mend, may_take_along
from chibo.cleaning.rules.areas import AREAS
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import Checked, check
from chibo.cleaning.rules.declaring import Finding, Rule, Severity
from chibo.cleaning.rules.remembering import Line, Open, open_in, shown
from chibo.cleaning.views.addresses import mending, reading
from chibo.cleaning.views.fetching import PAGE_LENGTH, frame, list_url, named_or_404
from chibo.cleaning.views.words import SEVERITY_WORDS, TONES, source_of
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class Asked:
    """How the list is narrowed; "" and 0 do not narrow."""

    cell: int = 0
    severity: str = ""
    area: str = ""
    rule: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "Asked":
        cell = given.get("chi-bo", "")
        severity, area, rule = (given.get(name, "") for name in ("loai", "muc", "quy-tac"))
        return cls(
            key_of(cell) or 0,
            severity if severity in set(Severity) else "",
            area if area in AREAS else "",
            rule if rule in rules() else "",
        )

    def wants(self, one: Finding) -> bool:
        return self._cell(one.cell_id) and self._speaks(one.rule)

    def among(self, lines: Sequence[Line]) -> Sequence[Line]:
        codes = {code for code, one in rules().items() if self._speaks(one)}
        return [one for one in lines if one[0] in codes and self._cell(one[3])]

    def _cell(self, key: int) -> bool:
        return not self.cell or key == self.cell

    def _speaks(self, rule: Rule[Any]) -> bool:
        return (
            (not self.severity or rule.severity == self.severity)
            and (not self.area or rule.area == self.area)
            and (not self.rule or rule.code == self.rule)
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Of the address, those that narrow."""
        known = (
            ("chi-bo", str(self.cell or "")),
            ("loai", self.severity),
            ("muc", self.area),
            ("quy-tac", self.rule),
        )
        return [(name, value) for name, value in known if value]


@require_safe
def worklist(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    opened, asked = open_in(of), Asked.of(request.GET)
    found = asked.among(opened.lines)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("trang"))
    mends = may_mend(user, of)
    context = frame(user, of, {"label": _("Danh sách phải sửa"), "url": ""}) | {
        "page": page,
        "rows": [row_of(one, opened.names, mends) for one in shown(of, list(page))],
        "whole": len(opened.lines),
        "chips": _chips(of, opened, asked),
        "clear": list_url(of) if asked.pairs else "",
        "keep": asked.pairs,
        "may_mend": mends,
        "may_take": may_take_along(user, of),
        "bulk": _bulk(of, asked) if mends else "",
        "told": _told(asked),
    }
    return render(request, "cleaning/list.html", context)


def _told(asked: Asked) -> dict[str, Any]:
    if not asked.rule:
        return {}
    one = rules()[asked.rule]
    return {"title": one.title, "source": source_of(one)}


def _bulk(of: Branch, asked: Asked) -> str:
    if not asked.rule or not rules()[asked.rule].in_bulk:
        return ""
    url = reverse("cleaning:bulk", args=[of.pk, asked.rule])
    return f"{url}?chi-bo={asked.cell}" if asked.cell else url


def row_of(one: Finding, names: Mapping[int, str], mends: bool) -> dict[str, Any]:
    """A finding as its line on the screen."""
    url, button = mending(one) if mends else (reading(one), _("Xem"))
    keep = [one.cell_id, one.rule.code, *([one.file.person_id] if one.file else [])]
    return {
        "finding": one,
        "name": one.file.full_name if one.file else one.unit.name if one.unit else "",
        "page_url": reading(one),
        "cell": names.get(one.cell_id, "") if one.file else "",
        "word": SEVERITY_WORDS[one.rule.severity],
        "tone": TONES[one.rule.severity],
        "url": url,
        "button": button,
        "keep_url": reverse("cleaning:keep_person" if one.file else "cleaning:keep", args=keep)
        if mends
        else "",
    }


def _chips(of: Branch, opened: Open, asked: Asked) -> list[dict[str, Any]]:
    present = {code for code, *_rest in opened.lines}
    cells = {cell for _code, _person, _unit, cell, _reason in opened.lines}
    names = opened.names
    offered: Sequence[tuple[str, str, list[tuple[str, Any]]]] = (
        ("chi-bo", _("Chi bộ"), [(str(key), name) for key, name in names.items() if key in cells]),
        ("loai", _("Mức độ"), [(str(one), SEVERITY_WORDS[one]) for one in Severity]),
        ("muc", _("Mục"), list(AREAS.items())),
        ("quy-tac", _("Quy tắc"), [(one.code, one.title) for one in rules().values() if one.code in present]),
    )  # fmt: skip
    chosen = dict(asked.pairs)
    return [
        {
            "name": name,
            "label": label,
            "value": dict(options).get(chosen.get(name, ""), chosen.get(name, "")),
            "clear": list_url(of, **_others(asked, name)),
            "keep": [pair for pair in asked.pairs if pair[0] != name],
            "options": options,
        }
        for name, label, options in offered
        if len(options) > 1 or name in chosen
    ]


def _others(asked: Asked, name: str) -> dict[str, str]:
    return {key.replace("-", "_"): value for key, value in asked.pairs if key != name}


@require_POST
def export(request: HttpRequest, org: int) -> HttpResponse:
    """The worklist as it is narrowed, to be gone through with the papers."""
    user, of = named_or_404(request, org)
    if not may_take_along(user, of):
        raise Http404
    checked, asked = check(of), Asked.of(request.POST)
    found = [one for one in checked.found if asked.wants(one)]
    content = write_workbook([_sheet(checked, found)], _notes(user, of, len(found)))
    note_worklist(of, len(found), by=user)
    return sent_file(content, f"ra soat du lieu {of.short_name} {of.on:%Y-%m-%d}", "xlsx")


def _sheet(checked: Checked, found: Sequence[Finding]) -> SheetSpec:
    names = {unit.organisation_id: unit.short_name for unit in checked.units}
    columns = [
        Column(_("STT"), "integer", 6),
        Column(_("Chi bộ, đơn vị"), width=26),
        Column(_("Họ và tên"), width=26),
        Column(_("Mục"), width=20),
        Column(_("Mức độ"), width=14),
        Column(_("Quy tắc"), width=40),
        Column(_("Lý do"), width=60),
        Column(_("Thông tin đúng"), width=40),
        Column(_("Căn cứ"), width=40),
    ]
    rows: list[list[Value | Marked]] = [
        [
            number,
            names.get(one.cell_id, ""),
            one.file.full_name if one.file else "",
            str(AREAS[one.rule.area]),
            str(SEVERITY_WORDS[one.rule.severity]),
            str(one.rule.title),
            one.reason,
            "",
            source_of(one.rule),
        ]
        for number, one in enumerate(found, 1)
    ]
    return SheetSpec(_("Phải sửa"), columns, rows)


def _notes(user: User, of: Branch, count: int) -> list[tuple[str, str]]:
    return [
        (_("Đơn vị"), of.name),
        (_("Tại ngày"), f"{of.on:%d/%m/%Y}"),
        (_("Số điểm"), str(count)),
        (_("Người xuất"), user.full_name or user.get_username()),
        (_("Cột để ghi"), _("“Thông tin đúng” để trống, ghi bằng tay khi đối chiếu giấy tờ.")),
    ]
