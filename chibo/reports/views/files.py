"""The report as a Party paper to take along."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.papers import to_docx, to_pdf
from chibo.base.text import slug
from chibo.reports.actions import print_report
from chibo.reports.papers import Imprint, paper_of
from chibo.reports.views.fetching import Opened, open_report

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"docx": (to_docx, WORD), "pdf": (to_pdf, "application/pdf")}


@require_safe
def paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    opened = open_report(request, key, annexes=True)
    report = opened.report
    printed, kind = KINDS[form]
    imprint = Imprint(report.number, report.signed_on, report.place)
    content = printed(paper_of(report.kind, opened.content, opened.numbers, imprint))
    print_report(report, form, by=signed_in(request))
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{_file_name(opened)}.{form}"'
    return answer


def _file_name(opened: Opened) -> str:
    return slug(f"bao cao {opened.branch.name} {opened.report.period.code}")
