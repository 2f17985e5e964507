from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _open_to_programs(settings: Any) -> None:
    settings.PUBLIC_API = True
