"""Which body decides about a member on a day, and which organisation a paper means."""

from datetime import date

import pytest

from chibo.organisations.models import Organisation
from chibo.organisations.queries.deciding import called, deciding_body
from chibo.organisations.queries.tree import Branch, ancestors, branch
from tests.world import World

pytestmark = pytest.mark.django_db

ADMISSION = "admission.deciding_body"
LATE = date(2026, 10, 1)


def line_of(cell: Organisation, on: date) -> list[Branch]:
    found = branch(cell, on)
    return [*ancestors(found), found]


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2018, 6, 30), "Ban Thường vụ Huyện ủy Mẫu"),
        (date(2025, 6, 30), "Ban Thường vụ Huyện ủy Mẫu"),
        (date(2025, 7, 1), "Ban Thường vụ Tỉnh ủy Mẫu"),
        (date(2026, 7, 25), "Ban Thường vụ Tỉnh ủy Mẫu"),
        (date(2026, 7, 26), "Ban Thường vụ Đảng ủy xã Mường Mẫu"),
    ],
)
def test_admission_is_decided_above_until_the_rule_gives_it_to_the_basic_committee(
    world: World, on: date, name: str
) -> None:
    body = deciding_body(line_of(world.tren, on), ADMISSION, on)
    assert (body.name, body.authority) == (name, "T/M BAN THƯỜNG VỤ")


@pytest.mark.parametrize("on", [date(2018, 6, 30), LATE])
def test_badges_are_the_provinces_even_while_there_was_a_district(world: World, on: date) -> None:
    body = deciding_body(line_of(world.commune, on), "badges.deciding_body", on)
    assert body.name == "Ban Thường vụ Tỉnh ủy Mẫu"


def test_without_a_rule_the_basic_committee_speaks(world: World) -> None:
    assert deciding_body(line_of(world.tren, LATE), "", LATE).here.pk == world.commune.pk


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ban Thường vụ Đảng ủy xã Mường Mẫu", "Đảng bộ xã Mường Mẫu"),
        ("Đảng ủy Mường Mẫu", "Đảng bộ xã Mường Mẫu"),
        ("ban thường vụ Tỉnh ủy", "Đảng bộ tỉnh Mẫu"),
        ("Tỉnh ủy Mẫu", "Đảng bộ tỉnh Mẫu"),
        ("Chi bộ bản Trên", "Chi bộ bản Trên"),
        ("Huyện ủy Mộc Châu", None),
    ],
)
def test_a_paper_names_its_issuer_in_the_words_of_the_trade(
    world: World, name: str, found: str | None
) -> None:
    meant = called(line_of(world.tren, LATE), name)
    assert (meant.name if meant else None) == found
