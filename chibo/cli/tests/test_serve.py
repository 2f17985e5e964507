"""The server as people start it: a process of its own, on a free port, with a home of its own."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
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


@contextmanager
def serving(home: Path, **more: str) -> Iterator[list[str]]:
    """The lines printed until the address appeared, and after it."""
    process = subprocess.Popen(
        [*CHIBO, "serve", "--port", "0"],
        env=environment(home) | more,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    yield [process.stdout.readline(), process.stdout.readline()]
    process.terminate()
    process.wait()
    process.stdout.close()


def address_in(line: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert found
    return found[0]


def test_serve_makes_everything_ready_and_prints_the_address(tmp_path: Path) -> None:
    with serving(tmp_path) as said:
        address = address_in(said[0])
        assert "chibo user reset-password quantri" in said[1]

        page = urlopen(f"{address}dang-nhap").read().decode()

        assert "Đăng nhập" in page
        for sheet in re.findall(r'href="(/static/[^"]+\.css)"', page):
            assert urlopen(address + sheet[1:]).status == 200


@pytest.mark.parametrize(("trusted", "answered"), [("1", 200), ("0", 301)])
def test_only_a_proxy_of_ones_own_may_say_that_it_was_https(
    tmp_path: Path, trusted: str, answered: int
) -> None:
    with serving(tmp_path, CHIBO_HTTPS="1", CHIBO_TRUST_PROXY=trusted) as said:
        where = urlsplit(address_in(said[0]))
        asking = HTTPConnection(where.netloc)
        asking.request("GET", "/dang-nhap", headers={"X-Forwarded-Proto": "https"})

        assert asking.getresponse().status == answered
        asking.close()


def run(home: Path, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*CHIBO, *words],
        env=environment(home) | more,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_taken_port_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(tmp_path, "serve", "--port", str(port))

    assert done.returncode == 1
    assert f"Không mở được cổng {port}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("host", ["192.0.2.1", "may.khong-co.invalid"])
def test_an_address_this_machine_does_not_have_is_told(tmp_path: Path, host: str) -> None:
    done = run(tmp_path, "serve", "--host", host)

    assert done.returncode == 1
    assert "máy này không có địa chỉ ấy" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_does_not_exist_stops_every_command(tmp_path: Path) -> None:
    done = run(tmp_path, "check", CHIBO_DATABSE="x")

    assert done.returncode == 2
    assert "Có phải ý là CHIBO_DATABASE?" in done.stderr
    assert "Traceback" not in done.stderr


def test_vietnamese_letters_come_out_whole_whatever_the_machine_speaks(tmp_path: Path) -> None:
    done = subprocess.run(
        [*CHIBO, "user", "bay"],
        env=environment(tmp_path) | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )

    assert "Lỗi: Không có lệnh 'bay'." in done.stderr.decode()


def test_rules_of_ones_own_that_cannot_be_read_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / "rulebook").mkdir()
    (tmp_path / "rulebook" / "xa.toml").write_text("mười hai tháng")

    done = run(tmp_path, "serve", "--port", "0")

    assert done.returncode == 2
    assert "Lỗi: Tệp xa.toml không đọc được theo TOML" in done.stderr
    assert "Traceback" not in done.stderr
