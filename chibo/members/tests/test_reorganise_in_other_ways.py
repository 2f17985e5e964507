"""Splitting, raising a cell to a committee, moving, renaming, dissolving, ending a level; all can be undone."""

from collections.abc import Iterator
from datetime import date

import pytest

from chibo.base.rules import Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.members.actions.moving import Moving, move_members, transfer_member
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reach import visible_to
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation, Reorganisation, Succession
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.tree import ancestors, branch, children
from tests.reorganising import all_rows, carried_out
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
EVE = date(2026, 5, 31)


@pytest.fixture(autouse=True)
def undone_exactly(world: World) -> Iterator[None]:
    """Whatever a test carried out last is undone at its end, and every table is as before."""
    before = all_rows()
    kept = set(Paper.objects.values_list("pk", flat=True))
    yield
    Paper.objects.exclude(pk__in=kept).delete()
    done = Reorganisation.objects.filter(status="applied").first()
    if done is not None:
        undo_reorganisation(done, "", by=world.admin)
        assert all_rows() == before


def named(name: str) -> Organisation:
    return Organisation.objects.get(profiles__name=name, profiles__ended_on__isnull=True)


def people_in(unit: Organisation, on: date) -> set[str]:
    rows = roll(branch(unit, on)).select_related("person")
    return {row.person.full_name for row in rows}


def test_a_commune_is_split_cell_by_cell(world: World) -> None:
    new = NewUnit("+1", "Đảng bộ xã Mới", "grassroots_committee", str(world.province.pk))
    rows = (Row(world.commune.pk), Row(world.duoi.pk, "keep", "+1"))
    plan = Plan((world.commune.pk,), (new,), rows)
    found = rehearse(plan, DAY, world.admin)
    assert [(name, one.members) for name, one in found.rolls.after.units] == [
        ("Đảng bộ xã Mường Mẫu", 4),
        ("Đảng bộ xã Mới", 2),
    ]
    carried_out("split", world.province, DAY, plan, world.admin)
    founded = named("Đảng bộ xã Mới")
    assert people_in(founded, DAY) == {"Lường Thị Dung", "Vàng Thị Én"}
    assert [one.name for one in children(branch(world.commune, DAY))] == [
        "Chi bộ bản Trên",
        "Chi bộ Trường Tiểu học",
    ]
    kept = Succession.objects.get()
    assert (kept.predecessor, kept.successor, kept.kind) == (world.commune, founded, "split")
    assert founded.places.get().name == "Bản Dưới"


def test_a_cell_is_split_person_by_person(world: World) -> None:
    new = NewUnit("+1", "Chi bộ bản Trên 2", "subordinate_cell", str(world.commune.pk))
    people = {world.people["chung"].pk: "+1"}
    plan = Plan((world.tren.pk,), (new,), (Row(world.tren.pk),), people)
    carried_out("split", world.commune, DAY, plan, world.an)
    assert people_in(world.tren, DAY) == {"Lò Thị An"}
    assert people_in(named("Chi bộ bản Trên 2"), DAY) == {"Vì Văn Chung"}


def test_a_division_is_not_told_anew_by_an_earlier_movement(world: World) -> None:
    new = NewUnit("+1", "Chi bộ bản Dưới 2", "subordinate_cell", str(world.commune.pk))
    plan = Plan((world.duoi.pk,), (new,), (Row(world.duoi.pk),), {world.people["en"].pk: "+1"})
    carried_out("split", world.commune, DAY, plan, world.an)
    with pytest.raises(Refusal, match="được chia, tách"):
        transfer_member(world.people["en"], world.tren, date(2026, 5, 1), by=world.an)


def test_a_cell_becomes_a_committee_with_cells(world: World) -> None:
    committee = NewUnit("+1", "Đảng bộ bản Trên", "sectional_committee", str(world.commune.pk))
    cells = [NewUnit(f"+{n}", f"Chi bộ số {n}", "subordinate_cell", "+1") for n in (2, 3)]
    people = {world.people["an"].pk: "+2", world.people["chung"].pk: "+3"}
    rows = (Row(world.tren.pk, "merge", "+1"),)
    plan = Plan((world.tren.pk,), (committee, *cells), rows, people)
    carried_out("upgrade", world.commune, DAY, plan, world.an)
    raised = named("Đảng bộ bản Trên")
    assert people_in(raised, DAY) == {"Lò Thị An", "Vì Văn Chung"}
    assert people_in(named("Chi bộ số 2"), DAY) == {"Lò Thị An"}
    kept = Succession.objects.get(kind="merged")
    assert (kept.predecessor, kept.successor) == (world.tren, raised)


def test_everybody_of_a_divided_cell_needs_a_new_one(world: World) -> None:
    committee = NewUnit("+1", "Đảng bộ bản Trên", "sectional_committee", str(world.commune.pk))
    cell = NewUnit("+2", "Chi bộ số 2", "subordinate_cell", "+1")
    people = {world.people["an"].pk: "+2"}
    rows = (Row(world.tren.pk, "merge", "+1"),)
    found = rehearse(Plan((world.tren.pk,), (committee, cell), rows, people), DAY, world.an)
    assert found.problems == ["Còn 1 đảng viên chưa chọn chi bộ mới."]
    assert not found.rolls.balances


