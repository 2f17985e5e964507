"""Statistical forms 1 to 6 counted anew from an exported data workbook: openpyxl and arithmetic, nothing of chibo.

    python tests/recount.py so.xlsx "Đảng bộ huyện Mộc Châu" 2018-01-01 2018-12-31

Keys are form and printed line ("1 Kết nạp", "3 Tiểu học"); of forms 2B and 4 also women, of form 5 the kinds of
organisations and the members, of forms 6A and 6B also the type of base, after its block and line.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl import load_workbook

Row = dict[str, Any]
Tally = Counter[str]

SCHOOLS = ("Biết đọc, biết viết", "Tiểu học", "Trung học cơ sở", "Trung học phổ thông")
DEGREES = (
    "Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp",
    "Trung cấp",
    "Cao đẳng",
    "Đại học",
    "Thạc sĩ",
    "Tiến sĩ",
)
TITLES = ("Phó giáo sư", "Giáo sư")
THEORIES = ("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân")
LADDERS = {
    "Giáo dục phổ thông": SCHOOLS,
    "Chuyên môn": DEGREES,
    "Học hàm": TITLES,
    "Lý luận chính trị": THEORIES,
}
BANDS = ((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60))
JOINED = (
    (date(1945, 8, 19), "Trước 19/8/1945"),
    (date(1954, 7, 21), "Từ 19/8/1945 đến 20/7/1954"),
    (date(1975, 5, 1), "Từ 21/7/1954 đến 30/4/1975"),
    (date(9999, 1, 1), "Từ 01/5/1975 đến nay"),
)
COMING = {
    "Ghi vào sổ lần đầu": "Ghi vào sổ lần đầu",
    "Kết nạp": "Kết nạp",
    "Chuyển đến": "Chuyển đến",
    "Phục hồi đảng tịch": "Phục hồi đảng tịch",
    "Chuyển trong nội bộ": "Từ chi bộ khác trong đơn vị cấp trên",
}
GOING = {
    "Từ trần": "Từ trần",
    "Khai trừ": "Khai trừ",
    "Xóa tên": "Xóa tên",
    "Xin ra khỏi Đảng": "Xin ra khỏi Đảng",
    "Chuyển đi": "Chuyển đi",
    "Hủy quyết định kết nạp": "Hủy quyết định kết nạp",
    "Chuyển trong nội bộ": "Đến chi bộ khác trong đơn vị cấp trên",
}
TYPES = {"Trường học": "Công lập", "Trạm y tế": "Công lập"}
RETIRED = "Nghỉ hưu, nghỉ công tác"
RANKS = {
    "Trong sạch, vững mạnh": 4,
    "Hoàn thành xuất sắc nhiệm vụ": 4,
    "Hoàn thành tốt nhiệm vụ": 3,
    "Hoàn thành nhiệm vụ": 2,
    "Yếu kém": 1,
    "Không hoàn thành nhiệm vụ": 1,
}
# Block of form 6A → what its rows in the list of those to be rated are called.
RATED = {
    "Đảng bộ cơ sở": "Tổ chức cơ sở đảng",
    "Chi bộ cơ sở": "Tổ chức cơ sở đảng",
    "Đảng bộ bộ phận": "Đảng bộ bộ phận",
    "Chi bộ trực thuộc": "Chi bộ",
}
KINDS = ("Đảng bộ cơ sở", "Chi bộ cơ sở", "Đảng bộ bộ phận", "Chi bộ trực thuộc")


@dataclass
class Books:
    """What the sheets say, by the keys of the workbook. A stretch is (from, to, what); no end is None."""

    people: dict[str, Row] = field(default_factory=dict)
    moves: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    levels: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    parents: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    profiles: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    excused: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    cycles: dict[str, Row] = field(default_factory=dict)
    rated: list[Row] = field(default_factory=list)


def read_books(path: Any) -> Books:
    book = load_workbook(path, read_only=True)
    books = Books()
    for row in rows_of(book["Người"]):
        books.people[row["Mã người trong sổ"]] = row
    for row in rows_of(book["Biến động"]):
        books.moves[key_of(row["Người"])].append(row)
    for row in rows_of(book["Trình độ"]):
        books.levels[key_of(row["Người"])].append(row)
    for row in rows_of(book["Trực thuộc"]):
        books.parents[key_of(row["Tổ chức"])].append(row)
    for row in rows_of(book["Tên và loại"]):
        books.profiles[key_of(row["Tổ chức"])].append(row)
    for row in rows_of(book["Miễn sinh hoạt"]):
        books.excused[key_of(row["Người"])].append(row)
    books.cycles = {row["Mã kỳ xếp loại"]: row for row in rows_of(book["Kỳ xếp loại"])}
    books.rated = list(rows_of(book["Danh sách xếp loại"]))
    return books


def rows_of(sheet: Any) -> Iterator[Row]:
    rows = sheet.iter_rows(values_only=True)
    heads = [str(cell).removesuffix(" *") for cell in next(rows)]
    for row in rows:
        yield {
            head: cell.date() if isinstance(cell, datetime) else cell
            for head, cell in zip(heads, row, strict=False)
        }


def key_of(cell: str | None) -> str:
    """ "TC0044 · Chi bộ bản Vặt" names TC0044."""
    return cell.split(" · ")[0] if cell else ""


def day_of(cell: Any) -> date | None:
    """ "14/02/1969", "05/1969" or "1969": the first day it may be."""
    if cell is None or isinstance(cell, date):
        return cell
    parts = [int(part) for part in str(cell).split("/")]
    return (
        date(*reversed([1] * (3 - len(parts)) + parts)) if len(parts) > 1 else date(parts[0], 1, 1)
    )


def holding(rows: Iterable[Row], on: date) -> Row | None:
    for row in rows:
        ended = row["Đến ngày"]
        if row["Từ ngày"] <= on and (ended is None or ended > on):
            return row
    return None


class Branch:
    """A unit with everything under it, on any day."""

    def __init__(self, books: Books, name: str) -> None:
        self.books = books
        self.key = next(
            key for key, rows in books.profiles.items() if any(row["Tên"] == name for row in rows)
        )

    def line(self, unit: str, on: date) -> list[str]:
        """The unit and what it stands under on the day, upwards; nothing for one that does not stand."""
        found = []
        while unit:
            row = holding(self.books.parents[unit], on)
            if row is None:
                return []
            found.append(unit)
            unit = key_of(row["Trực thuộc"])
        return found

    def has(self, unit: str, on: date) -> bool:
        return self.key in self.line(unit, on)

    def kind(self, unit: str, on: date) -> tuple[str, str]:
        row = holding(self.books.profiles[unit], on)
        return (row["Loại tổ chức"], row["Loại hình"] or "") if row else ("", "")

    def base(self, unit: str, on: date, hung: date | None = None) -> str:
        """The line of form 5 of the basic organisation a unit belongs to, or did on the day it `hung` there."""
        for above in self.line(unit, hung or on):
            kind, type_ = self.kind(above, on)
            if kind in KINDS[:2]:
                return TYPES.get(type_, type_)
        return ""


def cell_on(moves: list[Row], on: date) -> str:
    """Where a person stands at the end of a day; "" for nowhere."""
    cell = ""
    for move in moves:
        if move["Ngày"] <= on:
            cell = key_of(move["Chi bộ đến"])
    return cell


def members(branch: Branch, on: date) -> dict[str, str]:
    """Person → cell, at the end of the day."""
    found = {who: cell_on(moves, on) for who, moves in branch.books.moves.items()}
    return {who: cell for who, cell in found.items() if cell and branch.has(cell, on)}


def movements(branch: Branch, first: date, last: date) -> Iterator[tuple[Row, bool]]:
    """What brought people into the branch (True) or out of it (False) in the period."""
    for moves in branch.books.moves.values():
        for move in moves:
            on = move["Ngày"]
            if not first <= on <= last:
                continue
            eve = on - timedelta(days=1)
            was = branch.has(key_of(move["Chi bộ đi"]), eve)
            comes = branch.has(key_of(move["Chi bộ đến"]), on)
            if was != comes:
                yield move, comes


def form_1(branch: Branch, first: date, last: date) -> Tally:
    told: Tally = Counter()
    told["Đảng viên kỳ trước chuyển sang"] = len(members(branch, first - timedelta(days=1)))
    told["Đảng viên trong danh sách cuối kỳ"] = len(members(branch, last))
    for move, comes in movements(branch, first, last):
        kind, scope = move["Biến động"], move["Phạm vi"]
        if comes:
            told[COMING[kind]] += 1
            told["Đảng viên tăng trong kỳ"] += kind != "Ghi vào sổ lần đầu"
        else:
            told[GOING[kind]] += 1
            told["Đảng viên giảm trong kỳ"] += 1
            told["Xóa tên, dự bị"] += kind == "Xóa tên" and was_probationary(branch, move)
        if kind in ("Chuyển đến", "Chuyển đi") and scope:
            told[f"{kind}, {scope.lower()}"] += 1
    return told


def was_probationary(branch: Branch, move: Row) -> bool:
    """Before what happened; a reorganisation or a move keeps the standing it writes down."""
    earlier = [
        one["Tình trạng sau đó"]
        for one in branch.books.moves[key_of(move["Người"])]
        if one["Ngày"] < move["Ngày"] and one["Tình trạng sau đó"]
    ]
    return earlier[-1:] == ["Dự bị"]


def admitted(branch: Branch, first: date, last: date) -> list[str]:
    return [
        key_of(move["Người"])
        for move, comes in movements(branch, first, last)
        if comes and move["Biến động"] == "Kết nạp"
    ]


def described(branch: Branch, people: Iterable[str], on: date) -> Tally:
    """Lines of forms 2 and 3: sex, belief, traits, occupation, age, levels, years of joining."""
    told: Tally = Counter()
    for who in people:
        row = branch.books.people[who]
        told["Tổng số"] += 1
        told["nữ"] += row["Giới tính"] == "Nữ"
        told["Theo tôn giáo"] += bool(row["Tôn giáo"]) and row["Tôn giáo"] != "Không"
        for trait in (row["Đặc điểm thống kê"] or "").split("; "):
            told[trait] += bool(trait)
        told[row["Nghề nghiệp (thống kê)"] or ""] += 1
        told[band(day_of(row["Ngày sinh"]), on)] += 1
        told[joined(day_of(row["Ngày vào Đảng"]))] += 1
        for ladder, rungs in LADDERS.items():
            told[f"{ladder}: {highest(branch.books.levels[who], ladder, rungs, on)}"] += 1
    return told


def band(born: date | None, on: date) -> str:
    if born is None:
        return "tuổi chưa rõ"
    age = age_on(born, on)
    for first, last in BANDS:
        if first <= age <= last:
            return f"{first} - {last} tuổi"
    return "Trên 60 tuổi" if age > 60 else "dưới 18 tuổi"


def age_on(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def joined(on: date | None) -> str:
    return next(label for end, label in JOINED if on < end) if on else "vào Đảng chưa rõ"


def highest(levels: list[Row], ladder: str, rungs: tuple[str, ...], on: date) -> str:
    """The highest rung reached by the day; one whose day is not known counts."""
    reached = [
        rungs.index(row["Trình độ"])
        for row in levels
        if row["Loại trình độ"] == ladder and (day_of(row["Đạt ngày"]) or on) <= on
    ]
    return rungs[max(reached)] if reached else ""


def peoples(branch: Branch, people: Iterable[str]) -> Tally:
    """Forms 2B and 4: of each people and faith all and the women."""
    told: Tally = Counter()
    for who in people:
        row = branch.books.people[who]
        faith = row["Tôn giáo"] if row["Tôn giáo"] != "Không" else None
        names = [row["Dân tộc"], faith, "Tổng số", "Theo tôn giáo" if faith else None]
        for name in filter(None, names):
            told[f"{name}"] += 1
            told[f"{name}, nữ"] += row["Giới tính"] == "Nữ"
    return told


def form_2(branch: Branch, first: date, last: date) -> Tally:
    people = admitted(branch, first, last)
    told = described(branch, people, last)
    born = [day for who in people if (day := day_of(branch.books.people[who]["Ngày sinh"]))]
    if born:  # tenths of a year, as printed
        told["Tuổi bình quân"] = int(sum(age_on(day, last) for day in born) * 10 / len(born) + 0.5)
    admitting = {basic(branch, move) for move, comes in movements(branch, first, last)
                 if comes and move["Biến động"] == "Kết nạp"}  # fmt: skip
    for unit in branch.books.profiles:
        kind = branch.kind(unit, last)[0]
        if kind in KINDS[:2] and branch.has(unit, last):
            told[kind] += 1
            told[f"{kind}, có kết nạp"] += unit in admitting
    return told


def basic(branch: Branch, move: Row) -> str:
    """The basic organisation somebody was admitted in."""
    line = branch.line(key_of(move["Chi bộ đến"]), move["Ngày"])
    return next((unit for unit in line if branch.kind(unit, move["Ngày"])[0] in KINDS[:2]), "")


def form_5(branch: Branch, on: date) -> Tally:
    told: Tally = Counter()
    for unit in branch.books.profiles:
        if branch.has(unit, on):
            kind = branch.kind(unit, on)[0]
            if kind in KINDS:
                told[f"{branch.base(unit, on)}, {kind}"] += 1
                told[f"Tổng cộng, {kind}"] += 1
    for cell in members(branch, on).values():
        told[f"{branch.base(cell, on)}, Đảng viên"] += 1
        told["Tổng cộng, Đảng viên"] += 1
    return told


def excused(branch: Branch, people: Iterable[str], on: date) -> int:
    """Those off work who are excused from activity on the day."""
    return sum(
        branch.books.people[who]["Nghề nghiệp (thống kê)"] == RETIRED
        and holding(branch.books.excused[who], on) is not None
        for who in people
    )


def form_3(branch: Branch, people: Iterable[str], on: date) -> Tally:
    told = described(branch, people, on)
    told["được miễn"] = excused(branch, people, on)
    return told


def listed(branch: Branch, year: int, on: date) -> Iterator[tuple[Row, date]]:
    """Who and what stood in the lists of a year frozen by the day, with that day."""
    for row in branch.books.rated:
        cycle = branch.books.cycles[key_of(row["Kỳ"])]
        frozen, counts = cycle["Chốt danh sách ngày"], not (cycle["Quý"] or cycle["Thôi ngày"])
        if not counts or cycle["Năm"] != year or not (row["Được xếp loại"] or frozen <= on):
            continue
        if branch.has(key_of(row["Đơn vị"]), frozen):
            yield row, frozen


def form_6a(branch: Branch, on: date) -> Tally:
    told: Tally = Counter()
    for unit in branch.books.profiles:
        kind = branch.kind(unit, on)[0]
        if kind in KINDS and branch.has(unit, on):
            count(told, kind, "số có", branch.base(unit, on))
    for row, frozen in listed(branch, on.year, on):
        unit = key_of(row["Đơn vị"])
        kind = branch.kind(unit, on)[0]
        if RATED.get(kind) == row["Đối tượng"]:
            for line in rated_lines(row):
                count(told, kind, line, branch.base(unit, on, frozen))
    return told


def form_6b(branch: Branch, on: date) -> Tally:
    told: Tally = Counter()
    for row, frozen in listed(branch, on.year, on):
        if row["Đối tượng"] == "Đảng viên":
            for line in rated_lines(row):
                count(told, "Đảng viên", line, branch.base(key_of(row["Đơn vị"]), on, frozen))
    return told


def count(told: Tally, block: str, line: str, base: str) -> None:
    told[f"{block}, {line}"] += 1
    told[f"{block}, {line}, {base}"] += 1


def rated_lines(row: Row) -> Iterator[str]:
    """The lines of its block a row is counted in."""
    level, why = row["Được xếp loại"], row["Không xếp loại vì"]
    if why:
        yield from ("chưa xếp loại", why)
    elif level:
        yield from ("đã xếp loại", f"mức {RANKS[level]}")
        if RANKS[level] == 1 and row["Căn cứ xếp không hoàn thành"]:
            yield f"căn cứ {row['Căn cứ xếp không hoàn thành']}"


def recount(path: Any, name: str, first: date, last: date) -> dict[str, Tally]:
    branch = Branch(read_books(path), name)
    there, came = members(branch, last), admitted(branch, first, last)
    forms: dict[str, Callable[[], Tally]] = {
        "1": lambda: form_1(branch, first, last),
        "2": lambda: form_2(branch, first, last),
        "2b": lambda: peoples(branch, came),
        "3": lambda: form_3(branch, there, last),
        "4": lambda: peoples(branch, there),
        "5": lambda: form_5(branch, last),
        "6a": lambda: form_6a(branch, last),
        "6b": lambda: form_6b(branch, last),
    }
    return {form: Counter({k: n for k, n in count().items() if n}) for form, count in forms.items()}


if __name__ == "__main__":
    _script, file, unit, *days = sys.argv
    for form, told in recount(file, unit, *map(date.fromisoformat, days)).items():
        for line, number in told.items():
            print(f"{form} {line}: {number}")  # noqa: T201 (a script of its own)
