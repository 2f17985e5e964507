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
# what people write where they know nothing; in columns that cannot mean "none" also a plain no
_UNKNOWN = re.compile(
    r"[\W_]*|\W*(khong|chua) (ro|biet|nho( ro)?|xac dinh|co thong tin)\b[^\d]*", re.ASCII
)
_NOTHING = ("khong", "chua", "chua co", "khong co", "k", "ko", "0", "chua qua", "chua qua dao tao")
_LONGEST_NOTHING, _BEGINS_NOTHING = 40, "kKcC0"  # most cells need no closer look
_NEVER_NONE = (
    "date", "two_dates", "national_id", "card", "phone", "level", "free_level", "positions",
)  # fmt: skip
_DATE_IN_TEXT = re.compile(r"\d{1,4}(?:\s*[/.\-]\s*\d{1,4}){0,2}")
_SERIAL = re.compile(r"[1-9][0-9]{4}")  # Excel's own count of days, left as text
_WORD = re.compile(r"[^\W\d_]+")
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
    if cell is None or _says_nothing(field, text_of(cell)):
        return None
    if isinstance(cell, str):
        cell = cell.strip().removeprefix("'")  # how a sheet is told to keep a number as text
    if field.kind == "date":
        return _date(cell, today)
    if field.kind == "two_dates":
        return _two_dates(cell, today)
    if field.kind == "sex":
        return _sex(text_of(cell))
    return _short(_READ_TEXT.get(field.kind, text_of)(cell), room_for(field.code))


def _surely_something(first: str) -> bool:
    return first.isalnum() and first not in _BEGINS_NOTHING


def _says_nothing(field: Field, text: str) -> bool:
    if text and (len(text) > _LONGEST_NOTHING or _surely_something(text[0])):
        return False
    plain = fold(text)
    if field.kind in _NEVER_NONE and plain.rstrip(".") in _NOTHING:
        return True
    return field.kind != "cell" and _UNKNOWN.fullmatch(plain) is not None


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
    if isinstance(cell, str) and _SERIAL.fullmatch(cell):
        cell = int(cell)
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


def as_name(text: str) -> str:
    """'LÒ THỊ HÀ' is how sheets write it, Lò Thị Hà the name; a single word is left alone."""
    shouted = text.isupper() and " " in text
    return _WORD.sub(lambda word: word[0].capitalize(), text) if shouted else text


def _name(cell: CellValue) -> str:
    return as_name(text_of(cell))


def _digits(cell: CellValue) -> str:
    return re.sub(r"[\s.\-']", "", text_of(cell))


def _phone(cell: CellValue) -> str:
    digits = _digits(cell)
    # a number cell drops the zero that every number in the country begins with
    lost = not isinstance(cell, str) and len(digits) == _MOBILE_WITHOUT_ZERO
    return f"0{digits}" if lost else text_of(cell)[:30]


def _apart(cell: CellValue) -> str:
    """Offices written one a line stay apart."""
    return "; ".join(line for line in lines(cell) if line)


_READ_TEXT = {
    "name": _name,
    "national_id": _digits,
    "card": _digits,
    "phone": _phone,
    "positions": _apart,
}
