"""An open case of a cell that is merged is followed by the cell in its place; the undo brings it back."""

from datetime import date

import pytest

from chibo.admissions.models import Case, CaseCell
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.plan import NewUnit, Plan, Row
from tests.reorganising import all_rows, carried_out
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def case(world: World) -> Case:
    """Bản Dưới has followed Sồng A Sùa since January."""
    since = date(2026, 1, 5)
    made = Case.objects.create(person=world.people["sua"], opened_on=since, rules_on=since)
    CaseCell.objects.create(case=made, cell=world.duoi, started_on=since)
    return made


def test_the_case_goes_to_the_cell_in_its_place_and_back(world: World, case: Case) -> None:
    before = all_rows()
    plan = Plan(
        (world.duoi.pk, world.tren.pk), (), (Row(world.duoi.pk, "merge", str(world.tren.pk)),)
    )
    told = [line.sentence for line in rehearse(plan, DAY, world.an).others]
    assert told == ["1 hồ sơ phát triển đảng đang mở chuyển sang chi bộ mới."]
    done = carried_out("merge", world.commune, DAY, plan, world.an)
    followed = CaseCell.objects.filter(case=case).order_by("started_on")
    assert list(followed.values_list("cell", "started_on", "ended_on")) == [
        (world.duoi.pk, date(2026, 1, 5), DAY),
        (world.tren.pk, DAY, None),
    ]
    undo_reorganisation(done, "", by=world.an)
    assert all_rows() == before


def test_a_cell_that_is_divided_up_gives_its_cases_away_first(world: World, case: Case) -> None:
    committee = NewUnit("+1", "Đảng bộ bản Dưới", "sectional_committee", str(world.commune.pk))
    cell = NewUnit("+2", "Chi bộ số 2", "subordinate_cell", "+1")
    people = {world.people[name].pk: "+2" for name in ("dung", "en")}
    rows = (Row(world.duoi.pk, "merge", "+1"),)
    found = rehearse(Plan((world.duoi.pk,), (committee, cell), rows, people), DAY, world.an)
    assert found.problems == [
        "1 hồ sơ phát triển đảng đang mở ở chi bộ được chia và kết thúc: "
        "giao cho chi bộ khác theo dõi trước."
    ]
