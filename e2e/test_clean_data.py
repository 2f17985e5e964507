"""From a finding to a clean file: the desk, the exact field, many at once, left as it is, a slip, progress."""

from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.site import Site
from e2e.visitor import Visitor

pytestmark = pytest.mark.xdist_group("e2e-clean-data")

Come = Callable[..., Visitor]
RULE, CODE = "Chưa ghi số lý lịch", "resume-missing"


def fit(visitor: Visitor) -> None:
    assert visitor.faults() == []
    visitor.widen(1440)


def left(visitor: Visitor, commune: int) -> int:
    """How many files the rule still finds, as the desk counts them."""
    visitor.go(f"/lam-sach/{commune}")
    row = visitor.page.get_by_role("row").filter(has_text=RULE)
    return int(row.locator("td.num").inner_text()) if row.count() else 0


def to_the_list(visitor: Visitor, commune: int) -> None:
    visitor.go(f"/lam-sach/{commune}")
    visitor.page.get_by_role("link", name=RULE, exact=True).click()
    visitor.page.wait_for_url("**quy-tac=*")


def mend_one(visitor: Visitor, name: str) -> None:
    """The button opens the very field; the file is saved there."""
    page = visitor.page
    row = page.get_by_role("row").filter(has_text=name)
    row.get_by_role("link", name=f"Sửa {name}").click()
    page.wait_for_url("**/sua/**")
    assert page.evaluate("() => location.hash") == "#id_resume_number"
    page.get_by_label("Số lý lịch").fill("000123")
    page.get_by_role("button", name="Ghi hồ sơ").click()
    page.wait_for_load_state()


def leave_one(visitor: Visitor, name: str) -> None:
    page = visitor.page
    row = page.get_by_role("row").filter(has_text=name)
    row.get_by_role("link", name=f"Để nguyên {name}").click()
    fit(visitor)
    page.get_by_role("button", name="Xác nhận để nguyên").click()
    page.get_by_text("Ghi giấy tờ đã đối chiếu hoặc lý do để nguyên.").first.wait_for()
    page.get_by_label("Giấy tờ đã đối chiếu").fill("Sổ lý lịch cháy năm 1998")
    page.get_by_role("button", name="Xác nhận để nguyên").click()
    page.wait_for_load_state()


def mend_many(visitor: Visitor, commune: int, count: int) -> None:
    page = visitor.page
    visitor.go(f"/lam-sach/{commune}")
    page.get_by_role("link", name=f"Sửa hàng loạt {RULE}").click()
    fit(visitor)
    fields = page.locator("td.whole input")
    for at in range(count):
        fields.nth(at).fill(f"00020{at}")
    page.get_by_role("button", name="Ghi các dòng đã điền").click()
    page.get_by_text("Ghi giấy tờ làm căn cứ").first.wait_for()
    assert fields.nth(0).input_value() == "000200"
    page.get_by_label("Giấy tờ căn cứ").fill("Phiếu đối chiếu đã ký")
    page.get_by_role("button", name="Ghi các dòng đã điền").click()
    page.get_by_text(f"Đã sửa {count} hồ sơ.").wait_for()


def test_a_finding_is_mended_many_at_once_left_or_printed(come: Come, site: Site) -> None:
    visitor, commune = come("an"), site.told["commune"]
    page, (first, second) = visitor.page, ("Lò Thị An", "Vì Văn Chung")
    before = left(visitor, commune)
    assert before > 3
    fit(visitor)

    to_the_list(visitor, commune)
    fit(visitor)
    mend_one(visitor, first)
    to_the_list(visitor, commune)
    leave_one(visitor, second)
    assert left(visitor, commune) == before - 2

    mend_many(visitor, commune, 2)
    assert left(visitor, commune) == before - 4

    visitor.go(f"/lam-sach/{commune}/da-xac-nhan")
    assert "Sổ lý lịch cháy năm 1998" in visitor.words
    fit(visitor)

    visitor.go(f"/lam-sach/nguoi/{site.told['people']['chung']}")
    assert RULE in visitor.words
    fit(visitor)
    page.get_by_text("Phiếu đối chiếu", exact=True).click()
    with page.expect_download() as slip:
        page.get_by_role("link", name="PDF", exact=True).click()
    assert Path(slip.value.path()).read_bytes().startswith(b"%PDF")

    visitor.go(f"/lam-sach/{commune}")
    page.get_by_role("button", name="Ghi kết quả rà soát").click()
    page.get_by_text("Các lần đã ghi kết quả").first.wait_for()
    fit(visitor)
    above = come("giang")
    above.go(f"/lam-sach/{commune}")
    assert RULE in above.words
    assert second not in above.words
