"""From the live numbers to what is kept: every sheet of a submission, and what its checks left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from chibo.base.papers.data import as_data
from chibo.reports.content.building import build
from chibo.reports.content.pieces import Content
from chibo.reports.frozen.behind import Keeping, Keys, behind, packed
from chibo.reports.frozen.below import Below
from chibo.reports.frozen.between import Gap, gaps
from chibo.reports.frozen.forms import form_as_data
from chibo.reports.frozen.narrative import cells_of, content_as_data
from chibo.reports.models import FORMS, Report, Sheet, Submission
from chibo.reports.outlines import outline
from chibo.reports.papers import Imprint, paper_of
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import latest_wordings
from chibo.reports.statistics import Form, forms
from chibo.reports.statistics.building import Filled, asking_cells, disagreements, fill_with
from chibo.reports.statistics.papers import form_paper
from chibo.reports.statistics.values import Values

REPORT = "report"


@dataclass
class Gathered:
    """`sheets` are not saved yet; `problems` are sentences without names."""

    numbers: Numbers
    problems: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)


def span_of(period: Any) -> str:
    """Which forms a period has: those of a year, or of a half."""
    return "year" if period == period.year(period.first.year) else "half"


def forms_of(period: Any) -> list[Form]:
    return [one for one in forms(period.last) if span_of(period) in one.spans]


def numbers_of(submission: Submission, today: date) -> Numbers:
    """Of a frozen one as far as they were counted then."""
    tree = submission.report.tree if submission.report else None
    day = submission.counted_to or today
    return Numbers(submission.organisation, submission.period, day, tree=tree)


def gather(submission: Submission, today: date, *, whole: bool = True) -> Gathered:
    """`whole` False: only what the checks say, nothing to keep."""
    numbers = numbers_of(submission, today)
    if submission.kind == FORMS:
        return _gather_forms(submission, numbers, whole)
    assert submission.report is not None  # begin_submission
    return _gather_report(submission.report, numbers, whole)


def _gather_forms(submission: Submission, numbers: Numbers, whole: bool) -> Gathered:
    values = Keeping(numbers) if whole else Values(numbers)
    filled = fill_with(forms_of(submission.period), values)
    found = Gathered(numbers, sentences(filled, numbers))
    if isinstance(values, Keeping):
        rows, day = rows_behind(filled, values), frozen_on(submission)
        found.sheets = [
            Sheet(
                slug=one.form.slug,
                place=place,
                code=one.form.code,
                title=one.form.title,
                data=form_as_data(one) | {"unit": numbers.branch.name},
                paper=as_data(form_paper(one, numbers.branch, numbers.period, day)),
                behind=packed(rows[one.form.slug]),
            )
            for place, one in enumerate(filled)
        ]
    return found


def frozen_on(submission: Submission) -> date:
    """The day its papers bear: frozen again, they are the same."""
    at = submission.submitted_at
    return timezone.localdate(at) if at else timezone.localdate()


def sentences(filled: Sequence[Filled], numbers: Numbers) -> list[str]:
    """What does not agree: inside each form, between forms, with the last period, with what units sent."""
    inside = [f"{one.form.code}: {p.sentence}" for one in filled for p in one.problems]
    across = [one.sentence for one in disagreements(filled)]
    outside: list[Gap] = gaps(filled, Below(numbers))
    return [*inside, *across, *(one.sentence for one in outside)]


def rows_behind(filled: Sequence[Filled], values: Keeping) -> dict[str, dict[str, Keys]]:
    """Form → "line column" → what stands behind, of cells that stand for somebody."""
    asked = {
        (one.form.slug, line, column): cell
        for one in filled
        for line, column, cell in asking_cells(one.form)
    }
    found = values.behind(asked.values())
    told: dict[str, dict[str, Keys]] = {one.form.slug: {} for one in filled}
    for (slug, line, column), cell in asked.items():
        if cell in found:
            told[slug][f"{line} {column}"] = found[cell]
    return told


def _gather_report(report: Report, numbers: Numbers, whole: bool) -> Gathered:
    wordings = latest_wordings(report)
    content = build(report.kind, numbers, wordings, names=False)
    found = Gathered(numbers, list(content.problems))
    if whole:
        named = build(report.kind, numbers, wordings, names=True)
        cells = cells_of(content)
        rows = behind(cells.values(), numbers)
        kept = {place: rows[cell] for place, cell in cells.items() if cell in rows}
        found.sheets = [
            Sheet(
                slug=REPORT,
                place=0,
                code=outline(report.kind).symbol,
                title=outline(report.kind).label,
                data=content_as_data(content),
                paper=_printed(report, content, numbers),
                named=_printed(report, named, numbers),
                behind=packed(kept),
            )
        ]
    return found


def _printed(report: Report, content: Content, numbers: Numbers) -> Any:
    imprint = Imprint(report.number, report.signed_on, report.place)
    return as_data(paper_of(report.kind, content, numbers, imprint))
