import json
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from chibo.cli.frame import Chibo
from tests.world import World


def chibo(*words: str) -> Result:
    return CliRunner().invoke(Chibo(name="chibo"), list(words))


def figures(*words: str) -> list[dict[str, Any]]:
    answer = chibo("figures", *words, "--format", "json")
    assert answer.exit_code == 0, answer.output
    found: list[dict[str, Any]] = json.loads(answer.stdout)
    return found


def test_one_figure_is_a_list_of_one_object(world: World) -> None:
    found = figures("--org", "Đảng bộ xã Mường Mẫu", "--to", "2018-06-30", "--figure", "members")

    assert found == [
        {
            "id": "members",
            "key": "",
            "label": "Đảng viên",
            "value": 6,
            "base": None,
            "percent": None,
            "unit": "đảng viên",
            "as_of": "2018-06-30",
            "from": None,
            "to": "2018-06-30",
            "base_means": "",
            "definition": found[0]["definition"],
            "reason": None,
        }
    ]
    assert "sinh hoạt chính thức" in found[0]["definition"]


def test_a_period_figure_takes_a_period_or_its_code(world: World) -> None:
    asked = ("--org", "99.901.001.000.000", "--figure", "admitted")

    by_days = figures(*asked, "--from", "01/07/2017", "--to", "31/12/2017")
    by_code = figures(*asked, "--ky", "2017-H2")

    assert by_days == by_code
    assert (by_code[0]["value"], by_code[0]["from"], by_code[0]["to"]) == (
        1,
        "2017-07-01",
        "2017-12-31",
    )


def test_a_key_has_the_whole_as_its_base_and_percent_is_as_printed(world: World) -> None:
    asked = ("--org", "99901001000000", "--as-of", "2018-06-30", "--figure", "cells")

    assert [
        (figure["value"], figure["base"], figure["percent"])
        for words in ((), ("--rounding", "truncate"), ("--decimals", "0"))
        for figure in figures(*asked, "--key", "residential", *words)
    ] == [(2, 3, 66.67), (2, 3, 66.66), (2, 3, 67.0)]


def test_a_breakdown_adds_up(world: World) -> None:
    found = figures(
        "--org", "mường mẫu", "--to", "2018-06-30", "--figure", "members", "--by", "sex"
    )

    assert [(one["key"], one["value"], one["base"]) for one in found] == [
        ("male", 4, 6),
        ("female", 2, 6),
    ]


def test_without_a_figure_every_figure_that_can_answer_does(world: World) -> None:
    of_a_day = {one["id"] for one in figures("--org", "Mường Mẫu", "--to", "2018-06-30")}
    of_a_period = {one["id"] for one in figures("--org", "Mường Mẫu", "--ky", "2018-H1")}

    assert {"members", "cells"} <= of_a_day
    assert of_a_period - of_a_day >= {"admitted", "recognised", "increases", "decreases"}
    assert "members_by_ethnicity" not in of_a_day | of_a_period


def test_a_key_narrows_the_figures_to_those_that_know_it(world: World) -> None:
    found = figures("--org", "Mường Mẫu", "--to", "2018-06-30", "--key", "Thái")

    assert [(one["id"], one["value"], one["base"]) for one in found] == [
        ("members_by_ethnicity", 5, 6)
    ]


def test_not_yet_is_null_with_a_reason(world: World) -> None:
    (found,) = figures("--org", "Mường Mẫu", "--to", "31/12/2015", "--figure", "members")

    assert found["value"] is None
    assert found["reason"] == (
        "Chưa có số liệu: sổ đảng viên của Đảng bộ xã Mường Mẫu bắt đầu từ 01/01/2016."
    )


def test_the_table_has_a_head_and_one_line_a_figure(world: World) -> None:
    answer = chibo("figures", "--org", "Mường Mẫu", "--to", "2018-06-30", "--figure", "members")

    assert answer.stdout.splitlines() == [
        "id\tkey\tlabel\tvalue\tbase\tpercent\tunit\treason",
        "members\t\tĐảng viên\t6\t\t\tđảng viên\t",
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--org", "Mường Không"), "Không có tổ chức đảng nào có mã hoặc tên “Mường Không”"),
        (
            ("--org", "Đảng bộ xã Mường Mẫu", "--to", "30/02/2018"),
            "Không đọc được ngày “30/02/2018”",
        ),
        (("--org", "Mường Mẫu", "--figure", "vang"), "Không có số liệu “vang”"),
        (("--org", "Mường Mẫu", "--figure", "admitted"), "thêm --from và --to, hoặc --ky 2018-H1"),
        (("--org", "Mường Mẫu", "--figure", "members_by_ethnicity"), "cần một trong các khóa"),
        (("--org", "Mường Mẫu", "--figure", "members", "--by", "mau"), "không chia theo “mau”"),
        (("--org", "Mường Mẫu", "--by", "sex"), "thêm --figure"),
        (("--org", "Mường Mẫu", "--from", "2018-01-01"), "thêm --to"),
        (("--org", "Mường Mẫu", "--ky", "2018-H3"), "Kỳ báo cáo viết như"),
        (("--org", "Mường Mẫu", "--ky", "2018", "--to", "2018-01-01"), "Chỉ dùng --ky hoặc"),
        (("--org", "Mường Mẫu", "--from", "2018-02-01", "--to", "2018-01-01"), "ngày cuối trước"),
        (("--org", "Mường Mẫu", "--to", "1950-01-01"), "chưa thành lập"),
        (("--org", "Mường Mẫu", "--figure", "membres"), "Có phải ý là: members"),
        (("--org", "Mường Mẫu", "--to", "2999-01-01"), "không được sau hôm nay"),
        (("--org", "Mường Mẫu", "--ky", "2999-H1"), "không được sau hôm nay"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_exit_code_2(
    world: World, words: tuple[str, ...], sentence: str
) -> None:
    answer = chibo("figures", *words)

    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert sentence in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_period_under_way_is_asked_about_as_it_stands_today(world: World) -> None:
    today = timezone.localdate()

    (found,) = figures("--org", "Mường Mẫu", "--ky", str(today.year), "--figure", "admitted")

    assert (found["as_of"], found["to"]) == (today.isoformat(), f"{today.year}-12-31")


def test_the_figures_there_are_are_listed_without_naming_an_organisation(db: None) -> None:
    answer = chibo("figures", "--list")

    assert "members\tĐảng viên" in answer.stdout.splitlines()
    assert answer.exit_code == 0
