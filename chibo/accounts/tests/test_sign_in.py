import pytest
from django.test import Client

from chibo.accounts.actions import deactivate_user, reset_password
from chibo.accounts.models import User
from conftest import PASSWORD


def sign_in(client: Client, password: str, username: str = "lo.thi.mai"):
    return client.post("/dang-nhap", {"login": username, "password": password})


def test_right_password_lets_in(client: Client, person: User) -> None:
    answer = sign_in(client, PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/tai-khoan").status_code == 200


def test_capitals_in_the_name_do_not_matter(client: Client, person: User) -> None:
    assert sign_in(client, PASSWORD, "Lo.Thi.Mai").status_code == 302


def test_wrong_password_is_told_in_vietnamese(client: Client, person: User) -> None:
    answer = sign_in(client, "sai hoàn toàn")

    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.content.decode()


def test_a_stranger_is_sent_to_the_sign_in_page(client: Client, db: None) -> None:
    assert client.get("/tai-khoan")["Location"] == "/dang-nhap?next=/tai-khoan"


def test_a_closed_account_does_not_let_in(client: Client, person: User) -> None:
    deactivate_user(person, by=None)

    sign_in(client, PASSWORD)

    assert client.get("/tai-khoan").status_code == 302


def test_five_wrong_passwords_close_the_door_for_a_while(client: Client, person: User) -> None:
    for _ in range(4):
        assert sign_in(client, "sai hoàn toàn").status_code == 200

    assert sign_in(client, "sai hoàn toàn").status_code == 429
    refused = sign_in(client, PASSWORD)
    assert refused.status_code == 429
    assert "Tạm khóa đăng nhập" in refused.content.decode()


def test_another_person_at_the_same_address_is_not_shut_out(client: Client, person: User) -> None:
    for _ in range(6):
        sign_in(client, "sai hoàn toàn", "ha.van.tinh")

    assert sign_in(client, PASSWORD).status_code == 302


def test_a_one_time_password_must_be_replaced_first(client: Client, person: User) -> None:
    once = reset_password(person, by=None)
    sign_in(client, once)

    assert client.get("/tai-khoan")["Location"] == "/doi-mat-khau"
    answer = client.post(
        "/doi-mat-khau",
        {"oldpassword": once, "password1": "suối đá trong veo", "password2": "suối đá trong veo"},
    )
    assert answer["Location"] == "/viec"
    assert client.get("/tai-khoan").status_code == 200


@pytest.mark.parametrize("page", ["/dang-ky", "/accounts/signup/", "/accounts/password/reset/"])
def test_nobody_signs_up_or_resets_alone(client: Client, db: None, page: str) -> None:
    assert client.get(page).status_code == 404


def test_signing_out_ends_the_session(signed_in: Client) -> None:
    signed_in.post("/dang-xuat")

    assert signed_in.get("/tai-khoan").status_code == 302


def test_a_new_installation_says_where_the_first_password_comes_from(
    client: Client, db: None
) -> None:
    assert "chibo user reset-password quantri" in client.get("/dang-nhap").content.decode()


def test_once_somebody_has_a_password_it_says_nothing_of_it(client: Client, person: User) -> None:
    assert "reset-password" not in client.get("/dang-nhap").content.decode()
