"""Settings are read in a fresh process, as at a real start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json, sys
from django.core.exceptions import ImproperlyConfigured
try:
    from chibo import settings
except ImproperlyConfigured as error:
    print(json.dumps({"refused": str(error)}))
else:
    print(json.dumps({name: str(getattr(settings, name)) for name in sys.argv[1:]}))
"""


def start(home: Path, *asked: str, **environment: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CHIBO_")}
    done = subprocess.run(
        [sys.executable, "-c", ASK, *asked],
        env={**clean, "CHIBO_HOME": str(home), **environment},
        capture_output=True,
        check=True,
        text=True,
    )
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "CHIBO_DATABSE",
            "x",
            "Không có thiết lập nào tên CHIBO_DATABSE. Có phải ý là CHIBO_DATABASE?",
        ),
        (
            "CHIBO_XYZ",
            "x",
            "Không có thiết lập nào tên CHIBO_XYZ. Xem docs/operate/settings.md.",
        ),
        (
            "CHIBO_IDLE_MINUTES",
            "ba mươi",
            "CHIBO_IDLE_MINUTES phải là số nguyên từ 1 đến 480; đang là “ba mươi”.",
        ),
        (
            "CHIBO_IDLE_MINUTES",
            "0",
            "CHIBO_IDLE_MINUTES phải là số nguyên từ 1 đến 480; đang là “0”.",
        ),
        ("CHIBO_HTTPS", "maybe", "CHIBO_HTTPS chỉ nhận 1 (có) hoặc 0 (không); đang là “maybe”."),
        (
            "CHIBO_ADDRESS",
            "chibo.xa.example",
            "CHIBO_ADDRESS phải là địa chỉ như https://chibo.xa.example; đang là “chibo.xa.example”.",
        ),
        (
            "CHIBO_LOG_LEVEL",
            "LOUD",
            "CHIBO_LOG_LEVEL chỉ nhận một trong: DEBUG, INFO, WARNING, ERROR; đang là “LOUD”.",
        ),
        (
            "CHIBO_DATABASE",
            "mysql://ai:matkhau@may/ten",
            "CHIBO_DATABASE phải bắt đầu bằng sqlite:// hoặc postgresql:// hoặc postgres://; "
            "đang bắt đầu bằng “mysql”.",
        ),
        (
            "CHIBO_DATABASE",
            "postgresql://ai:mat#khau@may/ten",
            "CHIBO_DATABASE không đọc được: ghi như postgresql://tên:mật-khẩu@máy:5432/csdl; "
            "trong mật khẩu viết @ : / # ? % thành %40 %3A %2F %23 %3F %25.",
        ),
        (
            "CHIBO_DATABASE",
            "sqlite://",
            "CHIBO_DATABASE thiếu tên cơ sở dữ liệu ở cuối: ghi như sqlite://…/chibo.",
        ),
        (
            "CHIBO_HOSTS",
            "localhost,http://192.168.1.10:8000",
            "CHIBO_HOSTS chỉ ghi tên hoặc địa chỉ máy, không có http:// và không có cổng, "
            "như 192.168.1.10; đang có “http://192.168.1.10:8000”.",
        ),
    ],
)
def test_a_wrong_setting_stops_the_start(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    assert start(tmp_path, **{name: value}) == {"refused": sentence}


def test_the_home_holds_database_files_and_keys(tmp_path: Path) -> None:
    home = tmp_path / "nhà"

    answer = start(home, "SQLITE_FILE", "FILES", "KEYS")

    assert answer == {
        "SQLITE_FILE": str(home / "chibo.sqlite3"),
        "FILES": str(home / "files"),
        "KEYS": str(home / "keys"),
    }


def test_keys_are_made_once_and_only_the_owner_reads_them(tmp_path: Path) -> None:
    first = start(tmp_path, "SECRET_KEY", "DATA_KEY")

    assert start(tmp_path, "SECRET_KEY", "DATA_KEY") == first
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (tmp_path / "keys").iterdir()}
    assert modes == dict.fromkeys(
        ["secret.key", "data.key", "recording.key", "carrying.key"], "0o600"
    )


def test_two_homes_have_different_keys(tmp_path: Path) -> None:
    one, other = (start(tmp_path / name, "SECRET_KEY", "DATA_KEY") for name in ("a", "b"))

    assert one["SECRET_KEY"] != other["SECRET_KEY"]
    assert one["DATA_KEY"] != other["DATA_KEY"]


def test_a_lost_key_is_not_silently_replaced(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / "chibo.sqlite3").touch()
    (tmp_path / "keys" / "data.key").unlink()

    assert "chép lại khóa từ bản sao lưu" in start(tmp_path)["refused"]
    assert not (tmp_path / "keys" / "data.key").exists()


@pytest.mark.parametrize("broken", [b"", b"xin", "xin chào".encode(), b"\xff\xfe"])
def test_a_broken_key_is_not_silently_replaced(tmp_path: Path, broken: bytes) -> None:
    start(tmp_path)
    key = tmp_path / "keys" / "data.key"
    key.write_bytes(broken)

    said = {"refused": f"Khóa {key} bị hỏng: hãy chép lại từ bản sao lưu."}
    assert start(tmp_path) == said
    assert key.read_bytes() == broken


def test_a_folder_in_the_place_of_a_key_is_told(tmp_path: Path) -> None:
    key = tmp_path / "keys" / "data.key"
    key.mkdir(parents=True)

    said = f"Không đọc, ghi được khóa {key}: đó là một thư mục, không phải tệp."
    assert start(tmp_path) == {"refused": said}


def test_a_file_in_the_place_of_the_home_is_told(tmp_path: Path) -> None:
    home = tmp_path / "nhà"
    home.touch()

    said = f"Không tạo được thư mục {home}: đã có một tệp mang tên ấy."
    assert start(home) == {"refused": said}


def test_https_makes_cookies_travel_encrypted_only(tmp_path: Path) -> None:
    asked = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")

    assert start(tmp_path, *asked, CHIBO_HTTPS="1") == dict.fromkeys(asked, "True")
    assert start(tmp_path, *asked) == dict.fromkeys(asked, "False")