def test_a_whole_unit_goes_under_another(world: World) -> None:
    rows = (Row(world.duoi.pk, "keep", str(world.neighbour.pk)),)
    carried_out("transfer", world.province, DAY, Plan((world.duoi.pk,), (), rows), world.admin)
    assert people_in(world.neighbour, DAY) == {"Lường Thị Dung", "Vàng Thị Én", "Tòng Thị Khánh"}
    assert world.neighbour.places.filter(name="Bản Dưới").exists()


def test_a_unit_is_renamed(world: World) -> None:
    rows = (Row(world.tren.pk, name="Chi bộ bản Trên Mới", short_name="Bản Trên Mới"),)
    carried_out("rename", world.commune, DAY, Plan((world.tren.pk,), (), rows), world.an)
    assert branch(world.tren, DAY).short_name == "Bản Trên Mới"
    assert branch(world.tren, EVE).name == "Chi bộ bản Trên"


def test_a_cell_is_dissolved_and_its_people_go_elsewhere(world: World) -> None:
    people = {
        world.people["an"].pk: str(world.duoi.pk),
        world.people["chung"].pk: str(world.school.pk),
    }
    plan = Plan((world.tren.pk,), (), (Row(world.tren.pk, "end"),), people)
    carried_out("dissolve", world.commune, DAY, plan, world.an)
    assert "Lò Thị An" in people_in(world.duoi, DAY)
    assert "Vì Văn Chung" in people_in(world.school, DAY)
    world.tren.refresh_from_db()
    assert world.tren.dissolved_on == DAY


def test_a_level_ends_and_its_units_go_up(world: World) -> None:
    rows = (
        Row(world.commune.pk, "end"),
        *(Row(cell.pk, "keep", str(world.neighbour.pk)) for cell in (world.tren, world.duoi)),
        Row(world.school.pk, "merge", str(world.ben.pk)),
    )
    carried_out("level", world.province, DAY, Plan((world.commune.pk,), (), rows), world.admin)
    assert [one.name for one in ancestors(branch(world.tren, DAY))][-1] == "Đảng bộ xã Chiềng Bên"


def test_a_unit_below_one_that_ends_needs_a_place(world: World) -> None:
    plan = Plan((world.commune.pk,), (), (Row(world.commune.pk, "end"),))
    with pytest.raises(Refusal, match="Chọn nơi trực thuộc mới của Chi bộ bản Trên"):
        rehearse(plan, DAY, world.admin)


def test_a_cell_does_not_hang_under_a_province(world: World) -> None:
    rows = (Row(world.tren.pk, "keep", str(world.province.pk)),)
    with pytest.raises(Refusal, match="không thể trực thuộc Đảng bộ tỉnh Mẫu"):
        rehearse(Plan((world.tren.pk,), (), rows), DAY, world.admin)


def test_a_unit_does_not_hang_under_itself(world: World) -> None:
    rows = (Row(world.commune.pk, "keep", str(world.tren.pk)),)
    with pytest.raises(Refusal, match="chính nhánh của mình"):
        rehearse(Plan((world.commune.pk,), (), rows), DAY, world.admin)


def test_a_recognition_of_the_day_of_a_merge_is_in_the_new_cell(world: World) -> None:
    day = date(2026, 6, 1)
    rows = (Row(world.duoi.pk, "merge", str(world.tren.pk)),)
    plan = Plan((world.duoi.pk, world.tren.pk), (), rows)
    done = carried_out("merge", world.commune, day, plan, world.an)
    move_members([Moving(world.people["en"], "recognised", day)], by=world.an)
    stay = world.people["en"].memberships.get(ended_on__isnull=True)
    assert (stay.cell, stay.status, stay.started_on) == (world.tren, "official", day)
    with pytest.raises(Refusal, match="Vàng Thị Én"):
        undo_reorganisation(done, "", by=world.an)
    Reorganisation.objects.update(status="undone")


def test_the_office_of_a_successor_reads_what_it_took_over(world: World) -> None:
    rows = (Row(world.neighbour.pk, "merge", str(world.commune.pk)),)
    plan = Plan((world.commune.pk, world.neighbour.pk), (), rows)
    new = NewPaper(
        number="3",
        symbol="NQ/ĐU",
        kind="resolution",
        issuer_name="Đảng ủy xã Chiềng Bên",
        issued_on=date(2026, 1, 5),
        summary="Nhiệm vụ năm 2026",
        level="commune",
    )
    kept = register_paper(new, world.neighbour, by=world.khanh)
    assert not visible_to(world.an, EVE).filter(cell=world.ben).exists()
    assert kept not in papers_visible_to(world.an, date(2026, 11, 21))
    carried_out("merge", world.province, DAY, plan, world.admin)
    office = type(world.an).objects.get(pk=world.an.pk)
    assert visible_to(office, EVE).filter(cell=world.ben).exists()
    paper = Paper.objects.get(pk=kept.pk)
    assert paper in papers_visible_to(office, date(2026, 11, 21))
