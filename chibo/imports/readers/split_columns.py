"""Facts that sheets spread over two columns, put together again.

Names    'Lò Văn' and 'Sôm' beside each other, so that the sheet sorts by the given name
By sex   'Ngày sinh' over 'Nam' and 'Nữ', the day written in the column of the sex; or 'Giới tính' over marks
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from chibo.base.sheets import CellValue
from chibo.base.text import clean
from chibo.imports.readers.bodies import DataRow, shown
from chibo.imports.readers.fields import heading_key, meaning_of
from chibo.imports.readers.heads import Head, name_column

_GIVEN = ("ten", "ten goi")
_MEN, _WOMEN = " nam", " nu"
_MEANT = ("born", "sex")

Pair = tuple[CellValue, CellValue]


def put_together(head: Head, rows: Sequence[DataRow]) -> tuple[Head, list[DataRow]]:
    """Both as they are, where nothing is spread."""
    told, name = list(rows), name_column(head.headings)
    if name is not None and _goes_on(head, name):
        head, told = _two_as(head, told, name, (head.headings[name], ""), _whole_name)
    for at in range(len(head.headings) - 1):
        meant = _told_by_sex(head, at)
        if meant == "born":
            head, told = _two_as(head, told, at, (_("Ngày sinh"), _("Giới tính")), _birth)
        elif meant == "sex":
            head, told = _two_as(head, told, at, (_("Giới tính"), ""), _marked_sex)
    return head, told


def _two_as(
    head: Head, rows: list[DataRow], at: int, headings: tuple[str, str], read: Callable[..., Pair]
) -> tuple[Head, list[DataRow]]:
    """The columns `at` and beside it under other headings, each pair of cells read anew."""
    named = (*head.headings[:at], *headings, *head.headings[at + 2 :])
    told = [
        replace(row, cells=(*row.cells[:at], *read(*row.cells[at : at + 2]), *row.cells[at + 2 :]))
        for row in rows
    ]
    return replace(head, headings=named), told


def _goes_on(head: Head, name: int) -> bool:
    """One heading over both columns, or 'Họ đệm' beside 'Tên'."""
    if name + 1 >= len(head.headings):
        return False
    first, second = (heading_key(head.headings[at]) for at in (name, name + 1))
    return second == first or second in _GIVEN


def _told_by_sex(head: Head, at: int) -> str:
    """What 'Ngày sinh Nam' beside 'Ngày sinh Nữ' hold; "" for any other two columns."""
    men, women = (heading_key(heading) for heading in head.headings[at : at + 2])
    base = men.removesuffix(_MEN)
    if base == men or women != base + _WOMEN:
        return ""
    return meant if (meant := meaning_of(base) or "") in _MEANT else ""


def _whole_name(first: CellValue, second: CellValue) -> Pair:
    parts = [clean(str(cell)) for cell in (first, second) if cell is not None]
    return " ".join(dict.fromkeys(parts)) or None, None


def _birth(men: CellValue, women: CellValue) -> Pair:
    return (men, _("Nam")) if shown(men) else (women, _("Nữ") if shown(women) else None)


def _marked_sex(men: CellValue, women: CellValue) -> Pair:
    return (_("Nam") if shown(men) else _("Nữ") if shown(women) else None), None
