"""A letter as lists and pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.members.models import Transfer, TransferState, TransferStep
from chibo.members.queries.letters import SLIP_NOTICE, next_box, received_on
from chibo.rulebook.queries import code_list, rule

TONES = {
    TransferState.ON_THE_WAY: "info",
    TransferState.HANDED_OVER: "warn",
    TransferState.RECEIVED: "ok",
    TransferState.WITHDRAWN: "",
    TransferState.RETURNED: "bad",
}


@dataclass(frozen=True)
class LetterRow:
    """`box` is whose turn it is, `late` why the letter is overdue, in words."""

    letter: Transfer
    kind: str
    tone: str
    box: TransferStep | None
    late: str

    @property
    def waits_for(self) -> str:
        if self.box:
            return self.box.name
        if self.letter.state == TransferState.HANDED_OVER:
            return self.letter.to_unit
        return ""

    @property
    def moved_on(self) -> date | None:
        return received_on(self.letter)


def rows_of(letters: QuerySet[Transfer] | Iterable[Transfer], on: date) -> list[LetterRow]:
    return [row_of(letter, on) for letter in letters]


def row_of(letter: Transfer, on: date) -> LetterRow:
    kind = code_list("transfer_kinds").item(letter.kind).short
    tone = TONES[TransferState(letter.state)]
    return LetterRow(letter, kind, tone, next_box(letter), late_words(letter, on))


def late_words(letter: Transfer, on: date) -> str:
    """The nearest of what is wrong with an open letter; "" when nothing is."""
    if letter.state == TransferState.HANDED_OVER:
        return _silence(letter, on)
    if letter.state != TransferState.ON_THE_WAY:
        return ""
    if letter.valid_until < on:
        return _("chỉ có giá trị đến {day}").format(day=format_date(letter.valid_until))
    last = deadline_of(letter)
    if last and last < on:
        return _("hạn làm thủ tục {day}").format(day=format_date(last))
    return ""


def deadline_of(letter: Transfer) -> date | None:
    """The last day for the procedure of an official transfer."""
    if letter.kind != "official" or letter.decided_on is None:
        return None
    return rule("transfers.official_deadline", letter.decided_on).after(letter.decided_on)


def _silence(letter: Transfer, on: date) -> str:
    moved = letter.movement
    if moved is None or moved.happened_on >= on - SLIP_NOTICE:
        return ""
    return _("chưa có phiếu báo từ {day}").format(day=format_date(moved.happened_on))
