"""A report of a year whose ratings reach back over a change of names: each year under its own, of its own base."""

from collections.abc import Mapping
from datetime import date

import pytest

from chibo.appraisal.actions.deciding import Deciding, Told, tell_ratings
from chibo.appraisal.models import Kind
from chibo.base.figures import Scope, figure, read, read_by
from chibo.base.papers import to_pdf
from chibo.base.periods import Period
from chibo.base.tests.papers_reading import words_of
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.reports.content.building import build
from chibo.reports.content.pieces import Grid
from chibo.reports.papers import Imprint, paper_of
from chibo.reports.queries.numbers import Numbers
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = Period.year(2019)
LEVELS: Mapping[int, Mapping[str, str]] = {
    2016: {"tren": "clean_strong", "duoi": "weak", "school": "good"},
    2017: {"tren": "clean_strong", "duoi": "met"},
    2018: {"tren": "good", "duoi": "not_met"},
    2019: {"tren": "good", "duoi": "met", "school": "good"},
}


@pytest.fixture
def rated(world: World) -> World:
    for year, levels in LEVELS.items():
        results = [
            Told(level, unit=getattr(world, name), kind=Kind.CELL) for name, level in levels.items()
        ]
        tell_ratings(world.commune, year, results, Deciding(date(year, 12, 20)), by=world.an)
    return world


def grid(organisation: Organisation, period: Period, kind: str) -> list[Grid]:
    content = build(kind, Numbers(organisation, period), {}, names=True)
    return [
        block
        for section in content.annexes
        for block in section.blocks
        if isinstance(block, Grid) and block.key == "cells_rated_years"
    ]


def test_each_year_stands_under_its_own_names_with_its_own_base(rated: World) -> None:
    (found,) = grid(rated.commune, YEAR, "year")
    assert [(row.label, row.cells[0].text, row.cells[1].text) for row in found.rows] == [
        ("Năm 2016: được xếp loại", "3", "100%"),
        ("Trong sạch, vững mạnh", "1", "33,33%"),
        ("Hoàn thành tốt nhiệm vụ", "1", "33,33%"),
        ("Yếu kém", "1", "33,33%"),
        ("Năm 2017: được xếp loại", "2", "100%"),
        ("Trong sạch, vững mạnh", "1", "50%"),
        ("Hoàn thành nhiệm vụ", "1", "50%"),
        ("Năm 2018: được xếp loại", "2", "100%"),
        ("Hoàn thành tốt nhiệm vụ", "1", "50%"),
        ("Không hoàn thành nhiệm vụ", "1", "50%"),
        ("Năm 2019: được xếp loại", "3", "100%"),
        ("Hoàn thành tốt nhiệm vụ", "2", "66,67%"),
        ("Hoàn thành nhiệm vụ", "1", "33,33%"),
    ]
    first = found.rows[1].cells[0]
    assert first.url.endswith("loc=scheme:2016-clean_strong")
    assert first.reading
    assert (first.reading.value, first.reading.base) == (1, 3)


def test_a_report_of_half_a_year_has_no_table_of_years(rated: World) -> None:
    assert grid(rated.commune, Period.half(2019, 2), "six_month") == []


def test_the_printed_report_holds_both_schemes(rated: World) -> None:
    numbers = Numbers(rated.commune, YEAR)
    content = build("year", numbers, {}, names=True)
    paper = paper_of("year", content, numbers, Imprint(9, date(2020, 1, 6), "Mường Mẫu"))
    told = words_of(to_pdf(paper))
    for words in ("Năm 2016: được xếp loại", "Trong sạch, vững mạnh", "Yếu kém",
                  "Năm 2018: được xếp loại", "Không hoàn thành nhiệm vụ"):  # fmt: skip
        assert words in told


def test_a_number_of_the_table_opens_its_own_rows(rated: World) -> None:
    span = Period(date(2015, 1, 1), YEAR.last)
    one = figure("cells_rated")
    scope = Scope(branch(rated.commune, span.last), span.last).over(span)
    by = one.dimension("scheme")
    found = {row.scope.key: row.value for row in read_by(one, "scheme", scope)}
    assert sum(value or 0 for value in found.values()) == read(one, scope).value
    for key, value in found.items():
        assert by.narrow(one.rows(scope), scope, key).count() == value
    assert by.narrow(one.rows(scope), scope, "nam-good").count() == 0
