"""Work given in the demo world's last months, in every state work can be in."""

from collections.abc import Iterator
from datetime import date

from chibo.assignments.actions.giving import Giving
from chibo.assignments.actions.steps import Told
from chibo.assignments.actions.telling import History, tell_work
from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.communes import Commune
from chibo.members.queries.secretary import secretary
from chibo.organisations.models import Organisation

_MEETING = "Hội nghị Đảng ủy tháng {month}/2026"


def give_work_out(commune: Commune) -> None:
    """By the committee to its cells and their secretaries."""
    cells = [cell for cell in commune.cells.values() if cell.dissolved_on is None]
    tell_work(list(_histories(commune.organisation, cells)), by=commune.office)


def _histories(giver: Organisation, cells: list[Organisation]) -> Iterator[History]:
    def given(
        what: str, on: date, due: date, cell: int, *steps: Told, person: bool = False
    ) -> History:
        taker = secretary(cells[cell], TODAY) if person else None
        unit = None if taker else cells[cell]
        origin = _MEETING.format(month=on.month)
        return History(Giving(giver, what, on, due, taker, unit, origin=origin), steps)

    july, september, october = date(2026, 7, 6), date(2026, 9, 7), date(2026, 10, 5)
    yield given(
        "Vận động 12 hộ hiến đất mở đường nội bản", july, date(2026, 9, 30), 0,
        Told("progress", date(2026, 8, 10), "7 hộ đã ký", "Biên bản họp bản", 60),
        Told("done", date(2026, 9, 25), "12 hộ đã ký và bàn giao đất", "Danh sách hộ ký"),
        Told("verified", date(2026, 9, 30), "Đã xem thực địa"),
    )  # fmt: skip
    yield given(
        "Rà soát quần chúng ưu tú để đưa vào nguồn kết nạp", july, date(2026, 8, 31), 1,
        Told("extended", date(2026, 8, 28), "Mùa vụ, chưa họp được bản", due=date(2026, 10, 31)),
        Told("progress", date(2026, 10, 12), "Đã gặp 4 người", progress=50),
    )  # fmt: skip
    yield given(
        "Sinh hoạt chuyên đề về giữ gìn rừng đầu nguồn", september, date(2026, 10, 30), 2,
        Told("done", date(2026, 10, 20), "Đã sinh hoạt", "Biên bản sinh hoạt"),
        Told("returned", date(2026, 10, 26), "Biên bản chưa có phần kết luận"),
        Told("done", date(2026, 11, 6), "Đã bổ sung kết luận", "Biên bản sinh hoạt"),
    )  # fmt: skip
    yield given("Thu đủ đảng phí quý III và nộp lên", september, date(2026, 10, 10), 3, person=True)
    yield given(
        "Phân công đảng viên giúp hai hộ nghèo sửa nhà trước Tết", october, date(2026, 12, 25), 4,
        Told("progress", date(2026, 11, 9), "Đã lợp xong một nhà", "Ảnh", 50), person=True,
    )  # fmt: skip
    yield given("Chuẩn bị tổng kết năm của chi bộ", october, date(2026, 12, 20), 5)
    yield given(
        "Lập danh sách đảng viên khó khăn đề nghị hỗ trợ", september, date(2026, 9, 30), 6,
        Told("cancelled", date(2026, 9, 18), "Mặt trận xã đã lập danh sách chung"),
    )  # fmt: skip
