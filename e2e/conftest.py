"""A browser, a server, and people at it. What a walk does to the books stays within its file."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from e2e import site as sites
from e2e.prepare import PASSWORD
from e2e.visitor import Visitor

OUTPUT = sites.ROOT / "test-output"


# The browser ends with its file: while it runs, no other test of this process may ask Django's database.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    started = sites.start(tmp_path_factory.mktemp("home"))
    yield started
    started.stop()


@pytest.fixture
def visitors(browser: Browser, site: sites.Site) -> Iterator[list[Visitor]]:
    """Everybody who came in this test. Their browsers spoke to our server only, and saw no error."""
    came: list[Visitor] = []
    yield came
    for visitor in came:
        visitor.context.close()
    assert [host for visitor in came for host in visitor.foreign_hosts] == []
    assert [said for visitor in came for said in visitor.complaints] == []


@pytest.fixture
def come(browser: Browser, site: sites.Site, visitors: list[Visitor]) -> Callable[..., Visitor]:
    """come("an") is the office, signed in; come() a stranger; scripts=False a browser without them."""

    def opened(who: str = "", *, width: int = 1440, scripts: bool = True) -> Visitor:
        visitor = Visitor(browser, site.url, width=width, scripts=scripts)
        visitors.append(visitor)
        if who:
            visitor.sign_in(who, PASSWORD)
        return visitor

    return opened


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:
    outcome: Any = yield
    report = outcome.get_result()
    if report.when == "call" and report.failed:
        for number, visitor in enumerate(getattr(item, "funcargs", {}).get("visitors", [])):
            keep(visitor.page, f"{item.name}-{number}")


def keep(page: Page, name: str) -> None:
    """What the page looked like when a walk stumbled."""
    OUTPUT.mkdir(exist_ok=True)
    stem = OUTPUT / "".join(c if c.isalnum() or c in "-_" else "_" for c in name)[:120]
    Path(f"{stem}.html").write_text(page.content())
    page.screenshot(path=f"{stem}.png", full_page=True)
