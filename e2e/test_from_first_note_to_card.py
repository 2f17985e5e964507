"""One admission in the browser: the cell's secretary follows somebody, the office decides, the card ends it."""

from collections.abc import Callable

from playwright.sync_api import Page

from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]


def typed(page: Page, button: str, **fields: str) -> None:
    """Fill the fields by their names and press the button."""
    for name, value in fields.items():
        page.locator(f"main form[method=post] [name={name}]").fill(value)
    page.get_by_role("button", name=button).click()


def chosen(page: Page, name: str, label: str) -> None:
    page.locator(f"main form[method=post] select[name={name}]").select_option(label=label)


def marked(visitor: Visitor, paper: str, day: str) -> None:
    """Say of a paper on the page of the case that it is there."""
    page = visitor.page
    page.get_by_role("link", name=paper, exact=True).click()
    page.get_by_label("Xong").check()
    typed(page, "Ghi", dated_on=day)
    page.wait_for_selector("text=Đã ghi:")


def ballot(page: Page, day: str) -> None:
    """Everybody the books of the day know is there and agrees."""
    page.get_by_label("Tại ngày họp").fill(day)
    page.get_by_role("button", name="Lấy số của ngày này").click()
    page.wait_for_url("**ngay=*")
    present = page.get_by_label("Có mặt").input_value()
    typed(page, "Ghi biểu quyết", in_favour=present)


def voted(visitor: Visitor, link: str, day: str) -> None:
    page = visitor.page
    page.get_by_role("link", name=link, exact=True).first.click()
    ballot(page, day)
    page.wait_for_selector("text=Đã ghi biểu quyết.")


def begins_to_follow(cell: Visitor, site: Site) -> str:
    """Where the page of the case is."""
    page = cell.page
    cell.go(f"/dv/{site.told['cell']}/phat-trien/moi")
    chosen(page, "sex", "Nữ")
    chosen(page, "level_schooling", "Trung học phổ thông")
    typed(
        page,
        "Mở hồ sơ theo dõi",
        opened_on="01/03/2024",
        full_name="Lò Thị Mai",
        born="05/03/2000",
        source="Hội Phụ nữ bản",
    )
    page.wait_for_selector("text=Đã mở hồ sơ theo dõi Lò Thị Mai.")
    case = cell.path
    page.get_by_role("link", name="Phân công", exact=True).first.click()
    chosen(page, "member", "Vì Văn Chung")
    typed(page, "Phân công", on="01/04/2024")
    page.wait_for_selector("text=Đã phân công đảng viên giúp đỡ.")
    page.get_by_role("link", name="Nhận xét theo dõi, việc thử thách").click()
    typed(page, "Ghi nhận xét", text="Dọn vệ sinh bản, làm tốt", on="20/04/2024")
    return case


def prepares(cell: Visitor, case: str) -> None:
    page = cell.page
    marked(cell, "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng", "15/06/2024")
    marked(cell, "Đơn xin vào Đảng", "11/02/2025")
    marked(cell, "Lý lịch của người xin vào Đảng", "10/02/2025")
    assert "viết sau lý lịch ngày 10/02/2025" in cell.words
    marked(cell, "Đơn xin vào Đảng", "01/02/2025")

    page.get_by_role("link", name="Các văn bản thẩm tra lý lịch").click()
    page.get_by_role("button", name="Lấy từ quan hệ gia đình").click()
    page.get_by_role("link", name="Lò Thị Mai", exact=True).last.click()
    typed(page, "Ghi", sent_on="15/02/2025", returned_on="15/03/2025", result="Rõ ràng")
    page.wait_for_selector("text=Đã ghi thẩm tra lý lịch.")
    page.get_by_role("link", name="Về hồ sơ").click()
    marked(cell, "Nhận xét, kết luận của chi ủy về lý lịch", "20/03/2025")

    page.get_by_role("link", name="Giấy giới thiệu người vào Đảng").click()
    for name in ("Lò Thị An", "Vì Văn Chung"):
        chosen(page, "member", name)
        typed(page, "Thêm người giới thiệu", together_since="01/01/2016")
        page.wait_for_selector("text=Đã ghi người giới thiệu.")
    cell.go(case)
    assert "không có điều nào chưa đạt" in cell.words


def decides(office: Visitor) -> None:
    page = office.page
    voted(office, "Ghi biểu quyết", "20/04/2025")
    page.get_by_role("link", name="Ghi quyết định", exact=True).click()
    typed(page, "Ghi quyết định", decided_on="05/05/2025", received_on="12/05/2025")
    page.wait_for_selector("text=Đã ghi quyết định kết nạp.")
    assert "30 ngày làm việc, đến 23/06/2025" in office.words
    page.get_by_role("link", name="Ghi lễ kết nạp", exact=True).click()
    typed(page, "Ghi lễ kết nạp", held_on="02/06/2025")
    page.wait_for_selector("text=Đã ghi lễ kết nạp")


def recognises(office: Visitor) -> None:
    page = office.page
    for paper, day in (
        ("Lý lịch đảng viên", "20/06/2025"),
        ("Phiếu đảng viên", "20/06/2025"),
        ("Giấy chứng nhận lớp bồi dưỡng đảng viên mới", "01/12/2025"),
    ):
        marked(office, paper, day)
    page.get_by_role("link", name="Biểu quyết của chi bộ", exact=True).click()
    ballot(page, "01/06/2026")
    page.wait_for_selector("text=Ngày 01/06/2026 chưa hết 12 tháng dự bị")
    ballot(page, "02/06/2026")
    page.wait_for_selector("text=Đã ghi biểu quyết.")
    voted(office, "Ghi biểu quyết", "20/06/2026")
    page.get_by_role("link", name="Ghi quyết định", exact=True).click()
    assert "02/06/2026, kể cả khi xét muộn" in office.words
    typed(page, "Ghi công nhận", decided_on="30/06/2026")


def test_from_the_first_note_to_the_card(come: Come, site: Site) -> None:
    cell = come("chung")
    case = begins_to_follow(cell, site)
    prepares(cell, case)
    voted(cell, "Biểu quyết của chi bộ", "05/04/2025")

    office = come("an")
    office.go(case)
    decides(office)
    recognises(office)
    page = office.page
    page.get_by_role("link", name="Ghi phát thẻ", exact=True).click()
    typed(page, "Ghi phát thẻ", granted_on="02/09/2026", number="990012345678")
    page.wait_for_selector("text=Hồ sơ phát triển đảng đã hoàn thành.")

    assert "Đã là đảng viên chính thức, đã phát thẻ ngày 02/09/2026" in office.words
    assert office.faults() == []
    page.get_by_role("link", name="Hồ sơ cá nhân").click()
    for told in ("Lễ kết nạp, bắt đầu dự bị", "Công nhận chính thức", "02/06/2026"):
        assert told in office.words
