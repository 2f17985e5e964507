"""The words of a column "Chức vụ" as positions of the rulebook: 'Bí thư chi bộ, Trưởng bản Vặt' is two."""

import re

from django.utils.translation import gettext as _

from chibo.base.text import fold
from chibo.imports.queries.cells import spelling
from chibo.imports.rules.problems import BLANK
from chibo.imports.rules.rows import Reading, Setting
from chibo.rulebook.queries import Item, code_list

FIELD = "position"
_BETWEEN = re.compile(r"\s*[;,/+&]+\s*|\s+[-–—]+\s+|\s+(?:kiêm|và)\s+", re.IGNORECASE)
# What such a column says of those who hold nothing.
_MEMBERS = re.compile(r"(dang vien|dv)( (chinh thuc|du bi))?|dv(ct|db)")
# Said without "đảng ủy" in a list of cells, the cell's own office is meant.
_BARE = {
    "secretary": "cell_secretary",
    "deputy_secretary": "cell_deputy_secretary",
    "committee_member": "cell_committee_member",
}
_OF_THE_COMMITTEE = re.compile(r"dang (uy|bo)|chap hanh|bch|duv|\bxa\b|\bphuong\b")


def read_positions(reading: Reading, setting: Setting) -> None:
    """Sets `reading.positions`. A word of two meanings or of none is asked about once for the file; until
    then the first is taken as the cell's, the second left out."""
    text = str(reading.said.get(FIELD, ""))
    for part in _parts(text):
        code = _position(part, reading, setting)
        if code and code not in reading.positions:
            reading.positions.append(code)


def _parts(text: str) -> list[str]:
    """The whole where the rulebook knows it with its commas ("Trưởng bản, trưởng thôn")."""
    if code_list("positions").recognise(text):
        return [text]
    parts = (part.strip(" .") for part in _BETWEEN.split(text))
    return [part for part in parts if part and not _MEMBERS.fullmatch(fold(part))]


def _position(part: str, reading: Reading, setting: Setting) -> str:
    """A position's code; "" for what is left out."""
    told = setting.answer(f"{FIELD}:{spelling(part)}", FIELD, part)
    if told == BLANK or told in code_list("positions"):
        return "" if told == BLANK else told
    item = _recognised(part, _units(reading, setting))
    if item is None:
        _ask_what_it_is(part, reading)
        return ""
    if item.code not in _BARE or _OF_THE_COMMITTEE.search(fold(part)):
        return item.code
    if not setting.where.is_cell:
        _ask_whose(part, item, reading)
    return _BARE[item.code]


def _units(reading: Reading, setting: Setting) -> list[str]:
    """Names that may follow an office: of the row's cell, and of the unit the list is brought into."""
    cell = setting.cells.named(reading.cell or 0)
    return [cell.name if cell else reading.new_cell, setting.where.name]


def _recognised(part: str, units: list[str]) -> Item | None:
    """The position, with or without the name of its unit behind it ("Trưởng bản Vặt")."""
    words = part.split()
    ends = tuple(f" {spelling(name)}" for name in units)
    for cut in range(len(words), 0, -1):
        behind = spelling(" ".join(words[cut:]))
        if behind and not any(name.endswith(f" {behind}") for name in ends):
            continue
        if item := code_list("positions").recognise(" ".join(words[:cut])):
            return item
    return None


def _ask_what_it_is(part: str, reading: Reading) -> None:
    choices = [(BLANK, _("Không ghi chức vụ này")), *code_list("positions").choices()]
    sentence = _("Không có trong danh mục chức vụ; chọn chức vụ, hoặc không ghi")
    _ask(part, sentence, choices, reading)


def _ask_whose(part: str, item: Item, reading: Reading) -> None:
    own = _BARE[item.code]
    choices = [
        (own, code_list("positions").label(own)),
        (item.code, _("{label}, cấp đảng ủy").format(label=item.label)),
        (BLANK, _("Không ghi chức vụ này")),
    ]
    sentence = _("Của chi bộ hay của đảng ủy? Sẽ ghi: {label}").format(label=choices[0][1])
    _ask(part, sentence, choices, reading)


def _ask(part: str, sentence: str, choices: list[tuple[str, str]], reading: Reading) -> None:
    """Once for the file; the first choice is offered."""
    group = f"{FIELD}:{spelling(part)}"
    reading.problem(
        FIELD, "check", sentence, part, group=group, choices=choices, chosen=choices[0][0]
    )
