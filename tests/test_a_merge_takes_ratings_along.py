"""Units are merged while a year is being rated: those who wait are rated in one list at the new unit."""

from datetime import date

import pytest
from django.test import Client

from chibo.appraisal.actions.cycles import NewCycle, list_agencies, open_cycle
from chibo.appraisal.actions.deciding import Deciding, Given, decide
from chibo.appraisal.actions.rating import Proposed, propose, rate
from chibo.appraisal.models import Agency, Cycle, Kind, Rated
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.actions.units import move_unit
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from tests.reorganising import all_rows, carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
CLOSED, DAY = date(2026, 5, 5), date(2026, 6, 1)


def one_commune(world: World) -> Plan:
    new = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    row = Row(world.ben.pk, "merge", str(world.duoi.pk))
    return merge_plan([world.commune, world.neighbour], new, (row,))


def opened(world: World, commune: Organisation, *kinds: str, on: date = CLOSED) -> Cycle:
    keeper = world.khanh if commune == world.neighbour else world.an
    return open_cycle(commune, NewCycle(2026, on, kinds or (Kind.MEMBER, Kind.CELL)), by=keeper)


def the_new() -> Organisation:
    return Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")


def told(plan: Plan, by: World) -> list[str]:
    return [line.sentence for line in rehearse(plan, DAY, by.admin).others]


def test_two_lists_become_one_with_what_was_said(world: World, client: Client) -> None:
    client.force_login(world.admin_as_office())
    list_agencies(world.commune, ["Ủy ban nhân dân xã"], date(2026, 1, 1), by=world.an)
    first = opened(world, world.commune, Kind.MEMBER, Kind.CELL, Kind.AGENCY)
    second = opened(world, world.neighbour)
    khanh = second.rows.get(kind=Kind.MEMBER)
    held = date(2026, 5, 20)
    proposal = propose(second, world.ben, held, {khanh.pk: Proposed("good", 1)}, by=world.khanh)
    before = all_rows()
    assert told(one_commune(world), world) == [
        "2 kỳ xếp loại đang làm chuyển sang đơn vị mới; kỳ cùng năm gộp thành một danh sách.",
        "1 dòng chờ quyết định xếp loại theo đảng viên sang chi bộ mới.",
    ]
    carried_out("merge", world.province, DAY, one_commune(world), world.admin)
    first.refresh_from_db(), second.refresh_from_db(), khanh.refresh_from_db()
    assert (first.organisation, second.cancel_reason) == (
        the_new(),
        "Gộp vào kỳ xếp loại của đơn vị mới",
    )
    assert (khanh.cycle, khanh.unit, khanh.proposal) == (first, world.duoi, proposal)
    ended = Rated.objects.get(unit=world.ben, kind=Kind.CELL)
    assert (ended.cycle, ended.unrated) == (first, "other")
    assert first.rows.get(kind=Kind.AGENCY).agency == Agency.objects.open().get(keeper=the_new())

    page = client.get(first.get_absolute_url()).content.decode()
    assert "Đảng bộ xã Mường Mới" in page
    sheet = client.get(f"{first.get_absolute_url()}/chi-bo/{world.duoi.pk}").content.decode()
    assert "Tòng Thị Khánh" in sheet
    assert client.get(second.get_absolute_url()).status_code == 200
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before


def test_what_was_decided_stays_and_the_others_are_rated_at_the_new_unit(world: World) -> None:
    cycle = opened(world, world.commune)
    cells = {row.pk: "good" for row in cycle.rows.filter(kind=Kind.CELL)}
    rate(cycle, cells, by=world.an)
    given = {key: Given(level) for key, level in cells.items()}
    decide(cycle, given, Deciding(date(2026, 5, 25)), by=world.an)
    before = all_rows()
    carried_out("merge", world.province, DAY, one_commune(world), world.admin)
    cycle.refresh_from_db()
    new = Cycle.objects.get(organisation=the_new())
    assert (cycle.organisation, cycle.cancelled_on) == (world.commune, None)
    assert set(cycle.rows.values_list("kind", flat=True)) == {Kind.CELL}
    assert set(new.rows.values_list("kind", flat=True)) == {Kind.MEMBER}
    assert (new.year, new.frozen_on) == (2026, CLOSED)
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before


