"""Levels aimed at, agencies, results of earlier years of many at once, praise for many."""

from datetime import date

import pytest
from django.test import Client

from chibo.accounts.models import User
from chibo.appraisal.actions.cycles import NewCycle, open_cycle
from chibo.appraisal.actions.deciding import Deciding, Given, decide
from chibo.appraisal.actions.following import NewAim, register_aims
from chibo.appraisal.models import Agency, Aim, Commendation, Cycle, Kind, Rated
from chibo.audit.models import Entry
from chibo.base.tests.papers_reading import words_of
from tests.world import World

pytestmark = pytest.mark.django_db
DECIDED = date(2025, 12, 20)


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def errors(page: str) -> str:
    return page[page.index('class="errors') :][:3000]


# ---------------------------------------------------------- aims


def test_a_cell_registers_what_its_members_aim_at_in_one_go(world: World, client: Client) -> None:
    page = f"/dv/{world.tren.pk}/xep-loai/dang-ky?nam=2026"
    client = signed_in(client, world.chung)
    an = world.people["an"]
    text = client.get(page).content.decode()
    assert [name for name in ("Chi bộ bản Trên", an.full_name) if name in text] == [
        "Chi bộ bản Trên",
        an.full_name,
    ]
    sheet = {
        "registered_on": "05/01/2026",
        f"u{world.tren.pk}": "good",
        f"n{an.pk}": "excellent",
    }
    assert client.post(page, sheet).status_code == 302
    assert set(Aim.objects.values_list("unit", "person", "year", "level")) == {
        (world.tren.pk, None, 2026, "good"),
        (world.tren.pk, an.pk, 2026, "excellent"),
    }
    again = client.get(page).content.decode()
    assert f'name="n{an.pk}"' not in again
    assert "Hoàn thành xuất sắc nhiệm vụ" in again


def test_a_committee_registers_for_itself_and_its_cells(world: World, client: Client) -> None:
    client = signed_in(client, world.an)
    page = f"/dv/{world.commune.pk}/xep-loai/dang-ky?nam=2026"
    client.post(page, {"registered_on": "05/01/2026", f"u{world.duoi.pk}": "met"})
    assert Aim.objects.get().unit == world.duoi
    empty = client.post(page, {"registered_on": "05/01/2026"}).content.decode()
    assert "Chọn mức cho ít nhất một dòng." in errors(empty)


def test_a_level_written_down_wrongly_is_put_right(world: World, client: Client) -> None:
    new = NewAim(world.tren, 2026, "good", date(2026, 1, 5), world.people["an"])
    (aim,) = register_aims([new], by=world.chung)
    list_page = f"/dv/{world.tren.pk}/xep-loai/dang-ky?nam=2026"
    page = f"/xep-loai/dang-ky/{aim.pk}/sua"
    client = signed_in(client, world.chung)
    assert f'href="{page}"' in client.get(list_page).content.decode()
    told = {"level": "excellent", "registered_on": "06/01/2026", "reason": ""}
    assert "Ghi vì sao sửa" in errors(client.post(page, told).content.decode())
    assert client.post(page, told | {"reason": "Ghi nhầm"}).status_code == 302
    aim.refresh_from_db()
    assert (aim.level, aim.registered_on) == ("excellent", date(2026, 1, 6))
    entry = Entry.objects.get(verb="rating.aim_corrected")
    assert (entry.reason, entry.before["level"]) == ("Ghi nhầm", "good")


def test_once_the_year_is_decided_only_the_office_corrects(world: World, client: Client) -> None:
    new = NewAim(world.tren, 2026, "good", date(2026, 1, 5), world.people["an"])
    (aim,) = register_aims([new], by=world.chung)
    closed = NewCycle(2026, date(2026, 10, 20), [Kind.MEMBER])
    cycle = open_cycle(world.commune, closed, by=world.an)
    row = cycle.rows.get(person=world.people["an"])
    decide(cycle, {row.pk: Given("good")}, Deciding(date(2026, 11, 2)), by=world.an)
    page = f"/xep-loai/dang-ky/{aim.pk}/sua"
    list_page = f"/dv/{world.tren.pk}/xep-loai/dang-ky?nam=2026"
    assert signed_in(client, world.chung).get(page).status_code == 404
    assert page not in client.get(list_page).content.decode()
    assert signed_in(client, world.an).get(page).status_code == 200
    assert page in client.get(list_page).content.decode()


