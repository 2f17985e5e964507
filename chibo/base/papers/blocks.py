"""What the body of a paper is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import mark_safe

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False


Text = str | Sequence[Run]


def runs_of(text: Text) -> tuple[Run, ...]:
    """Plain text is one upright run."""
    return (Run(text),) if isinstance(text, str) else tuple(text)


def plain(text: Text) -> str:
    """The words without their style."""
    return "".join(run.text for run in runs_of(text))


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is marked I-, level 2 1., level 3 a); the marks are counted when it is printed."""

    text: str
    level: Literal[1, 2, 3] = 1
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`Paragraph("…")`, or `Paragraph((Run("Kết luận:", italic=True), Run(" …")))`. A `centred` one stands
    in the middle without an indent: "BAN THƯỜNG VỤ HUYỆN ỦY QUYẾT ĐỊNH:"."""

    text: Text
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item, printed with a dash."""

    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is a share of the whole; neighbours with the same `group` stand under one head."""

    head: str
    width: float = 1
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Heads repeat on every page, rows are never split; `total` is the last row, in bold. A table that is
    kept `together` stands on one page: only for a few rows."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Text]]
    total: Sequence[Text] | None = None
    caption: str = ""
    together: bool = False

    def __post_init__(self) -> None:
        """A row with a cell too few would shift every number after it: refuse it."""
        if not self.columns or min(column.width for column in self.columns) <= 0:
            raise ValueError("A table needs columns wider than nothing.")
        wanted = len(self.columns)
        for row in (*self.rows, *([] if self.total is None else [self.total])):
            if len(row) != wanted:
                raise ValueError(f"A row has {len(row)} cells, the table {wanted} columns: {row!r}")


@dataclass(frozen=True, slots=True)
class Lines:
    """Dotted lines from edge to edge, to be written on by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: "T/M BAN THƯỜNG VỤ" (may be empty), "BÍ THƯ", the name without degrees."""

    post: str
    name: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Signing:
    """Signatures inside the body: one stands on the right, several side by side."""

    signatures: Sequence[Signature]


@dataclass(frozen=True, slots=True)
class Scan:
    """A QR code of an address, with words at its right."""

    address: str
    text: Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of the table that follows it, as wide as the lines (`drawing`); `told` says in words what it
    shows, for who cannot see it."""

    svg: str
    caption: str
    told: str

    @property
    def picture(self) -> str:
        """To be set into a page: words in it are escaped where it is drawn."""
        return mark_safe(self.svg)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Heading | Paragraph | Bullet | Table | Lines | Signing | Scan | Drawing | PageBreak


@dataclass(frozen=True, slots=True)
class Annex:
    """Printed after the signature on pages of its own.

    `note` says what it belongs to: "kèm theo Báo cáo số 05-BC/ĐU, ngày 05/7/2018".
    """

    label: str
    title: str
    blocks: Sequence[Block]
    note: str = ""
    landscape: bool = False
