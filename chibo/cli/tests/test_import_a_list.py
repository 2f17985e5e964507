"""`chibo import` rehearses by default, writes with --apply, and says so in the exit code."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chibo.cli import Chibo
from chibo.imports.tests import files
from chibo.imports.tests.sending import CLEAN, changed
from chibo.members.models import Person
from chibo.organisations.models import Duty
from tests.world import World


def run(*words: Any) -> Result:
    return CliRunner().invoke(Chibo(), ["import", *map(str, words)])


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "ds.xlsx"
    wrong = changed(CLEAN, name="Vì Văn Tú", joined="31/02/2011")
    path.write_bytes(
        files.plain_list(CLEAN, wrong, changed(CLEAN, name="Cà Văn Hải", cell="CB bản Lùn"))
    )
    return path


def test_a_rehearsal_prints_problems_and_writes_nothing(world: World, listed: Path) -> None:
    answer = run(listed, "--org", "Mường Mẫu", "--as", "an", "--format", "json")
    assert answer.exit_code == 1
    (told,) = json.loads(answer.stdout)
    assert told["counts"] == {
        "listed": 3, "rows": 3, "ready": 1, "check": 0, "error": 2, "skipped": 0, "written": 0,
        "held": 0, "undecided": 0,
    }  # fmt: skip
    assert [(p["row"], p["problem"]) for p in told["problems"]] == [
        (3, "Ngày không có thật"),
        (4, "Không có chi bộ nào tên này"),
    ]
    assert not Person.objects.filter(full_name="Hoàng Văn Xuân").exists()


def test_apply_writes_the_good_rows_and_founds_cells(world: World, listed: Path) -> None:
    answer = run(listed, "--org", "Mường Mẫu", "--as", "an", "--new-cells", "--apply")
    assert "1 lỗi, 0 bỏ qua; đã ghi 2." in answer.stderr
    assert Person.objects.filter(full_name__in=["Hoàng Văn Xuân", "Cà Văn Hải"]).count() == 2


def test_the_administrator_takes_the_duty_only_for_the_import(world: World, listed: Path) -> None:
    answer = run(listed, "--org", "Mường Mẫu", "--as", "admin", "--apply")
    assert "đã ghi 1." in answer.stderr
    duty = Duty.objects.get(user=world.admin, role="office")
    assert duty.ended_on == duty.started_on


def test_whoever_may_not_is_told_so(world: World, listed: Path) -> None:
    answer = run(listed, "--org", "Mường Mẫu", "--as", "chung")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert "Đồng chí không có quyền làm việc này" in answer.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--mapping", "Không có"], "Chưa lưu kiểu ghép nào tên"),
        (["--books-from", "hôm qua"], "Không đọc được ngày"),
    ],
)
def test_a_wrong_call_ends_with_2(
    world: World, listed: Path, words: list[str], sentence: str
) -> None:
    answer = run(listed, "--org", "Mường Mẫu", "--as", "an", *words)
    assert answer.exit_code == 2
    assert sentence in answer.stderr