def test_a_member_reads_their_own_aim_beside_the_result(world: World, client: Client) -> None:
    aim = NewAim(world.duoi, 2026, "excellent", date(2026, 1, 5), world.people["dung"])
    register_aims([aim], by=world.an)
    open_cycle(world.commune, NewCycle(2026, date(2026, 10, 20), [Kind.MEMBER]), by=world.an)
    text = signed_in(client, world.dung).get("/xep-loai/cua-toi").content.decode()
    assert '<td data-label="Đăng ký">Hoàn thành xuất sắc nhiệm vụ</td>' in text


# ---------------------------------------------------------- agencies


def test_agencies_are_listed_rated_and_ended(world: World, client: Client) -> None:
    client, page = signed_in(client, world.an), f"/dv/{world.commune.pk}/xep-loai/co-quan"
    told = {"names": "Ủy ban nhân dân xã\n\nTrạm Y tế\nTrạm Y tế", "from_day": "01/01/2026"}
    assert client.post(page, told).status_code == 302
    assert set(Agency.objects.values_list("name", flat=True)) == {"Ủy ban nhân dân xã", "Trạm Y tế"}
    again = client.post(page, told | {"names": "Trạm Y tế"}).content.decode()
    assert "đã có trong danh sách" in errors(again)

    station = Agency.objects.get(name="Trạm Y tế")
    client.post(f"/xep-loai/co-quan/{station.pk}/thoi", {"on": "01/07/2026"})
    new = NewCycle(2026, date(2026, 10, 20), [Kind.AGENCY])
    cycle = open_cycle(world.commune, new, by=world.an)
    assert list(cycle.rows.values_list("name", flat=True)) == ["Ủy ban nhân dân xã"]
    assert Entry.objects.filter(verb="rating.agency_ended").count() == 1


# ---------------------------------------------------------- earlier years of many


def paste(world: World, client: Client, lines: str, **other: str) -> str:
    """What the page says after results of 2025 were copied in; "" when they were taken."""
    told = {
        "year": "2025",
        "kind": "member",
        "decided_on": "20/12/2025",
        "decided_by": "Đảng ủy xã Mường Mẫu",
        "lines": lines,
    }
    page = f"/dv/{world.commune.pk}/xep-loai/nam-truoc/nhieu"
    answer = signed_in(client, world.an).post(page, told | other)
    return "" if answer.status_code == 302 else errors(answer.content.decode())


def test_a_sheet_of_members_is_copied_in(world: World, client: Client) -> None:
    an, dung = world.people["an"].full_name, world.people["dung"].full_name
    lines = f"1\t{an}\tBản Trên\tTốt\n2.\t{dung.lower()}\tBản Dưới\tHoàn thành nhiệm vụ\n"
    assert paste(world, client, lines) == ""
    rows = Rated.objects.filter(cycle__told=True).order_by("name_sort")
    assert [(row.name, row.decided_level, row.decided_on) for row in rows] == [
        (an, "good", DECIDED),
        (dung, "met", DECIDED),
    ]


def test_a_line_nobody_understands_keeps_all_of_them_out(world: World, client: Client) -> None:
    an = world.people["an"].full_name
    said = paste(world, client, f"{an};Tốt\nLò Không Ai;Tốt\n{an};Giỏi\nVì Văn Chung\n{an};Tốt")
    for sentence in (
        "Dòng 2: không có “Lò Không Ai” trong sổ của ngày quyết định.",
        "Dòng 3: “Giỏi” không phải mức của năm ấy.",
        "Dòng 4: thiếu mức xếp loại sau tên “Vì Văn Chung”.",
        f"Dòng 5: “{an}” đã có ở dòng trên.",
    ):
        assert sentence in said
    assert not Rated.objects.exists()


