"""Meetings of the demo world: Mường Sang in 2018 as the mock-up draws it, what the articles count, and the
last months of the communes that keep books of them."""

from collections.abc import Iterator, Mapping
from datetime import date

from chibo.assignments.actions.giving import Giving
from chibo.assignments.actions.steps import Told
from chibo.assignments.actions.telling import History, tell_work
from chibo.assignments.models import Assignment
from chibo.cli.demo.circulated import MADE_KNOWN_IN, circulate
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.decided import decide
from chibo.cli.demo.evenings import THEMES, Evening, Evenings
from chibo.cli.demo.schedule import lay_down_year
from chibo.meetings.models import State
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch

# The heat-map of the mock-up: per cent of those due who came, from January 2018 on; 0 is a month missed.
MOCK_UP = {
    "Bản Vặt": (76, 81, 71, 81, 86, 90, 90),
    "Bản An Thái": (89, 84, 100, 100, 89, 89),
    "Bản Lùn": (83, 83, 94, 94, 78, 94),
    "Tiểu khu 1": (94, 100, 88, 88, 94, 94),
    "Bản Bãi": (88, 88, 81, 88, 100, 88, 94),
    "Bản Nà Bó 1": (100, 93, 100, 93, 100, 93),
    "Bản Nà Bó 2": (71, 93, 86, 100, 93, 86),
    "Tiểu khu 2": (93, 86, 93, 100, 86, 100),
    "Bản Thái Hưng": (77, 92, 85, 92, 85, 100),
    "Bản Sò Lườn": (83, 0, 83, 83, 92, 100),
    "Bản Thái Hòa": (82, 91, 73, 91, 82, 91),
    "Bản Tân Sơn": (90, 90, 90, 100, 100, 100),
    "Trường Tiểu học": (86, 79, 86, 86, 86, 93),
    "Trường Mầm non": (92, 85, 77, 92, 100, 77),
    "Trường THCS": (91, 82, 82, 100, 73, 73, 100),
    "Trạm Y tế": (83, 83, 83, 100, 100, 83, 100),
}
_LATE = ("Trường Tiểu học", date(2018, 6, 1))  # handed in weeks after the meeting
_RATES = (86, 90, 92, 94, 95, 100)
# Today, 21 November 2026, is in the middle of things: by the place of the cell in its commune.
_NOVEMBER = {
    0: State.DRAFT,
    1: State.HANDED_IN,
    2: State.HANDED_IN,
    3: State.RETURNED,
    4: State.DRAFT,
    7: "",
    11: "",
}
_RETURNED = "Ghi rõ việc giao cho ai và hạn làm xong."
_THEMATIC_OF_THE_ARTICLE = 81
_WEEK = 7


def tell_meetings(communes: Mapping[str, Commune]) -> None:
    first = communes["muongsang"]
    told = Evenings(first, {MADE_KNOWN_IN: circulate(first)})
    told.tell([*_2018(), *_themes_of_2026(first)])
    held = told.tell(_lately(first, date(2025, 7, 1), _work_of_a_cell(first)))
    lay_down_year(first, held)
    decide(first, held)
    Evenings(communes["langcheu"]).tell(_every_month_at_last(communes["langcheu"]))
    Evenings(communes["vankhanh"]).tell(_thematic(communes["vankhanh"]))
    for key in ("vankhanh", "langcheu"):
        Evenings(communes[key]).tell(_lately(communes[key], date(2026, 9, 1)))


def _2018() -> Iterator[Evening]:
    """As drawn until July; the rest of the year without a gap. A theme each quarter."""
    for place, (cell, drawn) in enumerate(MOCK_UP.items()):
        for month in range(1, 13):
            wanted = drawn[month - 1] if month <= len(drawn) else _RATES[(place + month) % 6]
            if wanted:
                late = (cell, date(2018, month, 1)) == _LATE
                yield Evening(
                    cell,
                    date(2018, month, 3 + place % 5),
                    wanted,
                    theme=THEMES[place % 5] if month % 3 == 0 else "",
                    days=18 if late else 1 + place % 4,
                )


