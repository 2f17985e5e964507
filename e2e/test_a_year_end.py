"""One year-end in a commune of twelve cells: list, self-review by keys alone, votes, cap, decision, papers."""

import re
from collections.abc import Callable, Sequence

from chibo.base.tests.papers_reading import words_of
from e2e.keyboard import Hands
from e2e.site import Site, told_by
from e2e.visitor import Visitor

Come = Callable[..., Visitor]


def fit(visitor: Visitor) -> None:
    assert visitor.faults() == []
    visitor.widen(1440)


def opens(office: Visitor, commune: int) -> str:
    """The address of the cycle whose list was frozen today."""
    page = office.page
    office.go(f"/dv/{commune}/xep-loai")
    page.get_by_role("link", name="Mở kỳ xếp loại").click()
    fit(office)
    page.get_by_role("button", name="Chốt danh sách").click()
    page.wait_for_url("**/xep-loai/*")
    assert "Đã mở kỳ xếp loại" in page.locator("body").inner_text()
    return office.path


def reviews_herself(member: Visitor) -> str:
    """By keys alone, from home; the address of her row."""
    page, hands = member.page, Hands(member.page)
    member.go("/")
    hands.push("Kiểm điểm của tôi", tag="A")
    hands.push("Viết bản tự kiểm điểm", tag="A")
    fit(member)
    hands.fill("Ưu điểm", "Dự đủ các buổi sinh hoạt của chi bộ")
    hands.fill("Hạn chế", "Chưa giúp được hộ nghèo")
    hands.fill("Chính trị tư tưởng", "7")
    hands.push("Lưu bản tự kiểm điểm", tag="BUTTON")
    assert "Chính trị tư tưởng" in page.locator(".errors").inner_text()
    fit(member)
    hands.to("Chính trị tư tưởng", tag="INPUT")
    hands.type("5,5")
    hands.fill("Chất lượng, hiệu quả", "22")
    hands.to("Tự xếp loại", tag="SELECT")
    hands.press("ArrowDown")
    hands.press("ArrowDown")
    hands.push("Lưu bản tự kiểm điểm", tag="BUTTON")
    assert "Chưa giúp được hộ nghèo" in member.words
    assert "Hoàn thành tốt nhiệm vụ" in member.words
    assert "Cộng 100 27,5" in member.words
    assert hands.unseen == []
    fit(member)
    return member.path


def proposes(visitor: Visitor, address: str, cell: int, level: str) -> None:
    """Everybody of a cell, and the cell itself, at one level with all votes of its base."""
    page = visitor.page
    visitor.go(f"{address}/chi-bo/{cell}")
    base = re.search(r"Mẫu số (\d+) người", visitor.words)
    assert base
    for choice in page.locator("main select[name^=m]").all():
        choice.select_option(label=level)
    for votes in page.locator("main input[name^=v]").all():
        votes.fill(base[1])
    page.get_by_role("button", name="Lưu đề nghị").click()
    page.wait_for_selector("text=Đã ghi đề nghị của chi bộ.")


def vote(secretary: Visitor, office: Visitor, address: str, cells: Sequence[int]) -> None:
    """The secretary of the first records his cell's meeting, the office the others'; four aim too high."""
    page = secretary.page
    secretary.go(address)
    page.get_by_role("link", name="Đề nghị của từng chi bộ").click()
    fit(secretary)
    page.get_by_role("link", name="Ghi đề nghị").click()
    fit(secretary)
    page.get_by_role("button", name="Lưu đề nghị").click()
    assert "Chọn mức cho ít nhất một đối tượng" in secretary.words
    proposes(secretary, address, cells[0], "Xuất sắc")
    fit(secretary)
    for number, cell in enumerate(cells[1:], 1):
        proposes(office, address, cell, "Xuất sắc" if number < 4 else "Tốt")


def hears(office: Visitor, row: str) -> None:
    """What the place of residence says, and the committee's own points, of the member."""
    page = office.page
    office.go(row)
    page.get_by_role("link", name="Ghi ý kiến").click()
    page.get_by_label("Nơi góp ý", exact=True).select_option(label="Cấp ủy nơi cư trú")
    page.get_by_label("Tên nơi góp ý").fill("Chi bộ nơi cư trú bản Dưới")
    page.get_by_label("Nội dung").fill("Gia đình gương mẫu")
    fit(office)
    page.get_by_role("button", name="Lưu ý kiến").click()
    page.get_by_role("link", name="Chấm điểm").click()
    assert "22" in office.words
    page.get_by_label("Chất lượng, hiệu quả").fill("20,5")
    fit(office)
    page.get_by_role("button", name="Lưu điểm").click()
    assert "Gia đình gương mẫu" in office.words
    assert "20,5" in office.words
    fit(office)


def takes_over(office: Visitor, address: str, kind: str) -> None:
    office.go(f"{address}?doi-tuong={kind}")
    office.page.get_by_role("button", name="Lấy mức chi bộ đề nghị").click()
    office.page.wait_for_selector("text=Đã lấy đề nghị của chi bộ")


def lowers(office: Visitor, address: str) -> None:
    """Two of the four, and the screen counts along before anything is saved."""
    page = office.page
    office.go(f"{address}?doi-tuong=cell")
    assert "Vượt 2: đề nghị được vượt, quyết định thì không." in office.words
    fit(office)
    best = page.locator("main select[name^=m]").filter(
        has=page.locator("option[value=excellent][selected]")
    )
    assert best.count() == 4
    best.nth(0).select_option(label="Tốt")
    best.nth(1).select_option(label="Tốt")
    page.wait_for_selector("#tran:has-text('Tính thử theo mức đang chọn'):has-text('2/2')")
    assert "Vượt 2" not in page.locator("#tran").inner_text()
    page.get_by_role("button", name="Lưu đánh giá").click()
    page.wait_for_selector("text=Đã lưu 2 đánh giá.")


def decides(office: Visitor, address: str, *, refused: bool) -> None:
    page = office.page
    office.go(f"{address}/quyet-dinh")
    page.get_by_role("button", name="Ghi quyết định").click()
    if refused:
        told = page.locator(".errors").inner_text()
        assert "Nhóm “Chi bộ” xếp mức cao nhất 4, vượt 2: 20% của 12" in told
        assert "366-QĐ/TW" in told
    else:
        page.wait_for_selector("text=Đã ghi quyết định xếp loại.")
    fit(office)


def paper(office: Visitor, words: str) -> str:
    """What the paper behind a link of the page says."""
    address = office.page.get_by_role("link", name=words, exact=True).first.get_attribute("href")
    answer = office.context.request.get(f"{office.url}{address}")
    assert answer.headers["content-type"] == "application/pdf"
    return words_of(answer.body())


def test_one_year_end_in_a_commune_of_twelve_cells(come: Come, site: Site) -> None:
    cells = told_by("e2e.more_cells", site.home)
    office, secretary, member = come("an"), come("chung"), come("dung")
    address = opens(office, site.told["commune"])
    row = reviews_herself(member)
    vote(secretary, office, address, cells)
    hears(office, row)

    takes_over(office, address, "cell")
    decides(office, address, refused=True)
    lowers(office, address)
    decides(office, address, refused=False)
    assert "Chi bộ: hoàn thành xuất sắc nhiệm vụ: 2/12" in paper(office, "PDF")

    office.go(address)
    office.page.locator("summary").filter(has_text="In, xuất").click()
    assert "hoàn thành xuất sắc nhiệm vụ 2/12" in paper(office, "Danh sách, PDF")
    member.go(row)
    assert "Được xếp loại chưa xếp loại" in member.words
