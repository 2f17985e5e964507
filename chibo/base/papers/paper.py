"""A Party document as data: what it says, not how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.base.papers.blocks import Annex, Block, Signature
from chibo.base.papers.layout import LAYOUTS, Layout, layout_on

NO_BREAK = "\u00a0"
MOST_SIGNERS = 2
FIRST_MONTH_WITHOUT_ZERO = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """One document ready to print. Without a `kind` it is a letter (công văn).

    `signatures` holds one signer (on the right) or two (left, right: minutes are signed by the
    secretary on the left and the chair on the right). `recipients` and `archive` come without
    dash and punctuation. `marks` are secrecy and urgency (MẬT, KHẨN …). Without an `issuer` it is
    one person's application. `form` is the code of a prescribed form ("Mẫu 6-KNĐ").

    A register or list is nobody's document: it has no number, place, day and signature of a committee,
    but the day it was printed (`printed_on`). `landscape` lays its pages on their side.
    """

    issuer: str
    place: str
    signed_on: date | None
    symbol: str
    summary: str
    blocks: Sequence[Block]
    kind: str = ""
    parent: str = ""
    number: int | None = None
    addressees: Sequence[str] = ()
    grounds: Sequence[str] = ()
    recipients: Sequence[str] = ()
    archive: str = ""
    signatures: Sequence[Signature] = ()
    annexes: Sequence[Annex] = ()
    marks: Sequence[str] = ()
    circulation: str = ""
    draft: str = ""
    trace: str = ""
    form: str = ""
    printed_on: date | None = None
    landscape: bool = False
    layout: Layout | None = None

    def __post_init__(self) -> None:
        """Two people can sign one paper, three cannot be placed."""
        if len(self.signatures) > MOST_SIGNERS:
            raise ValueError("A paper is signed by one person or by two.")

    @property
    def regime(self) -> Layout:
        """The layout asked for, else the one in force when signed, else the newest."""
        return self.layout or (layout_on(self.signed_on) if self.signed_on else LAYOUTS[-1])

    @property
    def width_mm(self) -> float:
        """Width of its lines."""
        return self.regime.landscape_text_width_mm if self.landscape else self.regime.text_width_mm

    @property
    def number_line(self) -> str:
        """ "Số 05-BC/ĐU"; a gap to write in while there is no number; nothing without a symbol."""
        if not self.symbol:
            return ""
        number = NO_BREAK * 5 if self.number is None else f"{self.number:02d}"
        return f"{self.regime.number_word} {number}-{self.symbol}"

    @property
    def place_line(self) -> str:
        """ "Mường Sang, ngày 05 tháng 7 năm 2018", with gaps while it is not signed; "In ngày 05/7/2018"."""
        if self.printed_on:
            return f"{self.regime.printed_word} {self.printed_on:%d/%m/%Y}"
        return f"{self.place}, {date_in_words(self.signed_on)}"

    @property
    def ground_lines(self) -> list[str]:
        """Each ground on its line: "- …;"."""
        return [f"- {ground.strip().rstrip(';,.')};" for ground in self.grounds]

    @property
    def recipient_lines(self) -> list[str]:
        """ "- Ban Thường vụ Huyện ủy," … and last "- Lưu Đảng ủy."."""
        lines = [f"- {name.strip().rstrip(';,.')}" for name in (*self.recipients, self.archive)]
        lines = [line for line in lines if line != "- "]
        return [f"{line}," for line in lines[:-1]] + [f"{line}." for line in lines[-1:]]

    @property
    def title(self) -> str:
        """For the list of open files: the type and the summary in one line."""
        return " ".join(f"{self.kind} {self.summary}".split())


def date_in_words(day: date | None) -> str:
    """Days below 10 and months 1 and 2 carry a leading zero, so that nobody can add a digit."""
    if day is None:
        gap = NO_BREAK * 6
        return f"ngày{gap}tháng{gap}năm{gap}"
    month = f"{day.month:02d}" if day.month < FIRST_MONTH_WITHOUT_ZERO else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
