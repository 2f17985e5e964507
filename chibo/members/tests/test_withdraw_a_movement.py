"""A movement entered by mistake is taken back: the stay goes on, the journal keeps what was removed."""

from datetime import date

import pytest
from django.urls import reverse

from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.leaves import exempt_member
from chibo.members.actions.moving import Moving, end_membership, move_members, transfer_member
from chibo.members.actions.withdrawing import withdraw_movement
from chibo.members.models import Exemption, Membership, Movement, Person
from chibo.members.queries.file import last_movement
from chibo.members.tests.seeing import signed_in_as, text_of
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from tests.world import World

pytestmark = pytest.mark.django_db

Rows = list[tuple[object, ...]]


def stays(person: Person) -> Rows:
    rows = Membership.objects.filter(person=person).order_by("started_on")
    return list(
        rows.values_list(
            "cell", "status", "path", "grassroots", "province", "started_on", "ended_on",
            "opened_by__kind", "closed_by__kind",
        )
    )  # fmt: skip


def moves(person: Person) -> Rows:
    rows = Movement.objects.filter(person=person).order_by("happened_on", "pk")
    return list(rows.values_list("kind", "happened_on", "from_path", "to_path"))


def last(person: Person) -> Movement:
    movement = last_movement(person)
    assert movement
    return movement


def take_back(world: World, person: Person) -> None:
    withdraw_movement(last(person), "nhập nhầm", by=world.an)


@pytest.mark.parametrize("day", [date(2024, 2, 1), date(2025, 7, 1), date(2026, 2, 1)])
def test_a_transfer_taken_back_leaves_everything_as_it_was(world: World, day: date) -> None:
    lan = world.people["lan"]
    before = stays(lan), moves(lan)
    transfer_member(lan, world.tren, day, by=world.an)
    take_back(world, lan)
    assert (stays(lan), moves(lan)) == before


@pytest.mark.parametrize("day", [date(2024, 2, 1), date(2026, 2, 1)])
@pytest.mark.parametrize("kind", ["died", "moved_out", "left", "expelled"])
def test_a_departure_taken_back_leaves_everything_as_it_was(
    world: World, kind: str, day: date
) -> None:
    lan = world.people["lan"]
    before = stays(lan), moves(lan)
    end_membership(lan, kind, day, by=world.an, reason="nhầm người")
    take_back(world, lan)
    assert (stays(lan), moves(lan)) == before


def test_the_tree_that_moved_after_a_departure_splits_the_stay_again(world: World) -> None:
    hung = world.people["hung"]  # left on 01/09/2022, before the communes moved
    take_back(world, hung)
    assert [row[5:] for row in stays(hung)][-2:] == [
        (date(2019, 3, 15), date(2025, 7, 1), "moved_within", "reorganised"),
        (date(2025, 7, 1), None, "reorganised", None),
    ]
    assert (
        stays(hung)[-1][2]
        == Membership.objects.filter(person=world.people["chung"], ended_on=None)
        .values_list("path", flat=True)
        .get()
    )


def test_one_after_the_other_back_to_the_first(world: World) -> None:
    hung = world.people["hung"]
    take_back(world, hung)
    take_back(world, hung)
    assert [row[0] for row in moves(hung)] == ["registered", "reorganised"]
    with pytest.raises(Refusal, match="lần đầu đồng chí Lường Văn Hùng được ghi vào sổ"):
        take_back(world, hung)


def test_a_change_to_official_is_taken_back(world: World) -> None:
    en = world.people["en"]
    before = stays(en), moves(en)
    move_members([Moving(en, "recognised", date(2026, 10, 1))], by=world.an)
    take_back(world, en)
    assert (stays(en), moves(en)) == before


def test_a_return_taken_back_leaves_them_out_of_the_books(world: World) -> None:
    hung = world.people["hung"]
    before = stays(hung), moves(hung)
    back = Entering(hung, world.tren.pk, date(2023, 5, 1), "official")
    enter_members("moved_in", [back], by=world.an)
    take_back(world, hung)
    assert (stays(hung), moves(hung)) == before


