"""Two communes become one: rehearsed, applied, read at both sides of the day, undone."""

from datetime import date

import pytest

from chibo.accounts.models import User
from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.models import Paper
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.members.actions.posts import begin_post
from chibo.members.actions.reorganising.applying import apply_reorganisation
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.models import Membership, Person, Post
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.members.queries.roll import roll
from chibo.organisations.models import Duty, Organisation, Place, Reorganisation, Succession
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.tree import NotInTree, branch, cells_in
from tests.reorganising import all_rows, carried_out, drafted, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
EVE = date(2026, 5, 31)


def new_commune(world: World, name: str = "Đảng bộ xã Mường Mới") -> NewUnit:
    return NewUnit(
        "+1",
        name,
        "grassroots_committee",
        str(world.province.pk),
        "Xã Mường Mới",
        "commune",
        "99000000000777",
    )


def plan_of(world: World, **more: object) -> Plan:
    """Both communes into a new one; bản Bên becomes part of bản Dưới, the school gets a new name."""
    rows = (
        Row(world.ben.pk, "merge", str(world.duoi.pk)),
        Row(world.school.pk, "keep", name="Chi bộ Trường Tiểu học Mường Mới"),
    )
    old = [world.commune, world.neighbour]
    return merge_plan(old, new_commune(world), rows, **more)


def merged(world: World, **more: object) -> Organisation:
    carried_out("merge", world.province, DAY, plan_of(world, **more), world.admin)
    return Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")


def names_in(of: Organisation, on: date) -> list[str]:
    rows = roll(branch(of, on)).select_related("person").order_by("person__name_sort")
    return [row.person.full_name for row in rows]


def test_the_rehearsal_balances_and_writes_nothing(world: World) -> None:
    before = all_rows()
    found = rehearse(plan_of(world), DAY, world.admin)
    assert found.problems == []
    assert [(name, one.members, one.cells) for name, one in found.rolls.before.units] == [
        ("Đảng bộ xã Mường Mẫu", 6, 3),
        ("Đảng bộ xã Chiềng Bên", 1, 1),
    ]
    assert [(name, one.members, one.cells) for name, one in found.rolls.after.units] == [
        ("Đảng bộ xã Mường Mới", 7, 3)
    ]
    assert found.rolls.balances
    assert all_rows() == before


def test_members_stand_in_the_new_commune_from_the_day(world: World) -> None:
    old_names = names_in(world.commune, EVE) + names_in(world.neighbour, EVE)
    new = merged(world)
    assert sorted(names_in(new, DAY)) == sorted(old_names)
    assert names_in(world.duoi, DAY) == [*names_in(world.duoi, EVE), "Tòng Thị Khánh"]
    assert cells_in(branch(new, DAY)).count() == 3


def test_old_units_stay_readable_at_their_days(world: World) -> None:
    merged(world)
    assert branch(world.commune, EVE).name == "Đảng bộ xã Mường Mẫu"
    assert names_in(world.ben, EVE) == ["Tòng Thị Khánh"]
    with pytest.raises(NotInTree):
        branch(world.commune, DAY)
    assert branch(world.school, EVE).name == "Chi bộ Trường Tiểu học"
    assert branch(world.school, DAY).name == "Chi bộ Trường Tiểu học Mường Mới"


def test_predecessors_and_successor_are_kept(world: World) -> None:
    new = merged(world)
    rows = Succession.objects.order_by("predecessor").values_list(
        "predecessor", "successor", "kind", "on"
    )
    assert list(rows) == [
        (world.commune.pk, new.pk, "merged", DAY),
        (world.neighbour.pk, new.pk, "merged", DAY),
        (world.ben.pk, world.duoi.pk, "merged", DAY),
    ]


def test_committee_posts_end_and_the_village_keeps_its_head(world: World) -> None:
    new = merged(world)
    binh = Post.objects.get(person=world.people["binh"], term="2025-2030")
    assert (binh.ended_on, binh.end_reason) == (DAY, "Hợp nhất, sáp nhập, 1656-QĐ/TU")
    assert Post.objects.open().filter(position="cell_secretary").get().organisation == world.tren
    head = Post.objects.open().get(position="village_head")
    assert (head.person, head.organisation, head.started_on) == (world.people["sua"], new, DAY)
    assert head.place == Place.objects.open().get(name="Bản Dưới")


def test_each_person_has_the_office_chosen_for_them_by_its_decision(world: World) -> None:
    office = world.admin_as_office()
    begin_post(world.people["binh"], "secretary", world.commune, date(2026, 1, 5), by=office)
    begin_post(world.people["khanh"], "secretary", world.neighbour, date(2026, 1, 5), by=office)
    before = all_rows()
    held = {post.person_id: post.pk for post in Post.objects.open().filter(position="secretary")}
    chosen = {
        held[world.people["binh"].pk]: "carry",
        held[world.people["khanh"].pk]: "deputy_secretary",
    }
    told = {"number": "216-QĐ/TU", "on": "2026-06-01", "by": "Tỉnh ủy Mẫu"}
    new = merged(world, posts=chosen, appointed=told)
    given = Post.objects.open().filter(organisation=new, place=None).order_by("person")
    paper = Paper.objects.get(keeper=new)
    assert (paper.full_number, paper.issued_on) == ("216-QĐ/TU", DAY)
    assert [(one.person, one.position, one.gained, one.paper) for one in given] == [
        (world.people["binh"], "secretary", "appointed", paper),
        (world.people["khanh"], "deputy_secretary", "appointed", paper),
    ]
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before


