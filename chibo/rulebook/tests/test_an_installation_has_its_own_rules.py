from datetime import date

import pytest

from chibo.rulebook.apps import rulebook_can_be_read
from chibo.rulebook.queries import RulebookError, book, code_list, rule
from chibo.rulebook.tests.conftest import Write

RULE = """
[[rule]]
code = "meetings.minutes_min"
value = 120
unit = "minutes"
valid_from = {day}
document = "05-HD/TU"
"""
ITEM = """
[list]
name = "base_types"
[[item]]
code = "phuong_ban"
label = "Phường bạn"
parent = "residential"
"""


def test_a_new_version_closes_the_shipped_one(installation: Write) -> None:
    installation(RULE.format(day="2027-01-01"))
    assert rule("meetings.minutes_min", on=date(2026, 12, 31)).integer() == 90
    assert rule("meetings.minutes_min", on=date(2027, 1, 1)).integer() == 120
    assert rule("meetings.minutes_min", on=date(2027, 1, 1)).label.startswith("Thời lượng")


def test_the_same_first_day_replaces_the_shipped_version(installation: Write) -> None:
    installation(RULE.format(day="2025-10-28"))
    assert rule("meetings.minutes_min", on=date(2025, 10, 28)).integer() == 120
    assert rule("meetings.minutes_min", on=date(2025, 10, 27)).integer() == 90


def test_an_item_is_added_to_a_shipped_list(installation: Write) -> None:
    installation(ITEM)
    assert code_list("base_types").label("phuong_ban") == "Phường bạn"
    assert code_list("base_types").label("school") == "Trường học"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rule = [", "Tệp tinh.toml không đọc được theo TOML"),
        ("[[rules]]\ncode = 1", "tinh.toml: không có trường nào tên rules"),
        (
            '[[rule]]\ncode = "a.b"\nvalue = 1\nvalid_from = 2026-01-01\ncolour = 1',
            "tinh.toml, quy định thứ 1: không có trường nào tên colour",
        ),
        (
            '[[rule]]\ncode = "a.b"\nvalue = 1',
            "tinh.toml, quy định thứ 1: thiếu trường valid_from",
        ),
        (
            '[[rule]]\ncode = "a.b"\nvalue = 1\nvalid_from = "2026-01-01"',
            "tinh.toml, quy định thứ 1: trường valid_from phải là ngày",
        ),
        ('[[rule]]\ncode = "a.b"\nvalue = 1\nvalid_from = 2026-02-31', "không đọc được theo TOML"),
        (
            '[[rule]]\ncode = "a.b"\nvalue = 1\nvalid_from = 2026-02-01\nvalid_to = 2026-01-01',
            "quy định thứ 1: valid_to phải từ valid_from trở đi",
        ),
        (
            '[[rule]]\ncode = "a.b"\nvalue = 1\nvalid_from = 2026-02-01\nconfidence = "sure"',
            "confidence chỉ nhận seen, recalled, conflict",
        ),
        (
            '[[rule]]\ncode = "a.b"\nvalue = 1\nvalid_from = 2026-02-01',
            "quy định a.b: thiếu trường label",
        ),
        ("rule = 3", "tinh.toml: rule phải là nhiều bảng"),
        (
            '[[rule]]\ncode = "a.b"\nlabel = "A"\nvalue = 1\nvalid_from = 2026-01-01\n'
            'valid_to = 2026-06-30\n[[rule]]\ncode = "a.b"\nvalue = 2\nvalid_from = 2026-06-01',
            "quy định a.b: bản từ 01/01/2026 chồng lên bản từ 01/06/2026",
        ),
        (
            '[[rule]]\ncode = "a.b"\nlabel = "A"\nvalue = 1\nvalid_from = 2026-01-01\n'
            'valid_to = 2026-03-31\n[[rule]]\ncode = "a.b"\nvalue = 2\nvalid_from = 2026-06-01',
            "quy định a.b: bỏ trống ngày giữa bản từ 01/01/2026 và bản từ 01/06/2026",
        ),
        (
            2 * '[[rule]]\ncode = "a.b"\nlabel = "A"\nvalue = 1\nvalid_from = 2026-01-01\n',
            "quy định thứ 2: a.b đã có một bản từ cùng ngày",
        ),
        ('[list]\nname = "x"', "tinh.toml, phần đầu danh mục: thiếu trường title"),
        (
            '[list]\nname = "religions"\n[[item]]\ncode = "a"\nlabel = "Tin Lành"',
            "danh mục religions, mã a: có cách viết trùng với mã protestantism",
        ),
        (
            '[list]\nname = "religions"\n[[item]]\ncode = "a"\nlabel = "A"\nparent = "z"',
            "danh mục religions, mã a: mã cha z không có trong danh mục",
        ),
        (
            '[list]\nname = "religions"\n[[item]]\ncode = "a"\nlabel = "A"\nparent = "a"',
            "mã cha đi vòng về chính nó",
        ),
        (
            '[list]\nname = "religions"\n[[item]]\ncode = "a"\nlabel = "A"\nrank = "1"',
            "tinh.toml, mục thứ 1: rank phải là số nguyên",
        ),
        (
            '[[rule]]\ncode = "probation.months"\nvalue = "mười hai"\nvalid_from = 2040-01-01',
            "tinh.toml, quy định probation.months: value của bản từ 01/01/2040 phải là số",
        ),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(
    installation: Write, text: str, sentence: str
) -> None:
    installation(text)
    with pytest.raises(RulebookError) as refused:
        book()
    assert sentence in str(refused.value)
    assert "tinh.toml" in str(refused.value)
    assert [error.id for error in rulebook_can_be_read()] == ["rulebook.E001"]
