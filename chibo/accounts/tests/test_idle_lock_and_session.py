import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from chibo.accounts.models import User
from conftest import PASSWORD


def let_pass(client: Client, pause: timedelta, mark: str = "last_seen_at") -> None:
    """The clock stays; what the session remembers moves into the past."""
    client.get("/tai-khoan")
    session = client.session
    session[mark] = time.time() - pause.total_seconds()
    session.save()


@pytest.fixture
def quiet(signed_in: Client) -> Client:
    let_pass(signed_in, settings.IDLE_LOCK + timedelta(seconds=5))
    return signed_in


def test_a_quiet_session_shows_nothing_but_the_lock(quiet: Client) -> None:
    answer = quiet.get("/tai-khoan")

    assert answer.status_code == 403
    assert "Màn hình đang khóa" in answer.content.decode()
    assert "lo.thi.mai" not in answer.content.decode()


def test_the_password_leads_back_to_the_same_page(quiet: Client) -> None:
    answer = quiet.post(
        "/tai-khoan?ngay=2018-06-30", {"mo_khoa_mat_khau": PASSWORD, "mo_khoa_quay_lai": "1"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan?ngay=2018-06-30")
    assert quiet.get("/tai-khoan").status_code == 200


def test_a_wrong_password_keeps_it_locked(quiet: Client) -> None:
    answer = quiet.post("/tai-khoan", {"mo_khoa_mat_khau": "sai", "mo_khoa_quay_lai": "1"})

    assert "Mật khẩu không đúng." in answer.content.decode()
    assert quiet.get("/tai-khoan").status_code == 403


def test_guessing_at_the_lock_is_throttled_like_signing_in(quiet: Client) -> None:
    answers = [quiet.post("/tai-khoan", {"mo_khoa_mat_khau": "sai"}) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403, 429]


def test_a_form_sent_after_the_pause_is_kept_and_saved(quiet: Client, person: User) -> None:
    locked = quiet.post("/tai-khoan", {"large_text": "on"})
    assert '<input type="hidden" name="large_text" value="on" />' in locked.content.decode()
    person.refresh_from_db()
    assert person.large_text is False

    quiet.post("/tai-khoan", {"large_text": "on", "mo_khoa_mat_khau": PASSWORD})

    person.refresh_from_db()
    assert person.large_text is True


def test_a_fragment_asked_for_after_the_pause_reloads_the_page(quiet: Client) -> None:
    answer = quiet.get("/tai-khoan", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Refresh"]) == (401, "true")


def test_one_can_sign_out_of_a_locked_screen(quiet: Client) -> None:
    quiet.post("/dang-xuat")

    assert quiet.get("/tai-khoan")["Location"] == "/dang-nhap?next=/tai-khoan"


def test_a_session_ends_even_when_busy(signed_in: Client) -> None:
    let_pass(signed_in, settings.SESSION_LENGTH + timedelta(seconds=5), "started_at")

    assert signed_in.get("/tai-khoan")["Location"] == "/dang-nhap?next=/tai-khoan"


def test_a_new_password_ends_other_sessions(signed_in: Client, person: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    signed_in.post(
        "/doi-mat-khau",
        {
            "oldpassword": PASSWORD,
            "password1": "suối đá trong veo",
            "password2": "suối đá trong veo",
        },
    )

    assert signed_in.get("/tai-khoan").status_code == 200
    assert elsewhere.get("/tai-khoan").status_code == 302
