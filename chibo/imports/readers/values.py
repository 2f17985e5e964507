"""One cell to one value: text, a name, a date as far as it is known, digits, sex.

What cannot be read raises Unreadable with the sentence shown beside the cell; codes of the rulebook
and names of cells are looked up elsewhere, because they may have to be asked about.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.partial_dates import NoSuchDay, NotADate, PartialDate
from chibo.base.rules import Refusal
from chibo.base.sheets import CellValue
from chibo.base.text import clean, fold, format_date
from chibo.imports.readers.fields import Field
from chibo.members.models import Person

_SEXES = {
    "nam": "male",
    "male": "male",
    "m": "male",
    "nu": "female",
    "female": "female",
    "f": "female",
}
_NO_MARK = ("", "0", "khong", "nam")
_DATE_IN_TEXT = re.compile(r"\d{1,4}(?:\s*[/.\-]\s*\d{1,4}){0,2}")
_MOBILE_WITHOUT_ZERO = 9
_LONGEST = 250


class Unreadable(Refusal):
    """The cell cannot be read as what its column holds."""


def text_of(cell: CellValue) -> str:
    """As a person would read it; whole numbers without a decimal point."""
    if isinstance(cell, datetime | date):
        return format_date(cell)
    if isinstance(cell, float):
        return f"{Decimal(str(cell)):f}"
    return clean(str(cell)) if cell is not None else ""


def read(field: Field, cell: CellValue, today: date) -> Any:
    """None for an empty cell, except a column of marks. Raises Unreadable."""
    if field.kind == "female_mark":
        return "male" if fold(text_of(cell)) in _NO_MARK else "female"
    if cell is None or text_of(cell) == "":
        return None
    if field.kind == "date":
        return _date(cell, today)
    if field.kind == "two_dates":
        return _two_dates(cell, today)
    if field.kind == "sex":
        return _sex(text_of(cell))
    return _short(_READ_TEXT.get(field.kind, text_of)(cell), room_for(field.code))


def lines(cell: CellValue) -> list[str]:
    """The facts of a cell that holds several: one a line, or with ; between them."""
    return [clean(part) for part in re.split(r"[\n;]", str(cell or ""))]


@cache
def room_for(code: str) -> int:
    """How long a text the person's file takes under this name."""
    columns = {column.name: column for column in Person._meta.concrete_fields}
    return getattr(columns.get(code), "max_length", None) or _LONGEST


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise Unreadable(_("Dài hơn {most} chữ. Rút ngắn lại.").format(most=most))
    return text


def _date(cell: CellValue, today: date) -> PartialDate:
    try:
        return PartialDate.parse(cell if cell is not None else "", today)
    except NoSuchDay as error:
        raise Unreadable(_("Ngày không có thật")) from error
    except NotADate as error:
        raise Unreadable(error.sentence) from error


def _two_dates(cell: CellValue, today: date) -> tuple[PartialDate | None, PartialDate | None]:
    """(joined, official): of two dates in one cell the earlier is the joining, whatever the order."""
    if not isinstance(cell, str):
        return _date(cell, today), None
    found = sorted(_date(part, today) for part in _DATE_IN_TEXT.findall(cell))
    if not found:
        return _date(cell, today), None
    return found[0], found[1] if len(found) > 1 else None


def _sex(text: str) -> str:
    try:
        return _SEXES[fold(text)]
    except KeyError:
        raise Unreadable(_("Giới tính ghi là Nam hoặc Nữ.")) from None


def _digits(cell: CellValue) -> str:
    return re.sub(r"[\s.\-']", "", text_of(cell))


def _phone(cell: CellValue) -> str:
    digits = _digits(cell)
    # a number cell drops the zero that every number in the country begins with
    lost = not isinstance(cell, str) and len(digits) == _MOBILE_WITHOUT_ZERO
    return f"0{digits}" if lost else text_of(cell)[:30]


_READ_TEXT = {"national_id": _digits, "card": _digits, "phone": _phone}