def test_places_go_to_the_new_area_with_their_cells(world: World) -> None:
    new = merged(world)
    places = Place.objects.on(DAY).filter(area=new).order_by("name_folded")
    assert [place.name for place in places] == [
        "Bản Bên",
        "Bản Dưới",
        "Bản Trên",
        "Trường Tiểu học",
    ]
    assert Place.objects.on(EVE).filter(area=world.neighbour).count() == 1
    covered = places[0].cells.open().get()
    assert covered.cell == world.duoi


def test_duties_end_and_are_given_at_the_successor(world: World) -> None:
    kept = Duty.objects.open().get(user=world.khanh)
    new = merged(world, duties={kept.pk: "end"})
    assert not Duty.objects.open().filter(user=world.khanh).exists()
    roles = Duty.objects.open().filter(organisation=new).order_by("role")
    assert [duty.role for duty in roles] == ["deputy", "inspection", "office", "secretary"]
    assert Duty.objects.open().filter(user=world.chung).get().organisation == world.tren


def test_a_record_kept_by_an_old_commune_is_kept_by_the_new_one(world: World) -> None:
    new = merged(world)
    assert Person.objects.get(pk=world.people["sua"].pk).keeper == new


def test_undone_every_table_is_as_before(world: World) -> None:
    before = all_rows()
    merged(world)
    assert all_rows() != before
    undo_reorganisation(Reorganisation.objects.get(), "Ghi nhầm phương án", by=world.admin)
    assert all_rows() == before
    assert Reorganisation.objects.get().undo_reason == "Ghi nhầm phương án"


def test_events_recorded_after_the_day_are_put_right_and_back(world: World) -> None:
    end_membership(world.people["khanh"], "died", date(2026, 7, 1), by=world.khanh)
    transfer_member(world.people["en"], world.tren, date(2026, 8, 1), by=world.an)
    before = all_rows()
    new = merged(world)
    stay = Membership.objects.get(person=world.people["khanh"], cell=world.duoi)
    assert stay.closed_by is not None
    assert (stay.closed_by.kind, stay.closed_by.from_path) == ("died", stay.path)
    assert stay.path.startswith(branch(new, DAY).path)
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before


def test_what_was_entered_in_the_new_commune_stops_the_undo(world: World) -> None:
    merged(world)
    office = world.admin_as_office()
    end_membership(world.people["en"], "died", date(2026, 9, 1), by=office)
    with pytest.raises(Refusal, match="Vàng Thị Én"):
        undo_reorganisation(Reorganisation.objects.get(), "", by=office)


def test_who_may_read_no_names_is_told_none(world: World) -> None:
    merged(world)
    user = User.objects.get(pk=world.an.pk)
    end_membership(world.people["en"], "died", date(2026, 9, 1), by=user)
    with pytest.raises(Refusal, match=r"đã có thay đổi sau khi sắp xếp \(một đồng chí\)"):
        undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)


def test_a_post_given_in_the_new_commune_stops_the_undo(world: World) -> None:
    new = merged(world)
    begin_post(world.people["binh"], "secretary", new, date(2026, 6, 2), by=world.admin_as_office())
    with pytest.raises(Refusal, match="đã ghi chức vụ"):
        undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)


def test_a_movement_before_the_day_follows_the_merge(world: World) -> None:
    merged(world)
    office = world.admin_as_office()
    transfer_member(world.people["lan"], world.ben, date(2026, 5, 1), by=office)
    stays = Membership.objects.filter(person=world.people["lan"]).order_by("started_on")
    assert [(stay.cell_id, stay.started_on) for stay in stays][-2:] == [
        (world.ben.pk, date(2026, 5, 1)),
        (world.duoi.pk, DAY),
    ]


def test_two_villages_of_one_name_must_be_told_apart(world: World) -> None:
    place = world.villages["Bản Bên"]
    Place.objects.filter(pk=place.pk).update(name="Bản Dưới")
    found = rehearse(plan_of(world), DAY, world.admin)
    assert found.problems == ["Có 2 địa bàn cùng tên “Bản Dưới”: đặt lại tên để phân biệt."]
    renamed = rehearse(plan_of(world, places={place.pk: "Bản Dưới Chiềng Bên"}), DAY, world.admin)
    assert renamed.problems == []


def test_two_cells_of_one_name_are_renamed_or_accepted(world: World) -> None:
    rows = (Row(world.ben.pk, "keep", name="Chi bộ bản Trên"),)
    old = [world.commune, world.neighbour]
    plan = merge_plan(old, new_commune(world), rows)
    sentence = "Có 2 tổ chức cùng tên “Chi bộ bản Trên”: đặt lại tên, hoặc đánh dấu giữ nguyên."
    assert rehearse(plan, DAY, world.admin).problems == [sentence]
    kept = merge_plan(old, new_commune(world), rows, accepted=("chi bo ban tren",))
    assert rehearse(kept, DAY, world.admin).problems == []


def test_an_office_merges_nothing_beyond_its_commune(world: World) -> None:
    draft = drafted("merge", world.province, DAY, plan_of(world), world.admin)
    with pytest.raises(NotAllowed):
        apply_reorganisation(draft, by=world.an)


def test_a_tree_that_changed_since_is_refused(world: World) -> None:
    with pytest.raises(Refusal, match="đã thay đổi ngày 01/07/2025"):
        rehearse(plan_of(world), date(2025, 6, 1), world.admin)


def test_the_day_of_a_level_change_takes_a_merge_too(world: World) -> None:
    before = all_rows()
    day = date(2025, 7, 1)
    carried_out("merge", world.province, day, plan_of(world), world.admin)
    new = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")
    assert roll(branch(new, day)).count() == 6
    en = Membership.objects.get(person=world.people["en"])
    assert en.path.startswith(branch(new, day).path)
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before