def test_a_cell_that_ends_is_rated_no_more_but_its_members_are(world: World) -> None:
    cycle = opened(world, world.commune)
    plan = Plan(old=(world.duoi.pk,), rows=(Row(world.duoi.pk, "merge", str(world.tren.pk)),))
    assert told(plan, world) == [
        "2 dòng chờ quyết định xếp loại theo đảng viên sang chi bộ mới.",
        "1 tổ chức đảng kết thúc ra khỏi danh sách chờ xếp loại.",
    ]
    carried_out("merge", world.commune, DAY, plan, world.admin)
    moved = cycle.rows.filter(person__in=[world.people["dung"], world.people["en"]])
    assert set(moved.values_list("unit", flat=True)) == {world.tren.pk}
    assert set(moved.values_list("path", flat=True)) == {
        cycle.rows.get(kind=Kind.CELL, unit=world.tren).path
    }
    ended = cycle.rows.get(unit=world.duoi)
    assert (ended.unrated, ended.committee_level) == ("other", "")


def test_two_lists_decided_since_the_day_cannot_become_one(world: World) -> None:
    since = date(2026, 7, 5)
    opened(world, world.commune, on=since)
    cycle = opened(world, world.neighbour, on=since)
    cell = cycle.rows.get(kind=Kind.CELL)
    decide(cycle, {cell.pk: Given("good")}, Deciding(date(2026, 7, 20)), by=world.khanh)
    assert rehearse(one_commune(world), DAY, world.admin).problems == [
        "Xếp loại năm 2026 của Đảng bộ xã Chiềng Bên chốt danh sách ngày 05/07/2026, sau ngày hiệu lực, và đã "
        "có quyết định, trong khi đơn vị mới có kỳ cùng năm: thu hồi quyết định, hoặc chọn ngày hiệu lực sau "
        "ngày chốt."
    ]


@pytest.fixture
def sectional(world: World) -> Organisation:
    """Bản Trên and bản Dưới hang under a sectional committee."""
    new = NewOrganisation("Đảng bộ bộ phận Hai Bản", "sectional_committee")
    made = found_organisation(new, world.commune, date(2026, 1, 1), by=world.admin)
    for cell in (world.tren, world.duoi):
        move_unit(cell, made, date(2026, 1, 2), by=world.admin)
    return made


def level_ended(world: World, sectional: Organisation) -> Plan:
    above = str(world.commune.pk)
    cells = tuple(Row(cell.pk, "keep", above) for cell in (world.tren, world.duoi))
    return Plan(old=(sectional.pk,), rows=(Row(sectional.pk, "end"), *cells))


def test_what_a_sectional_committee_rates_goes_to_the_committee_above(
    world: World, sectional: Organisation
) -> None:
    cycle = opened(world, sectional, Kind.MEMBER, Kind.CELL)
    waiting = cycle.rows.count()
    before = all_rows()
    assert told(level_ended(world, sectional), world) == [
        "1 kỳ xếp loại đang làm chuyển sang đơn vị mới; kỳ cùng năm gộp thành một danh sách."
    ]
    carried_out("level", world.commune, DAY, level_ended(world, sectional), world.admin)
    cycle.refresh_from_db()
    assert (cycle.organisation, cycle.cancelled_on) == (world.commune, None)
    assert cycle.rows.filter(unrated="", decided_level="").count() == waiting
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before


def test_the_committee_above_has_a_list_already_and_the_sectional_one_is_rated_no_more(
    world: World, sectional: Organisation
) -> None:
    above = opened(world, world.commune, Kind.MEMBER, Kind.CELL, Kind.SECTIONAL)
    own = opened(world, sectional, Kind.MEMBER)
    carried_out("level", world.commune, DAY, level_ended(world, sectional), world.admin)
    own.refresh_from_db()
    assert (own.organisation, own.cancelled_on) == (sectional, DAY)
    ended = above.rows.get(kind=Kind.SECTIONAL)
    reason = "Kết thúc một cấp trung gian, 1656-QĐ/TU"
    assert (ended.unrated, ended.unrated_reason) == ("other", reason)
    people = above.rows.filter(kind=Kind.MEMBER).values_list("person", flat=True)
    assert len(set(people)) == len(people) == above.rows.filter(kind=Kind.MEMBER).count()
