"""The work goes on in a browser without scripts, and with the keyboard alone."""

from collections.abc import Callable

import pytest

from e2e.prepare import PASSWORD
from e2e.site import Site
from e2e.visitor import Visitor

Come = Callable[..., Visitor]


def test_the_list_and_a_file_without_scripts(come: Come, site: Site) -> None:
    visitor = come("an", scripts=False)
    page = visitor.page
    visitor.go(f"/dv/{site.told['commune']}/dang-vien")
    page.get_by_role("textbox", name="Tìm theo tên").fill("lo thi an")
    page.keyboard.press("Enter")
    page.wait_for_url("**tim=**")
    page.get_by_role("link", name="Lò Thị An").click()
    page.wait_for_url("**xem=**")
    assert "12/03/1985" in page.locator("#peek").inner_text()

    page.locator("#peek").get_by_role("link", name="hồ sơ").first.click()
    page.wait_for_url("**/dang-vien/*")
    assert "Lò Thị An" in visitor.heading


def test_a_correction_without_scripts(come: Come, site: Site) -> None:
    visitor = come("an", scripts=False)
    page, key = visitor.page, site.told["people"]["lan"]
    visitor.go(f"/dang-vien/{key}/sua/nhan-than")
    page.get_by_label("Tên gọi khác").fill("Lan Mường")
    page.get_by_role("button", name="Ghi hồ sơ").click()
    page.wait_for_load_state()

    assert "Lan Mường" in visitor.words


def test_a_refused_form_keeps_what_was_typed_without_scripts(come: Come, site: Site) -> None:
    visitor = come("an", scripts=False)
    visitor.go(f"/dv/{site.told['cell']}/dang-vien/moi")
    visitor.page.get_by_label("Họ và tên").first.fill("Lò Văn Thử")
    visitor.page.locator("main button[type=submit]").last.click()
    visitor.page.wait_for_load_state()

    assert visitor.page.title().startswith("Lỗi:")
    assert visitor.page.get_by_label("Họ và tên").first.input_value() == "Lò Văn Thử"


def test_signing_in_and_searching_with_the_keyboard_alone(come: Come) -> None:
    visitor = come()
    page, keys = visitor.page, visitor.page.keyboard
    visitor.go("/dang-nhap")
    tab_to(visitor, "login")
    keys.type("an")
    tab_to(visitor, "password")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url(lambda url: "/dang-nhap" not in url)

    keys.press("Tab")
    assert focused(visitor, "innerText") == "Bỏ qua điều hướng"
    keys.press("Enter")
    assert focused(visitor, "id") == "main"

    keys.press("/")
    assert focused(visitor, "name") == "q"
    keys.type("vang thi en")
    keys.press("Enter")
    page.wait_for_url("**/tim?q=**")
    assert "Vàng Thị Én" in visitor.words


def test_whatever_has_the_focus_shows_it(come: Come) -> None:
    visitor = come("an")
    for _ in range(25):
        visitor.page.keyboard.press("Tab")
        drawn = visitor.page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }"
        )
        assert drawn, visitor.page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")


def tab_to(visitor: Visitor, name: str) -> None:
    for _ in range(12):
        if focused(visitor, "name") == name:
            return
        visitor.page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached with Tab")


def focused(visitor: Visitor, what: str) -> str:
    return str(visitor.page.evaluate(f"() => document.activeElement.{what} ?? ''"))
