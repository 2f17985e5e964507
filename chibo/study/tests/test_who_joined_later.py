"""Who came into the books after a study's list was closed is named, with how they came."""

import re
from datetime import date

from django.test import Client

from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.study.actions.studies import NewStudy, open_study
from tests.world import World

CLOSED = date(2026, 7, 1)


def words(world: World, address: str) -> str:
    client = Client()
    client.force_login(world.an)
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_each_is_named_with_the_reason(world: World) -> None:
    new = NewStudy(
        kind="paper",
        title="Quán triệt Chỉ thị",
        frozen_on=CLOSED,
        closes_on=date(2026, 9, 30),
        papers=[world.directive],
    )
    study = open_study(world.commune, new, by=world.an)
    assert "vào sổ sau khi chốt danh sách" not in words(world, f"/hoc-tap/{study.pk}")
    came = fill(Person(), {"full_name": "Lò Văn Mới", "sex": "male", "ethnicity": "thai"})
    entry = Entering(
        came,
        world.tren.pk,
        date(2026, 7, 4),
        "official",
        outside_unit="Nơi khác",
        outside_scope="commune",
    )
    enter_members("moved_in", [entry], by=world.an)

    assert "1 đồng chí vào sổ sau khi chốt danh sách" in words(world, f"/hoc-tap/{study.pk}")
    page = words(world, f"/hoc-tap/{study.pk}/vao-sau")
    assert "Lò Văn Mới Bản Trên Chuyển đến 04/07/2026" in page
    assert "Lò Thị An" not in page.split("Vì sao")[1]
