"""One member goes from a cell of one commune to a cell of another, by letter, at two desks."""

from collections.abc import Callable

from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]


def write_letter(visitor: Visitor, site: Site) -> str:
    """From the member's own page; the address of the letter."""
    page = visitor.page
    visitor.go(f"/dang-vien/{site.told['people']['chung']}")
    page.get_by_text("Ghi biến động", exact=True).click()
    page.get_by_role("link", name="Lập giấy giới thiệu sinh hoạt").click()
    assert visitor.faults() == []
    visitor.widen(1440)
    page.get_by_label("chi bộ thuộc đảng bộ khác").fill("Chi bộ bản Bên, Đảng bộ xã Chiềng Bên")
    page.get_by_label("Đã đóng đảng phí đến hết tháng").fill("10/2026")
    page.get_by_label("Thẻ đảng viên").check()
    page.get_by_role("button", name="Lập giấy").click()
    page.wait_for_url("**/giay-gioi-thieu/*")
    return visitor.path


def take_step(visitor: Visitor, letter: str, name: str) -> None:
    visitor.go(letter)
    visitor.page.get_by_role("link", name=name).click()
    visitor.page.get_by_role("button", name="Ghi vào giấy").click()
    visitor.page.wait_for_url(f"**{letter}")


def test_a_transfer_between_two_communes(come: Come, site: Site) -> None:
    sender, receiver = come("an"), come("khanh")
    letter = write_letter(sender, site)
    assert sender.faults() == []
    sender.widen(1440)
    assert receiver.go(letter) == 404

    take_step(sender, letter, "Giới thiệu tiếp qua Đảng bộ xã Mường Mẫu")
    assert "Đang chờ Đảng bộ xã Chiềng Bên" in sender.words

    receiver.go(f"/dv/{site.told['neighbour']}/chuyen-sinh-hoat")
    assert "Vì Văn Chung" in receiver.words
    assert receiver.faults() == []
    receiver.widen(1440)
    take_step(receiver, letter, "Tiếp nhận về Chi bộ bản Bên")
    assert "Đã tiếp nhận" in receiver.words

    receiver.go(f"/dang-vien/{site.told['people']['chung']}")
    assert "bản Bên" in receiver.words
    sender.go(f"/dv/{site.told['commune']}/chuyen-sinh-hoat?muc=xong")
    assert "Vì Văn Chung" in sender.words
