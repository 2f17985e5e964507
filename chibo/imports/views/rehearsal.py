"""Step three: what the file would do, mended on the spot; and the end, with what still waits."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chibo.accounts.queries import signed_in
from chibo.audit.actions import note_reading
from chibo.base.rules import Refusal
from chibo.base.sending import sent_file
from chibo.base.text import slug
from chibo.imports.actions.applying import apply_import
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.forms import FileForm, MappingNameForm, answers_with
from chibo.imports.models import FileImport, Stage, Worksheet
from chibo.imports.queries.records import begun_earlier, filled_files, written_keys
from chibo.imports.readers.fields import fields, guess_of
from chibo.imports.rules.access import UNDO_DAYS, may_still_undo
from chibo.imports.rules.marking import marked_file
from chibo.imports.rules.problems import FOUND_NEW, Answers
from chibo.imports.views.fetching import answers_of, crumbs, import_or_404, steps

_A_PAGE = 25
_SUMMARISED = 6
_UNFOLDED = 12


def page(request: HttpRequest, key: int) -> HttpResponse:
    of = import_or_404(request, key)
    if of.stage == Stage.MAPPING:
        return redirect("imports:columns", of.pk)
    if of.stage in (Stage.UNDONE, Stage.CANCELLED):
        return render(request, "imports/over.html", {"of": of, "crumbs": crumbs(of.file_name)})
    if request.method == "POST":
        return _answered(request, of)
    return render(request, "imports/rehearsal.html", _context(request, of))


def _answered(request: HttpRequest, of: FileImport) -> HttpResponse:
    """Keep what was typed, look again, then go where the pressed button leads."""
    again = request.POST.get("viec") == "lai"
    answers = Answers() if again else answers_with(answers_of(of), request.POST.dict())
    user = signed_in(request)
    if request.POST.get("viec") == "ghi" and _written(request, of, answers):
        return redirect(of)
    run_rehearsal(of, answers, by=user)
    where = request.POST.get("trang", "")
    return redirect(f"{of.get_absolute_url()}?{_kept(request, where)}")


def _written(request: HttpRequest, of: FileImport, answers: Answers) -> bool:
    try:
        written = apply_import(of, answers, by=signed_in(request))
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return False
    messages.success(request, _("Đã ghi {count} dòng của tệp.").format(count=written))
    return True


def _kept(request: HttpRequest, where: str) -> str:
    asked = {"loc": request.GET.get("loc", ""), "trang": where}
    return "&".join(f"{name}={value}" for name, value in asked.items() if value)


def _context(request: HttpRequest, of: FileImport) -> dict[str, Any]:
    findings = Worksheet.objects.get(file_import=of).findings
    problems, filled = findings.get("problems", []), filled_files(of)
    wanted = request.GET.get("loc", "")
    listed = [p for p in problems if wanted in ("", p["severity"])]
    page = Paginator(listed, _A_PAGE).get_page(request.GET.get("trang"))
    return {
        "of": of,
        "counts": of.counts,
        "to_mend": of.left + of.counts.get("check", 0),
        "written": len(set(written_keys(of, "members.person"))),
        "filled": len(filled),
        "difference": of.counts["listed"] - of.reported if of.reported is not None else None,
        "notes": findings.get("notes", []),
        "sheets": findings.get("sheets", []),
        "answered": answers_of(of) != Answers(),
        "begun": None if of.applied_at else begun_earlier(of),
        "page": _named(page),
        "filters": _filters(of, problems, wanted),
        "errors": _summary(of, problems),
        "unsettled": _unsettled(problems),
        **_columns(of, findings.get("samples", {})),
        "mapping_form": MappingNameForm(),
        "file_form": FileForm(),
        "members_url": reverse("members:list", args=[of.organisation_id]),
        "may_undo": may_still_undo(of),
        "undo_days": UNDO_DAYS,
        "crumbs": crumbs(_("Chạy thử") if not of.applied_at else of.file_name),
        "steps": steps(of, 3 if not of.applied_at else 5),
    }


def _named(page: Page) -> Page:
    """Each problem with the names of the controls that answer it (see forms.answers_with)."""
    for problem in page:
        key = f"{problem['row']}:{problem['field']}"
        problem["choice"] = f"g:{problem['group']}" if problem["group"] else f"k:{key}"
        problem["digits"] = not any(letter.isalpha() for letter in problem["value"])
        problem["text"], problem["blank"] = f"v:{key}", f"b:{key}"
        may_be_blank = problem["field"] not in ("full_name", "cell", "status_date")
        problem["may_be_blank"] = may_be_blank and problem["severity"] == "error"
    return page


def _filters(of: FileImport, problems: list[dict[str, Any]], wanted: str) -> list[dict[str, Any]]:
    """Each with how many lines it shows."""
    counts = Counter(problem["severity"] for problem in problems)
    labels = {
        "": _("Tất cả {count}").format(count=len(problems)),
        "error": _("Lỗi {count}").format(count=counts["error"]),
        "undecided": _("Chờ chọn {count}").format(count=counts["undecided"]),
        "check": _("Cần xem {count}").format(count=counts["check"]),
        "held": _("Để chờ {count}").format(count=counts["held"]),
    }
    here = of.get_absolute_url()
    return [
        {"label": label, "url": f"{here}?loc={name}" if name else here, "current": name == wanted}
        for name, label in labels.items()
        if name not in ("undecided", "held") or counts[name] or name == wanted
    ]


def _summary(of: FileImport, problems: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The first errors, each a link to the control that mends it."""
    wrong = [p for p in problems if p["severity"] == "error"]
    return [
        {
            "label": _("Dòng {row}: {field} – {sentence}").format(
                row=p["row"], field=_lower(p["label"]), sentence=_lower(p["sentence"])
            ),
            "url": f"{of.get_absolute_url()}?loc=error#d{p['row']}-{p['field']}",
        }
        for p in wrong[:_SUMMARISED]
    ]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _unsettled(problems: list[dict[str, Any]]) -> list[str]:
    """Names that fit no cell, where new ones may be founded."""
    return [
        p["value"]
        for p in problems
        if p["field"] == "cell"
        and not p["chosen"]
        and any(choice == FOUND_NEW for choice, _label in p["choices"])
    ]


