import json
import re

import pytest
from click.testing import CliRunner, Result

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.cli.frame import Chibo
from chibo.cli.words import speak_vietnamese


def chibo(*words: str) -> Result:
    return CliRunner().invoke(Chibo(name="chibo"), list(words))


def test_help_lists_every_command() -> None:
    answer = chibo("--help")

    assert answer.exit_code == 0
    for name in Chibo(name="chibo").list_commands(None):
        assert f"  {name} " in answer.stdout
        assert chibo(name, "--help").exit_code == 0


def test_every_help_has_examples_and_no_english_word() -> None:
    speak_vietnamese()
    for name in Chibo(name="chibo").list_commands(None):
        said = chibo(name, "--help").stdout

        assert f"Ví dụ:\n    chibo {name}" in said
        assert not re.search(r"\b(OPTIONS|COMMAND|ARGS|INTEGER|RANGE|TEXT|FILE)\b", said)


def test_what_goes_into_a_file_is_free_of_bars(db: None) -> None:
    answer = chibo("user", "list")

    assert (answer.exit_code, answer.stderr) == (0, "")


def test_an_unknown_command_is_a_wrong_call() -> None:
    assert chibo("bay-len-trang").exit_code == 2


def test_adding_a_user_prints_a_password_that_works_and_leaves_a_line(db: None) -> None:
    answer = chibo("user", "add", "lo.thi.mai", "--name", "Lò Thị Mai")

    assert answer.exit_code == 0
    user = User.objects.get(username="lo.thi.mai")
    assert user.check_password(answer.stdout.split()[-1])
    assert user.must_change_password
    assert [(line.verb, line.actor_name) for line in Entry.objects.all()] == [
        ("account.opened", "Quản trị hệ thống")
    ]
    assert "argon2" not in json.dumps(Entry.objects.get().after)


def test_a_refusal_is_one_sentence_without_a_traceback(person: User) -> None:
    answer = chibo("user", "add", person.username, "--name", "Ai Đó")

    assert answer.exit_code == 1
    assert answer.stderr.strip().endswith("Tên đăng nhập này đã có người dùng; hãy chọn tên khác.")
    assert "Traceback" not in answer.output
    assert User.objects.filter(username=person.username).count() == 1


def test_the_administrator_of_commands_cannot_sign_in_until_given_a_password(db: None) -> None:
    chibo("user", "add", "lo.thi.mai", "--name", "Lò Thị Mai")
    administrator = User.objects.get(username="quantri")
    assert not administrator.has_usable_password()

    once = chibo("user", "reset-password", "quantri").stdout.split()[-1]

    administrator.refresh_from_db()
    assert administrator.check_password(once)


def test_acting_as_somebody_unknown_is_a_wrong_call(person: User) -> None:
    answer = chibo("user", "close", person.username, "--as", "ai.do")

    assert answer.exit_code == 2
    person.refresh_from_db()
    assert person.is_active


def test_users_as_json(person: User) -> None:
    answer = chibo("user", "list", "--format", "json")

    assert json.loads(answer.stdout) == [
        {
            "username": "lo.thi.mai",
            "full_name": "Lò Thị Mai",
            "is_active": True,
            "last_login": None,
        }
    ]


def test_check_finds_this_installation_in_order(db: None) -> None:
    answer = chibo("check", "--format", "json")

    found = {finding["check"]: finding["ok"] for finding in json.loads(answer.stdout)}
    assert found == dict.fromkeys(
        [
            "thiết lập",
            "khóa",
            "cơ sở dữ liệu",
            "bảng dữ liệu",
            "khóa mở được dữ liệu",
            "cần sao lưu",
            "phông chữ",
        ],
        True,
    )
    assert answer.exit_code == 0


@pytest.mark.parametrize("port", ["-1", "70000", "tám nghìn"])
def test_an_impossible_port_is_a_wrong_call(port: str) -> None:
    assert chibo("serve", "--port", port).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bay"], "Lỗi: Không có lệnh 'bay'."),
        (["user", "add"], "Lỗi: Thiếu tham số 'TÊN'."),
        (["serve", "--prt", "1"], "Lỗi: Không có tuỳ chọn '--prt'. Có phải ý là '--port'?"),
        (
            ["check", "--format", "xml"],
            "Lỗi: Giá trị của '--format' không hợp lệ: 'xml' không có trong: 'text', 'json'.",
        ),
    ],
)
def test_a_wrong_call_is_told_in_vietnamese(words: list[str], said: str) -> None:
    speak_vietnamese()
    answer = chibo(*words)

    assert (answer.exit_code, answer.stderr.strip().splitlines()[-1]) == (2, said)
