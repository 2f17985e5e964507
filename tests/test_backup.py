"""The way back that docs/operate/backup.md describes, walked with SQLite and a home of its own."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.habits.source import ROOT

CHIBO = [sys.executable, "-c", "from chibo.cli import main; main()"]
GUIDE = (ROOT / "docs" / "operate" / "backup.md").read_text()


def chibo(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIBO_")}
    settings = {"CHIBO_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chibo.settings"}
    return subprocess.run(
        [*CHIBO, *words], env=clean | settings, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed") / "home"
    assert chibo(folder, "user", "add", "lo.thi.mai", "--name", "Lò Thị Mai").returncode == 0
    return folder


@pytest.fixture
def home(installed: Path, tmp_path: Path) -> Path:
    return shutil.copytree(installed, tmp_path / "home")


def copied_as_the_guide_says(home: Path, copy: Path) -> None:
    script = re.search(r"<<'PY'\n(.*?)\nPY", GUIDE, re.DOTALL)
    assert script
    subprocess.run(
        [sys.executable, "-c", script[1], home / "chibo.sqlite3", copy], check=True, timeout=60
    )


def test_copied_while_in_use_and_brought_back_elsewhere(home: Path, tmp_path: Path) -> None:
    copied_as_the_guide_says(home, tmp_path / "copy.sqlite3")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(tmp_path / "copy.sqlite3", elsewhere / "chibo.sqlite3")
    shutil.copytree(home / "keys", elsewhere / "keys")

    assert "Lò Thị Mai" in chibo(elsewhere, "user", "list").stdout


def test_without_its_key_nothing_starts(home: Path) -> None:
    (home / "keys" / "data.key").unlink()

    refused = chibo(home, "user", "list")

    assert refused.returncode == 2
    assert "hãy chép lại khóa từ bản sao lưu" in " ".join(refused.stderr.split())
    assert not (home / "keys" / "data.key").exists()
