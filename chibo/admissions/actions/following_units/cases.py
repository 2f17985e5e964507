"""Open cases when units are merged or divided: the cell that takes over follows their people."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import CaseCell
from chibo.audit.actions import Line, note_all
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class CasesFollow:
    """A Carrier (organisations.consequences)."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {
            cell.pk: shape.successor(cell.pk) for cell in shape.cells if shape.ends(str(cell.pk))
        }
        led = {cell for cell, to in ended.items() if to and shape.is_cell(to)}
        found = []
        if count := _followed(led, shape.on).count():
            told = _("{n} hồ sơ phát triển đảng đang mở chuyển sang chi bộ mới.").format(n=count)
            found.append(Consequence(told, count))
        if count := _followed(set(ended) - led, shape.on).count():
            told = _(
                "{n} hồ sơ phát triển đảng đang mở ở chi bộ được chia và kết thúc: "
                "giao cho chi bộ khác theo dõi trước."
            ).format(n=count)
            found.append(Consequence(told, count, blocking=True))
        return found

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_followed(set(fates.cells), fates.on))
        since = [row for row in rows if row.started_on >= fates.on]
        with trace.changing(since, ["cell"]):
            for row in since:
                row.cell_id = fates.cells[row.cell_id]
        earlier = [row for row in rows if row.started_on < fates.on]
        went_on = [
            CaseCell(
                case_id=row.case_id,
                cell_id=fates.cells[row.cell_id],
                started_on=fates.on,
                ended_on=row.ended_on,
            )
            for row in earlier
        ]
        with trace.changing(earlier, ["ended_on"]):
            for row in earlier:
                row.ended_on = fates.on
        trace.create(went_on)
        note_all(by, [Line("case.moved", row.case, reason=fates.reason) for row in rows])


def _followed(cells: Collection[int], on: date) -> QuerySet[CaseCell]:
    """Cells that follow a case still open on the day, from then on."""
    rows = CaseCell.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on), cell__in=cells)
    still = rows.filter(Q(case__closed_on__isnull=True) | Q(case__closed_on__gt=on))
    return still.select_related("case").order_by("pk")
