"""The official system's list beside the books: sent, its columns, the differences, what becomes of them."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.addresses import key_of
from chibo.base.rules import Refusal
from chibo.base.sending import sent_file, sent_papers
from chibo.base.sheets.limits import MAX_FILE_BYTES
from chibo.base.text import text_sort_key
from chibo.imports.actions.comparing import (
    drop_comparison,
    run_comparison,
    send_comparison,
    take_corrections_along,
)
from chibo.imports.actions.deciding import decide_where, mark_fixed_there, take_theirs
from chibo.imports.forms import ComparisonForm, MeaningForm
from chibo.imports.models import Comparison, Difference
from chibo.imports.papers import corrections_paper, corrections_workbook
from chibo.imports.queries.comparisons import (
    PARTS,
    UNCLEAR,
    Narrowing,
    cell_counts,
    comparisons_visible_to,
    field_counts,
    narrowed_differences,
    part_counts,
)
from chibo.imports.queries.records import places_to_import
from chibo.imports.rules.comparing.laying import compared_table
from chibo.imports.rules.comparing.showing import label_of, shown
from chibo.members.queries.listing import cell_names
from chibo.members.rules import may_export, may_export_in_full
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

_LIST_PAGE, _PAGE = 20, 50


def comparisons(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    places = places_to_import(user, timezone.localdate())
    if not places:
        raise Http404
    asked = request.GET.get("dv", "")
    first = {"organisation": asked} if asked.isdigit() else {}
    form = ComparisonForm(
        request.POST or None, request.FILES or None, places=places, **_initial(first)
    )
    if request.method == "POST" and form.is_valid():
        answer = _send(request, form)
        if answer is not None:
            return answer
    sent = comparisons_visible_to(user).select_related("organisation", "uploaded_by")
    page = Paginator(sent, _LIST_PAGE).get_page(request.GET.get("trang"))
    context = {"form": form, "page": page, "crumbs": _crumbs()}
    return render(request, "imports/comparisons.html", context)


def _initial(first: dict[str, str]) -> dict[str, Any]:
    return {"initial": first | {"as_of": timezone.localdate()}} if first else {}


def _send(request: HttpRequest, form: ComparisonForm) -> HttpResponse | None:
    told = form.cleaned_data
    where = Organisation.objects.get(pk=told["organisation"])
    content = told["file"].read(MAX_FILE_BYTES + 1)
    try:
        sent = send_comparison(
            told["file"].name, content, where, told["as_of"], by=signed_in(request)
        )
    except Refusal as refused:
        form.add_error("file", refused.sentence)
        return None
    return redirect("imports:comparison_columns", sent.pk)


def columns(request: HttpRequest, key: int) -> HttpResponse:
    of = _comparison_or_404(request, key)
    table = compared_table(of)
    form = MeaningForm(request.POST or None, of=of, table=table)
    if request.method == "POST" and form.is_valid():
        try:
            run_comparison(of, form.chosen, by=signed_in(request))
        except Refusal as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect(of)
    context = {"of": of, "form": form, "table": table, "crumbs": _crumbs(_("Ghép cột"))}
    return render(request, "imports/comparison_columns.html", context)


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    of = _comparison_or_404(request, key)
    if of.compared_at is None:
        return redirect("imports:comparison_columns", of.pk)
    counts = part_counts(of)
    asked = _narrowing(request, _first_filled(counts))
    rows = narrowed_differences(of, asked).select_related(
        "of", "of__person", "comparison__previous"
    )
    found = Paginator(rows, _PAGE).get_page(request.GET.get("trang"))
    where = branch(of.organisation_id, of.as_of)
    context = {
        "of": of,
        "counts": of.counts,
        "parts": _parts(of, asked, counts),
        "part": asked.part,
        "chips": _chips(of, asked),
        "page": found,
        "rows": shown(list(found), of.as_of),
        "to_fix": counts["sua-ben-kia"],
        "may_export": may_export(signed_in(request), where),
        "may_export_in_full": may_export_in_full(signed_in(request), where),
        "crumbs": _crumbs(of.file_name),
    }
    return render(request, "imports/comparison.html", context)


@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """The ticked differences (`chon`) and what to do with them (`viec`)."""
    of = _comparison_or_404(request, key)
    keys = [one for text in request.POST.getlist("chon") if (one := key_of(text))]
    try:
        said = _carry_out(request, of, keys)
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, said)
    back = urlencode({name: value for name, value in request.GET.items() if name != "trang"})
    return redirect(f"{of.get_absolute_url()}?{back}" if back else of.get_absolute_url())


def _carry_out(request: HttpRequest, of: Comparison, keys: list[int]) -> str:
    user, work = signed_in(request), request.POST.get("viec", "")
    if work == "lay":
        return _("Đã lấy theo bên kia {n} mục.").format(n=take_theirs(of, keys, by=user))
    if work == "da-sua":
        n = mark_fixed_there(of, keys, timezone.localdate(), by=user)
        return _("Đã ghi {n} mục sửa xong ở bên kia; tệp lần sau sẽ kiểm lại.").format(n=n)
    verdicts = {
        "ben-kia": Difference.Verdict.THERE,
        "so-nay": Difference.Verdict.HERE,
        "chua-ro": Difference.Verdict.UNDECIDED,
    }
    if work not in verdicts:
        raise Refusal(_("Chọn việc cần làm với các dòng đã chọn."))
    n = decide_where(of, keys, verdicts[work], by=user)
    return _("Đã xếp {n} mục vào “{where}”.").format(n=n, where=verdicts[work].label)


@require_POST
def again(request: HttpRequest, key: int) -> HttpResponse:
    of = _comparison_or_404(request, key)
    try:
        run_comparison(of, {}, by=signed_in(request))
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Đã so lại với sổ hiện nay."))
    return redirect(of)


@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    of = _comparison_or_404(request, key)
    drop_comparison(of, by=signed_in(request))
    messages.success(request, _("Đã bỏ lần đối chiếu tệp {name}.").format(name=of.file_name))
    return redirect("imports:comparisons")


@require_safe
def corrections(request: HttpRequest, key: int, ending: str) -> HttpResponse:
    """What to correct there; whole identity numbers (`day-du`) only as a workbook and to whom may."""
    of = _comparison_or_404(request, key)
    asked = Narrowing("sua-ben-kia", cell=_narrowing(request).cell)
    where = branch(of.organisation_id, of.as_of)
    in_full = ending == "xlsx" and request.GET.get("day-du") == "1"
    rows = narrowed_differences(of, asked).select_related("of", "comparison__previous")
    told = shown(list(rows.order_by("of__cell", "of", "pk")), of.as_of, in_full=in_full)
    take_corrections_along(of, where, len(told), by=signed_in(request), in_full=in_full)
    name = f"sua ben kia {where.short_name} {of.as_of:%Y-%m-%d}"
    if ending == "xlsx":
        return sent_file(corrections_workbook(of, where, told), name, ending)
    return sent_papers(corrections_paper(of, where, told), name=name, ending=ending)


def _comparison_or_404(request: HttpRequest, key: int) -> Comparison:
    rows = comparisons_visible_to(signed_in(request))
    found = rows.select_related("organisation", "previous", "uploaded_by").filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _first_filled(counts: dict[str, int]) -> str:
    """Where the page opens: the first part with something in it."""
    return next((part for part, count in counts.items() if count), UNCLEAR)


def _narrowing(request: HttpRequest, otherwise: str = UNCLEAR) -> Narrowing:
    asked = request.GET
    cell, part = asked.get("chi-bo", ""), asked.get("phan", "")
    changed = asked.get("ai-doi", "")
    return Narrowing(
        part if part in PARTS else otherwise,
        asked.get("muc", ""),
        changed if changed in Difference.Changed.values else "",
        key_of(cell) or 0,
    )


def _parts(of: Comparison, asked: Narrowing, counts: dict[str, int]) -> list[dict[str, Any]]:
    labels = {
        UNCLEAR: _("Chưa rõ bên nào đúng"),
        "sua-ben-kia": _("Sửa bên kia"),
        "sua-so-nay": _("Sửa sổ này"),
        "da-bao-sua": _("Đã sửa bên kia"),
        "da-lay": _("Đã lấy theo bên kia"),
    }
    return [
        {
            "label": label,
            "url": _address(of, phan=part),
            "count": counts[part],
            "current": part == asked.part,
        }
        for part, label in labels.items()
    ]


def _chips(of: Comparison, asked: Narrowing) -> list[dict[str, Any]]:
    fields = {code: f"{label_of(code)} ({n})" for code, n in field_counts(of, asked.part).items()}
    cells = _cells(of, asked)
    own = {
        "phan": asked.part,
        "muc": asked.field,
        "ai-doi": asked.changed,
        "chi-bo": str(asked.cell or ""),
    }
    told = Difference.Changed.choices if of.previous_id else ()  # else nobody knows who changed
    changed = {value: label for value, label in told if value}
    offered: list[tuple[str, str, dict[str, Any], str]] = [
        ("muc", _("Mục"), fields, asked.field),
        ("ai-doi", _("Ai đổi"), changed, asked.changed),
        ("chi-bo", _("Chi bộ"), cells, own["chi-bo"]),
    ]
    return [
        {
            "name": name,
            "label": label,
            "value": choices.get(value, value) if value else "",
            "clear": _address(of, **{key: kept for key, kept in own.items() if key != name}),
            "keep": [(key, kept) for key, kept in own.items() if kept and key != name],
            "choices": list(choices.items()),
        }
        for name, label, choices, value in offered
        if value or len(choices) > 1
    ]


def _cells(of: Comparison, asked: Narrowing) -> dict[str, str]:
    """Key → "Bản Vặt (12)" of the cells with differences in the part, and of the one asked for."""
    counts = cell_counts(of, asked.part)
    names = cell_names({*counts, *([asked.cell] if asked.cell else [])}, {}, of.as_of)
    shown_names = sorted(names.items(), key=lambda one: text_sort_key(one[1]))
    return {str(key): f"{name} ({counts.get(key, 0)})" for key, name in shown_names}


def _address(of: Comparison, **more: str) -> str:
    told = urlencode({name: value for name, value in more.items() if value})
    return f"{of.get_absolute_url()}?{told}" if told else of.get_absolute_url()


def _crumbs(label: str = "") -> list[dict[str, str]]:
    own = reverse("imports:comparisons") if label else ""
    here = [
        {"label": _("Nhập từ Excel"), "url": reverse("imports:list")},
        {"label": _("Đối chiếu cơ sở dữ liệu"), "url": own},
    ]
    return [*here, {"label": label, "url": ""}] if label else here
