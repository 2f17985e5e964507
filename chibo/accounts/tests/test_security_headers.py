import re

import pytest
from django.test import Client


@pytest.fixture
def headers(client: Client, db: None) -> dict[str, str]:
    return dict(client.get("/dang-nhap").headers)


def test_no_page_may_run_or_style_from_within(headers: dict[str, str]) -> None:
    policy = headers["Content-Security-Policy"]

    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert {
        "script-src 'self'",
        "style-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    } <= {part.strip() for part in policy.split(";")}


def test_the_other_headers(headers: dict[str, str]) -> None:
    named = (
        "X-Frame-Options",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
        "Permissions-Policy",
    )

    assert {name: headers[name] for name in named} == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def test_pages_of_a_signed_in_person_are_not_kept_by_the_browser(signed_in: Client) -> None:
    assert "no-store" in signed_in.get("/tai-khoan")["Cache-Control"]


def test_cookies_are_out_of_reach_of_scripts(client: Client, person) -> None:
    answer = client.post(
        "/dang-nhap", {"login": person.username, "password": "nương ngô xanh 2026"}
    )

    for cookie in answer.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_a_form_without_its_token_is_refused(person) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/dang-nhap", {"login": "x", "password": "y"})

    assert answer.status_code == 403
    assert "Trang đã cũ" in answer.content.decode()


def test_the_sign_in_page_holds_no_script_and_no_style(client: Client, db: None) -> None:
    page = client.get("/dang-nhap").content.decode()

    assert not re.search(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=", page)
