"""The office links an account to a member's file, and takes the link away."""

from django.urls import reverse

from chibo.accounts.actions import create_user
from chibo.audit.models import Entry
from chibo.members.tests.seeing import errors_in, signed_in_as, text_of
from tests.world import World


def test_a_linked_account_reads_the_file_until_the_link_is_taken_away(world: World) -> None:
    owner = create_user(username="chung.vi", full_name="Vì Văn Chung", by=world.admin)
    chung, office = world.people["chung"], signed_in_as(world.an)
    file, account = (reverse(f"members:{name}", args=[chung.pk]) for name in ("page", "account"))
    assert signed_in_as(owner).get(file).status_code == 404

    assert office.post(account, {"user": " Chung.Vi "}).status_code == 302
    assert "Tài khoản chung.vi xem được hồ sơ này." in text_of(office.get(file))
    assert signed_in_as(owner).get(file).status_code == 200

    assert office.post(account, {"reason": "Gắn nhầm người"}).status_code == 302
    assert signed_in_as(owner).get(file).status_code == 404
    lines = Entry.objects.filter(verb__in=("account.linked", "account.unlinked")).order_by("pk")
    assert list(lines.values_list("verb", "reason"))[-2:] == [
        ("account.linked", ""),
        ("account.unlinked", "Gắn nhầm người"),
    ]


def test_an_unknown_or_taken_account_is_refused_on_the_form(world: World) -> None:
    address = reverse("members:account", args=[world.people["chung"].pk])
    office = signed_in_as(world.an)

    assert "Không có tài khoản nào" in str(errors_in(office.post(address, {"user": "khong.co"})))
    taken = office.post(address, {"user": world.dung.username})
    assert errors_in(taken) == {
        "user": ["Tài khoản này đang gắn với một hồ sơ khác. Bỏ gắn ở hồ sơ đó trước."]
    }


def test_only_who_keeps_the_file_links(world: World) -> None:
    address = reverse("members:account", args=[world.people["chung"].pk])

    for user in (world.binh, world.khanh, world.admin, world.chung):
        assert signed_in_as(user).post(address, {"user": "an"}).status_code == 404


def test_the_head_of_a_linked_file_names_who_is_signed_in(world: World) -> None:
    file = reverse("members:page", args=[world.people["dung"].pk])
    page = signed_in_as(world.an).get(file).content.decode()

    assert f'<span class="t">{world.an.full_name}</span>' in page
