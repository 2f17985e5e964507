"""The year-end on the screen: the list opened, the cell's sheet, the board with its cap, decision and papers."""

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook

from chibo.appraisal.actions.cycles import NewCycle, open_cycle
from chibo.appraisal.models import Cycle, Decision, Kind, Opinion, Rated, SelfReview, Weakness
from chibo.base.tests.papers_reading import words_of
from tests.world import World

FROZEN = date(2026, 10, 20)


@pytest.fixture
def cycle(world: World) -> Cycle:
    new = NewCycle(2026, FROZEN, (Kind.MEMBER, Kind.CELL), decide_by=date(2026, 12, 31))
    return open_cycle(world.commune, new, by=world.an)


def signed_in(client: Client, user: object) -> Client:
    client.force_login(user)
    return client


def keys(cycle: Cycle, kind: str = Kind.MEMBER) -> list[int]:
    rows = cycle.rows.filter(kind=kind).order_by("name_sort", "pk")
    return list(rows.values_list("pk", flat=True))


def test_the_office_opens_a_cycle(world: World, client: Client) -> None:
    page = signed_in(client, world.an).post(
        f"/dv/{world.commune.pk}/xep-loai/mo",
        {"year": "2026", "quarter": "0", "frozen_on": "20/10/2026", "kinds": ["member", "cell"]},
    )
    cycle = Cycle.objects.get()
    assert page["Location"] == cycle.get_absolute_url()
    assert cycle.rows.count() == 9


def test_trying_out_saves_nothing_and_says_what_would_be(
    world: World, client: Client, cycle: Cycle
) -> None:
    typed = {f"m{key}": "excellent" for key in keys(cycle)} | {"viec": "thu"}
    page = signed_in(client, world.an).post(cycle.get_absolute_url(), typed)
    text = page.content.decode()
    assert "Tính thử theo mức đang chọn, chưa lưu" in text
    assert "Vượt 5: đề nghị được vượt, quyết định thì không." in text
    assert not cycle.rows.exclude(committee_level="").exists()


def test_the_committee_rates_then_the_decision_stays_within_the_cap(
    world: World, client: Client, cycle: Cycle
) -> None:
    client = signed_in(client, world.an)
    first, *others = keys(cycle)
    typed = {f"m{key}": "excellent" for key in (first, others[0])}
    typed |= {f"m{key}": "good" for key in others[1:]}
    client.post(cycle.get_absolute_url(), typed | {"viec": "luu"})
    asked = {"kinds": ["member"], "decided_on": "20/11/2026", "decided_by": "Đảng ủy xã"}
    refused = client.post(f"{cycle.get_absolute_url()}/quyet-dinh", asked).content.decode()
    assert "vượt 1: 20% của 6" in refused
    client.post(cycle.get_absolute_url(), {f"m{first}": "good", "viec": "luu"})
    client.post(f"{cycle.get_absolute_url()}/quyet-dinh", asked)
    levels = Rated.objects.filter(kind=Kind.MEMBER).values_list("decided_level", flat=True)
    assert sorted(levels) == ["excellent", *["good"] * 5]
    paper = client.get(f"/xep-loai/quyet-dinh/{Decision.objects.get().pk}/in.pdf")
    text = words_of(paper.content)
    assert "công nhận kết quả xếp loại năm 2026" in text
    assert "hoàn thành xuất sắc nhiệm vụ: 1/6" in text


def test_a_cell_fills_in_its_sheet(world: World, client: Client, cycle: Cycle) -> None:
    client = signed_in(client, world.chung)
    address = f"{cycle.get_absolute_url()}/chi-bo/{world.tren.pk}"
    an = cycle.rows.get(person=world.people["an"])
    asked = {"held_on": "10/11/2026", f"m{an.pk}": "good"}
    assert "Ghi số phiếu tán thành cho" in client.post(address, asked).content.decode()
    client.post(address, asked | {f"v{an.pk}": "2"})
    an.refresh_from_db()
    assert (an.proposed_level, an.votes) == ("good", 2)
    assert "2/2" in client.get(cycle.get_absolute_url()).content.decode()


