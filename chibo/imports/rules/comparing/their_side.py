"""A file's rows in the plain form of a comparison. Nothing is asked and nothing refused: what cannot be read is
kept as it is written, behind a "?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chibo.base.partial_dates import PartialDate
from chibo.base.secrets import keyed_hash
from chibo.base.sheets import CellValue
from chibo.base.text import same_name_key
from chibo.imports.queries.cells import CellBook
from chibo.imports.queries.our_side import RANKED
from chibo.imports.readers.bodies import DataRow
from chibo.imports.readers.fields import Field, fields
from chibo.imports.readers.values import Unreadable, lines, read, text_of
from chibo.imports.rules.states import status_word
from chibo.rulebook.queries import code_list

UNKNOWN = "?"
MASK = "•"
OR = "|"
# Facts no side is asked about: free text nobody keeps alike, offices in words of their own, and the day of a
# status beside its word.
LEFT_OUT = frozenset({"status_date", "language", "computing", "note", "position"})
ID_LENGTH = 12


@dataclass(frozen=True)
class Theirs:
    """One row of the file; `facts` only of the columns it has, "" where the cell is blank."""

    row: int
    name: str
    name_key: str
    born: PartialDate | None
    id_hash: str
    card: str
    facts: dict[str, str]


def their_side(
    rows: Sequence[DataRow], columns: Sequence[tuple[int, Field]], cells: CellBook, today: date
) -> list[Theirs]:
    reader = _Reader(columns, cells, today)
    return [reader.row(row) for row in rows]


def asked(columns: Sequence[tuple[int, Field]], *, by_unit: bool = False) -> list[str]:
    """Field codes a file of these columns can be compared on, in the order of the list of fields."""
    codes = {part for _at, field in columns for part in _parts(field)}
    codes |= {"cell"} if by_unit else set()
    return [code for code in fields() if code in codes - LEFT_OUT]


def _parts(field: Field) -> tuple[str, ...]:
    if field.kind == "several":
        return field.parts
    if field.kind == "two_dates":
        return ("joined", "official")
    return ("sex",) if field.kind == "female_mark" else (field.code,)


@dataclass(frozen=True)
class _Reader:
    columns: Sequence[tuple[int, Field]]
    cells: CellBook
    today: date

    def row(self, row: DataRow) -> Theirs:
        facts: dict[str, str] = {}
        for at, field in self.columns:
            cell = row.cells[at] if at < len(row.cells) else None
            if field.kind == "several":
                for part, text in zip(field.parts, [*lines(cell), *[""] * 9], strict=False):
                    self._take(facts, fields()[part], text)
            else:
                self._take(facts, field, cell)
        if row.unit and not facts.get("cell"):
            facts["cell"] = self._cell(row.unit)
        born = _date(facts.get("born", ""), self.today)
        name = facts.get("full_name", "")
        number = facts.get("national_id", "")
        return Theirs(
            row.number,
            name,
            same_name_key(name),
            born,
            keyed_hash(number) if number.isdigit() else "",
            facts.get("card_number", ""),
            facts,
        )

    def _take(self, facts: dict[str, str], field: Field, cell: CellValue) -> None:
        if field.code in LEFT_OUT:
            return
        try:
            value = read(field, cell, self.today)
        except Unreadable:
            value = UNKNOWN + text_of(cell)
        facts.update(self._plain(field, value))

    def _plain(self, field: Field, value: object) -> list[tuple[str, str]]:
        if field.kind == "two_dates" and isinstance(value, tuple):
            return [
                (code, str(day or ""))
                for code, day in zip(("joined", "official"), value, strict=True)
            ]
        code = _parts(field)[0]
        text = str(value or "")
        if not text or text.startswith(UNKNOWN):
            return [(code, text)]
        return [(code, self._meaning(field, code, text))]

    def _meaning(self, field: Field, code: str, text: str) -> str:
        if code == "cell":
            return self._cell(text)
        if code == "status":
            return status_word(text) or UNKNOWN + text
        if field.kind == "code" or code in RANKED:
            item = code_list(field.list).recognise(text)
            return item.code if item else UNKNOWN + text
        # a number cell drops the zeros an identity number begins with
        lost = code in ("national_id", "card_number") and text.isdigit()
        return text.zfill(ID_LENGTH) if lost and len(text) == ID_LENGTH - 1 else text

    def _cell(self, text: str) -> str:
        """A cell's key, or the keys of all it may be; the official export names the cell and then the committees
        above it."""
        for said in (text, text.partition(",")[0]):
            if found := self.cells.match(said):
                return OR.join(str(cell.pk) for cell in found)
        return UNKNOWN + text


def _date(text: str, today: date) -> PartialDate | None:
    return PartialDate.parse(text, today) if text and not text.startswith(UNKNOWN) else None
