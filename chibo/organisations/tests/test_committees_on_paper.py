from datetime import date

import pytest

from chibo.organisations.queries.naming import (
    committee_name,
    committee_word,
    paper_symbol,
    place_name,
)
from chibo.organisations.queries.tree import Branch


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        (
            "Đảng bộ xã Mường Sang",
            "grassroots_committee",
            ("Đảng ủy xã Mường Sang", "Đảng ủy", "Mường Sang", "ĐU"),
        ),
        ("Đảng bộ huyện Mộc Châu", "district", ("Huyện ủy Mộc Châu", "Huyện ủy", "Mộc Châu", "HU")),
        ("Đảng bộ tỉnh Sơn La", "province", ("Tỉnh ủy Sơn La", "Tỉnh ủy", "Sơn La", "TU")),
        (
            "Đảng bộ thị trấn Mộc Châu",
            "grassroots_committee",
            ("Đảng ủy thị trấn Mộc Châu", "Đảng ủy", "Mộc Châu", "ĐU"),
        ),
        (
            "Đảng bộ thị xã Thuận An",
            "district",
            ("Thị ủy Thuận An", "Thị ủy", "Thuận An", "HU"),
        ),
        (
            "Chi bộ bản Vặt",
            "subordinate_cell",
            ("Chi bộ bản Vặt", "Chi bộ", "Chi bộ bản Vặt", "CB"),
        ),
    ],
)
def test_a_committee_is_named_after_its_organisation(
    name: str, kind: str, said: tuple[str, ...]
) -> None:
    one = Branch(1, "00001", None, name, name, kind, "", "", date(2018, 6, 30))

    assert (committee_name(one), committee_word(one), place_name(one), paper_symbol(one)) == said
