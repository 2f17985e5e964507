"""Letters of introduction that wait for somebody: to send on, to receive, to ask about, to confirm."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import units_by_path
from chibo.members.models import Transfer, TransferStep
from chibo.members.models.transfer import OPEN_STATES, Side
from chibo.members.queries.letters import SLIP_NOTICE, all_letters_through, letters_through
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.succession import heirs_of, predecessors
from chibo.organisations.queries.tree import Branch, branches
from chibo.rulebook.queries import Rule, code_list, rule, source_line

# How long after a letter was written its sender asks about it; ours, not a rule of the Party.
RECEIPT_NOTICE = timedelta(days=15)


@dataclass(frozen=True)
class _Waiting:
    """A letter as it stood on a day: its boxes in order, the one whose turn it was. `letter` is a row of any of
    them, since each carries what is said of the letter."""

    letter: Any
    boxes: list[Any]
    turn: Any
    on: date

    @property
    def sender(self) -> Any:
        """The last level of the sending side that has acted, or the first of all."""
        mine = [box for box in self.boxes if box.organisation_id and box.side == Side.SENDING]
        acted = [box for box in mine if box.position < self.turn.position]
        return (acted or mine or self.boxes)[-1]

    @property
    def has_been_sent(self) -> bool:
        return self.turn.side == Side.RECEIVING and self.turn.position > 1


def letters_due(user: User, branch: Branch, on: date) -> Ask[Due]:
    predecessors(branch)  # read once for all lines
    return Ask(RowsOf(_read, user, branch, on), lambda rows: list(_lines_of(rows, branch, on)))


def letter_tallies(branch: Branch, on: date) -> Ask[Tally]:
    """The same counted by unit, without the numbers of the letters."""
    predecessors(branch)
    boxes = RowsOf(_all, branch, on)
    return Ask(boxes, lambda rows: _by_unit(list(_lines_of(rows, branch, on)), branch))


def _read(user: User, branch: Branch, on: date) -> QuerySet[Any, Any]:
    return _boxes(_open_on(letters_through(user, branch), on), on)


def _all(branch: Branch, on: date) -> QuerySet[Any, Any]:
    return _boxes(_open_on(all_letters_through(branch), on), on)


def _by_unit(lines: Sequence[Due], branch: Branch) -> list[Tally]:
    units = units_by_path({line.owner_path for line in lines}, branch) if lines else {}
    counted = Counter(
        (line.kind, line.what, units[line.owner_path], line.due_on, line.rule) for line in lines
    )
    why = _("Sổ giấy giới thiệu sinh hoạt đảng")
    return [
        Tally(kind, what, unit, n, day, why, code)
        for (kind, what, unit, day, code), n in counted.items()
    ]


def _lines_of(boxes: Sequence[Any], branch: Branch, on: date) -> Iterator[Due]:
    ordered = sorted(boxes, key=lambda box: (box.transfer_id, box.position))
    letters = [list(same) for _key, same in groupby(ordered, key=lambda box: box.transfer_id)]
    found = [waits for letter in letters if (waits := _waiting(letter, on))]
    _lead_to_heirs(found, on)
    lines = (line for one in found for line in _lines(one))
    return (line for line in lines if line.owner_path.startswith(branch.path))


def _lead_to_heirs(found: Sequence[_Waiting], on: date) -> None:
    """A box whose unit has ended is the matter of the one that took its place."""
    boxes = [box for one in found for box in (one.turn, one.sender)]
    ended = {box.organisation_id for box in boxes if not box.stands_at} - {None}
    heirs = heirs_of(ended, on) if ended else {}
    there = branches(heirs.values(), on) if heirs else {}
    for box in boxes:
        if heir := there.get(heirs.get(box.organisation_id, 0)):
            box.stands_at, box.unit = heir.path, heir.short_name


def _open_on(letters: QuerySet[Transfer], on: date) -> QuerySet[Transfer]:
    later = TransferStep.objects.filter(transfer=OuterRef("pk"), acted_on__gt=on)
    lasted = Q(state__in=OPEN_STATES) | Q(closed_on__gt=on) | Exists(later)
    return letters.filter(lasted, issued_on__lte=on)


# What a line says of its letter, and the names the lines call it by.
_LETTER = {
    "kind": "transfer__kind",
    "number": "transfer__number",
    "issued_on": "transfer__issued_on",
    "valid_until": "transfer__valid_until",
    "decided_on": "transfer__decided_on",
    "full_name": "transfer__person__full_name",
}


def _boxes(letters: QuerySet[Transfer], on: date) -> QuerySet[Any, Any]:
    """The boxes of the letters, each with its letter and with where its organisation stands on the day
    (`stands_at`, `unit`: nothing where it has ended)."""
    here = {"organisation": OuterRef("organisation")}
    return TransferStep.objects.filter(transfer__in=letters.order_by().values("pk")).values(
        *("transfer_id", "position", "side", "organisation_id", "acted_on"),
        **{name: F(column) for name, column in _LETTER.items()},
        stands_at=Subquery(Placement.objects.on(on).filter(**here).values("path")[:1]),
        unit=Subquery(Profile.objects.on(on).filter(**here).values("short_name")[:1]),
    )


def _waiting(boxes: list[Any], on: date) -> _Waiting | None:
    empty = [box for box in boxes if box.acted_on is None or box.acted_on > on]
    return _Waiting(boxes[0], boxes, empty[0], on) if empty else None


def _lines(one: _Waiting) -> Iterator[Due]:
    sender = one.sender if one.sender.stands_at else None
    if one.turn.organisation_id is None:
        if sender and _moves(one.letter):
            yield from _unconfirmed(one, sender)
        return
    if one.turn.stands_at:
        yield _own_turn(one, one.turn)
    if one.has_been_sent and sender and one.letter.issued_on + RECEIPT_NOTICE <= one.on:
        yield _asking(one, sender)


def _moves(letter: Any) -> bool:
    return bool(code_list("transfer_kinds").item(letter.kind).extra["effect"] == "moves")


def _own_turn(one: _Waiting, owner: Any) -> Due:
    if one.turn.side == Side.RECEIVING:
        return _line(one, owner, "transfer_to_receive", _("Tiếp nhận đảng viên chuyển đến"))
    return _line(one, owner, "transfer_to_send", _("Giới thiệu tiếp đảng viên chuyển sinh hoạt"))


def _asking(one: _Waiting, owner: Any) -> Due:
    what = _("Hỏi nơi đến việc tiếp nhận đảng viên")
    return _line(one, owner, "transfer_not_received", what)


def _line(one: _Waiting, owner: Any, kind: str, what: str) -> Due:
    day, allowed, why = _deadline(one)
    return _due(one, owner, kind, what, day, why, allowed)


def _deadline(one: _Waiting) -> tuple[date, Rule, str]:
    """The end of the letter's validity, or of the time for an official transfer when that comes first."""
    letter = one.letter
    validity = rule("transfers.paper_validity", letter.issued_on)
    why = _("Giấy số {number} có giá trị đến {day}. {source}").format(
        number=letter.number, day=format_date(letter.valid_until), source=source_line(validity)
    )
    if letter.kind != "official" or letter.decided_on is None:
        return letter.valid_until, validity, why
    allowed = rule("transfers.official_deadline", letter.decided_on)
    last = allowed.after(letter.decided_on)
    if letter.valid_until <= last:
        return letter.valid_until, validity, why
    why = _("{n} ngày làm việc từ ngày quyết định có hiệu lực {day}. {source}").format(
        n=allowed.working_days, day=format_date(letter.decided_on), source=source_line(allowed)
    )
    return last, allowed, why


def _unconfirmed(one: _Waiting, owner: Any) -> Iterator[Due]:
    left = max(box.acted_on for box in one.boxes if box.acted_on)
    why = _("Giới thiệu đi ngày {day}, chưa có phiếu báo của nơi đến").format(day=format_date(left))
    what = _("Hỏi phiếu báo đảng viên đã chuyển sinh hoạt")
    yield _due(one, owner, "transfer_unconfirmed", what, left + SLIP_NOTICE, why, None)


def _due(
    one: _Waiting, owner: Any, kind: str, what: str, day: date, why: str, behind: Rule | None
) -> Due:
    return Due(
        kind=kind,
        what=what,
        about=one.letter.full_name,
        due_on=day,
        url=Transfer(pk=one.letter.transfer_id).get_absolute_url(),
        button=_("Mở giấy"),
        why=why,
        owner=owner.unit,
        owner_path=owner.stands_at,
        rule=behind.code if behind else "",
    )
