"""One value to one cell and back. What a cell holds is what a person would have typed there."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.partial_dates import NotADate, PartialDate
from chibo.base.rules import Refusal
from chibo.base.sheets import CellValue
from chibo.base.sheets.writing import Value
from chibo.base.text import NotANumber, clean, fold, format_date, parse_decimal
from chibo.imports.workbook.declaring import Column
from chibo.rulebook.queries import CodeList, code_list

SEPARATOR = "; "
NAME_AFTER = " · "
MASK = "•"


class Unreadable(Refusal):
    """The cell does not hold what its column takes; the sentence says what it takes."""


def list_of(column: Column, row: Mapping[str, Any]) -> CodeList | None:
    name = column.codes(row) if callable(column.codes) else column.codes
    return code_list(name) if name else None


# ------------------------------------------------------------------ out


def shown(column: Column, row: Mapping[str, Any], names: Mapping[str, str]) -> Value:
    """`names` are put after keys, so that a sheet can be read by itself."""
    value = row.get(column.name)
    if value is None or value == "":
        return None
    if column.kind == "yes_no":
        return _("Có") if value else _("Không")
    if column.kind == "choice":
        return str(column.choices.get(value, value))
    if column.kind in ("code", "codes"):
        codes = value if column.kind == "codes" else [value]
        return SEPARATOR.join(_label(list_of(column, row), code) for code in codes) or None
    if column.kind in ("ref", "refs"):
        keys = value if column.kind == "refs" else [value]
        return SEPARATOR.join(_named(key, names) for key in keys) or None
    if column.kind == "partial":
        return str(value)
    return f"{value:%H:%M}" if column.kind == "time" else value


def _label(codes: CodeList | None, code: str) -> str:
    return codes.label(code) if codes and code in codes else code


def _named(key: str, names: Mapping[str, str]) -> str:
    # The separator of several keys must not stand in a name.
    name = names.get(key, "").replace(";", ",")
    return f"{key}{NAME_AFTER}{name}" if name else key


# ------------------------------------------------------------------ in


def understood(column: Column, row: Mapping[str, Any], cell: CellValue) -> Any:
    """The value as `shown` was given it. Raises Unreadable."""
    text = _text(cell)
    if not text:
        return _EMPTY.get(column.kind)
    if column.kind in ("day", "partial"):
        return _date(column, cell)
    if column.kind == "number" and isinstance(cell, int | float):
        return Decimal(str(cell)).normalize() + 0
    if column.kind == "lines":
        return str(cell).strip()
    if column.kind in ("codes", "refs"):
        parts = text.split(SEPARATOR.strip())
        return [_word(column, row, part) for part in parts]
    return _word(column, row, text)


def _word(column: Column, row: Mapping[str, Any], text: str) -> Any:
    if column.kind in ("code", "codes"):
        return _code(list_of(column, row), text)
    if column.kind == "choice":
        return _choice(column, text)
    return _READ.get(column.kind, clean)(text)


_EMPTY: dict[str, Any] = {
    "text": "",
    "lines": "",
    "digits": "",
    "code": "",
    "choice": "",
    "ref": "",
    "key": "",
    "codes": [],
    "refs": [],
    "yes_no": False,
}


def _text(cell: CellValue) -> str:
    if isinstance(cell, date):
        return format_date(cell)
    return clean(str(cell)) if cell is not None else ""


def _yes_no(text: str) -> bool:
    said = fold(text)
    if said in ("co", "x", "1", "true"):
        return True
    if said in ("khong", "0", "false"):
        return False
    raise Unreadable(_("Ghi Có hoặc Không."))


def _choice(column: Column, text: str) -> str:
    for code, label in column.choices.items():
        if fold(text) in (fold(str(label)), code):
            return code
    wanted = ", ".join(str(label) for label in column.choices.values())
    raise Unreadable(
        _("Không hiểu “{text}”. Ghi một trong: {wanted}.").format(text=text, wanted=wanted)
    )


def _code(codes: CodeList | None, text: str) -> str:
    if codes is None:
        return text
    found = codes.recognise(text)
    if found is None and (near := codes.alike(text)):
        raise Unreadable(
            _("Danh mục {list} không có “{text}”; gần giống: {near}. Ghi đúng dấu.").format(
                list=codes.title, text=text, near=", ".join(item.label for item in near)
            )
        )
    if found is None:
        raise Unreadable(
            _("Danh mục {list} không có “{text}”. Chọn trong danh sách của ô.").format(
                list=codes.title, text=text
            )
        )
    return found.code


def _key(text: str) -> str:
    return clean(text).split(NAME_AFTER.strip())[0].strip().upper()


def _date(column: Column, cell: CellValue) -> date | PartialDate:
    try:
        found = PartialDate.parse(cell if cell is not None else "")
    except NotADate as error:
        raise Unreadable(error.sentence) from error
    if column.kind == "partial":
        return found
    if found.precision != "day":
        raise Unreadable(_("Cần đủ ngày, tháng, năm, như 12/07/2017."))
    return found.day


def _time(text: str) -> time:
    try:
        return datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 (a clock on a wall)
    except ValueError:
        raise Unreadable(_("Cần giờ và phút, như 19:30.")) from None


def _number(text: str) -> Decimal:
    try:
        return parse_decimal(text).normalize() + 0
    except NotANumber as error:
        raise Unreadable(error.sentence) from error


def _integer(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not digits.isdecimal():
        raise Unreadable(_("Cần một số nguyên, như 2018."))
    return int(digits)


_READ: dict[str, Callable[[str], Any]] = {
    "yes_no": _yes_no,
    "integer": _integer,
    "number": _number,
    "time": _time,
    "key": _key,
    "ref": _key,
    "refs": _key,
}


def choices_of(column: Column) -> list[str]:
    """What the cell's drop-down offers; none where a list depends on the row or several may be named."""
    if column.kind == "yes_no":
        return [_("Có"), _("Không")]
    if column.kind == "choice":
        return [str(label) for label in column.choices.values()]
    if column.kind == "code" and isinstance(column.codes, str):
        return [label for _code, label in code_list(column.codes).choices()]
    return []
