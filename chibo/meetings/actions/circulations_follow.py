"""Papers still to be made known by a cell that is merged or divided are asked of what stands in its place."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.documents.models import CirculatedTo, Circulation
from chibo.meetings.queries.circulation import owing
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class CirculationsFollow:
    """A Carrier (organisations.consequences). What a cell made known stays with it; where there is no one cell
    to go on with, or it was asked already, the list keeps the cell that ended. The committee in place of one
    that ended goes on asking."""

    def describe(self, shape: Shape) -> list[Consequence]:
        count = _owing([unit.pk for unit in shape.ended], shape.on).count()
        told = _("{n} văn bản chi bộ kết thúc chưa phổ biến: chi bộ kế tục phổ biến tiếp.")
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_owing(fates.cells, fates.on))
        asked = set(
            CirculatedTo.objects.filter(
                circulation__in={row.circulation_id for row in rows},
                cell__in=set(fates.cells.values()),
            ).values_list("circulation", "cell")
        )
        with trace.changing(rows, ["cell", "path"]):
            for row in rows:
                heir = fates.cells[row.cell_id]
                if (row.circulation_id, heir) not in asked:
                    asked.add((row.circulation_id, heir))
                    row.cell_id, row.path = heir, fates.paths.get(heir, row.path)
        _lead_committees(fates, trace, by)


def _lead_committees(fates: Fates, trace: Trace, by: User) -> None:
    mine = Circulation.objects.filter(organisation__in=list(fates.heirs))
    known = Circulation.objects.filter(organisation__in=set(fates.heirs.values()))
    there = set(known.values_list("organisation", "paper"))
    rows = [
        row
        for row in mine.order_by("pk")
        if (fates.heirs[row.organisation_id], row.paper_id) not in there
    ]
    with trace.changing(rows, ["organisation"]):
        for row in rows:
            row.organisation_id = fates.heirs[row.organisation_id]
    lines = [Line("paper.circulation_moved", row, row.path, reason=fates.reason) for row in rows]
    note_all(by, lines)


def _owing(cells: Collection[int], on: date) -> QuerySet[CirculatedTo]:
    """As the books stand: the tree may be changed already."""
    return owing(on, standing=False).filter(cell__in=list(cells)).order_by("pk")
