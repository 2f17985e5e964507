"""Looks through an .xlsx without trusting it, before any reader is let near it.

The reader fills a dense grid from the first to the last filled cell, so two cells in opposite
corners of a sheet would take all memory: every part is unpacked here in small pieces, counted, and
walked with expat, which never holds more than one tag.
"""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext as _

from chibo.base.sheets import limits
from chibo.base.sheets.xlsx_strings import check_shared_text

_PIECE = 1 << 18
_REFERENCE = re.compile(r"([A-Za-z]{0,7})([0-9]{0,10})")
_COUNT = re.compile(r"[0-9]{1,10}")
_FORMULAS_NAMED = 5
_LONGEST_TYPE = 60
_SEEN_AT_MOST = 4


@dataclass
class SheetShape:
    """What the XML of one sheet says it holds, counting only cells with something in them."""

    last_row: int = 0
    last_column: int = 0
    filled: int = 0
    formulas: int = 0
    first_formulas: list[str] = field(default_factory=list)
    shared_texts: int = 0
    hidden_rows: int = 0
    without_result: int = 0


_seen: dict[bytes, dict[str, SheetShape]] = {}
_one_at_a_time = Lock()


def check_xlsx(content: bytes) -> dict[str, SheetShape]:
    """The shape of every sheet by the name of its part; raises UnreadableSheet.

    A list is opened when it is sent, rehearsed and written: it is looked through once."""
    mark = hashlib.sha256(content).digest()
    shapes = _seen.get(mark) or _checked(content)
    with _one_at_a_time:
        if len(_seen) >= _SEEN_AT_MOST:
            _seen.clear()
        _seen[mark] = shapes
    return shapes


