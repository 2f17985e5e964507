"""The pages of "Phát triển đảng": board, list, funnel, sources, targets, village heads."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from chibo.accounts.models import User
from chibo.admissions.actions.following import guide
from chibo.admissions.actions.heads import freeze_heads
from chibo.admissions.actions.opening import NewCase, leave_pipeline, open_case
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.models import AdmissionTarget, Case, HeadCohort, HeadInCohort
from chibo.admissions.queries.board import Asked, followed, in_order, narrowed, next_papers
from chibo.admissions.queries.funnel import Step, introduced, steps, stopped
from chibo.admissions.queries.planned import planned
from chibo.admissions.queries.sources import last_source
from chibo.admissions.tests.on_the_way import admitted, opened, prepared
from chibo.admissions.views import heads as heads_page
from chibo.audit.models import Entry
from chibo.members.actions.files import register_non_member
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World

TODAY = date(2026, 11, 21)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def follow(world: World, name: str, cell: Organisation, on: date) -> Case:
    facts = {"full_name": name, "sex": "female", "ethnicity": "thai"}
    person = register_non_member(facts, cell, on, by=world.an)
    return open_case(NewCase(person, cell.pk, on), by=world.an)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def some(world: World) -> dict[str, Case]:
    """Ban is watched since July in bản Trên, Cầu since January in bản Dưới with a helper since February."""
    ban = follow(world, "Lò Thị Ban", world.tren, date(2026, 7, 1))
    cau = follow(world, "Lò Thị Cầu", world.duoi, date(2026, 1, 10))
    guide(cau, world.people["dung"], date(2026, 2, 1), by=world.an)
    return {"ban": ban, "cau": cau}


def named(world: World, asked: Asked, order: str = "ten") -> list[str]:
    of = branch(world.commune, TODAY)
    rows = in_order(narrowed(followed(of), asked, of), order, TODAY)
    return [row.person.full_name for row in rows.select_related("person")]


def test_the_list_is_narrowed_and_put_in_order(world: World, some: dict[str, Case]) -> None:
    both, ban, cau = ["Lò Thị Ban", "Lò Thị Cầu"], ["Lò Thị Ban"], ["Lò Thị Cầu"]
    assert named(world, Asked()) == both
    assert named(world, Asked(), "cho") == [*cau, *ban]
    assert named(world, Asked(), "giai-doan") == both
    assert named(world, Asked(), "-giai-doan") == [*cau, *ban]
    assert named(world, Asked(stage="guided")) == cau
    assert named(world, Asked(unit=world.tren.pk)) == ban
    assert named(world, Asked(waiting=True)) == cau
    assert named(world, Asked(unguided=True)) == ban
    assert named(world, Asked(text="cau")) == cau
    assert named(world, Asked(text="cầu")) == cau
    assert named(world, Asked(text="cấu")) == []


def test_the_next_paper_is_the_first_that_is_not_done(world: World) -> None:
    case = opened(world)
    of = branch(world.commune, TODAY)
    assert list(next_papers(list(followed(of))).values()) == [
        "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng"
    ]
    prepared(world, case)
    assert list(next_papers(list(followed(of))).values()) != [
        "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng"
    ]


def test_the_board_shows_people_to_who_reads_names_and_numbers_to_others(
    world: World, some: dict[str, Case]
) -> None:
    url = f"/dv/{world.commune.pk}/phat-trien"
    office, above = words(signed_in(world.an), url), words(signed_in(world.giang), url)
    assert "Theo dõi 1 Lò Thị Ban Bản Trên" in office
    assert "Tiếp theo: Cử học lớp nhận thức" in office
    assert "Lò Thị" not in above
    assert "Bản Dưới 0 1 1 Bản Trên 1 0 1" in above
    assert "Chưa theo dõi ai tại ngày này" in words(signed_in(world.an), f"{url}?ngay=2025-12-31")


def test_the_list_is_taken_out_and_the_journal_says_so(world: World, some: dict[str, Case]) -> None:
    client, url = signed_in(world.an), f"/dv/{world.commune.pk}/phat-trien/danh-sach"
    book = client.post(f"{url}/xuat?giai-doan=guided")
    rows = list(load_workbook(BytesIO(book.content)).worksheets[0].iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["Lò Thị Cầu"]
    assert "Lò Thị Ban" in words(client, f"{url}/in")
    taken = Entry.objects.filter(verb="candidates.exported").order_by("pk")
    assert list(taken.values_list("reason", flat=True)) == ["xlsx", "print"]


def test_a_cohort_keeps_who_stopped_and_counts_days_of_stages_left(world: World) -> None:
    case = admitted(world)  # opened 01/03/2024, guided 01/04, admitted 02/06/2025
    other = follow(world, "Lò Thị Ban", world.tren, date(2024, 5, 1))
    leave_pipeline(other, "moved_away", date(2024, 8, 1), by=world.an)
    of = branch(world.commune, TODAY)
    cohort = introduced(of, 2024)
    found = steps(cohort, TODAY)
    assert (found[0], found[1]) == (
        Step("watched", "Theo dõi", 2, 61.5, 2),  # 31 and 92 days
        Step("guided", "Phân công giúp đỡ", 1, 75.0, 1),
    )
    assert found[-1].code == "probation" and found[-1].reached == 1
    assert [row.person.full_name for row in stopped(cohort, TODAY)] == ["Lò Thị Ban"]
    assert case.person.full_name == "Lò Thị Mai"
    early = date(2024, 4, 15)
    assert [
        (s.code, s.reached) for s in steps(introduced(branch(world.commune, early), 2024), early)
    ] == [
        ("watched", 1),
        ("guided", 1),
    ]


def test_the_funnel_opens_the_people_behind_a_bar(world: World) -> None:
    admitted(world)
    url = f"/dv/{world.commune.pk}/phat-trien/pheu?nam=2024"
    assert "1/1 = 100,0%" in words(signed_in(world.an), url)
    assert "Lò Thị Mai" in words(signed_in(world.an), f"{url}&xem=probation")
    assert "Lò Thị Mai" not in words(signed_in(world.giang), f"{url}&xem=probation")


def test_since_when_a_cell_has_no_source(world: World, some: dict[str, Case]) -> None:
    leave_pipeline(some["ban"], "own_wish", date(2026, 9, 1), by=world.an)
    keys = [world.tren.pk, world.school.pk]
    assert last_source(keys, TODAY) == {world.tren.pk: date(2026, 9, 1)}
    page = words(signed_in(world.an), f"/dv/{world.commune.pk}/phat-trien/nguon?ngay={TODAY}")
    assert "Bản Trên 01/09/2026 81" in page
    assert "Trường Tiểu học chưa từng theo dõi ai" in page


def test_planned_and_done_by_unit(world: World) -> None:
    set_targets(
        [Target(world.commune.pk, *YEAR, 3, 4), Target(world.duoi.pk, *YEAR, 1)], by=world.an
    )
    rows = planned(branch(world.commune, TODAY), 2026)
    assert [
        (one.unit.short_name, one.wanted, one.cells, one.done, one.is_short) for one in rows
    ] == [
        ("Đảng bộ xã Mường Mẫu", 3, 1, 1, True),
        ("Bản Dưới", 1, None, 1, False),
        ("Bản Trên", None, None, 0, False),
        ("Trường Tiểu học", None, None, 0, False),
    ]


def test_targets_are_given_for_all_cells_on_one_page(world: World) -> None:
    client, url = signed_in(world.an), f"/dv/{world.commune.pk}/phat-trien/chi-tieu/giao?nam=2026"
    keys = {one: f"t_{one.pk}" for one in (world.commune, world.tren, world.duoi, world.school)}
    given = {keys[world.commune]: "5-7", keys[world.tren]: "1", keys[world.duoi]: "mười"}
    wrong = client.post(url, given).content.decode()
    assert "Ghi một số như 5, hoặc một khoảng như 5-7." in wrong and 'value="mười"' in wrong
    assert (
        "Số trên phải lớn hơn số dưới"
        in client.post(url, given | {keys[world.duoi]: "3-2"}).content.decode()
    )
    assert client.post(url, given | {keys[world.duoi]: ""}).status_code == 302
    found = AdmissionTarget.objects.order_by("organisation").values_list(
        "organisation", "low", "high"
    )
    assert sorted(found) == sorted([(world.commune.pk, 5, 7), (world.tren.pk, 1, None)])
    client.post(url, {keys[world.commune]: "5-7", keys[world.tren]: ""})
    assert list(AdmissionTarget.objects.values_list("organisation", flat=True)) == [
        world.commune.pk
    ]


def test_a_term_has_targets_of_its_own(world: World) -> None:
    """Giving them leaves those of the year alone, whatever stands in the lines."""
    set_targets([Target(world.tren.pk, *YEAR, 1)], by=world.an)
    url = f"/dv/{world.commune.pk}/phat-trien/chi-tieu/giao"
    client, term = signed_in(world.an), f"{url}?tu=01/07/2025&den=30/06/2030"
    assert 'value="1"' not in client.get(term).content.decode()
    assert client.post(term, {f"t_{world.commune.pk}": "45-50"}).status_code == 302
    found = AdmissionTarget.objects.values_list("organisation", "first_day", "low", "high")
    assert sorted(found) == sorted(
        [
            (world.tren.pk, date(2026, 1, 1), 1, None),
            (world.commune.pk, date(2025, 7, 1), 45, 50),
        ]
    )
    page = words(client, f"/dv/{world.commune.pk}/phat-trien/chi-tieu?nam=2026")
    assert "01/07/2025 – 30/06/2030 45-50 1" in page
    wrong = client.get(f"{url}?tu=01/07/2030&den=30/06/2025").content.decode()
    assert "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi." in wrong


def test_the_list_of_heads_is_frozen_at_the_screen(world: World) -> None:
    client, url = signed_in(world.an), f"/dv/{world.commune.pk}/phat-trien/truong-ban"
    assert "có 1 trưởng bản chưa là đảng viên" in words(client, url)
    assert client.post(f"{url}/chot?nam=2026", {"on": "01/01/2026"}).status_code == 302
    again = client.post(f"{url}/chot?nam=2026", {"on": "01/01/2026"})
    assert "đã chốt danh sách năm 2026" in again.content.decode()
    page = words(client, url)
    assert "Sồng A Sùa Bản Dưới chưa" in page
    assert "Sồng A Sùa" not in words(signed_in(world.giang), url)


def test_a_frozen_list_longer_than_a_page_leads_to_the_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    [cohort] = freeze_heads([world.commune], 2026, date(2026, 1, 1), by=world.an)
    [first] = HeadInCohort.objects.all()
    client, url = signed_in(world.an), f"/dv/{world.commune.pk}/phat-trien/truong-ban"
    monkeypatch.setattr(heads_page, "PAGE_LENGTH", 1)

    assert "Xem cả danh sách chốt" not in words(client, url)
    other = register_non_member(
        {"full_name": "Vừ A Tủa"}, world.duoi, date(2026, 1, 1), by=world.an
    )
    HeadInCohort.objects.create(cohort=cohort, person=other, place=first.place)
    page = words(client, url)
    assert ("Xem cả danh sách chốt" in page, "Vừ A Tủa" in page) == (True, False)


def test_a_frozen_list_is_taken_back_with_a_reason(world: World) -> None:
    [cohort] = freeze_heads([world.commune], 2026, date(2026, 1, 1), by=world.an)
    client = signed_in(world.an)
    assert "Ghi lý do." in client.post(f"/truong-ban/{cohort.pk}/huy", {}).content.decode()
    assert client.post(f"/truong-ban/{cohort.pk}/huy", {"reason": "Ghi thiếu"}).status_code == 302
    assert not HeadCohort.objects.exists()