def test_the_committee_takes_over_what_cells_proposed(
    world: World, client: Client, cycle: Cycle
) -> None:
    Rated.objects.filter(cycle=cycle, person=world.people["an"]).update(proposed_level="met")
    signed_in(client, world.binh).post(
        f"{cycle.get_absolute_url()}/lay-de-nghi", {"doi-tuong": "member"}
    )
    assert cycle.rows.get(person=world.people["an"]).committee_level == "met"


def test_a_member_finds_and_writes_their_own_review(
    world: World, client: Client, cycle: Cycle
) -> None:
    client = signed_in(client, world.dung)
    own = cycle.rows.get(person=world.people["dung"])
    assert (
        f"/xep-loai/muc/{own.pk}/tu-kiem-diem" in client.get("/xep-loai/cua-toi").content.decode()
    )
    client.post(
        f"/xep-loai/muc/{own.pk}/tu-kiem-diem",
        {"written_on": "01/11/2026", "strengths": "Đủ việc", "level": "good", "p_ideology": "5,5"},
    )
    review = SelfReview.objects.get()
    assert (review.rated, review.strengths) == (own, "Đủ việc")
    assert str(own.scores.get().own) == "5.5"
    assert client.get(own.get_absolute_url()).status_code == 200
    other = cycle.rows.get(person=world.people["an"])
    assert client.get(other.get_absolute_url()).status_code == 404


def test_what_the_committee_thinks_is_not_shown_to_them_before_the_decision(
    world: World, client: Client, cycle: Cycle
) -> None:
    own = cycle.rows.get(person=world.people["dung"])
    own.committee_level = "not_met"
    own.save()
    Opinion.objects.create(
        rated=own, of="masses", by_whom="Mặt trận", given_on=FROZEN, text="Ý kiến kín"
    )
    seen = signed_in(client, world.dung).get(own.get_absolute_url()).content.decode()
    assert "Không hoàn thành" not in seen
    assert "Ý kiến kín" not in seen


def test_a_weakness_becomes_work_given(world: World, client: Client, cycle: Cycle) -> None:
    client, an = signed_in(client, world.an), cycle.rows.get(person=world.people["an"])
    told = {"what": "Vắng họp", "cause": "Bận việc nhà"}
    client.post(f"/xep-loai/muc/{an.pk}/han-che", told)
    weakness = Weakness.objects.get()
    client.post(
        f"/xep-loai/han-che/{weakness.pk}/khac-phuc",
        {"what": "Dự đủ sinh hoạt", "given_on": "20/11/2026", "due_on": "31/03/2027"},
    )
    weakness.refresh_from_db()
    assert weakness.remedy is not None
    assert (weakness.remedy.person, weakness.remedy.giver) == (an.person, world.commune)
    assert weakness.remedy.origin == "Kiểm điểm, xếp loại năm 2026"


def test_the_list_comes_as_a_sheet(world: World, client: Client, cycle: Cycle) -> None:
    answer = signed_in(client, world.an).get(f"{cycle.get_absolute_url()}/danh-sach.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    names = {row[1] for row in sheet.iter_rows(values_only=True)}
    assert {"Chi bộ bản Trên", world.people["an"].full_name} <= names


def test_the_years_of_a_unit_stand_on_its_page(world: World, client: Client) -> None:
    client = signed_in(client, world.an)
    told = {
        "year": "2017",
        "level": "good",
        "own_level": "clean_strong",
        "decided_on": "25/12/2017",
        "decided_by": "Huyện ủy",
        "cause": "Thu ngân sách không đạt",
    }
    client.post(f"/dv/{world.commune.pk}/xep-loai/nam-truoc", told)
    text = client.get(f"/dv/{world.commune.pk}/xep-loai").content.decode()
    assert "Nguyên nhân: Thu ngân sách không đạt" in text
    assert "tự xếp trong sạch, vững mạnh, được công nhận hoàn thành tốt nhiệm vụ" in text
