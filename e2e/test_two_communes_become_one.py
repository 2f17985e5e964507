"""A merge from the decision to the new commune's page, and back; every page of it fit for everybody."""

import re
from collections.abc import Callable

from e2e.keyboard import Hands
from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]
NAME = "Đảng bộ xã Mường Mới"


def send(visitor: Visitor, label: str) -> None:
    visitor.page.get_by_role("button", name=label).click()
    visitor.page.wait_for_load_state()
    assert visitor.faults() == []


def test_two_communes_become_one_and_two_again(come: Come, site: Site) -> None:
    visitor = come("admin")
    page = visitor.page
    visitor.go("/sap-nhap")
    page.get_by_role("link", name="Soạn phương án").first.click()
    page.wait_for_load_state()
    page.get_by_label("Hợp nhất, sáp nhập").check()
    page.get_by_label("Có hiệu lực từ ngày").fill("01/06/2026")
    page.get_by_label("Số quyết định").fill("1656-QĐ/TU")
    send(visitor, "Tiếp tục")

    page.get_by_label("Đảng bộ xã Mường Mẫu").check()
    page.get_by_label("Đảng bộ xã Chiềng Bên").check()
    page.get_by_label("Tên đơn vị mới").fill(NAME)
    send(visitor, "Tiếp tục")

    row = page.locator("tr", has_text="Chi bộ bản Bên")
    row.get_by_role("combobox").first.select_option("merge")
    page.get_by_label("Nơi nhận Chi bộ bản Bên").fill("ban duoi")
    send(visitor, "Tiếp tục")
    send(visitor, "Tiếp tục")
    send(visitor, "Xem trước")
    assert re.search(r"\d+ \+ \d+ = \d+ trước · \d+ = \d+ sau · khớp", visitor.words)

    page.get_by_label(f"Gõ “{NAME}” để xác nhận").fill(NAME)
    send(visitor, "Thực hiện sắp xếp")
    assert "Đã thực hiện" in visitor.words
    done = visitor.path

    page.get_by_role("link", name=NAME).first.click()
    page.wait_for_load_state()
    assert "Hợp nhất từ Đảng bộ xã Mường Mẫu" in visitor.words
    visitor.go(f"/dv/{site.told['commune']}?ngay=2026-05-31")
    assert f"Nhập vào {NAME}" in visitor.words

    visitor.go(done)
    page.get_by_label("Lý do hoàn tác").fill("Ghi nhầm phương án")
    send(visitor, "Hoàn tác")
    assert "Đã hoàn tác" in visitor.words
    visitor.go(f"/dv/{site.told['commune']}")
    assert "Mường Mẫu" in visitor.words


def test_without_a_mouse(come: Come, site: Site) -> None:
    """The same seven steps with Tab, arrows, Space and Enter, and every stop shows where one is."""
    visitor = come("admin")
    hands = Hands(visitor.page)
    visitor.go("/sap-nhap")
    hands.push("Soạn phương án")
    hands.to("Hợp nhất, sáp nhập")
    hands.press("Space")
    hands.fill("Có hiệu lực từ ngày", "01/06/2026")
    hands.fill("Số quyết định", "1656-QĐ/TU")
    hands.push("Tiếp tục", "BUTTON")

    for name in ("Đảng bộ xã Mường Mẫu", "Đảng bộ xã Chiềng Bên"):
        hands.to(name, tag="INPUT")
        hands.press("Space")
    hands.fill("Tên đơn vị mới", NAME)
    hands.push("Tiếp tục", "BUTTON")
    assert visitor.page.get_by_role("alert").count() == 0

    hands.push("Tiếp tục", "BUTTON")
    hands.push("Tiếp tục", "BUTTON")
    hands.push("Xem trước", "BUTTON")
    assert re.search(r"\d+ \+ \d+ = \d+ trước · \d+ = \d+ sau · khớp", visitor.words)
    hands.fill(f"Gõ “{NAME}” để xác nhận", NAME)
    hands.push("Thực hiện sắp xếp", "BUTTON")
    assert "Đã thực hiện" in visitor.words

    hands.fill("Lý do hoàn tác", "Ghi nhầm phương án")
    hands.push("Hoàn tác", "BUTTON")
    assert "Đã hoàn tác" in visitor.words
    assert "\n".join(sorted(set(hands.unseen))) == ""
