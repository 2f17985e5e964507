"""Letters counted by kind and scope, in step with the movements they make."""

from datetime import date
from typing import Any

import pytest

from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.members.actions.transfers.issuing import Letter, issue_transfers
from chibo.members.actions.transfers.passing import Filling, fill_boxes
from chibo.members.queries.roll import decreases, increases, roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 31)


def scope(of: Organisation) -> Scope:
    return Scope(branch(of, DAY), DAY, Period(date(2026, 1, 1), DAY))


def value(name: str, of: Organisation) -> Any:
    return read(figure(name), scope(of)).value


def by_scope(name: str, of: Organisation) -> dict[str, int]:
    asked = figure(name)
    rows = asked.rows(scope(of))
    groups = asked.dimension("scope").groups(rows, scope(of))
    return {group.key: group.value for group in groups if group.value}


@pytest.fixture
def letters(world: World) -> World:
    """One within the commune, one to the neighbour, one out of the province, one that nobody received."""
    left_out = frozenset({world.province.pk})
    outside = {"outside_unit": "Đảng bộ Xa", "outside_scope": "other_province"}
    wanted: list[tuple[str, dict[str, Any]]] = [
        ("an", {"kind": "internal", "to_cell_id": world.duoi.pk}),
        ("chung", {"kind": "official", "to_cell_id": world.ben.pk}),
        ("lan", {"kind": "official", "to_cell_id": None, **outside}),
        ("binh", {"kind": "official", "to_cell_id": world.ben.pk}),
    ]
    made = [
        Letter(
            world.people[who], number=str(n), issued_on=date(2026, 9, 7), left_out=left_out, **more
        )
        for n, (who, more) in enumerate(wanted, start=1)
    ]
    inner, near, far, late = issue_transfers(made, by=world.an)
    fill_boxes([Filling(inner, 3, date(2026, 9, 8))], by=world.an)
    for one in (near, far, late):
        fill_boxes([Filling(one, 2, date(2026, 9, 9))], by=world.an)
    fill_boxes([Filling(near, 4, date(2026, 9, 14))], by=world.khanh)
    return world


def test_letters_are_counted_where_they_leave_and_where_they_arrive(letters: World) -> None:
    here, there = letters.commune, letters.neighbour
    assert (value("letters_issued", here), value("letters_issued", there)) == (4, 0)
    assert (value("letters_received", here), value("letters_received", there)) == (1, 1)
    assert (value("letters_overdue", here), value("letters_overdue", there)) == (1, 1)


def test_scopes_of_letters_are_those_of_form_1(letters: World) -> None:
    assert by_scope("letters_issued", letters.commune) == {
        "internal": 1,
        "same_province": 2,
        "other_province": 1,
    }
    assert by_scope("decreases", letters.commune) == {"same_province": 1, "other_province": 1}


def test_the_equation_of_form_1_holds_over_every_letter(letters: World) -> None:
    first = date(2026, 9, 1)
    for of in (letters.province, letters.commune, letters.neighbour, letters.tren, letters.duoi):
        before, after = branch(of, first), branch(of, DAY)
        span = Period(date(2026, 9, 2), DAY)
        came, left = increases(after, span).count(), decreases(after, span).count()
        assert roll(before).count() + came - left == roll(after).count(), of
