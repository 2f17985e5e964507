"""Everybody's links say which day they speak about."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils import timezone

from chibo.base.asof import AsOf, BadDay, as_of, period_asked
from chibo.base.periods import Period


def asked(address: str) -> AsOf:
    return as_of(RequestFactory().get(address))


def test_an_address_without_a_day_speaks_of_today() -> None:
    found = asked("/dv/3?tim=ha")

    assert (found.day, found.is_today, found.query) == (timezone.localdate(), True, "")
    assert found.url("/so/members", dv=3) == "/so/members?dv=3"


def test_a_past_day_is_carried_by_links() -> None:
    found = asked("/dv/3?tim=ha&trang=2&xem=7&ngay=2018-06-30")

    assert (found.day, found.is_today) == (date(2018, 6, 30), False)
    assert found.url("/so/members", dv=3, khoa="") == "/so/members?ngay=2018-06-30&dv=3"
    assert found.suffix == "?ngay=2018-06-30"
    assert found.today_url == "/dv/3?tim=ha"
    assert found.choices[0]["url"].startswith("/dv/3?tim=ha&ngay=")


def test_todays_own_date_in_the_address_is_today() -> None:
    assert asked(f"/viec?ngay={timezone.localdate().isoformat()}").is_today


@pytest.mark.parametrize(
    "text", ["2018-02-30", "31/02/2018", "06/2018", "0000-01-01", "hôm qua", "20180630"]
)
def test_a_day_that_cannot_be_read_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadDay, match="không đọc được"):
        asked(f"/viec?ngay={text}")


@pytest.mark.parametrize("text", ["30/06/2018", "30/6/2018", "30-6-2018", "30062018"])
def test_a_day_is_typed_as_everywhere_else(text: str) -> None:
    found = asked(f"/viec?ngay={text}")

    assert (found.day, found.query) == (date(2018, 6, 30), "ngay=2018-06-30")


def test_the_future_is_refused() -> None:
    with pytest.raises(BadDay, match="không được sau hôm nay"):
        asked("/viec?ngay=9999-12-31")


def test_a_period_in_the_address() -> None:
    request = RequestFactory().get("/so/admitted?ky=2018-H1")

    assert period_asked(request) == Period.half(2018, 1)
    assert period_asked(RequestFactory().get("/so/admitted")) is None


@pytest.mark.parametrize("text", ["2018-H3", "0000", "2018-13-01..2018-14-01", "x"])
def test_a_period_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadDay, match="không đọc được"):
        period_asked(RequestFactory().get(f"/so/admitted?ky={text}"))
