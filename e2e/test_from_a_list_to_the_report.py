"""The main job, as the office walks it: its own Excel lists in, true figures and the six-month report out."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Page

from chibo.imports.tests import files
from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

PLAIN = files.plain_list(
    ["Hoàng Văn Xuân", "12/03/1980", "Nam", "Thái", "", "Bản Trên", "3/2/2008", "3/2/2009", "SC"],
    ["Vì Văn Tú", "05/09/1986", "Nam", "Thái", "", "Bản Dưới", "31/02/2011", "", ""],
)
NATIONAL = files.national(
    [
        {
            "Họ và tên": "Cầm Thị Nga",
            "Giới tính": "Nữ",
            "Sinh ngày": "07/07/1992",
            "Dân tộc": "Thái",
            "Tôn giáo": "Không",
            "Số định danh cá nhân": "014192000077",
            "Số thẻ Đảng": "990010000077",
            "Tổ chức Đảng sinh hoạt": "Chi bộ bản Trên",
            "Ngày vào Đảng": "19/05/2016",
            "Ngày chính thức": "19/05/2017",
            "Trạng thái hoạt động": "Đang sinh hoạt",
        }
    ]
)
OTHER_ORDER = files.xlsx(
    [
        ["DANH SÁCH ĐẢNG VIÊN", "", "", "", ""],
        ["Chi bộ", "Họ tên", "Năm sinh", "Giới", "Ngày kết nạp"],
        ["Trường Tiểu học", "Sùng Thị Dợ", "1995", "Nữ", "22/12/2018"],
    ]
)


def send(page: Page, name: str, content: bytes) -> None:
    page.goto(re.sub(r"(://[^/]+)/.*", r"\1/nhap", page.url))
    page.locator("input[type=file]").set_input_files(
        files=[{"name": name, "mimeType": XLSX, "buffer": content}]
    )
    page.get_by_label("tính đến ngày").fill("30/06/2026")
    page.get_by_role("button", name="Tải lên và ghép cột").click()
    page.wait_for_url("**/cot")
    page.get_by_role("button", name="Chạy thử").click()
    page.wait_for_url(re.compile(r"/nhap/\d+$"))


def download(page: Page, press: str) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("link", name=press).click()
    return Path(coming.value.path())


def test_a_list_with_an_error_is_mended_written_and_taken_back(come: Come) -> None:
    visitor = come("an")
    page = visitor.page
    send(page, "danh sách tự gõ.xlsx", PLAIN)
    assert "Có 1 dòng lỗi cần sửa" in visitor.words
    assert "ngày không có thật" in visitor.words
    assert visitor.faults() == []
    visitor.widen(1440)

    page.get_by_label("Ngày vào Đảng, dòng 3").fill("28/01/2011")
    page.get_by_role("button", name="Chạy thử lại").click()
    page.wait_for_load_state()
    assert "Có 1 dòng lỗi" not in visitor.words
    page.get_by_role("button", name=re.compile(r"^Ghi 2 dòng$")).click()
    page.wait_for_load_state()
    assert "Đã ghi 2 đảng viên" in visitor.heading

    visitor.go("/tim?q=hoang+van+xuan")
    assert "Hoàng Văn Xuân" in visitor.words
    page.go_back()
    page.locator("summary", has_text="Hoàn tác cả tệp").click()
    page.get_by_role("button", name="Bỏ ").click()
    page.wait_for_load_state()
    visitor.go("/tim?q=hoang+van+xuan")
    assert "Hoàng Văn Xuân" not in visitor.words


@pytest.mark.parametrize(
    ("name", "content", "who", "search"),
    [
        ("4.0.xlsx", NATIONAL, "Cầm Thị Nga", "cam thi nga"),
        ("thứ tự khác.xlsx", OTHER_ORDER, "Sùng Thị Dợ", "sung thi do"),
    ],
)
def test_other_layouts_are_understood(
    come: Come, site: Site, name: str, content: bytes, who: str, search: str
) -> None:
    visitor = come("an")
    send(visitor.page, name, content)
    visitor.page.get_by_role("button", name=re.compile("^Ghi 1 dòng")).click()
    visitor.page.wait_for_load_state()
    assert "Đã ghi 1 đảng viên" in visitor.heading

    visitor.go(f"/dv/{site.told['commune']}/dang-vien?tim={search.replace(' ', '+')}")
    assert who in visitor.words


def test_the_list_is_searched_filtered_opened_and_taken_along(come: Come, site: Site) -> None:
    visitor = come("an")
    page = visitor.page
    visitor.go(f"/dv/{site.told['commune']}/dang-vien")
    page.get_by_role("textbox", name="Tìm theo tên").fill("vang thi en")
    page.keyboard.press("Enter")
    page.wait_for_url("**tim=**")
    assert page.locator("tbody tr").count() == 1

    page.get_by_role("link", name="Vàng Thị Én").click()
    page.wait_for_selector("#peek .peek")
    assert "xem=" in page.url
    assert "19/05/2004" in page.locator("#peek").inner_text()
    assert visitor.faults() == []
    visitor.widen(1440)

    visitor.go(f"/dv/{site.told['commune']}/dang-vien?gioi=female")
    assert "Nguyễn Văn Bình" not in visitor.words
    page.get_by_text("Xuất Excel").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Danh sách đang xem").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(coming.value.path()).read_bytes())).worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "Lò Thị An" in cells
    assert not [cell for cell in cells if cell in site.told["numbers"]]


def test_a_number_opens_onto_its_rows(come: Come, site: Site) -> None:
    visitor = come("an")
    visitor.go(f"/so/members?dv={site.told['cell']}")
    shown = visitor.page.locator("main").get_by_role("table").last
    rows = shown.locator("tbody tr").count()

    assert f"{rows} đảng viên" in visitor.words
    assert "Lò Thị An" in visitor.words
    assert visitor.faults() == []


def test_the_six_month_report_is_written_and_taken_along(come: Come, site: Site) -> None:
    visitor = come("binh")
    page = visitor.page
    visitor.go("/bao-cao?ky=2026-H1")
    page.get_by_label("Tổ chức đảng").select_option(str(site.told["commune"]))
    page.get_by_role("button", name="Lập bản nháp").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+$"))
    report = visitor.path

    page.get_by_role("link", name=re.compile("^Sửa")).first.click()
    page.wait_for_load_state()
    said = page.locator("textarea[name=text]").input_value()
    page.locator("textarea[name=text]").fill(f"{said} Đồng chí làm việc trách nhiệm.")
    page.get_by_role("button", name=re.compile("^(Lưu|Ghi)")).first.click()
    page.wait_for_load_state()
    assert "Đồng chí làm việc trách nhiệm." in visitor.words

    number = page.locator("main a[href*='/so/']").first
    where = number.get_attribute("href")
    assert where
    visitor.go(where)
    assert "Cách tính" in visitor.words

    visitor.go(report)
    word = Document(str(download(page, "Tải .docx")))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "Đồng chí làm việc trách nhiệm." in text
    assert download(page, "Tải PDF").read_bytes().startswith(b"%PDF-")


def test_the_log_of_all_this_names_nobody(come: Come, site: Site) -> None:
    """Every walk of this file has gone through this server; an address it does not know is logged."""
    visitor = come("an")
    visitor.go(f"/tim?q={site.told['numbers'][0]}")
    visitor.go(f"/khong-co/{site.told['numbers'][0]}")

    assert "/khong-co/••••••••••••" in site.log
    assert [name for name in site.told["names"] if name in site.log] == []
    assert [number for number in site.told["numbers"] if number in site.log] == []
