"""The recorder on a telephone, as the walks use it: prepared, locked, opened, filled in."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]
PIN = "nương 2026"
PHONE = 390
ALLOWED = {"CHIBO_OFFLINE_RECORDING": "1", "CHIBO_OFFLINE_PIN_ROUNDS": "1000"}


def prepared(come: Come, site: Site) -> Visitor:
    """A telephone of the cell's secretary with everything it takes along."""
    visitor = come("chung", width=PHONE)
    setup(visitor, site)
    return visitor


def setup(visitor: Visitor, site: Site) -> None:
    visitor.go(f"/dv/{site.told['cell']}/sinh-hoat")
    visitor.page.get_by_role("link", name="Ghi khi không có mạng").click()
    visitor.page.get_by_label("Mã PIN mới").fill(PIN)
    visitor.page.get_by_role("button", name="Ghi tiếp").click()
    visitor.page.get_by_role("button", name="Chuẩn bị ghi khi không có mạng").click()
    expect(visitor.page.get_by_text("Có thể ghi khi không có mạng", exact=True)).to_be_visible()
    visitor.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")


def unlock(page: Page) -> None:
    page.get_by_label("Mã PIN").fill(PIN)
    page.get_by_role("button", name="Mở", exact=True).click()


def kept(page: Page) -> None:
    """What was typed is on the telephone once the line says so and the pause has passed."""
    page.get_by_role("button", name="Đóng").click()
    expect(page.get_by_role("heading", name="Bản ghi trên máy")).to_be_visible()


def record(page: Page, place: str, said: str, kind: str = "Sinh hoạt thường kỳ") -> None:
    """From the first step to the last; the first of the roll is absent."""
    page.get_by_role("button", name="Ghi sinh hoạt", exact=True).click()
    page.get_by_label("Loại buổi").select_option(label=kind)
    fill(page, place, said)


def fill(page: Page, place: str, said: str) -> None:
    page.get_by_label("Kết thúc").fill("23:59")
    page.get_by_label("Bắt đầu").fill("00:01")
    page.get_by_label("Địa điểm").fill(place)
    page.get_by_label("Chủ trì").select_option(index=1)
    page.get_by_label("Thư ký").select_option(index=2)
    page.get_by_role("button", name="Tiếp: Điểm danh").click()
    first = page.locator(".roll li").filter(has_text="Phép").first
    first.get_by_text("Phép").click()
    first.get_by_placeholder("Lý do vắng").fill("Ốm")
    page.get_by_role("button", name="Tiếp: Nội dung").click()
    page.locator("details.point").first.locator("summary").click()
    point = page.locator("details.point[open]").first
    point.get_by_label("Ý kiến thảo luận").fill(said)
    point.get_by_label("Kết luận của chủ trì").fill("Nhất trí")
    page.get_by_role("button", name="Tiếp: Xem lại").click()


def raise_and_score(page: Page) -> None:
    """From the last step and back to it: a petition, one who spoke, the first line of the sheet."""
    page.get_by_role("button", name="Sửa: Kiến nghị, nhận xét, phát biểu").click()
    page.locator("summary").filter(has_text="Kiến nghị, ý kiến của nhân dân").click()
    page.get_by_role("button", name="Thêm kiến nghị").click()
    page.get_by_label("Nhân dân kiến nghị, có ý kiến gì").fill("Sửa cống đầu bản")
    page.get_by_label("Địa bàn").fill("Bản Trên")
    page.locator("summary").filter(has_text="Đảng viên đã phát biểu").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Tiếp: Xem lại").click()
    page.locator("summary").filter(has_text="Chấm điểm buổi sinh hoạt").click()
    page.locator("details[open] select").first.select_option(index=1)


def opened_again(visitor: Visitor, site: Site) -> Page:
    visitor.page.goto(f"{site.url}/ghi-may/")
    unlock(visitor.page)
    return visitor.page
