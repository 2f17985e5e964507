"""Two places that share no network: keys compared by telephone, forms carried up, the answer carried down."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from e2e import site as sites
from e2e.prepare import PASSWORD
from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]
PERIOD = "2025-H2"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The commune's own place: the same organisations, keys of its own."""
    started = sites.start(tmp_path_factory.mktemp("elsewhere"))
    (started.home / "keys" / "carrying.key").unlink()
    started.again()
    yield started
    started.stop()


@pytest.fixture
def office(browser: Browser, elsewhere: Site, visitors: list[Visitor]) -> Visitor:
    visitor = Visitor(browser, elsewhere.url, width=1440, scripts=True)
    visitors.append(visitor)
    visitor.sign_in("an", PASSWORD)
    return visitor


def card(visitor: Visitor, unit: int) -> tuple[str, str]:
    """The key card to be carried and the fingerprint to be read out."""
    visitor.go(f"/dv/{unit}/khoa")
    text, mark = visitor.page.locator(".keycard").all_inner_texts()[:2]
    return text, mark


def give_up(visitor: Visitor, unit: int) -> None:
    """The key that was known from before."""
    page = visitor.page
    visitor.go(f"/dv/{unit}/khoa")
    page.get_by_role("link", name="Thôi dùng").click()
    page.get_by_label("Lý do thôi dùng").fill("Máy cũ hỏng")
    page.get_by_role("button", name="Thôi dùng").click()
    page.wait_for_selector("text=Đã thôi dùng khóa.")


def take_down(visitor: Visitor, unit: int, of: str, told: tuple[str, str]) -> None:
    """First misheard, then as it was read out."""
    page, (text, mark) = visitor.page, told
    visitor.go(f"/dv/{unit}/khoa")
    page.get_by_label("Khóa của", exact=True).select_option(label=of)
    page.get_by_role("textbox", name="Mã khóa").fill(text)
    page.get_by_label("Dấu khóa nghe đọc").fill("AAAA AAAA AAAA AAAA")
    page.get_by_label("Đã đối chiếu với").fill("Đồng chí Lan, điện thoại cơ quan")
    page.get_by_role("button", name="Ghi khóa").click()
    page.wait_for_selector("text=không khớp mã khóa")
    page.get_by_label("Dấu khóa nghe đọc").fill(mark)
    page.get_by_role("button", name="Ghi khóa").click()
    page.wait_for_selector("text=Đã ghi khóa")
    assert visitor.faults() == []
    visitor.widen(1440)


def hand_in(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    page.wait_for_selector("text=Đã kiểm tra")
    note = page.get_by_label("Giải trình chỗ chưa khớp")
    if note.count():
        note.fill("Đang xác minh ngày sinh, trình độ.")
    page.get_by_role("button", name="Nộp cấp trên").click()
    page.wait_for_selector("text=Đã nộp. Số liệu đã chốt")


def carry(visitor: Visitor, name: str, to: Path) -> Path:
    with visitor.page.expect_download() as coming:
        visitor.page.get_by_role("link", name=name).click()
    file = to / coming.value.suggested_filename
    coming.value.save_as(file)
    return file


def take_in(visitor: Visitor, unit: int, file: Path, says: str) -> None:
    visitor.go(f"/dv/{unit}/nhan-tep")
    visitor.page.get_by_label("Tệp đơn vị mang đến").set_input_files(file)
    visitor.page.get_by_role("button", name="Nhận tệp").click()
    visitor.page.wait_for_selector(f"text={says}")


def altered(file: Path) -> Path:
    content = file.read_bytes()
    other = file.with_name("sua.nop")
    other.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    return other


def send_back(visitor: Visitor) -> None:
    """With a remark on the closing number of form 1."""
    page, own = visitor.page, visitor.path
    visitor.go(f"{own}/bieu/bieu-1/o?dong=D&cot=0")
    page.get_by_label("Góp ý về ô này").fill("Thiếu một đồng chí?")
    page.get_by_role("button", name="Ghi góp ý").click()
    page.wait_for_selector("text=Đã ghi góp ý.")
    visitor.go(own)
    page.get_by_label("Lý do trả lại").fill("Xem lại ô đã ghi ở biểu 1.")
    page.get_by_role("button", name="Trả lại").click()
    page.wait_for_selector("text=Đã trả lại")


def answers_and_goes_again(visitor: Visitor) -> None:
    page = visitor.page
    assert "Thiếu một đồng chí?" in visitor.words
    page.get_by_role("button", name="Lập lần nộp mới").click()
    page.wait_for_selector("text=Đã mở lần nộp mới")
    page.get_by_label("Trả lời").fill("Đã đối chiếu sổ, đủ.")
    page.get_by_role("button", name="Trả lời").click()
    page.wait_for_selector("text=Đã đối chiếu sổ, đủ.")
    hand_in(visitor)


def test_up_by_hand_back_with_remarks_and_up_again(
    come: Come, site: Site, office: Visitor, elsewhere: Site, tmp_path: Path
) -> None:
    cell, commune, secretary = site.told["cell"], site.told["commune"], come("chung")
    theirs, ours = card(office, commune), card(secretary, cell)
    assert theirs != card(come("an"), commune)  # the same commune has another key here
    give_up(secretary, cell)
    give_up(office, commune)
    take_down(secretary, cell, "Đảng bộ xã Mường Mẫu", theirs)
    take_down(office, commune, "Chi bộ bản Trên", ours)

    secretary.go(f"/dv/{cell}/bieu-thong-ke?ky={PERIOD}")
    secretary.page.get_by_role("button", name="Lập bản nộp cấp trên").click()
    hand_in(secretary)
    first = carry(secretary, "Tệp mang đi nộp", tmp_path)

    take_in(office, commune, altered(first), "đã bị sửa")
    take_in(office, commune, first, "Đã nhận tệp.")
    own = office.path
    take_in(office, commune, first, "Đã nhận tệp.")
    assert office.path == own  # the same file twice is one submission
    assert office.faults() == []
    office.widen(1440)
    send_back(office)
    answer = carry(office, "Tệp trả lời", tmp_path)

    take_in(secretary, cell, answer, "Đã nhận tệp trả lời của cấp trên.")
    answers_and_goes_again(secretary)
    second = carry(secretary, "Tệp mang đi nộp", tmp_path)

    take_in(office, commune, second, "Đã nhận tệp.")
    assert "lần nộp 2" in office.words
    take_in(office, commune, first, "đã có lần nộp 2")
    office.go(f"/dv/{commune}/tong-hop?ky={PERIOD}")
    office.page.get_by_role("link", name="Bản Trên", exact=True).click()
    office.page.get_by_role("button", name="Nhận", exact=True).click()
    office.page.wait_for_selector("text=Đã nhận bản nộp.")
    accepted = carry(office, "Tệp trả lời", tmp_path)

    take_in(secretary, cell, accepted, "Đã nhận tệp trả lời của cấp trên.")
    assert "Cấp trên đã nhận" in secretary.words