def _columns(of: FileImport, samples: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """Columns that hold something come first; empty ones and those past the fold are folded away."""
    known = fields()
    listed = [
        {
            "heading": meant["heading"],
            "label": known[meant["field"]].label if meant["field"] in known else "",
            "state": meant["state"],
            "guess": guess_of(meant),
            "sample": samples.get(column, ""),
        }
        for column, meant in of.columns.items()
    ]
    filled = [column for column in listed if column["sample"]]
    empty = [column for column in listed if not column["sample"]]
    return {"columns": filled[:_UNFOLDED], "folded": [*filled[_UNFOLDED:], *empty]}


@require_POST
def found_cells(request: HttpRequest, key: int) -> HttpResponse:
    """Agree to found every cell the list names and the tree has not; done when the file is written."""
    of = import_or_404(request, key)
    answers = answers_of(of)
    for problem in Worksheet.objects.get(file_import=of).findings.get("problems", []):
        offered = any(choice == FOUND_NEW for choice, _label in problem["choices"])
        if problem["field"] == "cell" and offered and not answers.groups.get(problem["group"]):
            answers.groups[problem["group"]] = FOUND_NEW
    run_rehearsal(of, answers, by=signed_in(request))
    return redirect(of)


def error_file(request: HttpRequest, key: int) -> HttpResponse:
    """The user's own file with what is wrong written beside each row."""
    of = import_or_404(request, key)
    marked = marked_file(of, answers_of(of), signed_in(request))
    note_reading(signed_in(request), "file.errors_given", of)
    name = slug(of.file_name.rpartition(".")[0]) or "danh-sach"
    return sent_file(marked, f"{name} loi", "xlsx")
