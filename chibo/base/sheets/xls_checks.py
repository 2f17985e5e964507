"""Looks through an old .xls before a reader is let near it: chains of sectors that go in circles,
passwords, macros, and cells far out on the grid.
"""

import io
import struct
from dataclasses import dataclass

import olefile
from django.utils.translation import gettext as _

from chibo.base.sheets import limits

_FILEPASS, _EOF = 0x002F, 0x000A
_FORMULA = 0x0006
# NUMBER, LABEL, BOOLERR, RK, RSTRING, LABELSST, FORMULA: row, column; MULRK: row, first … last
_CELLS = {0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD, 0x0006}
_MULRK = 0x00BD
_SHORTEST_CELL = 6


@dataclass
class XlsShape:
    """Formula cells of the whole file and the area its sheets span."""

    formulas: int = 0
    area: int = 0


def check_xls(content: bytes) -> XlsShape:
    """Raises UnreadableSheet."""
    try:
        with olefile.OleFileIO(io.BytesIO(content), raise_defects=olefile.DEFECT_INCORRECT) as ole:
            _check_streams(ole)
            name = "Workbook" if ole.exists("Workbook") else "Book"
            records = ole.openstream(name).read()
    except (OSError, struct.error, ValueError, IndexError, MemoryError) as broken:
        raise limits.damaged() from broken
    return _walk(records)


def _check_streams(ole: olefile.OleFileIO) -> None:
    if ole.exists("EncryptedPackage") or ole.exists("EncryptionInfo"):
        raise limits.locked()
    if ole.exists("WordDocument"):
        raise limits.other_kind(_("văn bản Word"))
    if ole.exists("_VBA_PROJECT_CUR") or ole.exists("VBA"):
        raise limits.has_macros()
    if not (ole.exists("Workbook") or ole.exists("Book")):
        raise limits.unknown_kind()


def _walk(records: bytes) -> XlsShape:
    shape, at, end = XlsShape(), 0, len(records) - 4
    last_row = last_column = -1
    while at <= end:
        kind, length = struct.unpack_from("<HH", records, at)
        body = at + 4
        if kind == _FILEPASS:
            raise limits.locked()
        if kind == _EOF:
            shape.area += (last_row + 1) * (last_column + 1)
            last_row = last_column = -1
        elif (
            (kind in _CELLS or kind == _MULRK)
            and length >= _SHORTEST_CELL
            and body + length <= len(records)
        ):
            row, column = struct.unpack_from("<HH", records, body)
            if kind == _MULRK:
                column = struct.unpack_from("<H", records, body + length - 2)[0]
            last_row, last_column = max(last_row, row), max(last_column, column)
            shape.formulas += kind == _FORMULA
            if column >= limits.MAX_COLUMNS:
                raise limits.too_many_columns()
        at = body + length
    if shape.area > 4 * limits.MAX_CELLS:
        raise limits.too_many_cells()
    return shape
