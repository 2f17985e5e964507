"""The server as people start it: a process of its own, on a free port, with a home of its own."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

CHIBO = [sys.executable, "-c", "from chibo.cli import main; main()"]


def environment(home: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIBO_")}
    return {
        **clean,
        "CHIBO_HOME": str(home),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "chibo.settings",
    }


@pytest.fixture
def served(tmp_path: Path) -> Iterator[list[str]]:
    """The lines printed until the address appeared, and after it."""
    process = subprocess.Popen(
        [*CHIBO, "serve", "--port", "0"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    yield [process.stdout.readline(), process.stdout.readline()]
    process.terminate()
    process.wait()
    process.stdout.close()


def test_serve_makes_everything_ready_and_prints_the_address(served: list[str]) -> None:
    address = re.search(r"http://127\.0\.0\.1:\d+/", served[0])
    assert address
    assert "chibo user reset-password quantri" in served[1]

    page = urlopen(f"{address[0]}dang-nhap").read().decode()

    assert "Đăng nhập" in page
    for sheet in re.findall(r'href="(/static/[^"]+\.css)"', page):
        assert urlopen(address[0] + sheet[1:]).status == 200


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*CHIBO, "serve", "--port", str(port)],
            env=environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert f"Không mở được cổng {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_does_not_exist_stops_every_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [*CHIBO, "check"],
        env={**environment(tmp_path), "CHIBO_DATABSE": "x"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "Có phải ý là CHIBO_DATABASE?" in done.stderr
    assert "Traceback" not in done.stderr
