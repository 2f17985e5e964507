"""The schedule of Mường Sang's cells for 2026, laid down at the end of the year before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time

from chibo.cli.demo.communes import Commune
from chibo.documents.models import Paper
from chibo.documents.queries import named
from chibo.meetings.actions.planning import Planning, Point, keep_plans
from chibo.meetings.models import Meeting
from chibo.members.models import Person

Held = Mapping[tuple[int, date], tuple[Meeting, Person | None]]  # by unit and day, with who led
_LAID_DOWN = date(2025, 12, 22)
_THEMES_LEFT = {1: "Nêu gương của cán bộ, đảng viên", 6: "Xây dựng chi bộ bốn tốt"}
_MOVED, _CALLED_OFF = 2, 3  # cells by their place in the commune
_YEAR_ENDS = (
    "Kiểm điểm, tự đánh giá, xếp loại chất lượng chi bộ và đảng viên năm 2026",
    "Phương hướng, nhiệm vụ tháng 01/2027",
    "Thu, nộp đảng phí quý IV",
)


def lay_down_year(commune: Commune, held: Sequence[Meeting]) -> None:
    """`held` are the regular meetings of the cells; what was held stands in the schedule as held."""
    known = {(one.organisation_id, one.held_on): one for one in held if one.kind == "regular"}
    paper = named(commune.organisation.pk, "28-CT/TW")[0]
    led = Person.objects.in_bulk({one.chair_id for one in known.values() if one.chair_id})
    became = {key: (one, led.get(one.chair_id or 0)) for key, one in known.items()}
    keep_plans(list(_lines(commune, became, paper)), by=commune.office)


def _lines(commune: Commune, held: Held, paper: Paper) -> Iterator[Planning]:
    standing = [key for key, cell in commune.cells.items() if cell.dissolved_on is None]
    for place, key in enumerate(standing):
        for month in range(1, 13):
            yield _regular(commune, key, place, date(2026, month, 3 + place % 6), held, paper)
        if place in _THEMES_LEFT:
            yield Planning(
                commune.cells[key], "thematic", date(2026, 12, 14), *_where(commune, key),
                _THEMES_LEFT[place], points=[Point(_THEMES_LEFT[place], is_thematic=True)],
                made_on=date(2026, 11, 9),
            )  # fmt: skip
    yield _called_off(commune, standing[_CALLED_OFF])
    yield Planning(
        commune.organisation, "committee", date(2026, 12, 4), time(8), "Phòng họp Đảng ủy",
        points=[Point("Kiểm điểm tập thể Ban Chấp hành năm 2026"), Point("Xét kết nạp đảng viên")],
        made_on=date(2026, 11, 16),
    )  # fmt: skip


def _regular(
    commune: Commune,
    key: str,
    place: int,
    on: date,
    held: Held,
    paper: Paper,
) -> Planning:
    cell = commune.cells[key]
    meeting, leader = held.get((cell.pk, on), (None, None))
    moved = place == _MOVED and on.month == 9
    points = [Point("Quán triệt văn bản mới của cấp trên", paper), *map(Point, _YEAR_ENDS)]
    return Planning(
        cell,
        "regular",
        on,
        *_where(commune, key),
        leader=leader,
        points=points if on.month == 12 else (),
        made_on=_LAID_DOWN,
        first_on=on.replace(day=on.day - 2) if moved else None,
        move_reason="Trùng ngày họp bản" if moved else "",
        meeting=meeting,
    )


def _called_off(commune: Commune, key: str) -> Planning:
    return Planning(
        commune.cells[key],
        "extraordinary",
        date(2026, 8, 20),
        *_where(commune, key),
        made_on=date(2026, 8, 10),
        cancelled=(date(2026, 8, 18), "Gộp vào kỳ sinh hoạt thường kỳ tháng 9"),
    )


def _where(commune: Commune, key: str) -> tuple[time, str]:
    village = commune.growth.cell(key).is_village
    return (time(19, 30), "Nhà văn hóa") if village else (time(14), "Phòng họp")
