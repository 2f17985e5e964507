"""What was planned in units that are merged is planned in the one in their place, and counted once."""

from datetime import date

import pytest

from chibo.admissions.actions import Admitting, admit_members
from chibo.admissions.actions.courses import NewCourse, Sending, open_course, send_to_course
from chibo.admissions.actions.targets import Target, set_targets
from chibo.admissions.due.planned import class_result_tallies, planned_due
from chibo.admissions.models import AdmissionTarget
from chibo.admissions.queries.courses import courses_of
from chibo.admissions.queries.planned import planned
from chibo.base.asking import answered
from chibo.base.figures import Scope, figure, read
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import register_non_member
from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.models import Person
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.organisations.queries.tree import branch
from tests.reorganising import all_rows, carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 6, 1), date(2026, 11, 21)
# Én was admitted in Bản Dưới in the spring: she is the other of two.
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def outsider(world: World, name: str) -> Person:
    facts = {"full_name": name, "sex": "female", "ethnicity": "thai", "born_on": date(2001, 2, 3)}
    return register_non_member(facts, world.duoi, date(2026, 1, 1), by=world.an)


def give_targets(world: World) -> None:
    told = [Target(world.duoi.pk, *YEAR, 2, 3), Target(world.tren.pk, *YEAR, 4)]
    set_targets([*told, Target(world.commune.pk, *YEAR, 6)], by=world.an)
    set_targets([Target(world.neighbour.pk, *YEAR, 5)], by=world.khanh)


def into_tren(world: World) -> Plan:
    row = Row(world.duoi.pk, "merge", str(world.tren.pk))
    return Plan((world.duoi.pk, world.tren.pk), (), (row,))


def one_commune(world: World) -> Organisation:
    new = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    plan = merge_plan([world.commune, world.neighbour], new)
    carried_out("merge", world.province, DAY, plan, world.admin)
    return Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")


def test_targets_of_merged_cells_are_added_up_and_back(world: World) -> None:
    give_targets(world)
    before = all_rows()
    told = [line.sentence for line in rehearse(into_tren(world), DAY, world.an).others]
    assert told == ["1 chỉ tiêu kết nạp của kỳ chưa hết cộng vào chỉ tiêu của đơn vị mới."]
    carried_out("merge", world.commune, DAY, into_tren(world), world.an)
    rows = AdmissionTarget.objects.filter(organisation__in=[world.duoi, world.tren])
    assert list(rows.order_by("organisation").values_list("organisation", "low", "high")) == [
        (world.tren.pk, 6, 7),
        (world.duoi.pk, 2, 3),
    ]
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.an)
    assert all_rows() == before


def test_a_target_is_counted_once_and_what_was_done_before_counts(world: World) -> None:
    give_targets(world)
    entering = Entering(
        outsider(world, "Lò Thị Ban"), world.duoi.pk, date(2026, 3, 3), "probationary"
    )
    admit_members([Admitting(entering, date(2026, 3, 3))], by=world.an)
    carried_out("merge", world.commune, DAY, into_tren(world), world.an)
    where = branch(world.commune, TODAY)
    found = read(figure("admission_target_done"), Scope(where, TODAY))
    assert (found.value, found.base) == (2, 6)
    rows = {one.unit.short_name: (one.wanted, one.done) for one in planned(where, 2026)}
    assert rows["Bản Trên"] == (6, 2)


def test_a_new_commune_has_the_targets_and_admissions_of_the_old_ones(world: World) -> None:
    give_targets(world)
    entering = Entering(
        outsider(world, "Lò Thị Ban"), world.duoi.pk, date(2026, 3, 3), "probationary"
    )
    admit_members([Admitting(entering, date(2026, 3, 3))], by=world.an)
    new = one_commune(world)
    whole, *below = planned(branch(new, TODAY), 2026)
    assert (whole.wanted, whole.cells, whole.done) == (11, 6, 2)
    assert {one.unit.short_name: one.done for one in below}["Bản Dưới"] == 2


def test_a_class_of_an_old_commune_gets_its_results_from_the_new_one(world: World) -> None:
    days = (date(2026, 5, 20), date(2026, 5, 25))
    made = open_course(
        NewCourse("awareness", "Lớp khóa I", "Trung tâm", *days), world.commune, by=world.an
    )
    send_to_course(made, [Sending(outsider(world, "Lò Thị Ban"), world.duoi.pk)], by=world.an)
    new = one_commune(world)
    where, office = branch(new, TODAY), world.admin_as_office()
    lines = answered(planned_due(office, where, TODAY))
    asked = [one.about for one in lines if one.kind == "class_results"]
    assert asked == ["Lớp khóa I"]
    assert list(courses_of(office, where)) == [made]
    above = branch(world.province, TODAY)
    told = answered([class_result_tallies(above, TODAY)])
    assert [(one.unit, one.count) for one in told] == [(new.pk, 1)]
