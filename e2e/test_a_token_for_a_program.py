"""A token is made on the screen, used by a program, and stops: revoked by its owner, or on its day."""

import json
from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from e2e import site as sites
from e2e.prepare import PASSWORD
from e2e.site import Site
from e2e.visitor import Visitor

pytestmark = pytest.mark.xdist_group("e2e-token")

Come = Callable[..., Visitor]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Open to programs."""
    started = sites.start(tmp_path_factory.mktemp("home"), CHIBO_API="1")
    yield started
    started.stop()


def call(site: Site, address: str, text: str) -> tuple[int, dict[str, object]]:
    asked = Request(f"{site.url}/api/v1/{address}", headers={"Authorization": f"Bearer {text}"})
    try:
        with urlopen(asked, timeout=15) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def fit(visitor: Visitor) -> None:
    assert visitor.faults() == []
    visitor.widen(1440)


def make(visitor: Visitor, name: str, *purposes: str) -> str:
    """The text of a new token, read off the page that shows it once."""
    page = visitor.page
    visitor.go("/tai-khoan/khoa-truy-cap")
    page.get_by_role("link", name="Lập khóa").click()
    if page.get_by_role("button", name="Xác nhận").count():
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Xác nhận").click()
    fit(visitor)
    page.get_by_label("Tên khóa").fill(name)
    for purpose in purposes:
        page.get_by_label(purpose, exact=True).check()
    page.get_by_role("button", name="Lập khóa").click()
    text = page.locator("code.key").inner_text().strip()
    fit(visitor)
    return text


def test_a_token_reads_what_it_was_made_for_until_it_is_revoked(come: Come, site: Site) -> None:
    visitor, commune = come("an"), site.told["commune"]
    page = visitor.page
    text = make(visitor, "Bảng tổng hợp", "Đọc số liệu")
    assert text.startswith("chibo_")

    status, told = call(site, "token", text)
    assert (status, told["purposes"]) == (200, ["figures"])
    status, figure = call(site, f"figures/members?org={commune}", text)
    visitor.go(f"/dv/{commune}/dang-vien")
    assert status == 200
    assert str(figure["value"]) in visitor.words
    assert call(site, f"organisations/{commune}/members", text)[0] == 403

    visitor.go("/tai-khoan/khoa-truy-cap")
    assert text not in page.content()
    fit(visitor)
    page.get_by_role("button", name="Hủy Bảng tổng hợp").click()
    page.get_by_text("đã hủy").first.wait_for()
    assert call(site, "token", text)[0] == 401


def test_a_token_ends_on_its_day(come: Come, site: Site) -> None:
    visitor = come("an")
    text = make(visitor, "Chương trình cũ", "Đọc danh sách")
    assert call(site, "token", text)[0] == 200

    sites.told_by("e2e.expired_tokens", site.home)

    assert call(site, "token", text)[0] == 401
    visitor.go("/tai-khoan/khoa-truy-cap")
    assert "đã hết hạn" in visitor.words


def test_what_programs_may_ask_is_a_plain_page(come: Come) -> None:
    visitor = come("an")
    visitor.go("/api")
    assert "/api/v1/meetings/{key}" in visitor.words
    fit(visitor)
