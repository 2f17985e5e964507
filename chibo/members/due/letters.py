"""Letters of introduction that wait for somebody: to send on, to receive, to ask about, to confirm."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.due import Due, Tally
from chibo.base.text import format_date
from chibo.members.due.units import units_by_path
from chibo.members.models import Transfer, TransferStep
from chibo.members.models.transfer import OPEN_STATES, Side
from chibo.members.queries.letters import SLIP_NOTICE, all_letters_through, letters_through
from chibo.organisations.queries.succession import heirs_of
from chibo.organisations.queries.tree import Branch, branches
from chibo.rulebook.queries import Rule, code_list, rule, source_line

# How long after a letter was written its sender asks about it; ours, not a rule of the Party.
RECEIPT_NOTICE = timedelta(days=15)


@dataclass(frozen=True)
class _Waiting:
    """A letter as it stood on a day: the boxes filled by then, the one whose turn it was."""

    letter: Transfer
    boxes: list[TransferStep]
    turn: TransferStep
    on: date

    @property
    def sender(self) -> TransferStep:
        """The last level of the sending side that has acted, or the first of all."""
        mine = [box for box in self.boxes if box.organisation_id and box.side == Side.SENDING]
        acted = [box for box in mine if box.position < self.turn.position]
        return (acted or mine or self.boxes)[-1]

    @property
    def has_been_sent(self) -> bool:
        return self.turn.side == Side.RECEIVING and self.turn.position > 1


def letters_due(user: User, branch: Branch, on: date) -> list[Due]:
    rows = letters_through(user, branch).select_related("person")
    return list(_lines_of(rows, branch, on))


def letter_tallies(branch: Branch, on: date) -> list[Tally]:
    """The same counted by unit, without the numbers of the letters."""
    rows = all_letters_through(branch).select_related("person")
    lines = list(_lines_of(rows, branch, on))
    units = units_by_path({line.owner_path for line in lines}, branch) if lines else {}
    counted = Counter(
        (line.kind, line.what, units[line.owner_path], line.due_on, line.rule) for line in lines
    )
    why = _("Sổ giấy giới thiệu sinh hoạt đảng")
    return [
        Tally(kind, what, unit, n, day, why, code)
        for (kind, what, unit, day, code), n in counted.items()
    ]


def _lines_of(letters: QuerySet[Transfer], branch: Branch, on: date) -> Iterator[Due]:
    found = [waits for letter in _open_on(letters, on) if (waits := _waiting(letter, on))]
    keys = {box.organisation_id for one in found for box in (one.turn, one.sender)} - {None}
    standing = _standing([key for key in keys if key], on) if keys else {}
    lines = (line for one in found for line in _lines(one, standing))
    return (line for line in lines if line.owner_path.startswith(branch.path))


def _standing(keys: list[int], on: date) -> dict[int, Branch]:
    """Each unit, or the one that took its place, as it stands on the day."""
    found = branches(keys, on)
    if ended := [key for key in keys if key not in found]:
        heirs = heirs_of(ended, on)
        there = branches(list(heirs.values()), on)
        found |= {key: there[heir] for key, heir in heirs.items() if heir in there}
    return found


def _open_on(letters: QuerySet[Transfer], on: date) -> QuerySet[Transfer]:
    later = TransferStep.objects.filter(transfer=OuterRef("pk"), acted_on__gt=on)
    lasted = Q(state__in=OPEN_STATES) | Q(closed_on__gt=on) | Exists(later)
    rows = letters.filter(lasted, issued_on__lte=on)
    return rows.prefetch_related("steps").order_by("pk")


def _waiting(letter: Transfer, on: date) -> _Waiting | None:
    boxes = list(letter.steps.all())
    empty = [box for box in boxes if box.acted_on is None or box.acted_on > on]
    return _Waiting(letter, boxes, empty[0], on) if empty else None


def _lines(one: _Waiting, standing: dict[int, Branch]) -> Iterator[Due]:
    turn, sender = one.turn.organisation_id, one.sender.organisation_id
    if turn is None:
        if sender in standing and _moves(one.letter):
            yield from _unconfirmed(one, standing[sender])
        return
    if turn in standing:
        yield _own_turn(one, standing[turn])
    if one.has_been_sent and sender in standing and one.letter.issued_on + RECEIPT_NOTICE <= one.on:
        yield _asking(one, standing[sender])


def _moves(letter: Transfer) -> bool:
    return bool(code_list("transfer_kinds").item(letter.kind).extra["effect"] == "moves")


def _own_turn(one: _Waiting, owner: Branch) -> Due:
    if one.turn.side == Side.RECEIVING:
        return _line(one, owner, "transfer_to_receive", _("Tiếp nhận đảng viên chuyển đến"))
    return _line(one, owner, "transfer_to_send", _("Giới thiệu tiếp đảng viên chuyển sinh hoạt"))


def _asking(one: _Waiting, owner: Branch) -> Due:
    what = _("Hỏi nơi đến việc tiếp nhận đảng viên")
    return _line(one, owner, "transfer_not_received", what)


def _line(one: _Waiting, owner: Branch, kind: str, what: str) -> Due:
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


def _unconfirmed(one: _Waiting, owner: Branch) -> Iterator[Due]:
    left = max(box.acted_on for box in one.boxes if box.acted_on)
    why = _("Giới thiệu đi ngày {day}, chưa có phiếu báo của nơi đến").format(day=format_date(left))
    what = _("Hỏi phiếu báo đảng viên đã chuyển sinh hoạt")
    yield _due(one, owner, "transfer_unconfirmed", what, left + SLIP_NOTICE, why, None)


def _due(
    one: _Waiting, owner: Branch, kind: str, what: str, day: date, why: str, behind: Rule | None
) -> Due:
    return Due(
        kind=kind,
        what=what,
        about=one.letter.person.full_name,
        due_on=day,
        url=one.letter.get_absolute_url(),
        button=_("Mở giấy"),
        why=why,
        owner=owner.short_name,
        owner_path=owner.path,
        rule=behind.code if behind else "",
    )
