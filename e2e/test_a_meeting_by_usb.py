"""Where no network ever comes, a meeting goes from the telephone to the office as a sealed file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e import site as sites
from e2e.telephone import ALLOWED, Come, opened_again, prepared, record, unlock
from e2e.visitor import Visitor


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sites.Site]:
    started = sites.start(tmp_path_factory.mktemp("home"), **ALLOWED)
    yield started
    started.stop()


def recorded(visitor: Visitor, site: sites.Site, place: str, kind: str) -> Page:
    """A finished meeting waiting on a telephone without network."""
    visitor.context.set_offline(True)
    page = opened_again(visitor, site)
    record(page, place, "Còn 3 hộ chưa đồng thuận", kind)
    page.get_by_role("button", name="Nộp biên bản").click()
    expect(page.get_by_text("Nộp xong, biên bản chờ trên máy")).to_be_visible()
    return page


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as coming:
        page.get_by_role("button", name="Lưu tệp").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    expect(page.get_by_text("Đã lưu tệp mã hóa")).to_be_visible()
    return file


def handed_in(office: Visitor, site: sites.Site, file: Path) -> None:
    office.go(f"/dv/{site.told['commune']}/sinh-hoat")
    office.page.get_by_role("link", name="Nhập tệp từ máy điện thoại").click()
    office.page.get_by_label("Tệp lưu từ điện thoại").set_input_files(file)
    office.page.get_by_role("button", name="Mở tệp, xem trước").click()


def test_a_file_is_taken_in_and_its_receipt_clears_the_telephone(
    come: Come, site: sites.Site, tmp_path: Path
) -> None:
    phone = prepared(come, site)
    page = recorded(phone, site, "Nhà văn hóa", "Sinh hoạt thường kỳ")
    file = saved(page, tmp_path)
    assert (file.suffix, file.name.startswith("ban-ghi-")) == (".ghimay", True)
    assert "chưa đồng thuận".encode() not in file.read_bytes()
    assert phone.faults() == []

    office = come("an")
    handed_in(office, site, file)
    assert "Nhà văn hóa" in office.words and "Còn 3 hộ chưa đồng thuận" in office.words
    assert office.faults() == []
    office.widen(1440)
    office.page.get_by_role("button", name="Nhận vào sổ").click()
    expect(office.page.get_by_text("Đã nhận bản ghi vào sổ")).to_be_visible()
    assert office.faults() == []
    office.widen(1440)
    code = office.page.locator(".receipt").inner_text()

    page.get_by_text("Đã giao tệp").click()
    page.get_by_label("Mã đã nhận văn phòng đọc cho").fill("0000 0000")
    page.get_by_role("button", name="Xóa bản ghi khỏi máy").click()
    expect(page.get_by_text("Mã không đúng")).to_be_visible()
    page.get_by_label("Mã đã nhận văn phòng đọc cho").fill(code)
    page.get_by_role("button", name="Xóa bản ghi khỏi máy").click()
    expect(page.get_by_text("Văn phòng đã nhận")).to_be_visible()
    expect(page.get_by_role("heading", name="Bản ghi trên máy")).to_have_count(0)


def test_after_the_file_the_network_brings_nothing_twice(
    come: Come, site: sites.Site, tmp_path: Path
) -> None:
    phone = prepared(come, site)
    page = recorded(phone, site, "Nhà sàn", "Sinh hoạt bất thường")
    file = saved(page, tmp_path)
    office = come("an")
    handed_in(office, site, file)
    office.page.get_by_role("button", name="Nhận vào sổ").click()
    expect(office.page.get_by_text("Đã nhận bản ghi vào sổ")).to_be_visible()

    phone.context.set_offline(False)
    page.goto(f"{site.url}/ghi-may/")
    unlock(page)
    expect(page.get_by_text("Đã gửi: Chờ duyệt. Bản ghi đã xóa khỏi máy.")).to_be_visible()
    handed_in(office, site, file)
    expect(office.page.get_by_text("Bản ghi này đã nhận từ trước")).to_be_visible()
    office.page.get_by_role("link", name="Xem buổi họp").click()
    assert office.words.count("Nhập từ tệp.") == 1


def test_a_damaged_file_says_what_to_do(come: Come, site: sites.Site, tmp_path: Path) -> None:
    broken = tmp_path / "ban-ghi-00000000.ghimay"
    broken.write_bytes(b"CHIBO-GHI-1\n" + bytes(40))
    office = come("an")
    handed_in(office, site, broken)
    expect(office.page.get_by_role("alert")).to_contain_text("chép lại từ điện thoại")
    assert office.faults() == []
