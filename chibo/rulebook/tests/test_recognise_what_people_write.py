import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chibo.rulebook.queries import Item, UnknownCodeError, code_list, code_lists

SPELLINGS = [
    (codes.name, item, text)
    for codes in code_lists()
    for item in codes.items()
    for text in (item.code, item.label, *item.synonyms)
]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("ethnicities", "H'Mông", "mong"),
        ("ethnicities", "HMÔNG", "mong"),
        ("ethnicities", "Mèo", "mong"),
        ("ethnicities", "Khmer", "kho-me"),
        ("ethnicities", "Khơ me", "kho-me"),
        ("ethnicities", "thai", "thai"),
        ("ethnicities", "Tay", "tay"),
        ("ethnicities", "Bô Y", "bo-y"),
        ("ethnicities", "Kinh ", "kinh"),
        ("ethnicities", "Bana", "ba-na"),
        ("schooling", "9/12", "lower_secondary"),
        ("schooling", "THCS", "lower_secondary"),
        ("schooling", "cấp 2", "lower_secondary"),
        ("schooling", "12/12", "upper_secondary"),
        ("schooling", "10/10", "upper_secondary"),
        ("professional_levels", "TC", "intermediate"),
        ("professional_levels", "CĐ", "college"),
        ("professional_levels", "Đại học sư phạm", "university"),
        ("theory_levels", "SC", "elementary"),
        ("theory_levels", "CC", "advanced"),
        ("religions", "Phật giáo Hoà Hảo", "hoa_hao"),
        ("religions", "ko", "none"),
        ("positions", "Bí thư đảng uỷ", "secretary"),
        ("positions", "Trưởng bản", "village_head"),
        ("organisation_ratings", "Trong sạch, vững mạnh", "clean_strong"),
        ("provinces", "Tỉnh Sơn La", "son-la"),
        ("provinces", "Thừa Thiên Huế", "hue"),
    ],
)
def test_a_usual_spelling_is_understood(name: str, text: str, code: str) -> None:
    found = code_list(name).recognise(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "text"), [("schooling", "8/12"), ("ethnicities", "Martian"), ("religions", "")]
)
def test_what_is_not_clear_is_not_guessed(name: str, text: str) -> None:
    assert code_list(name).recognise(text) is None


@pytest.mark.parametrize(
    ("name", "text", "near"),
    [("ethnicities", "Tây", "Tày"), ("ethnicities", "Thải", "Thái"), ("ethnicities", "Đao", "Dao")],
)
def test_a_wrong_mark_is_not_guessed_but_what_is_near_is_known(
    name: str, text: str, near: str
) -> None:
    codes = code_list(name)
    assert codes.recognise(text) is None
    assert codes.recognise(unicodedata.normalize("NFD", text)) is None
    assert [item.label for item in codes.alike(text)] == [near]


@given(st.sampled_from(SPELLINGS), st.sampled_from([str.upper, str.lower, str.title]))
def test_every_spelling_means_its_item_however_it_is_encoded(
    spelling: tuple[str, Item, str], case: object
) -> None:
    name, item, text = spelling
    written = unicodedata.normalize("NFD", f"  {case(text)} ")
    found = code_list(name).recognise(written)
    assert found is not None
    assert found.code == item.code


def test_from_intermediate_upwards() -> None:
    levels = code_list("professional_levels")
    assert levels.codes_from("intermediate") == (
        "intermediate",
        "college",
        "university",
        "master",
        "doctor",
    )
    assert code_list("theory_levels").codes_from("advanced") == ("advanced", "bachelor")


def test_a_list_without_order_has_no_upwards() -> None:
    with pytest.raises(UnknownCodeError, match="không có thứ bậc"):
        code_list("religions").codes_from("none")


def test_base_types_hang_in_two_levels() -> None:
    types = code_list("base_types")
    assert [item.code for item in types.children("")] == [
        "territory",
        "residential",
        "agency",
    ]
    assert types.within("tieu_khu", "residential")
    assert types.within("school", "agency")
    assert not types.within("school", "residential")
    assert "health_station" in [item.code for item in types.leaves("agency")]
