from datetime import date

import pytest

from chibo.organisations.actions.changing import rename_organisation
from chibo.organisations.queries.find import NotOneOrganisation, find_organisation
from tests.world import World


@pytest.mark.parametrize(
    "text",
    [
        "99901001000000",
        "99.901.001.000.000",
        "Đảng bộ xã Mường Mẫu",
        "dang bo xa muong mau",
        "Mường Mẫu",
        " muong  mau ",
    ],
)
def test_a_code_or_any_way_of_writing_the_name_finds_it(world: World, text: str) -> None:
    assert find_organisation(text) == world.commune


def test_an_ambiguous_name_lists_its_candidates(world: World) -> None:
    with pytest.raises(NotOneOrganisation) as said:
        find_organisation("Mẫu")

    assert said.value.sentence == (
        "“Mẫu” có thể là 3 tổ chức: "
        "Đảng bộ tỉnh Mẫu (99.000.000.000.000), thuộc Trung ương; "
        "Đảng bộ huyện Mẫu (99.901.000.000.000), thuộc Đảng bộ tỉnh Mẫu; "
        "Đảng bộ xã Mường Mẫu (99.901.001.000.000), thuộc Đảng bộ tỉnh Mẫu. "
        "Ghi mã 14 số hoặc tên đầy đủ."
    )


@pytest.mark.parametrize("text", ["", " . ", "Mường Không", "12345", "99999999999999"])
def test_what_nothing_is_called_is_refused(world: World, text: str) -> None:
    with pytest.raises(NotOneOrganisation):
        find_organisation(text)


def test_an_old_name_still_finds_it(world: World) -> None:
    rename_organisation(world.commune, "Đảng bộ xã Chiềng Mẫu", date(2026, 1, 1), by=world.admin)

    assert find_organisation("Đảng bộ xã Mường Mẫu") == world.commune
    assert find_organisation("chieng mau") == world.commune
