"""A month of dues: declared by keys alone, drawn up, collected, handed on, confirmed above, spent, on paper."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from chibo.base.tests.papers_reading import words_of
from e2e.keyboard import Hands
from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]
LAST = datetime.now(tz=UTC).date().replace(day=1) - timedelta(
    days=1
)  # the last day of the month that is over
MONTH = f"{LAST:%m/%Y}"
PAYER = "Lò Chính Thức Bản Trên"


def fit(visitor: Visitor) -> None:
    assert visitor.faults() == []
    visitor.widen(1440)


def declares(secretary: Visitor, cell: int, name: str, income: str) -> None:
    """By keys alone, from the list of who stands how."""
    hands = Hands(secretary.page)
    secretary.go(f"/dv/{cell}/dang-phi/can-cu")
    hands.push(f"Khai {name}", tag="A")
    hands.to("Nhóm đóng", tag="SELECT")
    hands.press("ArrowDown")
    hands.fill("Áp dụng từ tháng", MONTH)
    hands.fill("Thu nhập làm căn cứ", income)
    hands.push("Ghi bản khai", tag="BUTTON")
    assert f"từ {MONTH}" in secretary.words
    assert hands.unseen == []


def collects(secretary: Visitor, cell: int) -> None:
    """The roll of the month, one of the two pays."""
    page, month = secretary.page, f"{LAST:%Y-%m}"
    secretary.go(f"/dv/{cell}/dang-phi?thang={month}")
    page.get_by_role("button", name="Lập danh sách thu").click()
    assert "85.000" in secretary.words
    fit(secretary)
    page.get_by_role("link", name="Ghi thu").click()
    fit(secretary)
    page.get_by_label("Nộp ngày").fill(f"{LAST:%d/%m/%Y}")
    for box in page.locator("main input[name=chon]").all():
        box.set_checked(box.get_attribute("aria-label") == f"Đã nộp: {PAYER}")
    page.get_by_role("button", name="Ghi thu").click()
    page.wait_for_selector("text=Đã ghi 1 phiếu thu.")


def receipt(secretary: Visitor) -> None:
    page = secretary.page
    page.get_by_role("link", name=PAYER).click()
    fit(secretary)
    page.get_by_role("link", name="Số 00").first.click()
    fit(secretary)
    assert "85.000 đ" in secretary.words
    assert f"Đảng phí tháng {MONTH}" in paper(secretary, "In phiếu")


def owes(secretary: Visitor, cell: int) -> None:
    secretary.go(f"/dv/{cell}/dang-phi/con-no")
    row = secretary.page.get_by_role("row").filter(has_text="Vì Văn Chung")
    assert MONTH in row.inner_text()
    assert "60.000" in row.inner_text()
    fit(secretary)


def hands_on(secretary: Visitor, cell: int) -> str:
    """70% stays with a cell of a village; the address of the paper."""
    page, month = secretary.page, f"{LAST:%Y-%m}"
    secretary.go(f"/dv/{cell}/dang-phi/nop/moi?tu={month}&den={month}")
    assert "25.500" in secretary.words
    fit(secretary)
    page.get_by_role("button", name="Ghi phiếu nộp").click()
    page.wait_for_url("**/dang-phi/nop/*")
    fit(secretary)
    assert "Cấp trên xác nhận chưa" in secretary.words
    return secretary.path


def confirms(office: Visitor, commune: int, address: str) -> None:
    page = office.page
    office.go(f"/dv/{commune}/dang-phi/nop")
    fit(office)
    page.get_by_role("link", name="Xác nhận đã nhận").click()
    fit(office)
    page.get_by_role("button", name="Xác nhận đã nhận").click()
    page.wait_for_selector("text=Đã xác nhận nhận tiền.")
    office.go(address)
    assert "Lò Thị An" in office.words


def spends(secretary: Visitor, cell: int) -> None:
    """No more than was kept, and the refusal says how much that is."""
    page = secretary.page
    secretary.go(f"/dv/{cell}/dang-phi/quy")
    fit(secretary)
    page.get_by_role("link", name="Ghi thu, chi quỹ").click()
    page.get_by_label("Loại").select_option(label="Chi")
    page.get_by_label("Nội dung chi").select_option(label="Báo, tạp chí, tài liệu")
    page.get_by_label("Diễn giải").fill("Mua báo Nhân Dân")
    page.get_by_label("Số tiền").fill("9.000.000")
    page.get_by_role("button", name="Ghi vào sổ").click()
    assert "vượt số được giữ lại còn" in page.locator(".errors").inner_text()
    fit(secretary)
    page.get_by_label("Số tiền").fill("40.000")
    page.get_by_role("button", name="Ghi vào sổ").click()
    page.wait_for_selector("text=Đã ghi vào sổ quỹ.")
    fit(secretary)
    secretary.page.locator("summary").filter(has_text="Xuất").click()
    assert "40.000" in paper(secretary, "Sổ tổng hợp PDF")


def books(secretary: Visitor, cell: int) -> None:
    """The year book has room to sign; the report counts the same money."""
    secretary.go(f"/dv/{cell}/dang-phi/so-thu?nam={LAST.year}")
    fit(secretary)
    secretary.page.locator("summary").filter(has_text="Xuất").click()
    book = paper(secretary, "Sổ thu PDF")
    assert "Ký nộp" in book
    assert PAYER in book
    secretary.go(f"/dv/{cell}/dang-phi/bao-cao?ky={LAST.year}")
    fit(secretary)
    secretary.page.locator("summary").filter(has_text="Xuất").click()
    assert "Đã chi từ số được giữ lại đồng" in paper(secretary, "Báo cáo PDF")


def paper(visitor: Visitor, words: str) -> str:
    address = visitor.page.get_by_role("link", name=words, exact=True).first.get_attribute("href")
    answer = visitor.context.request.get(f"{visitor.url}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    return words_of(answer.body())


def test_a_month_of_dues_from_declaration_to_report(come: Come, site: Site) -> None:
    secretary, office, member = come("chung"), come("an"), come("dung")
    cell = site.told["cell"]
    declares(secretary, cell, PAYER, "8.500.000")
    declares(secretary, cell, "Vì Văn Chung", "6.000.000")
    collects(secretary, cell)
    receipt(secretary)
    owes(secretary, cell)
    address = hands_on(secretary, cell)
    confirms(office, site.told["commune"], address)
    secretary.go(address)
    assert "Cấp trên xác nhận chưa" not in secretary.words
    spends(secretary, cell)
    books(secretary, cell)
    assert member.go("/dang-phi/cua-toi") == 200
    fit(member)
