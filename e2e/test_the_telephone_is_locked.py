"""What a telephone holds when nobody looks after it: quiet minutes, wrong PINs, a session that paused,
the same meeting sent twice, and the day the office switches recording off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from e2e import site as sites
from e2e.prepare import PASSWORD
from e2e.telephone import ALLOWED, PIN, Come, kept, opened_again, prepared, record, unlock


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    started = sites.start(tmp_path_factory.mktemp("home"), **ALLOWED | {"CHIBO_IDLE_MINUTES": "1"})
    yield started
    started.stop()


def boxes(page: Page) -> list[str]:
    """The kinds of what lies in the browser's store."""
    names: list[str] = page.evaluate(
        "new Promise((tell) => { const asked = indexedDB.open('ghi-may'); asked.onsuccess = () => {"
        " const all = asked.result.transaction('boxes').objectStore('boxes').getAllKeys();"
        " all.onsuccess = () => { asked.result.close(); tell(all.result); }; }; })"
    )
    return sorted(name.split(":")[0] for name in names)


def test_five_quiet_minutes_lock_it_and_nothing_typed_is_lost(come: Come, site: sites.Site) -> None:
    visitor = prepared(come, site)
    page = visitor.page
    page.clock.install()
    page = opened_again(visitor, site)
    page.get_by_role("button", name="Ghi sinh hoạt", exact=True).click()
    page.get_by_label("Địa điểm").fill("Nhà bà Xoan")
    page.clock.run_for(60_000)
    expect(page.get_by_label("Địa điểm")).to_be_visible()
    page.clock.run_for(5 * 60_000)
    expect(page.get_by_role("heading", name="Mở khóa")).to_be_visible()
    assert "Nhà bà Xoan" not in visitor.words
    unlock(page)
    page.get_by_role("button", name="Ghi tiếp", exact=True).click()
    expect(page.get_by_label("Địa điểm")).to_have_value("Nhà bà Xoan")


def test_without_network_wrong_pins_wipe_the_names_and_keep_the_minutes(
    come: Come, site: sites.Site
) -> None:
    visitor = prepared(come, site)
    visitor.context.set_offline(True)
    page = opened_again(visitor, site)
    page.get_by_role("button", name="Ghi sinh hoạt", exact=True).click()
    page.get_by_label("Địa điểm").fill("Nhà văn hóa")
    kept(page)
    for _again in range(5):
        page.goto(f"{site.url}/ghi-may/")
        page.get_by_label("Mã PIN").fill("sai rồi")
        page.get_by_role("button", name="Mở", exact=True).click()
        expect(page.locator(".bad-text")).not_to_be_empty()
    assert boxes(page) == ["recording"]
    unlock(page)
    page.get_by_role("button", name="Ghi tiếp", exact=True).click()
    expect(page.get_by_label("Địa điểm")).to_have_value("Nhà văn hóa")


def test_a_forgotten_pin_wipes_only_after_a_warning(come: Come, site: sites.Site) -> None:
    visitor = prepared(come, site)
    page = visitor.page
    page.get_by_role("button", name="Ghi sinh hoạt", exact=True).click()
    kept(page)
    page.get_by_role("button", name="Khóa lại").click()
    page.get_by_text("Quên mã PIN?").click()
    expect(page.get_by_text("Xóa tất cả sẽ mất 1 bản ghi chưa gửi")).to_be_visible()
    page.get_by_role("button", name="Xóa tất cả trên máy này").click()
    assert boxes(page) == ["prepared", "recording"]
    page.get_by_label("Tôi hiểu các bản ghi chưa gửi sẽ mất.").check()
    page.get_by_role("button", name="Xóa tất cả trên máy này").click()
    expect(page.get_by_label("Mã PIN mới")).to_be_visible()
    assert boxes(page) == []


def test_an_answer_lost_on_the_way_does_not_send_the_meeting_twice(
    come: Come, site: sites.Site
) -> None:
    """The server took it in, the telephone never heard so, and sends the same again."""
    visitor = prepared(come, site)
    page = visitor.page
    reached = []

    def taken_but_unheard(route: Route) -> None:
        reached.append(route.fetch().json()["url"])
        route.abort()

    page.route("**/ghi-may/gui/*", taken_but_unheard, times=1)
    record(page, "Nhà văn hóa", "Nhất trí", kind="Sinh hoạt bất thường")
    page.get_by_role("button", name="Nộp biên bản").click()
    expect(page.get_by_text("Bản ghi còn trên máy này")).to_be_visible()
    assert boxes(page) == ["prepared", "recording"]
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("Đã gửi: Chờ duyệt.")).to_be_visible()
    page.get_by_role("link", name="Xem buổi họp trên máy chủ").click()
    page.wait_for_url("**/sinh-hoat/*")
    assert [visitor.path] == reached
    assert visitor.words.count("Nhận ") == 1


def test_a_session_gone_quiet_asks_for_the_password_and_then_sends(
    come: Come, site: sites.Site
) -> None:
    visitor = prepared(come, site)
    page = visitor.page
    record(page, "Nhà sàn", "Thống nhất", kind="Hội nghị toàn đảng bộ")
    # The idle lock of this server stands at one minute, the least there is.
    page.wait_for_timeout(62_000)
    page.get_by_role("button", name="Nộp biên bản").click()
    expect(page.get_by_text("Phiên làm việc đã hết")).to_be_visible()
    assert boxes(page) == ["prepared", "recording"]
    page.get_by_role("link", name="Đăng nhập").click()
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main").get_by_role("button").first.click()
    page.wait_for_url("**/ghi-may/")
    unlock(page)
    expect(page.get_by_text("Đã gửi: Chờ duyệt.")).to_be_visible()


def test_switched_off_the_telephone_forgets_the_names_and_keeps_the_minutes(
    come: Come, site: sites.Site
) -> None:
    """The same address answers from a server started again without the setting, then with it."""
    visitor = prepared(come, site)
    page = visitor.page
    page.get_by_role("button", name="Ghi sinh hoạt", exact=True).click()
    page.get_by_label("Địa điểm").fill("Nhà văn hóa")
    kept(page)
    site.again(CHIBO_OFFLINE_RECORDING="0")
    page.goto(f"{site.url}/ghi-may/")
    expect(page.get_by_text("Còn 1 bản ghi chưa gửi, vẫn mã hóa trên máy")).to_be_visible()
    assert boxes(page) == ["recording"]
    assert page.evaluate("caches.keys()") == []
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )
    assert visitor.faults() == []

    site.again(**ALLOWED)
    page.goto(f"{site.url}/ghi-may/")
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Mở", exact=True).click()
    page.get_by_role("button", name="Ghi tiếp", exact=True).click()
    expect(page.get_by_label("Địa điểm")).to_have_value("Nhà văn hóa")
