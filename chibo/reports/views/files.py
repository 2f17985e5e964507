"""The report as a Party paper to take along."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.base.sending import sent_papers
from chibo.reports.actions.writing import print_report
from chibo.reports.papers import Imprint, paper_of
from chibo.reports.views.fetching import Opened, open_report


@require_safe
def paper(request: HttpRequest, key: int, form: str) -> HttpResponse:
    opened = open_report(request, key, annexes=True)
    report = opened.report
    imprint = Imprint(report.number, report.signed_on, report.place)
    printed = paper_of(report.kind, opened.content, opened.numbers, imprint)
    answer = sent_papers(printed, name=_file_name(opened), ending=form)
    print_report(report, form, by=signed_in(request))
    return answer


def _file_name(opened: Opened) -> str:
    return f"bao cao {opened.branch.name} {opened.report.period.code}"
