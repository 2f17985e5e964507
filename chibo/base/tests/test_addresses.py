"""What leaves the screen names the installation as people call it."""

from typing import Any

from chibo.base.addresses import outward


def test_the_own_name_replaces_the_one_of_the_request(settings: Any) -> None:
    asked = "http://10.0.0.4:8000/sinh-hoat/giay/1?in=1"
    settings.ADDRESS = ""
    assert outward(asked) == asked
    settings.ADDRESS = "https://chibo.muongmau.example"
    assert outward(asked) == "https://chibo.muongmau.example/sinh-hoat/giay/1?in=1"
