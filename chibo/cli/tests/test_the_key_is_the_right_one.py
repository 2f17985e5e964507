"""A data.key that was lost and made anew must not go unnoticed, whatever the database."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chibo.cli.frame import Chibo
from tests.world import World


def chibo(*words: str) -> Result:
    return CliRunner().invoke(Chibo(name="chibo"), list(words))


def key_finding() -> dict[str, object]:
    found = json.loads(chibo("check", "--format", "json").stdout)
    return next(one for one in found if one["check"] == "khóa mở được dữ liệu")


def test_the_right_key_reads_the_data(world: World) -> None:
    assert key_finding()["ok"] is True


def test_another_key_is_found_out(world: World, settings: Any) -> None:
    settings.DATA_KEY = b"another key of thirty-two bytes."

    finding = key_finding()
    assert finding["ok"] is False
    assert "chép lại khóa từ bản sao lưu" in str(finding["detail"])


def test_the_server_does_not_start_with_it(world: World, settings: Any) -> None:
    settings.DATA_KEY = b"another key of thirty-two bytes."

    answer = chibo("serve", "--port", "0")

    assert answer.exit_code == 1
    assert "không mở được dữ liệu đã mã hóa (người)" in answer.stderr
    assert "Traceback" not in answer.output


@pytest.mark.parametrize("words", [["export", "--out", "so.xlsx"], ["import", "so.xlsx"]])
def test_commands_that_read_or_write_what_is_encrypted_stop(
    world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "so.xlsx").touch()
    settings.DATA_KEY = b"another key of thirty-two bytes."

    answer = chibo(*words, "--org", "Mường Mẫu")

    assert answer.exit_code == 1
    assert "không mở được dữ liệu đã mã hóa" in answer.stderr
    assert (tmp_path / "so.xlsx").stat().st_size == 0


def test_without_encrypted_data_any_key_will_do(db: None, settings: Any) -> None:
    settings.DATA_KEY = b"another key of thirty-two bytes."

    assert key_finding()["ok"] is True


def test_check_says_what_to_back_up(db: None, settings: Any) -> None:
    answer = chibo("check")

    line = next(line for line in answer.stdout.splitlines() if line.startswith("cần sao lưu"))
    assert str(settings.KEYS) in line and str(settings.FILES) in line
