"""“Chi bộ cần quan tâm”: too few official members before any gaps, then the most gaps, then names."""

from dataclasses import replace
from datetime import date

import pytest

from chibo.members.due.counting import every_cell
from chibo.organisations.queries.tree import branch
from chibo.web.queries.units import Concern, concerns
from tests.world import World

pytestmark = pytest.mark.django_db


def found(world: World, officials: list[int], gaps: list[int], most: int = 9) -> list[Concern]:
    """Cells of the commune by name, each with its official members and its files with gaps."""
    on = date(2026, 10, 1)
    cells = sorted(every_cell(branch(world.commune.pk, on), on), key=lambda cell: cell.cell_name)
    counted = [
        replace(cell, officials=official, gaps=lacking)
        for cell, official, lacking in zip(cells, officials, gaps, strict=True)
    ]
    return concerns(counted, on, most)


def said(all_of: list[Concern]) -> list[tuple[str, str, str]]:
    return [(one.cell_name, one.tag, one.text) for one in all_of]


def test_the_worst_come_first_and_no_more_than_asked_for(world: World) -> None:
    whole = said(found(world, [9, 9, 2], [1, 4, 7]))

    assert whole == [
        ("Trường Tiểu học", "2 chính thức", "Cần ít nhất 3 đảng viên chính thức; hiện có 2."),
        ("Bản Trên", "thiếu dữ liệu", "4 hồ sơ còn thiếu mục bắt buộc."),
        ("Bản Dưới", "thiếu dữ liệu", "1 hồ sơ còn thiếu mục bắt buộc."),
    ]
    assert said(found(world, [9, 9, 2], [1, 4, 7], most=1)) == whole[:1]


def test_equal_ones_stand_by_name_and_sound_ones_not_at_all(world: World) -> None:
    assert [one.cell_name for one in found(world, [9, 9, 9], [4, 4, 0])] == ["Bản Dưới", "Bản Trên"]
