"""Reading .csv: which letters, which separator."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

from chibo.base.sheets import limits
from chibo.base.text.legacy import UNICODE_ONLY, detect_legacy

_SEPARATORS = ",;\t|"
_LINES_TRIED = 50
_SAMPLE = 200_000


def read_delimited(content: bytes) -> list[tuple[str | None, ...]]:
    """All cells are text as written; empty ones None. Raises UnreadableSheet."""
    text = decode(content)
    try:
        separator = _separator(text)
        if text[:4].lower() == "sep=":
            text = text.partition("\n")[2]
        return _filled_rows(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as broken:
        raise limits.damaged() from broken


def _filled_rows(lines: Iterable[list[str]]) -> list[tuple[str | None, ...]]:
    """Empty rows count only when a filled one follows: trailing ones are dropped."""
    rows: list[tuple[str | None, ...]] = []
    empty = cells = 0
    for line in lines:
        if not any(line):
            empty += 1
            continue
        cells += len(line)
        _check_size(len(rows) + empty + 1, len(line), cells)
        rows.extend([()] * empty)
        rows.append(tuple(cell or None for cell in line))
        empty = 0
    return rows


def decode(content: bytes) -> str:
    """Unicode where the bytes are Unicode, else the code page under which the words make sense.

    Old font encodings stay as they are: the column mapping asks about them as it does for .xlsx.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if content[:4096].count(0):
        little = content[1:4096:2].count(0) > content[0:4096:2].count(0)
        return content.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_code_page(content)


def _decode_code_page(content: bytes) -> str:
    western = content.decode("cp1252", errors="replace")
    if detect_legacy([western[:_SAMPLE]]):
        return western
    vietnamese = normalize("NFC", content.decode("cp1258", errors="replace"))
    return vietnamese if UNICODE_ONLY.search(vietnamese) else western


def _separator(text: str) -> str:
    """The one that cuts most lines into the same number of cells, more than one."""
    if text[:4].lower() == "sep=" and text[4:5] in _SEPARATORS:
        return text[4]
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:_LINES_TRIED]
    return max(_SEPARATORS, key=lambda separator: _evenness(lines, separator))


def _evenness(lines: list[str], separator: str) -> tuple[int, int]:
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
    widths.pop(1, None)
    width, count = max(widths.items(), key=lambda found: found[1], default=(0, 0))
    return count, width


def _check_size(rows: int, columns: int, cells: int) -> None:
    if rows > limits.MAX_ROWS:
        raise limits.too_many_rows()
    if columns > limits.MAX_COLUMNS:
        raise limits.too_many_columns()
    if cells > limits.MAX_CELLS:
        raise limits.too_many_cells()
