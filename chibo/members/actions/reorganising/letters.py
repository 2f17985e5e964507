"""Letters of introduction on their way to a cell that ends lead to the one in its place."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.members.models import Transfer, TransferState
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class LettersFollow:
    """A Carrier (organisations.consequences)."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = [cell.pk for cell in shape.cells if shape.ends(str(cell.pk))]
        count = _on_the_way(ended).count()
        if not count:
            return []
        told = _(
            "{n} giấy giới thiệu đang trên đường tới chi bộ kết thúc: theo chi bộ mới; nơi nhận xem "
            "lại chi bộ khi tiếp nhận."
        )
        return [Consequence(told.format(n=count), count)]

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_on_the_way(fates.cells))
        with trace.changing(rows, ["to_cell"]):
            for row in rows:
                row.to_cell_id = fates.cells[row.to_cell_id or 0]
        note_all(by, [Line("transfer.readdressed", row, reason=fates.reason) for row in rows])


def _on_the_way(cells: Collection[int]) -> QuerySet[Transfer]:
    return Transfer.objects.filter(to_cell__in=list(cells), state=TransferState.ON_THE_WAY)