def test_a_return_after_which_they_were_excused_stays(world: World) -> None:
    hung = world.people["hung"]
    back = Entering(hung, world.tren.pk, date(2023, 5, 1), "official")
    enter_members("moved_in", [back], by=world.an)
    exempt_member(hung, "old_weak", date(2024, 1, 1), by=world.an)
    with pytest.raises(Refusal, match="đã được ghi miễn sinh hoạt từ ngày 01/01/2024"):
        take_back(world, hung)


def test_leaves_that_a_departure_ended_go_on(world: World) -> None:
    gioi = world.people["gioi"]
    assert Exemption.objects.get(person=gioi).ended_on == date(2024, 5, 10)
    take_back(world, gioi)
    assert Exemption.objects.get(person=gioi).ended_on is None
    assert Entry.objects.filter(verb="exemption.reopened").count() == 1


def test_only_the_last_movement_goes(world: World) -> None:
    hung = world.people["hung"]
    first = Movement.objects.get(person=hung, kind="moved_within")
    with pytest.raises(Refusal, match="Chỉ hủy được biến động cuối cùng"):
        withdraw_movement(first, "nhập nhầm", by=world.an)


def test_an_admission_is_not_taken_back_so(world: World) -> None:
    with pytest.raises(Refusal, match="Hủy quyết định kết nạp"):
        take_back(world, world.people["en"])


def test_a_recognition_keeps_its_decision_until_that_is_taken_back(world: World) -> None:
    with pytest.raises(Refusal, match="có quyết định công nhận đi kèm"):
        take_back(world, world.people["dung"])


def test_a_cell_secretary_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        withdraw_movement(last(world.people["gioi"]), "nhập nhầm", by=world.chung)


def test_the_book_that_the_movement_began_has_not_begun(world: World) -> None:
    new = NewOrganisation("Chi bộ bản Mới", "subordinate_cell")
    cell = found_organisation(new, world.commune, date(2026, 1, 1), by=world.admin)
    transfer_member(world.people["lan"], cell, date(2026, 2, 1), by=world.an)
    assert Organisation.objects.get(pk=cell.pk).records_from == date(2026, 2, 1)
    take_back(world, world.people["lan"])
    assert Organisation.objects.get(pk=cell.pk).records_from is None


def test_the_journal_keeps_the_movement_the_stay_and_the_reason(world: World) -> None:
    lan = world.people["lan"]
    gone = transfer_member(lan, world.tren, date(2026, 2, 1), by=world.an)
    take_back(world, lan)
    entry = Entry.objects.get(verb="member.movement_withdrawn")
    assert (entry.key, entry.reason) == (str(lan.pk), "nhập nhầm")
    assert entry.before and entry.before["movement"]["happened_on"] == "2026-02-01"
    assert entry.before["stay"]["cell_id"] == gone.from_cell_id


# ------------------------------------------------------------------ on the screen


def test_the_office_takes_it_back_with_a_reason(world: World) -> None:
    lan, client = world.people["lan"], signed_in_as(world.an)
    transfer_member(lan, world.tren, date(2026, 2, 1), by=world.an)
    url = reverse("members:withdraw", args=[lan.pk, last(lan).pk])
    for page in ("members:page", "members:life"):
        assert url in client.get(reverse(page, args=[lan.pk])).content.decode()
    said = text_of(client.get(url))
    assert (
        "Đồng chí Đinh Thị Lan trở lại danh sách Chi bộ Trường Tiểu học từ 01/02/2026, "
        "không còn trong danh sách Chi bộ bản Trên." in said
    )
    assert "Ghi lý do" in text_of(client.post(url, {"reason": " "}))
    answer = client.post(url, {"reason": "nhập nhầm người"})
    assert answer.status_code == 302
    assert Membership.objects.get(person=lan, ended_on=None).cell_id == world.school.pk
    assert client.get(url).status_code == 404
    assert "Hủy biến động" not in text_of(client.get(reverse("members:life", args=[lan.pk])))


def test_nothing_is_offered_to_who_may_not(world: World) -> None:
    lan = world.people["lan"]
    transfer_member(lan, world.tren, date(2026, 2, 1), by=world.an)
    client = signed_in_as(world.chung)
    assert "Hủy biến động" not in text_of(client.get(reverse("members:life", args=[lan.pk])))
    url = reverse("members:withdraw", args=[lan.pk, last(lan).pk])
    assert client.post(url, {"reason": "nhầm"}).status_code == 404
