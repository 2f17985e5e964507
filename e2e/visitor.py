"""Somebody at a browser: where they go, what they see, and what the page is like."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
# What holds is not told node by node: that takes as long as looking.
# How large targets are (WCAG 2.2, 2.5.8) axe asks only when told to.
_RUN = """() => axe.run(document, {
  resultTypes: ['violations'], rules: {'target-size': {enabled: true}}
}).then((found) => found.violations)"""
_DESK, _PHONE, _NARROW = 1440, 390, 320


class Visitor:
    """One browser of its own, as wide as a desk or a telephone."""

    def __init__(self, browser: Browser, url: str, *, width: int, scripts: bool) -> None:
        self.url = url
        self.context = browser.new_context(
            viewport={"width": width, "height": 900 if width > _PHONE else 844},
            java_script_enabled=scripts,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            accept_downloads=True,
        )
        self.context.set_default_timeout(15_000)
        self.foreign_hosts: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", self._note_host)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._note_complaint)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_host(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws") and parts.netloc != urlsplit(self.url).netloc:
            self.foreign_hosts.append(request.url)

    def _note_complaint(self, message: ConsoleMessage) -> None:
        """A broken Content-Security-Policy speaks here; a form answered 4xx is no fault of the page."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def go(self, path: str) -> int:
        answer = self.page.goto(self.url + path)
        return answer.status if answer else 0

    def finds_page(self, path: str) -> bool:
        """Whether a page answers there, no file and no refusal; it stands open then. Asked beside the browser
        first: of a refusal without a body Chromium makes a page of its own, which may come after the next one
        was called."""
        answer = self.context.request.get(self.url + path)
        is_page = answer.status == 200 and answer.headers["content-type"].startswith("text/html")
        return is_page and self.go(path) == 200

    def sign_in(self, username: str, password: str) -> None:
        self.go("/dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(lambda url: "/dang-nhap" not in url)

    @property
    def path(self) -> str:
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def words(self) -> str:
        """What the main part says, in single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def widen(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900 if width > _PHONE else 844})

    # -------------------------------------------------------------- what a page is like

    def faults(self) -> list[str]:
        """What axe finds on a desk and on a telephone, and where the page runs over its side."""
        self.page.evaluate(AXE)
        found = self._axe(_DESK) + self._axe(_PHONE)
        return found + self._overflow(_PHONE) + self._overflow(_NARROW)

    def _axe(self, width: int) -> list[str]:
        self.widen(width)
        violations: list[dict[str, Any]] = self.page.evaluate(_RUN)
        return [
            f"{self.path} at {width}: {rule['id']}: {node['html'][:160]}"
            for rule in violations
            for node in rule["nodes"]
        ]

    def _overflow(self, width: int) -> list[str]:
        self.widen(width)
        needed = int(self.page.evaluate("() => document.scrollingElement.scrollWidth"))
        return [f"{self.path} at {width}: needs {needed} px"] if needed > width else []
