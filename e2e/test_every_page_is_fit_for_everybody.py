"""axe finds nothing, and nothing runs over the side, on every page there is: on a desk and on telephones."""

import os
from collections.abc import Callable

import pytest

from e2e.site import Site
from e2e.visitor import Visitor

# The pages are the same on either database; once is enough.
pytestmark = pytest.mark.skipif(
    os.environ.get("CHIBO_TEST_DATABASE") == "postgresql", reason="looked at on SQLite"
)


def faults_of(visitor: Visitor, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        if visitor.finds_page(address):
            found += visitor.faults()
    return found


@pytest.mark.parametrize("part", range(4))
def test_every_page_of_the_office(come: Callable[..., Visitor], site: Site, part: int) -> None:
    assert faults_of(come("an"), site.told["addresses"][part::4]) == []


def test_every_page_of_the_administrator(come: Callable[..., Visitor], site: Site) -> None:
    mine = [a for a in site.told["addresses"] if a.startswith(("/quan-tri", "/nhat-ky", "/viec"))]

    assert faults_of(come("admin"), [*mine, f"/dv/{site.told['commune']}"]) == []


def test_what_a_member_and_the_province_see(come: Callable[..., Visitor], site: Site) -> None:
    own, commune = f"/dang-vien/{site.told['people']['dung']}", f"/dv/{site.told['commune']}"

    assert faults_of(come("dung"), ["/", own, f"{own}/qua-trinh", "/hoc-tap/cua-toi"]) == []
    counts = [f"{commune}/sinh-hoat", f"{commune}/sinh-hoat?nam=2025&moc=01/07/2025"]
    drawn = [f"{commune}/hinh?hinh={one}" for one in ("tuoi", "can-doi", "xep-loai", "don-vi")]
    compared = [f"{commune}/so-sanh?sl=members&sl=attendance", f"{commune}/so-sanh?chon=1"]
    seen = ["/", *drawn, *compared, commune, f"{commune}/dang-vien", "/so/members", *counts]
    assert faults_of(come("giang"), seen) == []


def test_what_stands_under_an_organisation_for_its_own_cell(
    come: Callable[..., Visitor], site: Site
) -> None:
    """Lists nobody has written to yet, pages that only figures or other questions lead to."""
    cell = f"/dv/{site.told['cell']}"
    parts = [
        "",
        "viec-giao?tinh-trang=tat-ca",
        "chuyen-sinh-hoat?muc=xong",
        "huy-hieu",
        "the-dang?xem-so=1",
    ]
    parts += [
        "ho-so-giay?thieu=chua-ke",
        "phieu-bo-sung",
        "xem-xet-xoa-ten",
        "lop",
        "phat-trien/in",
    ]
    parts += ["sinh-hoat", "lich-hop", "lich-hop?thang=2027-01", "kien-nghi?muc=tat-ca"]
    parts += ["phat-trien", "phat-trien/pheu?theo=lop", "phat-trien/danh-sach?giai-doan=watched"]

    assert faults_of(come("chung"), [f"{cell}/{part}".rstrip("/") for part in parts]) == []


def test_before_signing_in_and_where_nothing_is(come: Callable[..., Visitor]) -> None:
    stranger = come()
    stranger.go("/dang-nhap")
    assert stranger.faults() == []

    visitor = come("an")
    assert visitor.go("/khong-co") == 404
    assert visitor.faults() == []
    assert visitor.go("/dv/1?ngay=1900-01-01") in (400, 404)
    assert visitor.faults() == []
