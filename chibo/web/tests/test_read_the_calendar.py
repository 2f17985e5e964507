"""Tasks by month, in the phone's calendar, and on a week's paper."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from docx import Document
from icalendar import Calendar

from chibo.accounts.actions import deactivate_user, reset_password
from chibo.accounts.models import CalendarKey, User
from chibo.admissions.actions import Admitting, admit_members
from chibo.audit.models import Entry
from chibo.base.due import Due
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.actions.duties import end_duty
from chibo.organisations.models import Duty, Organisation
from chibo.rulebook.queries import add_months
from chibo.web.queries.months import agenda, holidays, month
from chibo.web.views import week
from tests.world import World


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


def at(user: User) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def admit(world: World, name: str, ceremony: date, cell: Organisation | None = None) -> Person:
    person = fill(Person(), {"full_name": name})
    entering = Entering(person, (cell or world.duoi).pk, ceremony, "probationary")
    admit_members([Admitting(entering, ceremony)], by=world.an)
    return person


@pytest.fixture
def late(world: World) -> Person:
    return admit(world, "Lò Văn Muộn", add_months(timezone.localdate(), -15))


def new_key(user: User) -> str:
    page = at(user).post("/viec/lich/dia-chi").content.decode()
    return page.split('class="key">')[1].split(".ics")[0].rsplit("/", 1)[1]


def feed(key: str, status: int = 200) -> Calendar | None:
    answer = Client().get(f"/viec/lich/{key}.ics")
    assert answer.status_code == status
    if status != 200:
        return None
    assert answer["Cache-Control"] == "private, no-store"
    read = Calendar.from_ical(answer.content)
    assert isinstance(read, Calendar)
    return read


def said(key: str) -> list[str]:
    read = feed(key)
    assert read is not None
    return [str(event["summary"]) for event in read.walk("VEVENT")]


# ------------------------------------------------------------------ the month


def test_days_of_lunar_new_year_are_named() -> None:
    found = holidays(date(2026, 2, 1))

    assert sorted(day.day for day in found) == [16, 17, 18, 19, 20]
    assert set(found.values()) == {"Nghỉ Tết Nguyên đán"}
    assert holidays(date(2026, 4, 1))[date(2026, 4, 30)] == "Nghỉ lễ"
    assert holidays(date(2050, 1, 1)) == {}


def test_a_month_without_tasks_still_names_its_holidays() -> None:
    days = agenda([], date(2026, 9, 1))

    assert [(one.day, one.until, one.holiday) for one in days] == [
        (date(2026, 9, 1), date(2026, 9, 2), "Nghỉ lễ")
    ]
    shown = month([], date(2026, 9, 1), date(2026, 9, 1))
    assert [day["day"] for week in shown.weeks for day in week if day and day["off"]] == [1, 2]


def test_a_full_month_shows_the_first_of_each_day_and_leads_to_the_rest() -> None:
    first = timezone.localdate().replace(day=1)
    units = [(f"Việc {n}", first + timedelta(days=n % 12)) for n in range(60)]
    lines = [
        Due(f"kind{n}", what, "", day, "/", "", "", f"Đơn vị {n}", "")
        for n, (what, day) in enumerate(units)
    ]

    few, full = agenda(lines[:24], first), agenda(lines, first)

    assert [(len(one.lines), one.more) for one in few if one.lines] == [(2, 0)] * 12
    assert [(len(one.lines), one.more) for one in full if one.lines] == [(4, 1)] * 12
    assert {one.url for one in full if one.more} == {
        f"/viec/danh-sach?han={first + timedelta(days=n)}" for n in range(12)
    }


def test_a_month_ahead_knows_what_will_be_due_then(world: World) -> None:
    today = timezone.localdate()
    ends = add_months(today, 5)
    admit(world, "Hà Thị Sớm", add_months(ends, -12))
    client = at(world.an)

    line = "Chuẩn bị xét công nhận đảng viên chính thức: Hà Thị Sớm"
    assert line not in client.get("/viec/danh-sach").content.decode()
    assert line in client.get(f"/viec/lich?thang={ends:%Y-%m}").content.decode()
    assert line in client.get(f"/viec/danh-sach?han={ends}").content.decode()


# ------------------------------------------------------------------ the phone


def test_a_phone_reads_kinds_and_units_and_no_names(world: World, late: Person) -> None:
    key = new_key(world.an)
    answer = Client().get(f"/viec/lich/{key}.ics")
    text = answer.content.decode().replace("\r\n ", "")

    assert "Quá hạn: Xét công nhận đảng viên chính thức đã quá hạn (1 việc)" in said(key)
    assert "Bản Dưới" in text
    for person in Person.objects.all():
        assert person.full_name not in text
    assert answer["Content-Type"].startswith("text/calendar")


def test_the_key_is_kept_as_a_digest_and_its_making_is_journalled(world: World) -> None:
    key = new_key(world.an)
    kept = CalendarKey.objects.get(user=world.an)

    assert key not in kept.digest and len(key) >= 40
    line = Entry.objects.get(verb="calendar.opened")
    assert (line.actor, key in str(line.after), kept.digest in str(line.after)) == (
        world.an,
        False,
        False,
    )
    assert key not in at(world.an).get("/viec/lich/dia-chi").content.decode()


def test_a_new_key_ends_the_old_one_and_a_closed_one_answers_nobody(world: World) -> None:
    first = new_key(world.an)
    second = new_key(world.an)
    feed(first, 404)
    feed(second)

    at(world.an).post("/viec/lich/dia-chi/huy")
    feed(second, 404)
    assert Entry.objects.filter(verb="calendar.closed").count() == 1
    feed("khong-co", 404)


def test_who_lost_the_duty_reads_an_empty_calendar(world: World, late: Person) -> None:
    key = new_key(world.an)
    assert said(key)

    for duty in Duty.objects.filter(user=world.an):
        end_duty(duty, timezone.localdate(), by=world.admin)
    assert said(key) == []


@pytest.mark.parametrize("undo", [reset_password, deactivate_user])
def test_a_lost_password_or_a_closed_account_ends_the_key(world: World, undo: object) -> None:
    key = new_key(world.an)
    undo(world.an, by=world.admin)

    feed(key, 404)


def test_a_phone_that_asks_all_the_time_is_told_to_wait(world: World) -> None:
    key = new_key(world.an)
    answers = [Client().get(f"/viec/lich/{key}.ics").status_code for _n in range(31)]

    assert answers == [200] * 30 + [429]


# ------------------------------------------------------------------ the paper


def test_the_week_on_paper_has_a_box_for_every_task(world: World, late: Person) -> None:
    page = at(world.an).get("/viec/tuan").content.decode()

    assert "Lò Văn Muộn" in page and "□" in page and "<h2>Bản Dưới</h2>" in page
    assert Entry.objects.get(verb="tasks.printed").reason == "html"
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = at(world.an).get(f"/viec/tuan.{form}")
        assert answer.content.startswith(start)
        assert answer["Content-Disposition"].endswith(f'.{form}"')
    assert at(world.an).get("/viec/tuan.xls").status_code == 404


def test_a_long_week_is_leafed_through_on_the_screen_and_whole_on_paper(
    world: World, late: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(week, "LINES", 1)
    first = at(world.an).get("/viec/tuan").content.decode()
    second = at(world.an).get("/viec/tuan?trang=2").content.decode()

    assert first.count("□") == second.count("□") == 1
    assert "?trang=2" in first and "Tệp .docx và PDF có đủ mọi việc." in first
    pages = first.partition('class="here">1/')[2].partition("<")[0]
    paper = Document(BytesIO(at(world.an).get("/viec/tuan.docx").content))
    boxes = [row for table in paper.tables for row in table.rows if row.cells[0].text == "□"]
    assert len(boxes) == int(pages) > 1


def test_an_empty_week_says_so(world: World) -> None:
    assert "Không có việc quá hạn" in at(world.chung).get("/viec/tuan").content.decode()


def test_its_address_names_the_installation_however_it_was_called(
    world: World, settings: Any
) -> None:
    settings.ADDRESS = "https://chibo.muongmau.example"
    page = at(world.an).post("/viec/lich/dia-chi").content.decode()
    assert "https://chibo.muongmau.example/viec/lich/" in page
