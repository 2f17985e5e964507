"""“Việc cần làm”: bands by deadline, figures of a past day, the month."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.due import Due
from chibo.web.queries import months, tasks
from tests.world import World

ON = date(2026, 7, 6)
LINE = Due("x", "Nộp báo cáo", "Bản Trên", ON, "/x", "Mở", "Theo lịch", "Bản Trên", "00001")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def home(user: User, query: str = "") -> str:
    answer = signed_in(user).get(f"/viec{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("days", "band", "word"),
    [
        (-3, tasks.LATE, "Quá 3 ngày"),
        (-1, tasks.LATE, "Quá 1 ngày"),
        (0, tasks.SOON, "Hôm nay"),
        (7, tasks.SOON, "Còn 7 ngày"),
        (8, tasks.LATER, "Còn 8 ngày"),
        (30, tasks.LATER, "Còn 30 ngày"),
        (31, tasks.FAR, "Còn 31 ngày"),
        (None, tasks.UNDATED, "Chưa có hạn"),
    ],
)
def test_bands(days: int | None, band: str, word: str) -> None:
    line = replace(LINE, due_on=None if days is None else ON + timedelta(days=days))

    assert tasks.band_of(line, ON) == band
    assert tasks.as_task(line, ON).due_word == word


def test_a_span_is_late_after_its_last_day() -> None:
    line = replace(LINE, due_on=ON - timedelta(days=10), last_on=ON + timedelta(days=2))

    assert tasks.band_of(line, ON) == tasks.SOON


def test_the_headline_counts() -> None:
    late, soon = replace(LINE, due_on=ON - timedelta(days=1)), replace(LINE, due_on=ON)

    assert tasks.headline(tasks.banded([late, late, soon], ON)) == (
        "2 việc quá hạn, 1 việc đến hạn tuần này"
    )
    assert tasks.headline(tasks.banded([soon], ON)) == "1 việc đến hạn tuần này"
    assert tasks.headline(tasks.banded([], ON)) == "Không có việc đến hạn"
    far = replace(LINE, due_on=ON + timedelta(days=96))
    assert tasks.nearest(tasks.banded([far], ON)) == "Việc gần nhất: nộp báo cáo, 10/10/2026."


def test_a_month_has_dots_where_something_is_due() -> None:
    month = months.month([LINE], date(2026, 7, 1), ON)
    days = [day for week in month.weeks for day in week if day]

    assert len(days) == 31
    assert [day["day"] for day in days if day.get("dots")] == [6]
    assert next(day for day in days if day.get("today"))["url"] == "/viec/danh-sach?han=2026-07-06"
    assert (month.title, month.before, month.after) == ("Tháng 7/2026", "2026-06", "2026-08")


def test_figures_are_of_the_past_day_and_tasks_of_today(world: World) -> None:
    page = home(world.an, "?ngay=2018-07-31")

    assert "Đang xem số liệu tại 31/07/2018" in page
    assert "Việc cần làm luôn tính theo hôm nay" in page
    assert "Đảng bộ huyện Mẫu" in page
    assert "6 chính thức · 0 dự bị" in page
    assert "Việc cần làm luôn tính theo hôm nay" not in home(world.an)


def test_editing_is_off_on_a_past_day(world: World) -> None:
    client = signed_in(world.an)
    past = client.get(f"/dv/{world.commune.pk}?ngay=2018-07-31").content.decode()
    today = client.get(f"/dv/{world.commune.pk}").content.decode()

    assert "Sửa tổ chức" in today
    assert "Sửa tổ chức" not in past and "Nhập danh sách" not in past


@pytest.mark.parametrize("day", ["2030-01-01", "hom-qua", "2018-02-30"])
def test_a_day_nobody_can_answer_for_is_a_sentence(world: World, day: str) -> None:
    answer = signed_in(world.an).get(f"/viec?ngay={day}&pham-vi=toi")

    assert answer.status_code == 400
    assert "Về hôm nay" in answer.content.decode()


def test_before_the_books_there_is_no_number(world: World) -> None:
    page = home(world.an, "?ngay=2015-06-30")

    assert "chưa có số liệu" in page
    assert "sổ đảng viên của Đảng bộ xã Mường Mẫu bắt đầu từ 01/01/2016" in page


def test_a_superior_sees_units_and_no_names(world: World) -> None:
    page = home(world.giang)

    assert "Xã Mường Mẫu" in page or "Đảng bộ xã Mường Mẫu" in page
    for person in world.people.values():
        assert person.full_name not in page


def test_a_member_is_led_to_their_own_file(world: World) -> None:
    client = signed_in(world.dung)
    assert "Mở hồ sơ của tôi" in client.get("/viec").content.decode()

    answer = client.get("/ho-so-cua-toi")
    assert answer["Location"] == f"/dang-vien/{world.people['dung'].pk}"


def test_a_day_of_the_month_lists_its_tasks(world: World) -> None:
    day = timezone.localdate().isoformat()
    assert "Không có việc nào" in home(world.an, f"/danh-sach?han={day}")
    assert "Cần bổ sung, chưa có hạn" in home(world.an, "/danh-sach?han=chua-co-han")
    old = signed_in(world.an).get(f"/viec?han={day}")
    assert old["Location"] == f"/viec/danh-sach?han={day}"


def test_someone_with_two_duties_chooses_where_to_work(world: World) -> None:
    from chibo.organisations.actions.duties import give_duty

    give_duty(world.khanh, "superior", world.province, date(2026, 1, 1), by=world.admin)
    client = signed_in(User.objects.get(pk=world.khanh.pk))
    assert "Đổi nơi làm việc" in client.get("/viec").content.decode()
    client.post("/noi-lam-viec", {"noi": f"superior-{world.province.pk}"})

    assert "Đơn vị trực thuộc" in client.get("/viec").content.decode()
    client.post("/noi-lam-viec", {"noi": "admin-1"})
    assert "Đơn vị trực thuộc" in client.get("/viec").content.decode()
