"""30/06/2018: the old tree, the old members, nothing to change there, and one step back to today."""

from collections.abc import Callable

import pytest

from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]
THEN = "ngay=2018-06-30"


def test_the_tree_stands_as_it_stood(come: Come) -> None:
    visitor = come("tam")
    visitor.page.get_by_role("link", name="Tổ chức, đảng viên").first.click()
    visitor.page.wait_for_load_state()
    here = visitor.path.split("?")[0]
    visitor.go(f"{here}/cay")
    assert "huyện Mẫu" not in visitor.words and "Mường Mẫu" in visitor.words

    visitor.go(f"{here}/cay?{THEN}")
    assert "huyện Mẫu" in visitor.words
    assert "30/06/2018" in visitor.words


def test_the_day_is_chosen_on_the_page_and_left_again(come: Come, site: Site) -> None:
    visitor = come("an")
    page = visitor.page
    visitor.go(f"/dv/{site.told['commune']}/dang-vien")
    page.locator("details:has(input[name=ngay]) summary").first.click()
    page.locator("input[name=ngay]").first.fill("2018-06-30")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{THEN}**")
    assert "Lò Văn Giới" in visitor.words and "Vàng Thị Én" not in visitor.words

    page.get_by_role("link", name="hôm nay").first.click()
    page.wait_for_load_state()
    assert "ngay=" not in page.url
    assert "Vàng Thị Én" in visitor.words and "Lò Văn Giới" not in visitor.words


@pytest.mark.parametrize("where", ["/dang-vien", "", "/van-ban"])
def test_nothing_can_be_changed_in_the_past(come: Come, site: Site, where: str) -> None:
    """Forms there only ask, search and take along; today's page has more."""
    visitor = come("an")
    visitor.go(f"/dv/{site.told['commune']}{where}?{THEN}")
    changing = visitor.page.locator("main form[method=post]:not([action*='/xuat'])")
    buttons = visitor.page.get_by_role("link", name="Thêm hồ sơ")

    assert [form.get_attribute("action") for form in changing.all()] == []
    assert buttons.count() == 0
    assert visitor.faults() == []


def test_a_file_of_the_past_is_read_only(come: Come, site: Site) -> None:
    visitor = come("an")
    key = site.told["people"]["an"]
    visitor.go(f"/dang-vien/{key}")
    edits = visitor.page.locator("main a[href*='/sua/'], main a[href*='/bien-dong/']")
    assert edits.count() > 0

    visitor.go(f"/dang-vien/{key}?{THEN}")
    assert edits.count() == 0


def test_a_number_of_the_past_counts_the_people_of_the_past(come: Come, site: Site) -> None:
    visitor = come("an")
    visitor.go(f"/so/members?dv={site.told['commune']}&{THEN}")

    assert "Lò Văn Giới" in visitor.words and "Vàng Thị Én" not in visitor.words
