"""One row of the file: what it says of a member, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.partial_dates import PartialDate
from chibo.base.sheets import CellValue
from chibo.imports.queries.cells import CellBook, spelling
from chibo.imports.readers.bodies import DataRow
from chibo.imports.readers.fields import Field, fields
from chibo.imports.readers.values import Unreadable, lines, read, text_of
from chibo.imports.rules.day_order import TURN, Doubt
from chibo.imports.rules.problems import (
    BLANK,
    FOUND_NEW,
    HOLD,
    KEEP,
    Answers,
    Problem,
    Severity,
)
from chibo.imports.rules.states import status_choices, status_word
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import Item, code_list

_EMPTY_INPUT = ("date", "two_dates", "sex")


@dataclass
class Life:
    """What the books will say: entered how, on which day, in which status; then recognised, left, excused."""

    kind: str
    on: date
    status: str
    recognised_on: date | None = None
    left_kind: str = ""
    left_on: date | None = None
    excused_on: date | None = None
    excused_for: str = ""


@dataclass(frozen=True)
class Office:
    """An office a row gives: its code, the unit (None is the cell the row founds), the village or school."""

    position: str
    organisation: int | None
    place: int | None
    since: date


@dataclass
class Fills:
    """What a row adds to a file that is there: facts its person lacks, levels on ladders without any."""

    person: int
    facts: dict[str, Any]
    levels: list[tuple[str, str]]


@dataclass
class Setting:
    """What a file is read against. `known` holds remembered meanings by (field, spelling);
    `stands_from` and `books` the days from which cells stand and keep books; `doubts` columns whose days
    and months may have changed places; `titled` the cell named above the list; `where` the unit it is of."""

    where: Branch
    as_of: date
    books_from: date
    columns: list[tuple[int, Field]]
    answers: Answers
    cells: CellBook
    known: dict[tuple[str, str], str]
    stands_from: dict[int, date]
    books: dict[int, date]
    today: date
    may_found: bool
    doubts: dict[str, Doubt] = field(default_factory=dict)
    titled: str = ""

    def reads(self, code: str) -> bool:
        return any(code == column.code or code in column.parts for _at, column in self.columns)

    def answer(self, group: str, name: str, text: str) -> str:
        """Said now, or remembered from an earlier file."""
        return self.answers.groups.get(group) or self.known.get((name, spelling(text)), "")


@dataclass
class Reading:
    """A row as understood. `positions` are codes of what the person holds, `offices` those to be written;
    `skipped` says why the row is not to be written although nothing is wrong."""

    row: int
    at: int
    facts: dict[str, Any] = field(default_factory=dict)
    levels: list[tuple[str, str]] = field(default_factory=list)
    said: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    cell: int | None = None
    new_cell: str = ""
    positions: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    life: Life | None = None
    problems: list[Problem] = field(default_factory=list)
    skipped: str = ""
    fills: "Fills | None" = None

    @property
    def state(self) -> str:
        if self.skipped:
            return "skipped"
        return min((problem.severity for problem in self.problems), default="ready", key=_GRAVITY)

    def date(self, name: str) -> PartialDate | None:
        found: PartialDate | None = self.facts.get(name)
        return found

    def problem(
        self, name: str, severity: Severity, sentence: str, value: str = "", **more: Any
    ) -> None:
        label = fields()[name].label if name in fields() else ""
        shown = value or self.raw.get(name, "")
        self.problems.append(Problem(self.row, name, label, shown, severity, sentence, **more))

    def ask(
        self,
        name: str,
        sentence: str,
        choices: list[tuple[str, str]],
        answers: Answers,
        typed: str | None = None,
        severity: Severity = "check",
    ) -> str:
        """The answer to a question about this row, or "" after putting it. The first choice is offered."""
        told = answers.check(self.row, f"{name}")
        if told and told in dict(choices):
            return told
        offered = choices[0][0]
        self.problem(name, severity, sentence, choices=choices, chosen=offered, typed=typed)
        return ""


_GRAVITY = ["error", "held", "undecided", "check", "ready"].index


def read_row(row: DataRow, setting: Setting) -> Reading:
    reader = _Reader(Reading(row.number, row.at), setting)
    for column, meant in setting.columns:
        cell = row.cells[column]
        if meant.kind == "several":
            for part, text in zip(meant.parts, lines(cell), strict=False):
                reader.take(fields()[part], text)
        else:
            reader.take(meant, cell)
    reader.finish(row.unit)
    return reader.reading


@dataclass
class _Reader:
    """Puts a row's cells into its reading, each kind of column in its own way."""

    reading: Reading
    setting: Setting

    def take(self, meant: Field, cell: CellValue) -> None:
        """What was typed on the screen stands for what the file says."""
        typed = self.setting.answers.typed(self.reading.row, meant.code)
        if cell is None and typed is None and meant.kind != "female_mark":
            return
        raw = self.reading.raw[meant.code] = text_of(cell)
        if typed is None:
            cell = self._in_order(meant, cell)
        try:
            value = read(meant, typed if typed is not None else cell, self.setting.today)
        except Unreadable as error:
            offered = "" if meant.kind in _EMPTY_INPUT else raw
            again = offered if typed is None else typed
            self.reading.problem(meant.code, "error", error.sentence, typed=again)
            return
        if value is not None:
            _KEEP.get(meant.kind, _Reader.keep_fact)(self, meant, value)

    def _in_order(self, meant: Field, cell: CellValue) -> CellValue:
        """A date of a doubtful column as somebody said it is to be read; None until then."""
        doubt = self.setting.doubts.get(meant.code)
        if doubt is None or not doubt.concerns(cell):
            return cell
        group, choices = f"order:{meant.code}", doubt.choices()
        told = self.setting.answers.groups.get(group, "")
        if told in dict(choices) and told:
            return doubt.turned(cell) if told == TURN else cell
        self.reading.problem(meant.code, "undecided", doubt.sentence, group=group, choices=choices)
        return None

    def finish(self, unit: str) -> None:
        """What no column said: a missing name, the cell named in a row of its own above."""
        reading = self.reading
        if not reading.facts.get("full_name"):
            reading.problem("full_name", "error", _("Chưa có họ và tên"), typed="")
        asked = any(problem.field == "cell" for problem in reading.problems)
        if reading.cell is None and not reading.new_cell and not asked:
            self.keep_cell(fields()["cell"], "" if self._is_but_a_title(unit) else unit)

    def _is_but_a_title(self, unit: str) -> bool:
        """'CHI BỘ BẢN VẶT NHIỆM KỲ 2025–2030' above a list for the one cell there is."""
        cells = self.setting.cells
        return unit == self.setting.titled and len(cells.cells) == 1 and not cells.match(unit)

    def keep_fact(self, meant: Field, value: Any) -> None:
        self.reading.facts[meant.code] = value

    def keep_sex(self, _meant: Field, value: str) -> None:
        self.reading.facts["sex"] = value

    def keep_for_later(self, meant: Field, value: str) -> None:
        """Numbers wait until sex and birth are known, offices until the cell is."""
        self.reading.said[meant.code] = value

    def keep_date(self, meant: Field, value: PartialDate) -> None:
        self.reading.facts[meant.code] = value
        partly = meant.code in ("joined", "official") and value.precision != "day"
        if partly and self._told_about_part(meant.code, value) == BLANK:
            del self.reading.facts[meant.code]

    def _told_about_part(self, name: str, value: PartialDate) -> str:
        """A date known to the month is asked about by row, one known to the year once for the file."""
        choices = [(KEEP, _("Giữ nguyên, ghi “chưa rõ ngày”")), (BLANK, _("Để trống"))]
        answers = self.setting.answers
        if value.precision == "month":
            return self.reading.ask(name, _("Chỉ có tháng và năm"), choices, answers, typed="")
        told = answers.groups.get(f"year:{name}", "")
        if told not in dict(choices):
            self.reading.problem(
                name,
                "check",
                _("Chỉ có năm"),
                group=f"year:{name}",
                choices=choices,
                chosen=KEEP,
            )
        return told

    def keep_two_dates(
        self, _meant: Field, value: tuple[PartialDate | None, PartialDate | None]
    ) -> None:
        for name, day in zip(("joined", "official"), value, strict=True):
            if day is not None:
                self.reading.raw[name] = str(day)
                self.keep_date(fields()[name], day)

    def keep_code(self, meant: Field, value: str) -> None:
        if (item := self._item(meant, value)) is not None:
            self.reading.facts[meant.code] = item.code

    def keep_level(self, meant: Field, value: str) -> None:
        if (item := self._item(meant, value)) is not None:
            self.reading.levels.append((meant.code, item.code))

    def keep_free_level(self, meant: Field, value: str) -> None:
        self.reading.levels.append((meant.code, value[:30]))

    def _item(self, meant: Field, value: str) -> Item | None:
        """The list's item a text means: recognised, agreed to, or chosen; None when left blank."""
        codes = code_list(meant.list)
        told = self.setting.answer(f"{meant.code}:{spelling(value)}", meant.code, value)
        if told == BLANK or told in codes:
            return None if told == BLANK else codes.item(told)
        item = codes.recognise(value)
        if item is None:
            choices = [(BLANK, _("Để trống")), *codes.choices(self.setting.as_of)]
            sentence = _("Không có trong danh mục; chọn hoặc để trống")
            if near := codes.alike(value):
                sentence = _(
                    "Không có trong danh mục, gần giống: {near}; chọn hoặc để trống"
                ).format(near=", ".join(one.label for one in near))
            self._ask_once(meant, value, sentence, choices)
        elif meant.ask and spelling(value) not in (spelling(item.label), spelling(item.short)):
            choices = [(item.code, _("Đồng ý")), (BLANK, _("Để trống"))]
            sentence = _("Sẽ ghi theo danh mục: {label}").format(label=item.label)
            self._ask_once(meant, value, sentence, choices)
        return item

    def _ask_once(
        self, meant: Field, value: str, sentence: str, choices: list[tuple[str, str]]
    ) -> None:
        """The first choice is offered."""
        group = f"{meant.code}:{spelling(value)}"
        self.reading.problem(
            meant.code, "check", sentence, value, group=group, choices=choices, chosen=choices[0][0]
        )

    def keep_status(self, meant: Field, value: str) -> None:
        told = self.setting.answer(f"status:{spelling(value)}", "status", value)
        word = status_word(value) or (told if told in dict(status_choices()) else "")
        if word:
            self.reading.said["status"] = word
        else:
            sentence = _("Chưa rõ trạng thái này; chọn nghĩa của nó")
            self._ask_once(meant, value, sentence, status_choices())

    def keep_cell(self, _meant: Field, text: str) -> None:
        group = f"cell:{spelling(text)}"
        found = self.setting.cells.match(text)
        told = self.setting.answer(group, "cell", text)
        if told == FOUND_NEW and text:
            self.reading.new_cell = text
        elif told.isdigit() and self.setting.cells.named(int(told)):
            self.reading.cell = int(told)
        elif len(found) == 1:
            self.reading.cell = found[0].pk
        else:
            self._ask_for_cell(text, group, [(str(one.pk), one.short_name) for one in found])

    def _ask_for_cell(self, text: str, group: str, found: list[tuple[str, str]]) -> None:
        near = [(str(one.pk), one.short_name) for one in self.setting.cells.near(text)]
        choices = [("", _choose(found)), *(found or near)]
        if text and self.setting.may_found and not found:
            choices.append((FOUND_NEW, _("Lập chi bộ mới “{name}”").format(name=text)))
        choices.append((HOLD, _("Để lại trong danh sách chờ")))
        told = self.setting.answers.groups.get(group, "")
        self.reading.raw["cell"] = text
        self.reading.problem(
            "cell",
            "held" if told == HOLD else "error",
            _no_one_cell(text, len(found)),
            text,
            group=group,
            choices=choices,
            chosen=told,
        )


def _no_one_cell(text: str, fitting: int) -> str:
    if not text:
        return _("Chưa ghi chi bộ; chọn chi bộ cho các dòng này")
    if fitting:
        return _("Khớp {count} chi bộ").format(count=fitting)
    return _("Không có chi bộ nào tên này")


def _choose(found: list[tuple[str, str]]) -> str:
    if not found:
        return _("Chọn chi bộ")
    names = _(" hoặc ").join(label for _key, label in found[:3])
    return _("Chọn: {names}").format(names=names)


_KEEP: dict[str, Callable[[_Reader, Field, Any], None]] = {
    "sex": _Reader.keep_sex,
    "female_mark": _Reader.keep_sex,
    "date": _Reader.keep_date,
    "two_dates": _Reader.keep_two_dates,
    "national_id": _Reader.keep_for_later,
    "card": _Reader.keep_for_later,
    "code": _Reader.keep_code,
    "level": _Reader.keep_level,
    "free_level": _Reader.keep_free_level,
    "positions": _Reader.keep_for_later,
    "status": _Reader.keep_status,
    "cell": _Reader.keep_cell,
}
