"""Which bodies consider a case depends on what stands above its cell on the day."""

from datetime import date

import pytest

from chibo.admissions.actions.opening import NewCase, open_case
from chibo.admissions.actions.reviewing import record_review
from chibo.admissions.models import Case
from chibo.admissions.queries.standing import line_of
from chibo.admissions.rules.reviews import levels
from chibo.admissions.tests.on_the_way import (
    CELL_MET,
    OPENED,
    candidate,
    prepared,
    refused,
    voting,
)
from chibo.members.actions.units import end_unit, move_unit
from chibo.members.tests.seeing import signed_in_as, text_of
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation
from tests.world import World

pytestmark = pytest.mark.django_db


def sectional(world: World) -> Organisation:
    new = NewOrganisation("Đảng bộ bộ phận Khối trường học", "sectional_committee")
    return found_organisation(new, world.commune, date(2020, 1, 1), by=world.admin)


def case_of(world: World) -> Case:
    return open_case(NewCase(candidate(world), world.tren.pk, OPENED), by=world.an)


def test_a_sectional_committee_appraises_where_there_is_one(world: World) -> None:
    move_unit(world.tren, sectional(world), date(2026, 1, 1), by=world.admin)
    met, later = date(2026, 2, 5), date(2026, 2, 20)
    before, after = line_of(world.tren.pk, date(2025, 12, 31)), line_of(world.tren.pk, met)
    assert levels(before) == ["cell", "committee", "deciding"]
    assert levels(after) == ["cell", "sectional", "committee", "deciding"]

    case = prepared(world)
    record_review(case, voting("cell", met), by=world.an)
    early = voting("committee", later)
    assert refused(lambda: record_review(case, early, by=world.an)) == [
        "Đảng ủy bộ phận chưa có nghị quyết đề nghị được thông qua; ghi biểu quyết đó trước."
    ]
    record_review(case, voting("sectional", date(2026, 2, 10)), by=world.an)
    record_review(case, early, by=world.an)
    rows = case.stages.order_by("started_on", "pk").values_list("stage", "started_on")
    assert list(rows)[-3:] == [
        ("sectional_review", met),
        ("committee_review", date(2026, 2, 10)),
        ("decision", later),
    ]


def test_the_page_names_the_sectional_step_only_there(world: World) -> None:
    case = case_of(world)
    page = signed_in_as(world.an).get(case.get_absolute_url())
    assert "Đảng ủy bộ phận thẩm định" not in text_of(page)
    move_unit(world.tren, sectional(world), date(2026, 1, 1), by=world.admin)
    page = signed_in_as(world.an).get(case.get_absolute_url())
    assert "Đảng ủy bộ phận thẩm định" in text_of(page)


def test_a_cell_that_is_a_basic_organisation_has_no_committee_between(world: World) -> None:
    new = NewOrganisation("Chi bộ cơ sở Bưu điện", "grassroots_cell", base_type="enterprise")
    cell = found_organisation(new, world.province, date(2020, 1, 1), by=world.admin)
    assert levels(line_of(cell.pk, CELL_MET)) == ["cell", "deciding"]


def test_a_case_whose_cell_has_ended_says_so(world: World) -> None:
    new = NewOrganisation("Chi bộ bản Cũ", "subordinate_cell", base_type="ban")
    cell = found_organisation(new, world.commune, date(2020, 1, 1), by=world.admin)
    case = open_case(NewCase(candidate(world), cell.pk, OPENED), by=world.an)
    end_unit(cell, date(2026, 1, 1), by=world.admin, reason="Sáp nhập")
    page = text_of(signed_in_as(world.an).get(case.get_absolute_url()))
    assert "Chi bộ theo dõi đã kết thúc. Chuyển hồ sơ sang chi bộ khác." in page
