"""Two files side by side: the row, and the person who may be the same."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.imports.actions.mapping import run_rehearsal
from chibo.imports.forms import answers_with
from chibo.imports.models import FileImport, Worksheet
from chibo.imports.queries.sides import person_side
from chibo.imports.rules.rehearsal import row_side
from chibo.imports.views.fetching import answers_of, crumbs, import_or_404, steps
from chibo.members.queries.reach import people_visible_to


def page(request: HttpRequest, key: int, row: int) -> HttpResponse:
    of = import_or_404(request, key)
    problem = _problem(of, row)
    if problem is None:  # answered meanwhile, on another page
        return redirect(of)
    if request.method == "POST":
        answers = answers_with(answers_of(of), request.POST.dict())
        run_rehearsal(of, answers, by=signed_in(request))
        return redirect(of)
    seen = people_visible_to(signed_in(request), timezone.localdate())
    people = seen.filter(pk__in=problem["compare"])
    mine = row_side(of, answers_of(of), signed_in(request), row)
    context = {
        "of": of,
        "row": row,
        "problem": problem,
        "name": f"k:{row}:{problem['field']}",
        "choices": [choice for choice in problem["choices"] if choice[0]],
        "sides": [_laid_beside(mine, person_side(person), person) for person in people],
        "crumbs": crumbs(_("Xem hai hồ sơ")),
        "steps": steps(of, 3),
    }
    return render(request, "imports/compare.html", context)


def _problem(of: FileImport, row: int) -> dict[str, Any] | None:
    problems = Worksheet.objects.get(file_import=of).findings.get("problems", [])
    for problem in problems:
        if problem["row"] == row and problem["compare"]:
            return dict(problem)
    return None


def _laid_beside(mine: dict[str, str], theirs: dict[str, str], person: Any) -> dict[str, Any]:
    labels = list(dict.fromkeys([*theirs, *mine]))
    lines = [
        {
            "label": label,
            "mine": mine.get(label, ""),
            "theirs": theirs.get(label, ""),
            "same": mine.get(label, "") == theirs.get(label, ""),
        }
        for label in labels
    ]
    return {"person": person, "lines": lines}