def test_cells_and_agencies_are_copied_in_by_their_names(world: World, client: Client) -> None:
    assert paste(world, client, "Bản Trên;Tốt\nChi bộ bản Dưới;Xuất sắc", kind="cell") != ""
    assert paste(world, client, "Bản Trên;Tốt\nChi bộ bản Dưới;Tốt", kind="cell") == ""
    page = f"/dv/{world.commune.pk}/xep-loai/co-quan"
    client.post(page, {"names": "Trạm Y tế", "from_day": "01/01/2025"})
    assert paste(world, client, "trạm y tế\tHoàn thành tốt nhiệm vụ", kind="agency") == ""
    assert set(Cycle.objects.get().rows.values_list("kind", "decided_level")) == {
        ("cell", "good"),
        ("agency", "good"),
    }


def test_a_sheet_above_the_cap_is_refused_with_the_numbers(world: World, client: Client) -> None:
    said = paste(world, client, "Bản Trên;Xuất sắc\nBản Dưới;Tốt", kind="cell")
    assert "xếp mức cao nhất 1, vượt 1" in said


def test_the_level_of_an_earlier_year_is_chosen_not_assumed(world: World, client: Client) -> None:
    client = signed_in(client, world.an)
    page = f"/dv/{world.commune.pk}/xep-loai/nam-truoc"
    text = client.get(page).content.decode()
    assert "Trong sạch, vững mạnh (đến năm 2017)" in text
    told = {"year": "2024", "decided_on": "20/12/2024", "decided_by": "Huyện ủy", "level": ""}
    assert "Chọn mức được công nhận." in errors(client.post(page, told).content.decode())


# ---------------------------------------------------------- praise


@pytest.fixture
def decided(world: World) -> Cycle:
    """Chung alone at the top of six."""
    cycle = open_cycle(
        world.commune, NewCycle(2026, date(2026, 10, 20), [Kind.MEMBER]), by=world.an
    )
    chung = world.people["chung"]
    levels = {
        row.pk: Given("excellent" if row.person == chung else "good")
        for row in cycle.rows.filter(unrated="")
    }
    decide(cycle, levels, Deciding(date(2026, 11, 20)), by=world.an)
    return cycle


def test_praise_is_proposed_for_all_ticked_and_printed(
    world: World, client: Client, decided: Cycle
) -> None:
    client, page = signed_in(client, world.an), f"/xep-loai/{decided.pk}/khen-thuong"
    best, other = decided.rows.get(rank=4), decided.rows.filter(rank=3).first()
    assert other is not None
    text = client.get(page).content.decode()
    assert f'value="{best.pk}"' in text
    assert f'value="{other.pk}"' not in text
    told = {
        "what": "Giấy khen của Đảng ủy xã",
        "proposed_on": "21/11/2026",
        "reason": "Vận động ba hộ thoát nghèo",
    }
    assert client.post(page, told | {"chon": [str(other.pk)]}).status_code == 200
    assert client.post(page, told | {"chon": [str(best.pk)]}).status_code == 302
    assert Commendation.objects.get().rated == best
    paper = client.get(f"/xep-loai/{decided.pk}/danh-sach.pdf").content
    assert "Đề nghị khen thưởng" in words_of(paper)
    assert "Vận động ba hộ thoát nghèo" in words_of(paper)


def test_years_in_a_row_are_counted_back_from_the_year(
    world: World, client: Client, decided: Cycle
) -> None:
    chung = world.people["chung"].full_name
    others = [world.people[name].full_name for name in ("an", "dung", "binh", "lan")]
    lines = "\n".join([f"{chung};Xuất sắc", *(f"{name};Tốt" for name in others)])
    assert paste(world, client, lines) == ""
    text = client.get(f"/xep-loai/{decided.pk}/khen-thuong").content.decode()
    assert '<td class="num right" data-label="Số năm liền">2</td>' in text
