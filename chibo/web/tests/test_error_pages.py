"""What a person sees when something went wrong: our look, our words, a way back, no inside of the program."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from chibo.urls import handler400  # noqa: F401 (Django looks for it here)
from chibo.urls import urlpatterns as real


@login_not_required
def broken(request: HttpRequest, how: str) -> HttpResponse:
    raise {"400": BadRequest, "403": PermissionDenied, "500": ZeroDivisionError}[how](
        "số 014185000001 trong lỗi"
    )


urlpatterns = [*real, path("hong/<str:how>", broken)]

pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (400, "Yêu cầu không đọc được"),
        (403, "Không có quyền"),
        (500, "Máy chủ gặp lỗi"),
    ],
)
def test_every_error_has_a_page(db: None, status: int, title: str) -> None:
    answer = Client(raise_request_exception=False).get(f"/hong/{status}")
    page = answer.content.decode()

    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in page and f"<title>{title}</title>" in page
    assert 'lang="vi"' in page and 'href="/"' in page and "css/base.css" in page
    assert "014185000001" not in page and "Error" not in page
    assert "Content-Security-Policy" in answer.headers


def test_an_address_nobody_has_is_a_page_for_whoever_is_signed_in(signed_in: Client) -> None:
    answer = signed_in.get("/khong-co-trang-nay")

    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


def test_an_error_page_asks_the_database_nothing() -> None:
    """No fixture opens the database here: a query would fail the test."""
    answer = Client(raise_request_exception=False).get("/hong/500")

    assert "<h1>Máy chủ gặp lỗi</h1>" in answer.content.decode()


def test_a_foreign_host_name_is_refused_with_a_page(db: None) -> None:
    answer = Client(headers={"host": "ai-do.example"}).get("/dang-nhap")

    assert answer.status_code == 400
    assert "Yêu cầu không đọc được" in answer.content.decode()


def test_an_address_that_only_takes_forms_says_so(signed_in: Client) -> None:
    answer = signed_in.get("/co-chu")

    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "chỉ nhận nội dung gửi từ một biểu mẫu" in answer.content.decode()


@pytest.mark.parametrize(
    "sent",
    [{"text": "a" * 2_700_000}, {f"o{n}": "1" for n in range(10_001)}],
    ids=["too much text", "too many fields"],
)
def test_a_form_too_large_says_what_to_do(signed_in: Client, sent: dict[str, str]) -> None:
    answer = signed_in.post("/co-chu", sent)
    page = answer.content.decode()

    assert answer.status_code == 413
    assert "<h1>Nội dung gửi quá lớn</h1>" in page and "gửi thành nhiều lần" in page
    assert "Content-Security-Policy" in answer.headers
