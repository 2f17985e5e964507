"""A program that starts lays SQLite's index of names anew once there are twice as many people."""

import pytest
from django.db import connection

from chibo.cli import installation
from chibo.cli.installation import put_names_in_order
from chibo.members.tests.seeing import enter
from tests.world import World


def _laid() -> tuple[int, int]:
    """How many people steps were laid by, and how many of the index stand on one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT people, (SELECT count(*) FROM name_rank WHERE rank >> 32) FROM name_laid"
        )
        people, on_a_step = cursor.fetchone()
    return people, on_a_step


def test_twice_as_many_names_are_laid_anew(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if connection.vendor != "sqlite":
        put_names_in_order()
        return
    enter(world, *["Lò Thị Hà"] * 26)
    put_names_in_order()
    assert _laid()[1] == 0

    monkeypatch.setattr(installation, "_FEW_NAMES", 10)
    put_names_in_order()
    people, on_a_step = _laid()
    assert people > 26
    assert on_a_step >= 26
    assert "Đang xếp lại chỉ mục họ tên" in capsys.readouterr().err

    put_names_in_order()
    assert capsys.readouterr().err == ""
