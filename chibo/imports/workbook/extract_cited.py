"""Papers a workbook takes along: those the branch keeps, those its records cite, and what they build on."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from chibo.documents.models import Paper

if TYPE_CHECKING:
    from chibo.imports.workbook.extract import Extract


@dataclass(frozen=True)
class Cited:
    of: "Extract"

    @cached_property
    def papers(self) -> list[Paper]:
        found = {paper.pk: paper for paper in self._kept}
        waiting = (self._by_people() | self._by_work() | self._built_on(found)) - set(found)
        while waiting:
            more = {paper.pk: paper for paper in Paper.objects.filter(pk__in=waiting)}
            found |= more
            waiting = self._built_on(found) - set(found)
        return sorted(
            found.values(),
            key=lambda one: (one.issued_on, one.symbol, one.number, one.issuer_name, one.pk),
        )

    @cached_property
    def _kept(self) -> list[Paper]:
        rows = self.of.known(Paper.objects.filter(keeper__in=self.of.own), "issued_on")
        return list(rows)

    def _by_people(self) -> set[int]:
        of = self.of
        leaves = (*of.exemptions, *of.suspensions)
        rows: tuple[Any, ...] = (*of.movements, *of.posts, *leaves, *of.stays, *of.cancelled)
        cited = {row.paper_id for row in rows} | {row.end_paper_id for row in leaves}
        return {key for key in cited if key} | {row.cancelled_by_id for row in of.cancelled}

    def _by_work(self) -> set[int]:
        of = self.of
        parts = (
            *(of.followed, of.honours, of.followers, of.studied, of.aimed, of.strengthened),
            *(of.overseen, of.appraised, of.gathered, of.scheduled, of.circulated),
        )
        return {key for part in parts for key in part.papers()}

    def _built_on(self, papers: dict[int, Paper]) -> set[int]:
        implemented = Paper.implements.through.objects.filter(from_paper__in=papers)
        replaced = {paper.replaces_id for paper in papers.values() if paper.replaces_id}
        return replaced | set(implemented.values_list("to_paper", flat=True))
