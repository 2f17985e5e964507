import logging
from typing import Any

import pytest

from chibo.base.logs import MaskedFormatter
from tests.programs import Program
from tests.world import World


def logged(message: str, *values: object) -> str:
    record = logging.LogRecord("chibo", logging.ERROR, __file__, 1, message, values, None)
    return MaskedFormatter("{message}", style="{").format(record)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("CCCD 014200012345", "CCCD ••••••••••••"),
        ("CMND 050123456.", "CMND •••••••••."),
        ("GET /tim?q=014+200+012+345", "GET /tim?q=•••••••••••••••"),
        ("GET /tim?q=014%20200%20012345&ngay=2", "GET /tim?q=••••••••••••••••••&ngay=2"),
        ("mã 14300000012345 của chi bộ", "mã 14300000012345 của chi bộ"),
        ("ngày 20180630", "ngày 20180630"),
        ("Not Found: /viec/lich/aB3-x_9.ics", "Not Found: /viec/lich/•••.ics"),
        ("Authorization: Bearer chibo_aB3-x_9aaaaaaaaaaaaaaaa", "Authorization: Bearer •••"),
        ("{'HTTP_AUTHORIZATION': 'Bearer xyz'}", "{'HTTP_AUTHORIZATION': 'Bearer •••'}"),
        ("/api/v1/token?token=chibo_aB3-x_9aaaaaaaaaaaaaaaa", "/api/v1/token?token=chibo_•••"),
        (
            "IntegrityError: trùng\nDETAIL:  Failing row contains (7, Lò Thị An, 1985-03-08).\nhết",
            "IntegrityError: trùng\nDETAIL:  •••\nhết",
        ),
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


def test_no_call_of_a_program_leaves_its_token_in_the_log(
    world: World, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.PUBLIC_API = True
    program = Program.of(world.an)
    with caplog.at_level(logging.DEBUG):
        for address in ("token", "figures/khong_co?org=1", f"token?key={program.text}", "khong-co"):
            program.get(address)
        Program(program.text[:-1]).get("token")
    said = "\n".join(logged(record.getMessage().replace("{", "(")) for record in caplog.records)

    assert "401" in str([record.__dict__.get("status_code") for record in caplog.records])
    assert program.text.removeprefix("chibo_")[:-1] not in said
