"""Letters of introduction that are open when units end or move: the boxes not yet filled follow."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.members.models import Transfer, TransferState, TransferStep
from chibo.members.queries.routes import scope_between
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.models import Profile
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import branches

_CLOSING = ["state", "closed_on", "close_reason"]


class LettersFollow:
    """A Carrier (organisations.consequences)."""

    def describe(self, shape: Shape) -> list[Consequence]:
        ended = {unit.pk for unit in shape.ended}
        count = _touching(ended).count()
        found = []
        if count:
            told = _(
                "{n} giấy giới thiệu đang trên đường qua đơn vị kết thúc: ô chưa ghi do đơn vị mới ghi, "
                "nơi nhận xem lại chi bộ khi tiếp nhận."
            )
            found.append(Consequence(told.format(n=count), count))
        nowhere = [one.pk for one in shape.cells if _leads_nowhere(shape, one.pk)]
        if lost := _on_the_way().filter(to_cell__in=nowhere).count():
            told = _(
                "{n} giấy giới thiệu đang trên đường tới chi bộ được chia và kết thúc: đổi chi bộ nơi "
                "đến, hoặc tiếp nhận, trước."
            )
            found.append(Consequence(told.format(n=lost), lost, blocking=True))
        return found

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        following = _Following(fates)
        letters = list(_touching(fates.heirs))
        boxes = list(_empty_boxes({*fates.heirs, *fates.paths}))
        with trace.changing(boxes, ["organisation", "path", "name"]):
            for box in boxes:
                following.lead_box(box)
        with trace.changing(letters, ["from_cell", "to_cell"]):
            for one in letters:
                following.lead(one)
        gone = [one for one in letters if one.from_cell_id and one.from_cell_id == one.to_cell_id]
        _close(gone, fates, trace)
        _measure([one for one in letters if one not in gone], fates.on, trace)
        note_all(by, [Line("transfer.readdressed", one, reason=fates.reason) for one in letters])


@dataclass
class _Following:
    """Where cells and boxes of ended units are found afterwards."""

    fates: Fates

    def __post_init__(self) -> None:
        heirs = {*self.fates.heirs.values(), *self.fates.people.values()}
        named = Profile.objects.on(self.fates.on).filter(organisation__in=heirs)
        self.names: Mapping[int, str] = dict(named.values_list("organisation_id", "name"))
        self.places = {key: one.path for key, one in branches(heirs, self.fates.on).items()}

    def cell(self, key: int | None, person: int) -> int | None:
        return self.fates.cells.get(key or 0) or (
            self.fates.people.get(person, key) if key in self.fates.heirs else key
        )

    def lead(self, one: Transfer) -> None:
        one.from_cell_id = self.cell(one.from_cell_id, one.person_id)
        one.to_cell_id = self.fates.cells.get(one.to_cell_id or 0, one.to_cell_id)

    def lead_box(self, box: TransferStep) -> None:
        """To the cell that has the member now where it was the member's own, else to who took over."""
        key = box.organisation_id or 0
        if key not in self.fates.heirs:
            box.path = self.fates.paths[key]
            return
        own = key == box.transfer.from_cell_id
        heir = (self.cell(key, box.transfer.person_id) if own else None) or self.fates.heirs[key]
        heir = self.fates.heirs[key] if heir == key else heir
        box.organisation_id, box.path = heir, self.places[heir]
        box.name = self.names.get(heir, box.name)


def _leads_nowhere(shape: Shape, cell: int) -> bool:
    to = shape.final_cell(cell)
    return not to or not shape.is_cell(to)


def _on_the_way() -> QuerySet[Transfer]:
    return Transfer.objects.filter(state=TransferState.ON_THE_WAY)


def _touching(ended: Iterable[int]) -> QuerySet[Transfer]:
    """Letters on the way whose cells, or levels still to act, end."""
    keys = list(ended)
    waiting = _empty_boxes(keys).values("transfer")
    return _on_the_way().filter(Q(from_cell__in=keys) | Q(to_cell__in=keys) | Q(pk__in=waiting))


def _empty_boxes(units: Collection[int]) -> QuerySet[TransferStep]:
    rows = TransferStep.objects.filter(
        organisation__in=list(units),
        acted_on__isnull=True,
        transfer__state=TransferState.ON_THE_WAY,
    )
    return rows.select_related("transfer").order_by("pk")


def _close(letters: list[Transfer], fates: Fates, trace: Trace) -> None:
    """The two cells have become one: there is no way left to go."""
    with trace.changing(letters, _CLOSING):
        for one in letters:
            one.state = TransferState.WITHDRAWN
            one.closed_on = max(fates.on, one.issued_on)
            one.close_reason = _("Nơi đi và nơi đến nhập làm một: {why}").format(why=fates.reason)


def _measure(letters: list[Transfer], on: date, trace: Trace) -> None:
    """Between which units a letter leads is asked again in the tree of the day."""
    inside = [one for one in letters if one.from_cell_id and one.to_cell_id]
    keys = {key for one in inside for key in (one.from_cell_id, one.to_cell_id) if key}
    standing = branches(keys, on) if keys else {}
    with trace.changing(inside, ["scope"]):
        for one in inside:
            home, host = standing.get(one.from_cell_id or 0), standing.get(one.to_cell_id or 0)
            if home and host:
                one.scope = scope_between(home, host, on)
