"""One inspection from the programme to closed remedies, at its own desk; the office sees totals."""

from collections.abc import Callable

from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]


def press(visitor: Visitor, link: str, button: str) -> None:
    """Open a form that begins as it should, and send it."""
    visitor.page.get_by_role("link", name=link, exact=True).click()
    visitor.page.get_by_role("button", name=button, exact=True).click()


def fit(visitor: Visitor) -> None:
    assert visitor.faults() == []
    visitor.widen(1440)


def plan(visitor: Visitor, commune: int) -> None:
    page = visitor.page
    visitor.go(f"/dv/{commune}/kiem-tra/chuong-trinh")
    page.get_by_role("link", name="Ghi chương trình").click()
    page.get_by_label("Ngày ban hành").fill("15/01/2026")
    page.get_by_role("button", name="Ghi chương trình").click()
    own = page.get_by_role("region", name="Ủy ban kiểm tra")
    own.get_by_role("link", name="Thêm nội dung").click()
    fit(visitor)
    page.get_by_label("Nội dung").fill("Thu, nộp đảng phí")
    page.get_by_label("Từ ngày").fill("01/10/2026")
    page.get_by_label("Đến ngày").fill("30/11/2026")
    page.get_by_role("button", name="Thêm nội dung").click()
    fit(visitor)


def open_it(visitor: Visitor) -> str:
    """From the line of the programme; the address of the inspection."""
    page = visitor.page
    own = page.get_by_role("region", name="Ủy ban kiểm tra")
    own.locator("tbody summary").click()
    own.get_by_role("link", name="Mở cuộc kiểm tra").click()
    fit(visitor)
    page.get_by_label("Nội dung", exact=True).fill("Thu, nộp đảng phí năm 2025")
    page.get_by_label("Ngày quyết định").fill("05/10/2026")
    page.get_by_label("Đảng viên được kiểm tra, giám sát").fill("Vì Văn Chung")
    page.get_by_label("Trưởng đoàn").fill("Nguyễn Văn Bình")
    page.get_by_role("button", name="Mở cuộc kiểm tra").click()
    page.wait_for_url("**/kiem-tra/*")
    fit(visitor)
    return visitor.path


def wait_and_go_on(visitor: Visitor, address: str) -> None:
    """The member is ill for a time: nothing goes on until it is said that it does."""
    page = visitor.page
    visitor.go(f"{address}/tam-dung")
    fit(visitor)
    page.get_by_label("Hoãn đối với").select_option(label="Vì Văn Chung")
    page.get_by_label("Đảng viên ốm nặng đang điều trị tại bệnh viện").check()
    page.get_by_label("Từ ngày").fill("12/10/2026")
    page.get_by_label("Dự kiến đến ngày").fill("12/12/2026")
    page.get_by_role("button", name="Ghi hoãn, tạm dừng").click()
    assert "Đang hoãn, tạm dừng" in visitor.words
    fit(visitor)
    page.get_by_role("link", name="Ghi bước").click()
    page.get_by_role("button", name="Ghi bước").click()
    assert "ghi tiếp tục trước" in visitor.words
    visitor.go(address)
    page.get_by_role("link", name="Ghi tiếp tục").click()
    page.get_by_label("Ngày", exact=True).fill("02/11/2026")
    page.get_by_role("button", name="Ghi tiếp tục").click()
    assert "đã tiếp tục" in visitor.words


def look_and_conclude(visitor: Visitor) -> None:
    page = visitor.page
    press(visitor, "Ghi bước", "Ghi bước")
    page.get_by_role("link", name="Ghi kết quả Vì Văn Chung").click()
    fit(visitor)
    page.get_by_label("Khuyết điểm, tồn tại").fill("Nộp chậm hai tháng")
    page.get_by_role("button", name="Thêm dòng vi phạm").click()
    assert page.get_by_label("Vi phạm 2 (nếu có)", exact=True).evaluate(
        "e => e === document.activeElement"
    )
    assert page.get_by_label("Khuyết điểm, tồn tại").input_value() == "Nộp chậm hai tháng"
    fit(visitor)
    page.get_by_role("button", name="Ghi kết quả").click()
    page.get_by_role("link", name="Thông báo kết luận", exact=True).click()
    page.get_by_label("Kết luận", exact=True).fill("Thu đủ; phải nộp đúng hạn.")
    page.get_by_role("button", name="Ghi kết luận").click()
    assert "Không phát hiện vi phạm" in visitor.words


def put_right(visitor: Visitor, address: str) -> None:
    page = visitor.page
    page.get_by_role("link", name="Giao việc khắc phục").click()
    page.get_by_label("Việc phải làm").fill("Nộp đảng phí đúng hạn")
    page.get_by_label("Hạn", exact=True).fill("31/12/2026")
    page.get_by_role("button", name="Giao việc").click()
    assert "Đang làm" in visitor.words
    visitor.go(f"{address}/nop-luu")
    page.get_by_role("button", name="Nộp lưu").click()
    assert "Còn 1 việc khắc phục" in visitor.words
    visitor.go(address)
    page.get_by_role("link", name="Nộp đảng phí đúng hạn").click()
    press(visitor, "Báo xong", "Báo xong")
    press(visitor, "Xác nhận hoàn thành", "Xác nhận hoàn thành")
    visitor.go(f"{address}/nop-luu")
    page.get_by_role("button", name="Nộp lưu").click()
    assert "Đã nộp lưu" in visitor.words


def test_one_inspection_from_programme_to_closed_remedies(come: Come, site: Site) -> None:
    keeper, office = come("quy"), come("an")
    plan(keeper, site.told["commune"])
    address = open_it(keeper)
    assert office.go(address) == 404
    wait_and_go_on(keeper, address)
    look_and_conclude(keeper)
    fit(keeper)
    put_right(keeper, address)
    fit(keeper)

    office.go(f"/dv/{site.told['commune']}/kiem-tra")
    assert "Chỉ có số tổng hợp" in office.words
    assert "Thu, nộp đảng phí" not in office.words
    fit(office)
