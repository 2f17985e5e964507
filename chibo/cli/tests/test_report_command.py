import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chibo.audit.models import Entry
from chibo.cli.frame import Chibo
from chibo.reports.models import Report
from tests.world import World


def report(*words: str) -> Result:
    asked = ["report", "--org", "Mường Mẫu", *words]
    return CliRunner().invoke(Chibo(name="chibo"), asked)


@pytest.mark.parametrize(("name", "start"), [("bc.pdf", b"%PDF"), ("bc.DOCX", b"PK")])
def test_a_file_is_written_and_journalled(
    world: World, tmp_path: Path, name: str, start: bytes
) -> None:
    out = tmp_path / name
    answer = report("--ky", "2017-H2", "--out", str(out))

    assert (answer.exit_code, answer.stdout) == (0, f"Đã ghi {out}\n")
    assert out.read_bytes().startswith(start)
    line = Entry.objects.get(verb="report.printed")
    kind = out.suffix.lower().lstrip(".")
    assert (line.actor_name, line.key, line.reason, line.source) == (
        "Quản trị hệ thống",
        str(world.commune.pk),
        f"{kind} 2017-H2",
        "command",
    )
    assert not Report.objects.exists()


def test_json_has_numbers_as_numbers_and_no_names_by_default(world: World) -> None:
    answer = report("--ky", "2017-H2", "--format", "json")
    data = json.loads(answer.stdout)

    assert (data["organisation"], data["period"], data["to"]) == (
        "Đảng bộ xã Mường Mẫu",
        "2017-H2",
        "2017-12-31",
    )
    blocks = {block["key"]: block for section in data["sections"] for block in section["blocks"]}
    assert blocks["movement"]["rows"][-1] == {
        "mark": "D",
        "label": "Đảng viên cuối kỳ",
        "cells": [6, 5, "tăng 1", "120%"],
    }
    assert "Lường Thị Dung" not in answer.stdout


def test_names_come_with_an_account_that_may_read_them(world: World) -> None:
    assert "Lường Thị Dung" in report("--ky", "2017-H2", "--format", "json", "--as", "an").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--ky", "2017-H2"), "Chọn một: --out TỆP"),
        (("--ky", "2017-H2", "--out", "a.txt"), "phải có đuôi .docx hoặc .pdf"),
        (("--ky", "hôm qua", "--format", "json"), "Kỳ báo cáo viết như"),
        (("--ky", "1950-H1", "--format", "json"), "chưa thành lập"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_exit_code_2(
    world: World, words: tuple[str, ...], sentence: str
) -> None:
    answer = report(*words)

    assert (answer.exit_code, answer.stdout) == (2, "")
    assert sentence in answer.stderr
