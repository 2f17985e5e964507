"""Fetching a report with its content: through `visible_to`, or 404."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from chibo.accounts.queries import signed_in
from chibo.organisations.queries.tree import Branch
from chibo.reports.content.building import build
from chibo.reports.content.pieces import Content, Passage
from chibo.reports.models import Report, Wording
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import history, in_force, reorganised, visible_to
from chibo.reports.queries.submissions import handed_columns
from chibo.reports.rules.reports import may_name_people


@dataclass
class Opened:
    """A report as one request reads it."""

    report: Report
    names: bool
    annexes: bool = False

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.report.organisation, self.report.period, tree=self.report.tree)

    @cached_property
    def versions(self) -> list[Wording]:
        """Of all its passages, newest first."""
        return history(self.report)

    @cached_property
    def content(self) -> Content:
        return build(
            self.report.kind,
            self.numbers,
            in_force(self.versions),
            names=self.names,
            annexes=self.annexes,
        )

    @property
    def branch(self) -> Branch:
        return self.numbers.branch

    def passage(self, key: str) -> Passage:
        found = self.content.passage(key)
        if found is None:
            raise Http404
        return found


def open_report(request: HttpRequest, key: int, *, annexes: bool = False) -> Opened:
    user = signed_in(request)
    rows = visible_to(user).select_related("organisation")
    rows = rows.annotate(reorganised=reorganised(), **handed_columns())
    report = get_object_or_404(rows, pk=key)
    return Opened(report, may_name_people(user, report), annexes)
