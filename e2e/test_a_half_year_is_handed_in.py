"""A half-year from drafts in sixteen cells to acceptance above: one comes back, is answered and goes again."""

from collections.abc import Callable

from e2e.site import Site, told_by
from e2e.visitor import Visitor

Come = Callable[..., Visitor]
PERIOD = "2025-H2"
WHY = "Đang xác minh ngày sinh, trình độ của đảng viên."


def fit(visitor: Visitor) -> None:
    assert visitor.faults() == []
    visitor.widen(1440)


def hand_in(visitor: Visitor, unit: int, *, looked_at: bool = False) -> str:
    """From the forms page to the frozen numbers; the address of the submission."""
    page = visitor.page
    visitor.go(f"/dv/{unit}/bieu-thong-ke?ky={PERIOD}")
    page.get_by_role("button", name="Lập bản nộp cấp trên").click()
    page.wait_for_url("**/bao-cao/nop/*")
    if looked_at:
        fit(visitor)
    return goes_up(visitor, looked_at=looked_at)


def goes_up(visitor: Visitor, *, looked_at: bool = False) -> str:
    page = visitor.page
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.wait_for_selector("text=Đã kiểm tra")
    note = page.get_by_label("Giải trình chỗ chưa khớp")
    if note.count():
        note.fill(WHY)
    if looked_at:
        fit(visitor)
    page.get_by_role("button", name="Nộp cấp trên").click()
    page.wait_for_selector("text=Đã nộp. Số liệu đã chốt")
    return visitor.path


def accept(visitor: Visitor, address: str) -> None:
    visitor.go(address)
    visitor.page.get_by_role("button", name="Nhận", exact=True).click()
    visitor.page.wait_for_selector("text=Đã nhận bản nộp.")


def remark(visitor: Visitor, address: str, words: str) -> None:
    """About the closing number of form 1."""
    page = visitor.page
    visitor.go(f"{address}/bieu/bieu-1/o?dong=D&cot=0")
    fit(visitor)
    page.get_by_label("Góp ý về ô này").fill(words)
    page.get_by_role("button", name="Ghi góp ý").click()
    page.wait_for_selector("text=Đã ghi góp ý.")
    fit(visitor)


def send_back(visitor: Visitor, address: str) -> None:
    page = visitor.page
    visitor.go(address)
    page.get_by_label("Lý do trả lại").fill("Xem lại ô đã ghi ở biểu 1.")
    page.get_by_role("button", name="Trả lại").click()
    page.wait_for_selector("text=Đã trả lại, đơn vị thấy các góp ý.")


def answers_and_goes_again(visitor: Visitor, address: str) -> str:
    page = visitor.page
    visitor.go(address)
    assert "Thiếu một đồng chí?" in visitor.words
    page.get_by_role("button", name="Lập lần nộp mới").click()
    page.wait_for_selector("text=Đã mở lần nộp mới")
    fit(visitor)
    page.get_by_label("Trả lời").fill("Đã đối chiếu sổ, đủ.")
    page.get_by_role("button", name="Trả lời").click()
    page.wait_for_selector("text=Đã đối chiếu sổ, đủ.")
    return goes_up(visitor)


def test_a_half_year_from_sixteen_cells_to_the_province(come: Come, site: Site) -> None:
    cells = told_by("e2e.sixteen_cells", site.home)
    commune, first = site.told["commune"], site.told["cell"]
    secretary, office, above = come("chung"), come("an"), come("tinh")
    assert len(cells) == 16

    sent = {first: hand_in(secretary, first, looked_at=True)}
    office.go(f"/dv/{commune}/tong-hop?ky={PERIOD}")
    assert "1 / 16" in office.words
    fit(office)
    office.page.get_by_role("button", name="Yêu cầu các đơn vị nộp").click()
    office.page.wait_for_selector("text=Đã yêu cầu các đơn vị nộp.")
    sent |= {cell: hand_in(office, cell) for cell in cells if cell != first}

    remark(office, sent[first], "Thiếu một đồng chí?")
    send_back(office, sent[first])
    sent[first] = answers_and_goes_again(secretary, sent[first])
    for address in sent.values():
        accept(office, address)
    office.go(f"/dv/{commune}/tong-hop?ky={PERIOD}")
    assert "16 / 16" in office.words
    assert "dòng lệch" not in office.words

    address = hand_in(office, commune)
    accept(above, address)
    above.go(f"{address}/bieu/bieu-1")
    assert "Tính lại hôm nay vẫn đúng như đã nộp." in above.words
    fit(above)
    office.go(address)
    assert "Cấp trên đã nhận" in office.words
