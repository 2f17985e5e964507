"""Bulk correction: the files one rule points at, a row and a field each, saved in one go."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from chibo.base.acting import carried_out
from chibo.cleaning.actions.correcting import correct_files
from chibo.cleaning.forms import ReasonForm
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.declaring import Finding, Rule
from chibo.cleaning.rules.remembering import Line, Open, open_in, shown
from chibo.cleaning.views.fetching import frame, list_url, mended_or_404
from chibo.cleaning.views.words import source_of
from chibo.cleaning.views.worklist import Asked
from chibo.members.forms.columns import FileForm
from chibo.members.models import Person
from chibo.organisations.views.fetching import say

_ROWS = 40


@dataclass(frozen=True)
class Row:
    """One file on the page: what was found, and the form of its one field."""

    finding: Finding
    form: FileForm
    cell: str

    @cached_property
    def field(self) -> Any:
        return self.form[self.form.names[0]]

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed and differs; {} for a row left as it was."""
        return self.form.facts if self.form.changed_data else {}


def bulk(request: HttpRequest, org: int, rule: str) -> HttpResponse:
    user, of = mended_or_404(request, org)
    one = rules().get(rule)
    if one is None or not one.in_bulk:
        raise Http404
    opened, asked = open_in(of), Asked.of(request.GET)
    data = request.POST if request.method == "POST" else None
    page = _page(request, opened, one, asked)
    found = shown(of, list(page))
    rows, reason = _rows(found, one, opened, data), ReasonForm(data)
    valid = [row.form.is_valid() for row in rows] if data is not None else []
    if data is not None and all(valid) and reason.is_valid():
        given = [(row.form.person, row.facts) for row in rows if row.form.person and row.facts]
        carried_out(reason, lambda: correct_files(of, given, reason.cleaned_data["why"], by=user))
        if reason.is_valid():
            done = ngettext("Đã sửa {n} hồ sơ.", "Đã sửa {n} hồ sơ.", len(given))
            say(request, done.format(n=len(given)))
            return redirect(request.get_full_path())
    context = frame(user, of, {"label": str(one.title), "url": ""}) | {
        "rule": one,
        "source": source_of(one),
        "rows": rows,
        "page": page,
        "reason": reason,
        "problems": _problems(rows),
        "back": list_url(of, quy_tac=rule, chi_bo=asked.cell),
    }
    return render(request, "cleaning/bulk.html", context)


def _page(request: HttpRequest, opened: Open, rule: Rule[Any], asked: Asked) -> Page[Line]:
    """What was posted names its own rows: a file put right elsewhere meanwhile moves none to another page."""
    found = [one for one in opened.lines if one[0] == rule.code and asked.cell in (0, one[3])]
    if request.method == "POST":
        typed = [one for one in found if _name(one, rule) in request.POST]
        return Paginator(typed, _ROWS).get_page(1)
    return Paginator(found, _ROWS).get_page(request.GET.get("trang"))


def _name(one: Line, rule: Rule[Any]) -> str:
    _code, person, *_rest = one
    return f"{_prefix(person)}-{rule.column}"


def _prefix(person: int) -> str:
    return f"p{person}"


def _rows(found: list[Finding], rule: Rule[Any], opened: Open, data: Any) -> list[Row]:
    people = Person.objects.in_bulk([one.file.person_id for one in found if one.file])
    return [
        Row(
            one,
            _form(people[one.file.person_id], rule.column, data),
            opened.names.get(one.cell_id, ""),
        )
        for one in found
        if one.file
    ]


def _form(person: Person, column: str, data: Any) -> FileForm:
    return FileForm(data, names=[column], person=person, prefix=_prefix(person.pk))


def _problems(rows: list[Row]) -> list[dict[str, str]]:
    """For the summary above the table: each wrong row by its person's name."""
    return [
        {
            "label": f"{row.finding.file.full_name}: {'; '.join(row.field.errors)}",
            "url": f"#{row.field.id_for_label}",
        }
        for row in rows
        if row.finding.file and row.form.is_bound and row.field.errors
    ]
