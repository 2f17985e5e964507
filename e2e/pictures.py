"""The pictures of the guides, taken anew from the demo world: `python -m e2e.pictures ADDRESS`.

ADDRESS is a `chibo serve` over a home of `chibo demo` that nobody needs: a draft and an import stay there.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from chibo.imports.tests.files import xlsx

WHERE = Path(__file__).resolve().parents[1] / "docs" / "images"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DESK, PHONE = (1440, 1000), (390, 844)
FAULTY = xlsx(
    [
        ["DANH SÁCH ĐẢNG VIÊN"],
        ["STT", "Họ và tên", "Ngày tháng năm sinh", "Nam/Nữ", "Dân tộc", "Chi bộ", "Ngày vào Đảng",
         "Ngày chính thức", "Số thẻ đảng viên", "Số định danh"],
        [1, "Lò Văn Thử", "12/03/1990", "Nam", "Thái", "Bản Vặt", "03/02/2020", "03/02/2021", "14001234", ""],
        [2, "Quàng Thị Mới", "05/09/1995", "Nữ", "Thái", "Bản Lùn", "19/05/2022", "19/05/2023", "", ""],
        [3, "Hà Văn An", "14/02/1969", "Nam", "Thái", "Bản Vặt", "19/05/1994", "19/05/1995", "", ""],
        [4, "Vì Văn Tú", "31/02/1988", "Nam", "Thái", "Bản Bãi", "02/09/2015", "02/09/2016", "", ""],
        [5, "Mùa A Dế", "01/01/1992", "Nam", "Mông", "Bản Không Có", "03/02/2018", "03/02/2019", "", ""],
        [6, "Cầm Thị Hoa", "20/10/1993", "Nữ", "Thái", "Bản Lùn", "07/11/2019", "", "", ""],
        [7, "", "11/11/1985", "Nam", "Kinh", "Tiểu khu 1", "22/12/2010", "22/12/2011", "", ""],
        [8, "Ngô Văn Lợi", "08/08/1984", "Nam", "Kinh", "Tiểu khu 2", "22/12/2012", "22/12/2013", "", "12345"],
    ]
)  # fmt: skip


@contextmanager
def signed_in(browser: Browser, url: str, name: str, size: tuple[int, int]) -> Iterator[Page]:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{url}/dang-nhap")
    page.fill("[name=login]", name)
    page.fill("[name=password]", "chi-bo-mau-2026")
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=WHERE / f"{name}.png")


def desk(page: Page, url: str) -> None:
    take(page, "home")
    page.get_by_role("link", name="Tổ chức, đảng viên").first.click()
    page.get_by_role("link", name=re.compile("^Đảng viên")).first.click()
    page.get_by_role("link", name="Hà Thị Bích").click()
    page.get_by_role("link", name="Mở hồ sơ").wait_for()
    take(page, "list")
    report(page, url)
    a_faulty_list(page, url)


def report(page: Page, url: str) -> None:
    page.goto(f"{url}/bao-cao")
    page.get_by_label("Kỳ báo cáo").select_option("2018-H1")
    page.get_by_role("button", name="Chọn kỳ").click()
    page.get_by_role("button", name="Lập bản nháp").click()
    page.wait_for_url(re.compile(r"/bao-cao/\d+"))
    page.reload()
    take(page, "report")


def a_faulty_list(page: Page, url: str) -> None:
    page.goto(f"{url}/nhap")
    page.locator("input[type=file]").set_input_files(
        files=[{"name": "danh-sach-dang-vien.xlsx", "mimeType": XLSX, "buffer": FAULTY}]
    )
    page.get_by_role("button", name="Tải lên và ghép cột").click()
    page.wait_for_url("**/cot")
    page.get_by_role("button", name="Chạy thử").click()
    page.wait_for_url(re.compile(r"/nhap/\d+$"))
    take(page, "import")


def main(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        with signed_in(browser, url, "vanphong", DESK) as page:
            desk(page, url)
        with signed_in(browser, url, "bithu.vat", PHONE) as page:
            take(page, "phone")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
