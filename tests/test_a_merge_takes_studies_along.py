"""A merge entered late: studies of the old units go on at the new one, their lists as they were closed."""

from datetime import date

import pytest

from chibo.members.actions.reorganising.undoing import undo_reorganisation
from chibo.members.queries.reorganising.rehearsal import rehearse
from chibo.organisations.models import Organisation, Reorganisation
from chibo.organisations.plan import NewUnit, Plan, Row
from chibo.study.actions.studies import NewStudy, open_study
from chibo.study.models import Learner, Study
from tests.reorganising import all_rows, carried_out, merge_plan
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def one_commune(world: World) -> Plan:
    new = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", str(world.province.pk))
    row = Row(world.ben.pk, "merge", str(world.duoi.pk))
    return merge_plan([world.commune, world.neighbour], new, (row,))


def studied(world: World, commune: Organisation, closed: date, **other: object) -> Study:
    facts = {
        "kind": "paper",
        "title": "Quán triệt Chỉ thị",
        "frozen_on": closed,
        "closes_on": date(2026, 9, 30),
        "papers": [world.directive],
    }
    keeper = world.an if commune == world.commune else world.khanh
    return open_study(commune, NewStudy(**(facts | other)), by=keeper)


def test_a_list_closed_since_the_day_is_the_new_units(world: World) -> None:
    early = studied(world, world.commune, date(2026, 5, 5))
    late = studied(world, world.neighbour, date(2026, 7, 5))
    cells = set(Learner.objects.filter(study=late).values_list("cell", flat=True))
    before = all_rows()
    told = [line.sentence for line in rehearse(one_commune(world), DAY, world.admin).others]
    assert told == [
        "1 đợt học tập đang làm giữ danh sách đã chốt; đơn vị mới ghi tiếp.",
        "1 đợt học tập chốt danh sách sau ngày hiệu lực chuyển sang đơn vị mới.",
    ]
    carried_out("merge", world.province, DAY, one_commune(world), world.admin)
    new = Organisation.objects.get(profiles__name="Đảng bộ xã Mường Mới")
    rows = Study.objects.order_by("frozen_on")
    assert [row.organisation for row in rows] == [world.commune, new]
    assert rows[0].path == early.path
    moved = set(Learner.objects.filter(study=late).values_list("cell", flat=True))
    assert (cells, moved) == ({world.ben.pk}, {world.duoi.pk})
    undo_reorganisation(Reorganisation.objects.get(), "", by=world.admin)
    assert all_rows() == before


def test_two_of_one_title_and_day_cannot_become_one_units(world: World) -> None:
    for commune in (world.commune, world.neighbour):
        studied(world, commune, date(2026, 7, 5))
    assert rehearse(one_commune(world), DAY, world.admin).problems == [
        "Đợt học tập “Quán triệt Chỉ thị” của Đảng bộ xã Chiềng Bên chốt danh sách ngày 05/07/2026, sau ngày "
        "hiệu lực, và không chuyển sang đơn vị mới được: chọn ngày hiệu lực sau ngày chốt; trùng chuyên đề năm "
        "thì thôi tổ chức một đợt."
    ]