def _checked(content: bytes) -> dict[str, SheetShape]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_contents(archive)
            return _walk(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as broken:
        raise limits.damaged() from broken
    except RuntimeError as encrypted:  # zipfile's word for an encrypted part
        raise limits.locked() from encrypted


def _check_contents(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if len(parts) > limits.MAX_PARTS or len(names) < len(parts):
        raise limits.harmful()
    if sum(part.file_size for part in parts) > limits.MAX_UNPACKED_BYTES:
        raise limits.harmful()
    if any(name.endswith("vbaproject.bin") for name in names):
        raise limits.has_macros()
    if "xl/workbook.xml" not in names and "xl/workbook2.xml" not in names:
        raise _not_a_workbook(archive, names)


def _not_a_workbook(archive: zipfile.ZipFile, names: set[str]) -> limits.UnreadableSheet:
    if "xl/workbook.bin" in names:
        return limits.other_workbook(_("bảng tính dạng nhị phân (.xlsb)"))
    if "word/document.xml" in names:
        return limits.other_kind(_("văn bản Word"))
    if "ppt/presentation.xml" in names:
        return limits.other_kind(_("bài trình chiếu"))
    if "content.xml" in names and "mimetype" in names:
        return _of_libreoffice(archive)
    return limits.unknown_kind()


def _of_libreoffice(archive: zipfile.ZipFile) -> limits.UnreadableSheet:
    part = next(one for one in archive.namelist() if one.lower() == "mimetype")
    with archive.open(part) as stream:
        told = stream.read(_LONGEST_TYPE)
    if told.endswith(b".spreadsheet"):
        return limits.other_workbook(_("bảng tính của LibreOffice (.ods)"))
    return limits.other_kind(_("tệp của LibreOffice"))


def _walk(archive: zipfile.ZipFile) -> dict[str, SheetShape]:
    shapes: dict[str, SheetShape] = {}
    lists: dict[str, int] = {}
    budget = _Budget()
    for part in archive.infolist():
        with archive.open(part) as stream:
            walker = _Walker(budget)
            for piece in _pieces(stream, part, budget):
                walker.feed(piece)
            walker.close()
            if walker.is_sheet:
                shapes[part.filename] = walker.shape
            elif walker.is_list_of_texts:
                lists[part.filename] = walker.longest_text
    if sum(shape.filled for shape in shapes.values()) > limits.MAX_CELLS:
        raise limits.too_many_cells()
    if sum(s.last_row * s.last_column for s in shapes.values()) > 4 * limits.MAX_CELLS:
        raise limits.too_many_cells()
    # adding up every text takes a second walk: only where the longest could make it too much
    if (
        max(lists.values(), default=0) * sum(s.shared_texts for s in shapes.values())
        > limits.MAX_TEXT
    ):
        check_shared_text(archive, list(lists), list(shapes))
    return shapes


@dataclass
class _Budget:
    """What is left for the whole file."""

    unpacked: int = limits.MAX_UNPACKED_BYTES
    elements: int = limits.MAX_XML_ELEMENTS


def _pieces(stream: IO[bytes], part: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    unpacked = 0
    while piece := stream.read(_PIECE):
        unpacked += len(piece)
        budget.unpacked -= len(piece)
        swollen = unpacked > max(limits.RATIO_MATTERS_FROM, part.compress_size * limits.MAX_RATIO)
        if budget.unpacked < 0 or swollen:
            raise limits.harmful()
        yield piece


class _Walker:
    """Follows one part if it is XML: refuses document types, measures `sheetData`."""

    def __init__(self, budget: _Budget) -> None:
        self.shape = SheetShape()
        self.is_sheet = self.is_list_of_texts = False
        self.longest_text = 0
        self._text = 0
        self._budget = budget
        self._parser: expat.XMLParserType | None = None
        self._begun = False
        self._row = self._column = 0
        self._in_cell = self._counted = self._hidden = False
        self._waits = False  # a formula of the cell, for its result

    def feed(self, piece: bytes) -> None:
        if not self._begun:
            self._begun = True
            if piece.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
                self._parser = self._new_parser()
        if self._parser:
            self._parse(piece, final=False)

    def close(self) -> None:
        if self._parser:
            self._parse(b"", final=True)

    def _parse(self, piece: bytes, *, final: bool) -> None:
        assert self._parser is not None
        try:
            self._parser.Parse(piece, final)
        except expat.ExpatError as broken:
            raise limits.damaged() from broken

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        return parser

    def _refuse_document_type(self, *_declaration: object) -> None:
        raise limits.harmful()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._budget.elements -= 1
        if self._budget.elements < 0:
            raise limits.too_many_cells()
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._begin_cell(attributes.get("r"))
            self.shape.shared_texts += attributes.get("t") == "s"
        elif tag == "row":
            self._begin_row(attributes.get("r"))
            self._hidden = attributes.get("hidden") in ("1", "true")
        elif tag in ("v", "is", "t", "f") and self._in_cell:
            self._fill(formula=tag == "f")
            if self._waits and tag != "f":
                self._listen(self._hear_result)
        elif tag == "sheetData":
            self.is_sheet = True
        elif tag == "si":
            self._text = 0
        elif tag == "sst" or "count" in attributes:
            self._begin_list(tag, attributes)

    def _begin_list(self, tag: str, attributes: dict[str, str]) -> None:
        """The reader makes room for as many as are announced: 4 billion would end the process."""
        for name in ("count", "uniqueCount"):
            announced = attributes.get(name, "0").strip()
            if not _COUNT.fullmatch(announced) or int(announced) > limits.MAX_CELLS:
                raise limits.damaged()
        if tag == "sst":
            self._begin_texts()

    def _begin_texts(self) -> None:
        self.is_list_of_texts = True
        self._listen(self._measure)

    def _measure(self, text: str) -> None:
        self._text += len(text)
        self.longest_text = max(self.longest_text, self._text)

    def _begin_row(self, number: str | None) -> None:
        if number is not None and not _COUNT.fullmatch(number):
            raise limits.damaged()
        self._row = int(number) if number else self._row + 1
        self._column, self._in_cell = 0, False

    def _begin_cell(self, reference: str | None) -> None:
        found = _REFERENCE.fullmatch(reference or "")
        if not found:
            raise limits.damaged()
        letters, row = found.groups()
        self._column = _column_number(letters) if letters else self._column + 1
        self._row = int(row) if row else self._row
        self._in_cell, self._counted = True, False
        if self._waits:
            self._hear_no_more()

    def _fill(self, *, formula: bool) -> None:
        shape = self.shape
        if not self._counted:
            self._counted = True
            shape.filled += 1
            shape.hidden_rows += self._hidden
            self._hidden = False
            shape.last_row = max(shape.last_row, self._row)
            shape.last_column = max(shape.last_column, self._column)
            self._refuse_outsize()
        if formula:
            shape.formulas += 1
            shape.without_result += 1
            self._waits = True
            if len(shape.first_formulas) < _FORMULAS_NAMED:
                shape.first_formulas.append(f"{column_letters(self._column)}{self._row}")

    def _hear_result(self, text: str) -> None:
        """Programs write the empty element for what only Excel would work out."""
        if text.strip():
            self.shape.without_result -= 1
            self._hear_no_more()

    def _hear_no_more(self) -> None:
        self._waits = False
        self._listen(None)

    def _listen(self, hear: Callable[[str], None] | None) -> None:
        if self._parser:
            self._parser.CharacterDataHandler = hear

    def _refuse_outsize(self) -> None:
        if self._column > limits.MAX_COLUMNS:
            raise limits.too_many_columns()
        if self._row > limits.MAX_ROWS:
            raise limits.too_many_rows()


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
