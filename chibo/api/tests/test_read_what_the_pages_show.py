"""The same rows as the pages show, for every duty; codes, days and blanks as a program can read them."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from chibo.assignments.queries.works import visible_to as works_visible_to
from chibo.base.figures import Scope, all_figures, figure, read_together
from chibo.base.periods import Period
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.meetings.queries.meetings import visible_to as meetings_visible_to
from chibo.members.queries.reach import visible_to as members_visible_to
from chibo.organisations.listing import may_list, readable
from chibo.organisations.models import Role
from chibo.organisations.plan import NewUnit, Row
from chibo.organisations.queries.reach import visible_to
from chibo.organisations.queries.tree import branch
from tests.programs import Program
from tests.reorganising import carried_out, merge_plan
from tests.world import World

ROLES = list(Role.values)
TODAY = date(2026, 11, 1)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", ROLES)
def test_organisations_are_those_whose_figures_the_duty_sees(world: World, role: str) -> None:
    user = world.users[role]
    for on in (date(2018, 6, 30), TODAY):
        told = Program.of(user).read("organisations", on=on.isoformat(), size=200)

        seen = visible_to(world.users[role], on).order_by("placement__path")
        assert [one["id"] for one in told["items"]] == [one.pk for one in seen]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("unit", ["commune", "tren", "duoi", "ben"])
def test_members_are_named_to_whom_the_page_names_them(world: World, role: str, unit: str) -> None:
    of = getattr(world, unit)
    answer = Program.of(world.users[role]).get(f"organisations/{of.pk}/members", size=200)
    page = signed_in(world.users[role]).get(f"/dv/{of.pk}/dang-vien")

    if answer.status_code == 200:
        keys = {one["id"] for one in answer.json()["items"]}
        shown = {int(key) for key in re.findall(r"xem=(\d+)", page.content.decode())}
        assert keys == shown
        assert keys <= set(
            members_visible_to(world.users[role], TODAY).values_list("person", flat=True)
        )
    else:
        assert answer.status_code in (403, 404)
        names = {person.full_name for person in world.people.values()}
        assert page.status_code == 404 or not any(name in page.content.decode() for name in names)


@pytest.mark.parametrize("role", ROLES)
def test_lists_hold_nothing_the_duty_may_not_see(world: World, role: str) -> None:
    user, program = world.users[role], Program.of(world.users[role])
    seen = {
        "meetings": set(meetings_visible_to(user, TODAY).values_list("pk", flat=True)),
        "documents": set(papers_visible_to(user, TODAY).values_list("pk", flat=True)),
        "assignments": set(works_visible_to(user, TODAY).values_list("pk", flat=True)),
    }
    for unit in (world.commune, world.tren, world.duoi, world.neighbour):
        for name, allowed in seen.items():
            answer = program.get(f"organisations/{unit.pk}/{name}", size=200)
            if answer.status_code == 200:
                assert {one["id"] for one in answer.json()["items"]} <= allowed
            else:
                assert answer.status_code in (403, 404)


def test_a_member_is_told_without_any_identity_number(world: World) -> None:
    told = Program.of(world.an).read(f"organisations/{world.duoi.pk}/members", on="2018-06-30")

    assert told["total"] == len(told["items"])
    dung = next(one for one in told["items"] if one["id"] == world.people["dung"].pk)
    assert dung == {
        "id": world.people["dung"].pk,
        "name": world.people["dung"].full_name,
        "cell": world.duoi.pk,
        "cell_name": "Bản Dưới",
        "status": "probationary",
        "status_label": "Dự bị",
        "sex": "female",
        "born": dung["born"],
        "ethnicity": "thai",
        "ethnicity_label": "Thái",
        "religion": "none",
        "religion_label": dung["religion_label"],
        "joined": "2017-06-28",
        "official": None,
        "url": f"/dang-vien/{world.people['dung'].pk}?ngay=2018-06-30",
    }


def test_pages_follow_each_other_without_gap_or_repeat(world: World) -> None:
    program, found, page = Program.of(world.an), list[int](), 1
    while page:
        told = program.read(f"organisations/{world.commune.pk}/members", page=page, size=2)
        found += [one["id"] for one in told["items"]]
        page = told["next"]
    whole = program.read(f"organisations/{world.commune.pk}/members", size=200)

    assert found == [one["id"] for one in whole["items"]]
    assert len(found) == whole["total"]
    after = program.read(f"organisations/{world.commune.pk}/members", page=999, size=2)
    assert (after["items"], after["next"]) == ([], None)


def test_a_figure_is_its_rows(world: World) -> None:
    program = Program.of(world.an)
    figure = program.read("figures/members", org=world.commune.pk, on="2026-11-01", by="sex")
    rows = program.read("figures/members/rows", org=world.commune.pk, on="2026-11-01", size=200)
    women = program.read(
        "figures/members/rows", org=world.commune.pk, on="2026-11-01", where="sex:female"
    )

    assert figure["value"] == rows["total"] == len(rows["items"])
    groups = {group["key"]: group["value"] for group in figure["groups"]}
    assert sum(groups.values()) == figure["value"]
    assert women["total"] == groups["female"]
    assert rows["columns"][0] == "Họ và tên"


def test_not_yet_is_not_zero(world: World) -> None:
    told = Program.of(world.an).read("figures/members", org=world.commune.pk, on="2015-06-30")

    assert (told["value"], told["not_yet"]) == (None, True)
    assert told["reason"]


def test_totals_are_read_without_the_names_behind_them(world: World) -> None:
    program = Program.of(world.giang)

    assert program.read("figures/members", org=world.commune.pk)["value"] > 0
    assert program.get("figures/members/rows", org=world.commune.pk).status_code == 403
    assert program.get(f"organisations/{world.commune.pk}/members").status_code == 403
    assert program.read("figures/cells/rows", org=world.commune.pk)["total"] > 0


@pytest.mark.parametrize(
    ("address", "asked", "status"),
    [
        ("figures/khong_co", {"org": 1}, 404),
        ("figures/members", {}, 422),
        ("figures/members", {"org": "x"}, 422),
        ("figures/members", {"org": "commune", "on": "30/06/2018"}, 422),
        ("figures/members", {"org": "commune", "on": "2018-02-30"}, 422),
        ("figures/members", {"org": "commune", "on": "2090-01-01"}, 422),
        ("figures/members", {"org": "commune", "by": "khong_co"}, 422),
        ("figures/members", {"org": "commune", "where": "sex:khac"}, 422),
        ("figures/members", {"org": "neighbour"}, 404),
        ("figures/admitted", {"org": "commune"}, 422),
        ("figures/members", {"org": "commune", "perod": "2018"}, 422),
        ("organisations", {"size": 201}, 422),
        ("organisations", {"page": 0}, 422),
    ],
)
def test_what_cannot_be_answered_says_why(
    world: World, address: str, asked: dict[str, str], status: int
) -> None:
    named = {"commune": world.commune.pk, "neighbour": world.neighbour.pk}
    filled = {key: named.get(str(value), value) for key, value in asked.items()}
    answer = Program.of(world.an).get(address, **filled)

    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].strip()
    assert answer.json()["status"] == status


def test_the_figures_that_can_be_asked_are_listed(world: World) -> None:
    told = {one["id"]: one for one in Program.of(world.an).read("figures")}

    assert told["members"]["takes"] == "date"
    assert "sex" in [one["id"] for one in told["members"]["dimensions"]]


def test_every_figure_says_what_the_books_say_and_lists_its_rows(
    world: World, settings: Any
) -> None:
    settings.API_PER_MINUTE = 1_000
    program, period = Program.of(world.an), Period.parse("2026-H1")
    asked = [one for one in all_figures() if not one.key_needed]
    scope = Scope(branch(world.commune, period.last), period.last, period)
    for one, reading in zip(asked, read_together([(one, scope) for one in asked]), strict=True):
        told = program.read(f"figures/{one.id}", org=world.commune.pk, period="2026-H1")
        value = None if reading.value is None else float(reading.value)

        assert (told["value"], told["unit"]) == (value, reading.unit), one.id
        rows = program.get(f"figures/{one.id}/rows", org=world.commune.pk, period="2026-H1")
        assert rows.status_code == (200 if may_list(world.an, one, scope) else 403), one.id


def test_the_need_to_know_of_inspection_holds_behind_its_numbers(world: World) -> None:
    """The number is everybody's who reads figures; the rows are those whose file one may read."""
    name = "disciplined_members"
    for role in (Role.OFFICE, Role.SECRETARY, Role.INSPECTION):
        user, on = world.users[role], date(2026, 6, 30)
        scope = Scope(branch(world.commune, on), on, Period.parse("2026-H1"))
        asked = figure(name)
        answer = Program.of(user).get(
            f"figures/{name}/rows", org=world.commune.pk, period="2026-H1", size=200
        )
        if answer.status_code == 200:
            seen = readable(user, asked, asked.rows(scope)).count()
            assert answer.json()["total"] == seen
        else:
            assert not may_list(user, asked, scope)


def test_a_unit_merged_within_the_period_is_asked_in_its_own_last_tree(world: World) -> None:
    """As its page does: the number does not vanish with the unit."""
    under = str(world.province.pk)
    new = NewUnit("+1", "Đảng bộ xã Mường Mới", "grassroots_committee", under)
    moved = (Row(world.ben.pk, "merge", str(world.duoi.pk)),)
    plan = merge_plan([world.commune, world.neighbour], new, moved)
    carried_out("merge", world.province, date(2026, 7, 1), plan, world.admin)
    told = Program.of(world.giang).read("figures/recognised", org=world.commune.pk, period="2026")
    page = signed_in(world.giang).get(f"/so/recognised?dv={world.commune.pk}&ky=2026")

    assert told["not_yet"] is False
    assert page.status_code == 200
