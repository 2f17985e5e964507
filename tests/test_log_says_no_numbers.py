import logging

import pytest

from chibo.base.logs import MaskedFormatter


def logged(message: str, *values: object) -> str:
    record = logging.LogRecord("chibo", logging.ERROR, __file__, 1, message, values, None)
    return MaskedFormatter("{message}", style="{").format(record)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("CCCD 014200012345", "CCCD ••••••••••••"),
        ("CMND 050123456.", "CMND •••••••••."),
        ("mã 14300000012345 của chi bộ", "mã 14300000012345 của chi bộ"),
        ("ngày 20180630", "ngày 20180630"),
        ("Not Found: /viec/lich/aB3-x_9.ics", "Not Found: /viec/lich/•••.ics"),
        (
            "<WSGIRequest: GET '/viec/lich/aB3.ics?x=1'>",
            "<WSGIRequest: GET '/viec/lich/•••.ics?x=1'>",
        ),
    ],
)
def test_identity_numbers_are_masked(said: str, kept: str) -> None:
    assert logged(said) == kept


def test_numbers_handed_in_as_values_are_masked_too() -> None:
    assert (
        logged("%s trùng với %s", "014200012345", "050123456") == "•••••••••••• trùng với •••••••••"
    )


def test_the_whole_log_goes_through_the_mask() -> None:
    from django.conf import settings

    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"masked"}
    assert settings.LOGGING["formatters"]["masked"]["()"] == "chibo.base.logs.MaskedFormatter"
