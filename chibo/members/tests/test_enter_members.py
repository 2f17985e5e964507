"""Entering people into a cell's book: opening entries, arrivals, and what the book refuses."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from chibo.base.partial_dates import PartialDate
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import Level, fill
from chibo.members.models import Membership, Person
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 1)


def a_person(name: str = "Hà Thị Bích", **facts: object) -> Person:
    return fill(Person(), {"full_name": name, "sex": "female", "ethnicity": "thai"} | facts)


def arriving(world: World, person: Person, day: date = DAY) -> Entering:
    return Entering(person, world.tren.pk, day, "official", outside_unit="Đảng bộ xã Xa")


def names(world: World, day: date) -> list[str]:
    rows = roll(branch(world.tren, day)).order_by("person__name_sort")
    return [row.person.full_name for row in rows.select_related("person")]


def test_an_arrival_counts_from_its_day(world: World) -> None:
    enter_members("moved_in", [arriving(world, a_person())], by=world.an)
    assert "Hà Thị Bích" not in names(world, date(2020, 2, 29))
    assert "Hà Thị Bích" in names(world, DAY)


def test_what_is_counted_travels_with_the_membership(world: World) -> None:
    person = a_person(born=PartialDate.parse("03/11/1988"), religion="none")
    enter_members("moved_in", [arriving(world, person)], by=world.an)
    first, second = Membership.objects.filter(person=person).order_by("started_on")
    assert (first.sex, first.ethnicity, first.born_on) == ("female", "thai", date(1988, 11, 3))
    assert first.grassroots_id == world.commune.pk
    assert first.province_id == world.province.pk
    # The commune moved from the district to the province on 01/07/2025.
    assert (first.ended_on, second.started_on) == (date(2025, 7, 1), date(2025, 7, 1))
    assert first.path != second.path == branch(world.tren, date(2025, 7, 1)).path


def test_names_are_kept_as_written_and_found_without_marks(world: World) -> None:
    person = a_person("Hoàng  Thị Hoà")
    enter_members("moved_in", [arriving(world, person)], by=world.an)
    person.refresh_from_db()
    assert (person.full_name, person.name_folded) == ("Hoàng Thị Hoà", "hoang thi hoa")


def test_levels_come_with_the_person(world: World) -> None:
    person = a_person()
    entry = Entering(person, world.tren.pk, DAY, "official", [Level("theory", "intermediate")])
    enter_members("moved_in", [entry], by=world.an)
    assert [level.level for level in person.qualifications.all()] == ["intermediate"]


def test_nobody_enters_before_the_book_begins(world: World) -> None:
    with pytest.raises(Refusal, match="bắt đầu từ 01/01/2016"):
        enter_members("moved_in", [arriving(world, a_person(), date(2015, 12, 31))], by=world.an)


def test_opening_entries_move_the_beginning_of_the_book(world: World) -> None:
    enter_members("registered", [arriving(world, a_person(), date(2015, 1, 1))], by=world.an)
    world.tren.refresh_from_db()
    assert world.tren.records_from == date(2015, 1, 1)


def test_people_enter_cells_not_committees(world: World) -> None:
    with pytest.raises(Refusal, match="không phải là chi bộ"):
        enter_members(
            "moved_in", [Entering(a_person(), world.commune.pk, DAY, "official")], by=world.an
        )


def test_two_people_never_share_an_identity_number(world: World) -> None:
    with pytest.raises(Refusal, match="trùng với hồ sơ đã có"):
        enter_members(
            "moved_in", [arriving(world, a_person(national_id="014185000001"))], by=world.an
        )


def test_a_batch_is_entered_whole_or_not_at_all(world: World) -> None:
    good, bad = a_person("Hà Văn An"), a_person(national_id="014185000001")
    with pytest.raises(Refusal):
        enter_members("moved_in", [arriving(world, good), arriving(world, bad)], by=world.an)
    assert not Person.objects.filter(full_name="Hà Văn An").exists()


def test_an_office_enters_nobody_next_door(world: World) -> None:
    with pytest.raises(NotAllowed):
        enter_members("moved_in", [arriving(world, a_person())], by=world.khanh)


def test_a_member_enters_no_second_cell(world: World) -> None:
    with pytest.raises(Refusal, match="đang sinh hoạt chính thức ở một chi bộ khác"):
        enter_members("moved_in", [arriving(world, world.people["binh"])], by=world.an)


def test_the_database_refuses_overlapping_memberships(world: World) -> None:
    held = Membership.objects.filter(person=world.people["binh"]).first()
    assert held is not None
    held.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        held.save()
