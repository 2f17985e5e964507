"""`chibo import` rehearses by default, writes with --apply, and says so in the exit code."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chibo.cli import Chibo
from chibo.imports.models import FileImport
from chibo.imports.tests import files
from chibo.imports.tests.sending import CLEAN, changed
from chibo.imports.tests.test_bring_in_a_file_on_screen import three_sheets
from chibo.members.models import Person
from chibo.organisations.models import Duty
from chibo.organisations.queries.tree import branch
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


def test_the_same_file_goes_on_with_the_days_told_now(world: World, listed: Path) -> None:
    run(listed, "--org", "Mường Mẫu", "--as", "an")
    of = FileImport.objects.get()
    assert of.books_from == branch(world.commune, of.as_of).records_from
    answer = run(listed, "--org", "Mường Mẫu", "--as", "an", "--books-from", "1/1/2026")
    assert f"tiếp tục lần nhập số {of.pk}." in answer.stderr
    assert "Sổ của đơn vị bắt đầu từ 01/01/2016, sớm hơn ngày đã chọn 01/01/2026" in answer.stderr
    of.refresh_from_db()
    assert of.books_from == date(2026, 1, 1)


def test_the_sheet_to_read_can_be_named(world: World, tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(three_sheets())
    answer = run(path, "--org", "Mường Mẫu", "--as", "an", "--sheet", "CB Bản Dưới", "--apply")
    assert (answer.exit_code, FileImport.objects.get().sheet) == (0, "CB Bản Dưới")
    assert Person.objects.filter(full_name="Lò Văn Hai").exists()


def test_people_who_are_there_may_be_answered_for_beforehand(world: World, tmp_path: Path) -> None:
    one = changed(CLEAN, id="014080000011")
    for name, people in (
        ("t10.xlsx", [one]),
        ("t11.xlsx", [one, changed(CLEAN, name="Lò Văn Mới")]),
    ):
        (tmp_path / name).write_bytes(files.plain_list(*people))
        answer = run(
            tmp_path / name, "--org", "Mường Mẫu", "--as", "an", "--known", "skip", "--apply"
        )
        assert (answer.exit_code, "đã ghi 1." in answer.stderr) == (0, True)
    assert Person.objects.filter(full_name=CLEAN[0]).count() == 1
