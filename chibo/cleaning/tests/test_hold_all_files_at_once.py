"""All files of a branch are held at once, and each weighs little."""

import pytest
from django.utils import timezone

from chibo.cleaning.queries.files import TABLES, MemberFile, read_files
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(world: World) -> list[MemberFile]:
    today = timezone.localdate()
    found = read_files(roll(branch(world.commune.pk, today)), today)
    assert len(found) > 1
    return found


def test_what_many_files_say_is_held_once(files: list[MemberFile]) -> None:
    for column in ("path", "status", "ethnicity", "started_on"):
        said = [getattr(file, column) for file in files]
        assert len({id(one) for one in said}) == len(set(said)), column


def test_a_file_has_a_list_only_where_it_has_rows(files: list[MemberFile]) -> None:
    rows = [getattr(file, name) for file in files for name in sorted(TABLES)]
    assert any(rows)
    assert [one for one in rows if not one and one != ()] == []


def test_rows_are_read_by_the_names_of_their_columns(files: list[MemberFile]) -> None:
    stays = [(one.cell_id, one.started_on) for file in files for one in file.stays]
    assert set(stays) >= {(file.cell_id, file.started_on) for file in files}
    assert {type(one).__slots__ for file in files for one in file.stays} == {()}
