"""Founding, renaming, moving and ending organisations: dated facts, read back on any day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.moving import end_membership
from chibo.members.actions.units import end_unit, move_unit
from chibo.organisations.actions.changing import change_organisation_kind, rename_organisation
from chibo.organisations.actions.founding import (
    NewOrganisation,
    found_organisation,
    open_installation,
)
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, ancestors, branch, cells_in, children
from tests.world import World

pytestmark = pytest.mark.django_db
CELL = NewOrganisation("Chi bộ Trạm Y tế", "subordinate_cell", "health_station")
DAY = date(2020, 3, 1)


def names(branches: list) -> list[str]:
    return [one.name for one in branches]


def test_a_new_cell_stands_under_its_commune_from_its_day(world: World) -> None:
    station = found_organisation(CELL, world.commune, DAY, by=world.an)
    assert names(ancestors(branch(station, DAY))) == [
        "Trung ương",
        "Đảng bộ tỉnh Mẫu",
        "Đảng bộ huyện Mẫu",
        "Đảng bộ xã Mường Mẫu",
    ]
    with pytest.raises(NotInTree, match="29/02/2020"):
        branch(station, date(2020, 2, 29))


def test_breadcrumbs_follow_the_day(world: World) -> None:
    assert names(ancestors(branch(world.tren, date(2026, 1, 1)))) == [
        "Trung ương",
        "Đảng bộ tỉnh Mẫu",
        "Đảng bộ xã Mường Mẫu",
    ]


def test_children_list_cells_by_base_type_then_name(world: World) -> None:
    found_organisation(CELL, world.commune, DAY, by=world.an)
    assert names(children(branch(world.commune, DAY))) == [
        "Chi bộ bản Dưới",
        "Chi bộ bản Trên",
        "Chi bộ Trường Tiểu học",
        "Chi bộ Trạm Y tế",
    ]


def test_two_units_of_one_parent_never_share_a_name(world: World) -> None:
    with pytest.raises(Refusal, match="đã có tổ chức tên “Chi bộ bản Trên”"):
        found_organisation(
            NewOrganisation("chi bộ Bản  Trên", "subordinate_cell"), world.commune, DAY, by=world.an
        )


def test_a_cell_cannot_hang_under_a_province(world: World) -> None:
    with pytest.raises(Refusal, match="Chi bộ trực thuộc không thể trực thuộc"):
        found_organisation(CELL, world.province, DAY, by=world.admin)


def test_an_office_founds_nothing_next_door(world: World) -> None:
    with pytest.raises(NotAllowed):
        found_organisation(CELL, world.neighbour, DAY, by=world.an)


def test_a_code_has_14_digits_and_one_owner(world: World) -> None:
    with pytest.raises(ValidationError, match="14 chữ số"):
        found_organisation(
            NewOrganisation("Chi bộ A", "subordinate_cell", code="38.168"),
            world.commune,
            DAY,
            by=world.an,
        )


def test_an_old_name_is_read_at_its_day(world: World) -> None:
    rename_organisation(
        world.tren,
        "Chi bộ bản Trên Mới",
        DAY,
        by=world.an,
        citation={"decision_number": "12-QĐ/ĐU", "decided_on": date(2020, 2, 20)},
    )
    assert branch(world.tren, date(2020, 2, 29)).name == "Chi bộ bản Trên"
    assert branch(world.tren, DAY).name == "Chi bộ bản Trên Mới"
    assert world.tren.profiles.get(started_on=DAY).decision_number == "12-QĐ/ĐU"


def test_a_second_name_begins_after_the_first(world: World) -> None:
    rename_organisation(world.tren, "Chi bộ A", DAY, by=world.an)
    with pytest.raises(Refusal, match="ngày thay đổi phải sau ngày đó"):
        rename_organisation(world.tren, "Chi bộ B", DAY, by=world.an)


def test_a_kind_changes_and_keeps_the_name(world: World) -> None:
    change_organisation_kind(
        world.school, "subordinate_cell", DAY, by=world.an, base_type="health_station"
    )
    after = branch(world.school, DAY)
    assert (after.name, after.base_type) == ("Chi bộ Trường Tiểu học", "health_station")


def test_a_unit_never_hangs_under_itself(world: World) -> None:
    with pytest.raises(Refusal):
        move_unit(world.province, world.commune, DAY, by=world.admin)


def test_a_branch_moves_with_everything_below_it(world: World) -> None:
    other = found_organisation(
        NewOrganisation("Đảng bộ tỉnh Khác", "province"), world.centre, DAY, by=world.admin
    )
    move_unit(world.commune, other, date(2026, 2, 1), by=world.admin)
    assert cells_in(branch(other, date(2026, 2, 1))).count() == 3
    assert cells_in(branch(world.province, date(2026, 1, 31))).count() == 4
    assert cells_in(branch(world.province, date(2026, 2, 1))).count() == 1


def test_a_branch_does_not_move_before_its_last_change(world: World) -> None:
    with pytest.raises(Refusal, match="đã thay đổi ngày 01/07/2025"):
        move_unit(world.commune, world.district, date(2025, 6, 1), by=world.admin)


def test_a_cell_with_members_does_not_end(world: World) -> None:
    with pytest.raises(Refusal, match="Chi bộ còn 2 đảng viên"):
        end_unit(world.tren, date(2026, 1, 1), by=world.an)


def test_a_committee_with_units_does_not_end(world: World) -> None:
    with pytest.raises(Refusal, match="còn tổ chức trực thuộc"):
        end_unit(world.commune, date(2026, 1, 1), by=world.admin)


def test_an_ended_district_stays_readable_at_its_days(world: World) -> None:
    assert branch(world.district, date(2025, 6, 30)).name == "Đảng bộ huyện Mẫu"
    with pytest.raises(NotInTree):
        branch(world.district, date(2025, 7, 1))
    assert Organisation.objects.get(pk=world.district.pk).dissolved_on == date(2025, 7, 1)


def test_an_installation_opens_once(world: World) -> None:
    with pytest.raises(NotAllowed):
        open_installation(NewOrganisation("Khác", "centre"), DAY, by=world.admin)


def test_a_cell_that_ends_keeps_the_day_its_books_began(world: World) -> None:
    end_membership(world.people["khanh"], "died", DAY, by=world.khanh)
    end_unit(world.ben, date(2026, 1, 1), by=world.admin)
    assert Organisation.objects.get(pk=world.ben.pk).records_from == date(2016, 1, 1)
