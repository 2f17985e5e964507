"""The whole list of what is due: who sees names and who counts, folding, filters, pages."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from chibo.accounts.models import User
from chibo.admissions.actions import Admitting, admit_members
from chibo.base.due import Due
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.web.queries import folding, tasks
from chibo.web.queries.feed import calendar_of
from tests.world import World

LATE = date(2026, 11, 20)
LINE = Due("x", "Nộp báo cáo", "Một", LATE, "/x", "Mở", "Theo lịch", "Bản Trên", "00001")


def admitted(world: World, cell: Organisation, *names: str) -> list[Person]:
    """Ceremony on 12/07/2025, never recognised: the review was due by the end of August 2026."""
    people = [fill(Person(), {"full_name": name}) for name in names]
    day = date(2025, 7, 12)
    entries = [Admitting(Entering(one, cell.pk, day, "probationary"), day) for one in people]
    admit_members(entries, by=world.khanh if cell == world.ben else world.an)
    return people


@pytest.fixture
def late(world: World) -> list[Person]:
    in_duoi = admitted(world, world.duoi, "Lò Văn Muộn", "Lò Văn Trễ")
    return [*in_duoi, *admitted(world, world.ben, "Hà Thị Chậm")]


def page(user: User, query: str = "", status: int = 200) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    answer = client.get(f"/viec/danh-sach{query}")
    assert answer.status_code == status
    return answer.content.decode()


def test_a_province_reads_counts_of_communes_and_no_names(world: World, late: list[Person]) -> None:
    lines = tasks.all_due(world.giang, branch(world.province, LATE), LATE)
    overdue = [line for line in lines if line.kind == "recognition_overdue"]

    assert [(one.owner, one.about, one.tasks, one.deadline) for one in overdue] == [
        ("Đảng bộ xã Mường Mẫu", "2 đảng viên", 2, date(2026, 8, 21)),
        ("Đảng bộ xã Chiềng Bên", "1 đảng viên", 1, date(2026, 8, 21)),
    ]
    assert overdue[0].url == f"/viec/danh-sach?dv={world.commune.pk}&loai=recognition_overdue"
    shown = page(world.giang) + page(world.giang, f"?dv={world.commune.pk}")
    assert not [one for one in world.people.values() if one.full_name in shown]
    assert not [one for one in late if one.full_name in shown]


def test_a_province_that_may_read_names_opens_a_commune_by_name(
    world: World, late: list[Person]
) -> None:
    user = world.users["superior_names"]

    assert "Lò Văn Muộn" not in page(user)
    assert "Lò Văn Muộn" in page(user, f"?dv={world.commune.pk}")
    assert "Lò Văn Muộn" not in page(user, f"?dv={world.neighbour.pk}")


def test_counts_and_names_agree(world: World, late: list[Person]) -> None:
    """What the province counts in a commune is what the commune lists by name, kind by kind."""
    by_name = tasks.all_due(world.an, branch(world.commune, LATE), LATE)
    counted = tasks.all_due(world.giang, branch(world.commune, LATE), LATE)
    whole = tasks.all_due(world.giang, branch(world.province, LATE), LATE)

    def sums(lines: list[Due]) -> dict[tuple[str, date | None], int]:
        found: dict[tuple[str, date | None], int] = {}
        for line in (one for one in lines if one.of_people):
            key = (line.kind, line.deadline)
            found[key] = found.get(key, 0) + line.count
        return found

    here = [one for one in whole if one.owner == "Đảng bộ xã Mường Mẫu"]
    assert sums(by_name) == sums(counted) == sums(here)


def test_the_office_does_not_open_the_province_nor_the_neighbour(world: World) -> None:
    page(world.an, f"?dv={world.province.pk}", 404)
    page(world.an, f"?dv={world.neighbour.pk}", 404)
    page(world.an, "?dv=x", 400)


def test_equal_lines_fold_into_one_that_opens_them() -> None:
    same = [
        replace(LINE, about=f"Người {n}", owner=f"Bản {n % 2}", owner_path=f"0000{n % 2}")
        for n in range(5)
    ]
    other = replace(LINE, kind="y", what="Việc khác")
    (fold, kept) = folding.folded([*same, other], tasks.LATE)

    assert (fold.about, fold.owner, fold.tasks, fold.button) == (
        "5 đảng viên",
        "2 nơi: Bản 0 (3), Bản 1 (2)",
        5,
        "Xem 5 việc",
    )
    assert fold.url == "/viec/danh-sach?loai=x&han=qua-han"
    assert kept == other
    few = sorted(same[:4], key=lambda line: line.order)
    assert folding.folded(same[:4], tasks.LATE) == few


def test_a_folded_line_says_why_only_when_it_is_one_for_all() -> None:
    same = [replace(LINE, why="Theo Điều lệ") for _n in range(5)]
    (alike,) = folding.folded(same, tasks.LATE)
    (unlike,) = folding.folded([*same, replace(LINE, why="Giao ngày 08/01/2026")], tasks.LATE)

    assert (alike.why, unlike.why) == ("Theo Điều lệ", "")


def test_a_kind_is_called_by_what_its_lines_have_in_common() -> None:
    told = {
        "meeting_missing": ["Ghi sinh hoạt tháng 9/2026", "Ghi sinh hoạt tháng 10/2026"],
        "theme_missing": ["Sinh hoạt chuyên đề quý III/2026"],
        "report": ["Lập báo cáo 6 tháng", "Đôn đốc báo cáo 6 tháng chưa ký"],
        "assignment": ["Báo cáo kết quả: Vận động bà con", "Báo cáo kết quả: Làm đường"],
    }
    lines = [replace(LINE, kind=kind, what=what) for kind, said in told.items() for what in said]

    assert tasks.kinds_named(lines) == {
        "meeting_missing": "Ghi sinh hoạt",
        "theme_missing": "Sinh hoạt chuyên đề quý III/2026",
        "report": "Lập báo cáo 6 tháng",
        "assignment": "Báo cáo kết quả",
    }


def test_what_people_typed_is_not_repeated_where_it_is_not_needed() -> None:
    typed = replace(LINE, what="Hoàn thành việc được giao: gặp đồng chí Lò Văn Kín")

    assert typed.plainly == "Hoàn thành việc được giao"
    assert tasks.digest([typed]) == "hoàn thành việc được giao"
    (fold,) = folding.folded([typed] * 5, tasks.LATE)
    assert fold.what == "Hoàn thành việc được giao"
    read = calendar_of([typed], LATE, "https://may-chu").decode()
    assert "Kín" not in read and "Hoàn thành việc được giao (1 việc)" in read


def test_a_line_given_to_a_person_is_theirs_alone() -> None:
    given = replace(LINE, person_id=7)

    assert tasks.mine([LINE, given], "00001") == [LINE]
    assert tasks.mine([LINE, given], "00009", [7]) == [given]


def test_filters_narrow_and_say_so(world: World, late: list[Person]) -> None:
    whole = page(world.an)
    assert "Lò Văn Muộn" in whole and "Bổ sung thông tin còn thiếu" in whole

    kind = page(world.an, "?loai=missing_data")
    assert "Lò Văn Muộn" not in kind and "Bổ sung thông tin còn thiếu" in kind
    unit = page(world.an, f"?dv={world.tren.pk}")
    assert "Lò Văn Muộn" not in unit and "Bản Trên" in unit
    assert "Không có việc nào" in page(world.an, "?han=2027-01-01")
    assert "Việc đến hạn ngày 21/08/2026" in page(world.an, "?han=2026-08-21")


def test_long_lists_are_cut_into_pages(world: World) -> None:
    admitted(world, world.duoi, *[f"Lò Văn Muộn {n}" for n in range(60)])

    folds = page(world.an)
    assert "Xem 60 việc" in folds
    first = page(world.an, "?loai=recognition_overdue")
    assert "Hiện <b>1–50</b> của <b>60</b>" in first
    assert len(first.encode()) < 60_000
    assert "Hiện <b>51–60</b> của <b>60</b>" in page(world.an, "?loai=recognition_overdue&trang=2")


def test_why_opens_the_rule(world: World, late: list[Person]) -> None:
    assert "/quy-dinh?chu-de=probation#probation.review_deadline" in page(world.an)
    client = Client()
    client.force_login(world.an)
    rules = client.get("/quy-dinh?chu-de=probation").content.decode()
    assert 'id="probation.review_deadline"' in rules


def test_without_a_duty_there_is_no_list(world: World) -> None:
    nobody = User.objects.create(username="khong", full_name="Không Việc")
    page(nobody, status=302)
    give_duty(nobody, "cell_secretary", world.tren, timezone.localdate(), by=world.admin)
    assert "Bản Trên" in page(nobody)
