"""Tables of a report with their drawings: the same rows, on paper and on the page of annexes."""

import re
from xml.etree import ElementTree as ET

from django.test import Client

from chibo.base.papers import Drawing, Table
from chibo.base.periods import Period
from chibo.base.text import format_number
from chibo.reports.actions.writing import begin_report
from chibo.reports.content.building import build
from chibo.reports.content.pieces import Grid
from chibo.reports.papers import paper_of
from chibo.reports.queries.numbers import Numbers
from tests.world import World

PERIOD = Period.half(2017, 2)


def annexes(world: World, period: Period = PERIOD) -> dict[str, Grid]:
    content = build("six_month", Numbers(world.commune, period), {}, names=True)
    blocks = [block for section in content.annexes for block in section.blocks]
    return {block.key: block for block in blocks if isinstance(block, Grid)}


def words_of(drawing: Drawing) -> list[str]:
    found = ET.fromstring(drawing.svg).iter("{http://www.w3.org/2000/svg}text")
    return [one.text or "" for one in found]


def test_bars_have_the_names_and_numbers_of_the_rows_below(world: World) -> None:
    for key in ("members_age", "members_ethnicity", "members_child"):
        grid = annexes(world)[key]
        (drawing,) = grid.drawings
        words = words_of(drawing)
        assert words[2::2] == [row.label for row in grid.rows]
        assert [re.match(r"[\d.]+", one)[0] for one in words[3::2]] == [
            row.cells[0].text for row in grid.rows
        ]


def test_steps_lead_from_the_opening_to_the_closing_number(world: World) -> None:
    grid = annexes(world)["steps"]
    opening, *moved, closing = [[piece.text for piece in row.cells] for row in grid.rows]
    left = int(opening[2])
    for more, less, after in moved:
        left += int(more or 0) - int(less or 0)
        assert after == format_number(left)
    assert closing == ["", "", format_number(left)]
    (drawing,) = grid.drawings
    assert words_of(drawing)[0::2] == [row.label for row in grid.rows]


def test_each_number_of_the_steps_opens_onto_its_rows(world: World) -> None:
    numbers = [
        piece for row in annexes(world)["steps"].rows for piece in row.cells if piece.is_number
    ]
    assert numbers
    assert all(piece.opens for piece in numbers)


def test_where_nothing_moved_there_is_nothing_to_draw(world: World) -> None:
    assert "steps" not in annexes(world, Period.half(2012, 1))


def test_a_drawing_stands_right_above_its_table_on_paper(world: World) -> None:
    numbers = Numbers(world.commune, PERIOD)
    paper = paper_of("six_month", build("six_month", numbers, {}, names=True), numbers)
    drawn = [annex for annex in paper.annexes if isinstance(annex.blocks[0], Drawing)]
    assert [annex.title for annex in drawn] == [
        "Biến động đảng viên trong kỳ",
        "Đảng viên theo tuổi",
        "Đảng viên theo đơn vị trực thuộc",
        "Đảng viên theo dân tộc",
    ]
    assert all(isinstance(annex.blocks[1], Table) for annex in drawn)


def test_the_page_of_annexes_draws_them_too(world: World, client: Client) -> None:
    report = begin_report(world.commune, "six_month", PERIOD, by=world.an)
    client.force_login(world.an, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"{report.get_absolute_url()}/phu-luc").content.decode()
    for grid in annexes(world).values():
        for drawing in grid.drawings:
            assert drawing.svg in page
            assert drawing.told in page
