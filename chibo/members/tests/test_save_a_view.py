"""Filters kept under a name."""

from django.urls import reverse

from chibo.audit.models import Entry
from chibo.members.models import SavedView
from chibo.members.tests.seeing import signed_in_as, text_of
from tests.world import World


def save(world: World, name: str, query: str = "gioi=female&ngay=2018-06-30&xem=1") -> object:
    address = reverse("members:keep_view", args=[world.commune.pk]) + f"?{query}"
    return signed_in_as(world.an).post(address, {"ten": name}, follow=True)


def test_a_view_becomes_a_tab_without_the_day(world: World) -> None:
    page = text_of(save(world, "Nữ đảng viên"))

    assert "Đã lưu bộ lọc “Nữ đảng viên”." in page
    assert list(SavedView.objects.values_list("user", "name", "query")) == [
        (world.an.pk, "Nữ đảng viên", "gioi=female")
    ]
    assert Entry.objects.filter(verb="view.saved", actor=world.an).count() == 1


def test_two_views_of_one_name_are_refused_with_a_sentence(world: World) -> None:
    save(world, "Nữ")

    assert "Đã có bộ lọc mang tên này." in text_of(save(world, "Nữ", "gioi=male"))
    assert SavedView.objects.count() == 1


def test_nothing_chosen_is_nothing_to_save(world: World) -> None:
    assert "Chưa có điều kiện lọc nào để lưu" in text_of(save(world, "Trống", "ngay=2018-06-30"))


def test_views_are_ones_own(world: World) -> None:
    save(world, "Nữ")
    view = SavedView.objects.get()
    drop = reverse("members:drop_view", args=[world.commune.pk, view.pk])
    listing = reverse("members:list", args=[world.commune.pk])

    assert signed_in_as(world.binh).post(drop).status_code == 404
    assert "Nữ đảng" not in text_of(signed_in_as(world.binh).get(listing))
    signed_in_as(world.an).post(drop)
    assert SavedView.objects.count() == 0
