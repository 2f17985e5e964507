"""The auditor reads everything, the administrator what they run, others nothing."""

from datetime import date

from django.test import Client

from chibo.accounts.models import User
from chibo.organisations.actions.changing import rename_organisation
from tests.world import World


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def journal(user: User, query: str = "") -> str:
    return signed_in(user).get(f"/nhat-ky{query}").content.decode()


def test_the_auditor_reads_in_words(world: World) -> None:
    page = journal(world.hanh)

    assert "kết thúc tổ chức" in page and "Kết thúc hoạt động cấp huyện" in page
    assert "organisation.ended" not in page.replace('value="organisation.ended"', "")


def test_what_changed_is_shown_with_the_columns_names(world: World) -> None:
    rename_organisation(world.tren, "Chi bộ Trên", date(2026, 6, 1), by=world.an)
    page = journal(world.hanh, "?viec=organisation.renamed")

    assert "tên: Chi bộ bản Trên → Chi bộ Trên" in page


def test_filters(world: World) -> None:
    assert "Không có dòng nào khớp" in journal(world.hanh, "?den=01/01/2020")
    assert "Không có dòng nào khớp" in journal(world.hanh, "?nguon=api")
    assert "Lò Thị An" in journal(world.hanh, "?ai=Lò Thị An&viec=member.admitted")
    assert "không đọc được" in journal(world.hanh, "?tu=abc").lower()


def test_names_of_members_are_not_the_administrators_to_read(world: World) -> None:
    page = journal(world.admin, "?viec=member.admitted")
    assert "Lường Thị Dung" not in page and "Vàng Thị Én" not in page
    assert "giao nhiệm vụ" in journal(world.admin, "?viec=duty.given")


def test_others_do_not_find_it(world: World) -> None:
    for user in (world.an, world.binh, world.chung, world.dung, world.giang):
        assert signed_in(user).get("/nhat-ky").status_code == 404
