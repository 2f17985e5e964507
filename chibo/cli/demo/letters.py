"""Letters of introduction of the demo world's last months, in every state a letter can be in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chibo.base.partial_dates import PartialDate
from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.communes import Commune
from chibo.members.actions.files import fill
from chibo.members.actions.transfers.arriving import Arrival, register_arrival
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, fill_boxes
from chibo.members.actions.transfers.returning import return_transfer, withdraw_transfer
from chibo.members.models import Membership, Person, Transfer
from chibo.members.queries.routes import kept_by_nobody, route
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

_ALL = ("job_decision", "self_review_with_cell_comment", "party_card", "sealed_dossier")
_SETTLED = date(2026, 1, 1)
_OUTSIDE = "Đảng bộ phường Hải Giang, thành phố Đà Nẵng"


@dataclass
class Post:
    """A commune that writes letters: its members in no office, one after another, and its numbers."""

    commune: Commune
    number: int = 0

    def __post_init__(self) -> None:
        """Nobody in office, nobody who stays elsewhere: they have other things to tell."""
        keys = [cell.pk for cell in self.commune.cells.values()]
        rows = Membership.objects.on(_SETTLED).open().filter(cell__in=keys, status="official")
        free = rows.filter(person__posts__isnull=True, person__temporary_stays__isnull=True)
        self._free: Iterator[Membership] = iter(free.select_related("person").order_by("-person"))

    @property
    def cell(self) -> Organisation:
        return list(self.commune.cells.values())[-1]

    def letter(
        self,
        issued_on: date,
        to: Organisation | None,
        stay: Membership | None = None,
        **more: object,
    ) -> Transfer:
        self.number += 1
        known = {
            "person": (stay or next(self._free)).person,
            "kind": "official",
            "number": str(self.number),
            "issued_on": issued_on,
            "to_cell_id": to.pk if to else None,
            "dues_paid_until": issued_on.replace(day=1),
            "presented": _ALL,
            "left_out": _levels_without_office(self.cell),
        }
        one = Letter(**known | more)  # type: ignore[arg-type]  # the facts of a letter, by name
        return issue_transfers([one], by=self.commune.office)[0]

    def internal(self, issued_on: date) -> Transfer:
        """To another cell of the commune."""
        stay = next(self._free)
        other = next(cell for cell in self.commune.cells.values() if cell.pk != stay.cell_id)
        reason = "Chuyển nơi cư trú"
        return self.letter(issued_on, other, stay, kind="internal", reason=reason)

    def fill(self, letter: Transfer, through: int, on: date) -> None:
        fill_boxes([Filling(letter, through, on)], by=self.commune.office)


def _levels_without_office(cell: Organisation) -> frozenset[int]:
    boxes = [box for box in route(branch(cell, TODAY), None, "") if box.is_optional]
    return frozenset(kept_by_nobody(boxes, TODAY))


def tell_letters(here: Commune, next_door: Commune) -> None:
    """Of one commune, with the one it exchanges members with; in order, so that the numbers follow on."""
    ours, theirs = Post(here), Post(next_door)
    _student(ours, theirs)
    _late(ours, theirs)
    _gone(ours)
    _abandoned(ours, theirs)
    ours.fill(
        ours.letter(date(2026, 11, 9), theirs.cell, reason="Chuyển nơi ở"), 2, date(2026, 11, 11)
    )
    ours.fill(ours.internal(date(2026, 11, 16)), 1, date(2026, 11, 17))
    coming = theirs.letter(date(2026, 11, 2), ours.cell, reason="Chuyển công tác")
    theirs.fill(coming, 2, date(2026, 11, 4))
    _brought(ours)


def _student(ours: Post, theirs: Post) -> None:
    """Away to study, received, still counted at home."""
    until, reason = date(2027, 6, 30), "Đi học tập trung"
    letter = ours.letter(
        date(2026, 8, 17), theirs.cell, kind="temporary", until=until, reason=reason
    )
    ours.fill(letter, 2, date(2026, 8, 18))
    theirs.fill(letter, 4, date(2026, 8, 24))


def _late(ours: Post, theirs: Post) -> None:
    """Not received; the letter has lost its value and the time for the procedure is over."""
    letter = ours.letter(
        date(2026, 9, 14),
        theirs.cell,
        reason="Chuyển công tác",
        decision="Quyết định điều động công tác",
        decided_on=date(2026, 8, 3),
    )
    ours.fill(letter, 2, date(2026, 9, 16))


def _gone(ours: Post) -> None:
    """Out of the books; the unit outside has not answered."""
    scope = "other_province"
    letter = ours.letter(
        date(2026, 10, 5), None, outside_unit=_OUTSIDE, outside_scope=scope, reason="Theo gia đình"
    )
    ours.fill(letter, 2, date(2026, 10, 7))


def _abandoned(ours: Post, theirs: Post) -> None:
    refused = ours.letter(date(2026, 10, 12), theirs.cell, presented=_ALL[:2])
    ours.fill(refused, 2, date(2026, 10, 13))
    reason = "Chưa nộp hồ sơ đảng viên và thẻ đảng viên"
    return_transfer(refused, reason, by=theirs.commune.office, on=date(2026, 10, 15))
    changed = ours.letter(date(2026, 10, 19), theirs.cell)
    office = ours.commune.office
    withdraw_transfer(changed, "Đơn vị thôi điều động", by=office, on=date(2026, 10, 20))


def _brought(ours: Post) -> None:
    """Somebody from outside has handed in a letter; the cell has not received her."""
    facts = {"full_name": "Cầm Thị Bạch Liên", "sex": "female", "ethnicity": "thai"}
    days = {"born": "14/05/1994", "joined": "19/08/2019", "official": "19/08/2020"}
    partial = {name: PartialDate.parse(day) for name, day in days.items()}
    arrival = Arrival(
        person=fill(Person(), facts | {"religion": "none"} | partial),
        kind="official",
        number="112",
        issued_on=date(2026, 11, 10),
        from_unit="Đảng bộ phường Hà Sen, thành phố Hải Phòng",
        scope="other_province",
        to_cell_id=ours.cell.pk,
        status="official",
        arrived_on=date(2026, 11, 18),
        reason="Chuyển công tác",
        dues_paid_until=date(2026, 10, 1),
        presented=_ALL,
        left_out=_levels_without_office(ours.cell),
    )
    register_arrival(arrival, by=ours.commune.office)
