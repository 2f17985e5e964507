"""How much text the cells of an .xlsx hand out together.

Cells only point at a list of texts, so a small file may point three million times at one text of
32,000 letters. Only for files already walked by `xlsx_checks`.
"""

import zipfile
from xml.parsers import expat

from chibo.base.sheets import limits

_PIECE = 1 << 18
_LONGEST_NUMBER = 10


def check_shared_text(archive: zipfile.ZipFile, lists: list[str], sheets: list[str]) -> None:
    """Raises UnreadableSheet when the texts pointed at are together more than we will hold."""
    lengths: list[int] = []
    for part in lists:
        lengths.extend(_TextLengths(archive, part).lengths)
    left = limits.MAX_TEXT
    for part in sheets:
        left -= _HandedOut(archive, part, lengths).letters
        if left < 0:
            raise limits.harmful()


def _follow(parser: expat.XMLParserType, archive: zipfile.ZipFile, part: str) -> None:
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
        parser.Parse(b"", True)


class _TextLengths:
    """The length of each text of the list, in order."""

    def __init__(self, archive: zipfile.ZipFile, part: str) -> None:
        self.lengths: list[int] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        _follow(parser, archive, part)

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            self.lengths.append(0)

    def _text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _HandedOut:
    """The letters all cells of one sheet point at."""

    def __init__(self, archive: zipfile.ZipFile, part: str, lengths: list[int]) -> None:
        self.letters = 0
        self._lengths = lengths
        self._shared, self._number = False, ""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        _follow(parser, archive, part)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "c":
            self._shared, self._number = attributes.get("t") == "s", ""

    def _text(self, text: str) -> None:
        self._number += text if self._shared and len(self._number) < _LONGEST_NUMBER else ""

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "c" and self._shared:
            number = self._number.strip()
            known = number.isascii() and number.isdigit() and int(number) < len(self._lengths)
            self.letters += self._lengths[int(number)] if known else 0
            self._shared = False