def _every_month_at_last(commune: Commune) -> Iterator[Evening]:
    """Làng Chếu: every two or three months until 2010, every month in 2011."""
    for place, cell in enumerate(commune.cells):
        for month in range(1 + place % 3, 13, 2 + place % 2):
            yield Evening(cell, date(2010, month, 5 + place), 60 + place * 2, days=6 + place % 9)
        for month in range(1, 13):
            yield Evening(cell, date(2011, month, 4 + place % 9), 80 + (place + month) % 6 * 4)


def _thematic(commune: Commune) -> Iterator[Evening]:
    """Vân Khánh: so many from 2021 to 10/11/2023 as the article counts, spread over cells and months."""
    cells = list(commune.cells)
    for number in range(_THEMATIC_OF_THE_ARTICLE):
        turn = number * 34 // _THEMATIC_OF_THE_ARTICLE
        day = date(2021 + turn // 12, turn % 12 + 1, 10 + number % 15)
        yield Evening(
            cells[number * 5 % len(cells)],
            day,
            _RATES[number % 6],
            kind="thematic",
            theme=THEMES[number % 5],
        )


def _themes_of_2026(commune: Commune) -> Iterator[Evening]:
    """In the last quarter two cells are still without."""
    standing = [key for key, cell in commune.cells.items() if cell.dissolved_on is None]
    for place, cell in enumerate(standing):
        for month in (2, 5, 8, 10):
            if month < 10 or place not in (1, 6):
                day = date(2026, month, 12 + place)
                theme = THEMES[(place + month) % 5]
                yield Evening(cell, day, _RATES[(place * month) % 6], "thematic", theme)


def _lately(
    commune: Commune, first: date, works: Mapping[date, tuple[Assignment, ...]] | None = None
) -> Iterator[Evening]:
    """Month by month to today. One cell has missed September and October; a few minutes came late."""
    standing = [key for key, cell in commune.cells.items() if cell.dissolved_on is None]
    given = works or {}
    for place, cell in enumerate(standing):
        for year, month in _months(first, date(2026, 11, 1)):
            day = date(year, month, 3 + place % 6)
            state = _state(place, day)
            if not state or (place == 7 and day > date(2026, 9, 1)):
                continue
            yield Evening(
                cell,
                day,
                74 if place == 5 and year == 2026 else _RATES[(place * 7 + month) % 6],
                theme=THEMES[place % 5] if year == 2025 and month % 3 == 0 else "",
                state=state,
                days=12 if (place + month) % 11 == 0 else 1 + (place + month) % 4,
                said=_RETURNED if state == State.RETURNED else "",
                works=given.get(day, ()) if place == 0 else (),
                returning=given.get(_before(day), ()) if place == 0 else (),
            )


def _state(place: int, day: date) -> str:
    if (day.year, day.month) != (2026, 11):
        return State.APPROVED
    return _NOVEMBER.get(place, State.APPROVED)


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    for count in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield count // 12, count % 12 + 1


def _before(day: date) -> date:
    return day.replace(month=day.month - 1) if day.month > 1 else day


def _work_of_a_cell(commune: Commune) -> dict[date, tuple[Assignment, ...]]:
    """Work the first cell's last meetings gave, looked at again a month later."""
    cell = next(iter(commune.cells.values()))
    days = [date(2026, 9, 3), date(2026, 10, 3)]
    told = (
        ("Họp nhóm hộ bàn góp công sửa đường", Told("done", date(2026, 9, 28), "Đã họp, 21 hộ góp")),
        ("Gặp gia đình hai quần chúng ưu tú", Told("progress", date(2026, 11, 2), "Đã gặp một", "", 50)),
    )  # fmt: skip
    people = [row.person for row in roll(branch(cell, days[0])).select_related("person")[4:6]]
    histories = [
        History(
            Giving(
                cell,
                what,
                day,
                date(2026, day.month + 1, 25),
                person,
                origin=f"Sinh hoạt thường kỳ tháng {day.month}/2026",
            ),
            [step],
        )
        for day, (what, step), person in zip(days, told, people, strict=True)
    ]
    works = tell_work(histories, by=commune.office)
    return {day: (work,) for day, work in zip(days, works, strict=True)}
