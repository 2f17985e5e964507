"""A database that is newer, broken, shut or full is told in one sentence, and nothing is done to it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from chibo.cli.database_words import words_for
from chibo.cli.frame import Chibo
from chibo.cli.tests.test_serve import run


def chibo(*words: str) -> Result:
    return CliRunner().invoke(Chibo(name="chibo"), list(words))


@pytest.fixture
def updated_by_a_newer_program(db: None) -> None:
    MigrationRecorder(connection).record_applied("members", "9999_from_tomorrow")


@pytest.mark.parametrize("words", [["user", "list"], ["demo"], ["serve", "--port", "0"]])
def test_a_newer_database_is_left_alone(updated_by_a_newer_program: None, words: list[str]) -> None:
    answer = chibo(*words)

    assert answer.exit_code == 2
    assert "một bản Chi Bộ mới hơn cập nhật (members.9999_from_tomorrow)" in answer.stderr


def test_check_tells_of_a_newer_database(updated_by_a_newer_program: None) -> None:
    answer = chibo("check")

    assert answer.exit_code == 1
    assert "bảng dữ liệu\tTHIẾU\tCơ sở dữ liệu đã được một bản Chi Bộ mới hơn" in answer.stdout


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path) -> None:
    run(tmp_path, "user", "list")
    file = tmp_path / "chibo.sqlite3"
    file.write_text("Kính gửi Ban Thường vụ Đảng ủy")

    done = run(tmp_path, "serve", "--port", "0")

    assert done.returncode == 1
    assert "Tệp cơ sở dữ liệu bị hỏng hoặc không phải của Chi Bộ" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_text() == "Kính gửi Ban Thường vụ Đảng ủy"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database or disk is full"), "đã hết chỗ"),
        (OperationalError("attempt to write a readonly database"), "không được ghi"),
        (OperationalError("database is locked"), "chương trình khác ghi quá lâu"),
        (DatabaseError("database disk image is malformed"), "lấy lại từ bản sao lưu"),
        (
            OperationalError("connection refused\n\tIs it up?"),
            "Máy báo: connection refused Is it up?",
        ),
    ],
)
def test_what_is_wrong_with_the_database_is_said(error: DatabaseError, said: str) -> None:
    assert said in (words_for(error) or "")


def test_a_fault_of_the_program_keeps_its_traceback() -> None:
    assert words_for(IntegrityError("UNIQUE constraint failed")) is None
