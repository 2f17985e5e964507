"""A weak cell in the browser: a sign is confirmed, a plan is made and followed, the cell is recognised as out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from e2e.site import Site
from e2e.visitor import Visitor

pytestmark = pytest.mark.xdist_group("e2e-weak")

Come = Callable[..., Visitor]


def typed(page: Page, button: str, said: str, **fields: str) -> None:
    """Fill the fields by their names, press the button, see what is said then."""
    for name, value in fields.items():
        page.locator(f"main form[method=post] [name={name}]").fill(value)
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_selector(f"text={said}")


def finds_the_sign(office: Visitor, site: Site) -> None:
    page = office.page
    office.go(f"/dv/{site.told['commune']}/cung-co")
    page.get_by_role("link", name="Bản Dưới", exact=True).first.click()
    assert "1 đảng viên chính thức, dưới 3" in office.words
    page.get_by_role("link", name="Kết luận").first.click()
    page.get_by_label("Xác nhận là yếu kém").check()
    typed(page, "Ghi kết luận", "Đã ghi kết luận.", reason="Hai năm nay chỉ còn một đồng chí")


def plans(office: Visitor) -> None:
    page = office.page
    page.get_by_role("link", name="Lập kế hoạch củng cố").click()
    typed(
        page,
        "Lập kế hoạch",
        "Đã lập kế hoạch.",
        started_on="05/01/2026",
        ends_on="31/12/2026",
        causes="Đảng viên đi làm ăn xa",
        solutions="Tạo nguồn kết nạp\nTăng cường đảng viên",
        paper_number="49",
        paper_symbol="KH/ĐU",
        paper_day="04/01/2026",
        paper_issuer="Đảng ủy xã Mường Mẫu",
    )
    page.get_by_role("link", name="Giao biện pháp").click()
    typed(
        page,
        "Giao",
        "Đã giao biện pháp",
        what="Cử hai quần chúng dự lớp nhận thức",
        given_on="05/01/2026",
        due_on="30/06/2026",
    )
    page.get_by_role("link", name="Thêm thành viên").click()
    said = "Đã thêm vào tổ công tác."
    typed(page, "Thêm", said, office="Phó Bí thư Thường trực Đảng ủy")


def follows(office: Visitor) -> None:
    page = office.page
    page.get_by_role("link", name="Ghi nhận định").click()
    page.get_by_label("Có chuyển biến").check()
    typed(page, "Ghi nhận định", "Đã ghi nhận định.", text="Đã gặp hai quần chúng ưu tú")
    page.get_by_role("link", name="Công nhận thoát yếu kém").click()
    typed(page, "Công nhận", "Còn 1 hạn chế chưa có minh chứng", outcome="Đã đủ ba đảng viên")
    page.get_by_role("link", name="Thôi", exact=True).click()


def recognises(office: Visitor) -> None:
    page = office.page
    page.get_by_role("link", name="Ghi minh chứng").click()
    said = "Đã ghi minh chứng khắc phục."
    typed(page, "Ghi minh chứng", said, evidence="Quyết định kết nạp hai đảng viên")
    page.get_by_role("link", name="Công nhận thoát yếu kém").click()
    typed(
        page,
        "Công nhận",
        "Đã công nhận thoát yếu kém.",
        outcome="Đã đủ ba đảng viên",
        paper_number="50",
        paper_symbol="TB/ĐU",
        paper_day="20/11/2026",
        paper_issuer="Đảng ủy xã Mường Mẫu",
    )
    assert "50-TB/ĐU" in office.words
    assert "Đã thoát yếu kém" in office.words


def test_a_cell_goes_from_weak_to_recognised(come: Come, site: Site) -> None:
    office = come("an")
    finds_the_sign(office, site)
    plans(office)
    follows(office)
    recognises(office)
