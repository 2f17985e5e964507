"""From a person's file to the case: the latest one, or where one is opened, or a sentence."""

from datetime import date

from django.test import Client

from chibo.admissions.actions.opening import NewCase, open_case
from tests.world import World


def test_a_file_leads_to_the_case_of_its_person(world: World, client: Client) -> None:
    client.force_login(world.an)
    person = world.people["sua"]
    address = f"/dang-vien/{person.pk}/phat-trien"
    before = client.get(address)
    case = open_case(NewCase(person, world.duoi.pk, date(2026, 3, 2)), by=world.an)
    after = client.get(address)
    assert (before["Location"], after["Location"]) == (
        f"/dv/{person.keeper_id}/phat-trien/moi?nguoi={person.pk}",
        f"/phat-trien/{case.pk}",
    )


def test_a_member_without_a_case_is_told_so_on_the_file(world: World, client: Client) -> None:
    client.force_login(world.an)
    page = client.get(f"/dang-vien/{world.people['en'].pk}/phat-trien", follow=True)
    assert "Chưa có hồ sơ phát triển đảng" in page.content.decode()
