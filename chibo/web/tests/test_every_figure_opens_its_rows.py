"""Acceptance 9: every figure on a home page is a link, and the list behind it has that many rows."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from chibo.accounts.models import User
from tests.world import World


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def figures_of(page: str) -> Iterator[tuple[str, str]]:
    """(address, number as shown) of every link to a number."""
    for url, inside in re.findall(r'<a[^>]*href="(/so/[^"]+)"[^>]*>(.*?)</a>', page, re.DOTALL):
        words = re.sub(r"<[^>]+>", " ", inside)
        big = re.search(r'<span class="v num[^"]*">\s*([\d.]+)', inside)
        if found := big or re.match(r"\s*[+−]?([\d.]+)", words):
            yield unescape(url), found[1]


def rows_listed(page: str) -> int:
    """Rows of the first list, as its heading and its lines say; they must agree on one page."""
    card = page.split("Danh sách được đếm", 1)[1]
    said = re.search(r'<span class="sub">([\d.]+) ', card)
    assert said is not None
    body = card.split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    lines = body.count("<tr") - body.count("Không có dòng nào")
    number = int(said[1].replace(".", ""))
    assert lines == min(number, lines if number > 25 else number)
    return number


@pytest.mark.parametrize("address", ["/viec", "/viec?ngay=2018-07-31", "/viec?ngay=2020-06-30"])
def test_the_offices_home(world: World, address: str) -> None:
    check_figures(world, address)


def test_the_pages_of_organisations(world: World) -> None:
    check_figures(world, f"/dv/{world.commune.pk}")
    check_figures(world, f"/dv/{world.duoi.pk}?ngay=2018-01-31")


def check_figures(world: World, address: str) -> None:
    client = signed_in(world.an)
    shown = list(figures_of(client.get(address).content.decode()))
    assert len(shown) >= 5
    for url, number in shown:
        behind = client.get(url).content.decode()
        assert rows_listed(behind) == int(number.replace(".", "")), url


def test_a_pyramids_bar_opens_the_people_in_it(world: World) -> None:
    client = signed_in(world.an)
    page = client.get("/viec").content.decode()
    bars = re.findall(r'<a href="(/so/members[^"]+loc=[^"]+)" aria-label="(\d+) ', page)

    assert len(bars) >= 3
    for url, number in bars:
        assert rows_listed(client.get(unescape(url)).content.decode()) == int(number)


def test_a_share_shows_both_lists_and_its_sum(world: World) -> None:
    client = signed_in(world.an)
    page = client.get(f"/so/members_women?dv={world.commune.pk}").content.decode()

    assert "4/6 = 66,67%" in page
    assert "làm tròn 2 chữ số sau dấu phẩy" in page
    assert "Danh sách được đếm" in page and "Danh sách mẫu số" in page


def test_a_group_of_the_breakdown_narrows_the_list(world: World) -> None:
    client = signed_in(world.an)
    url = f"/so/members?dv={world.commune.pk}&theo=ethnicity"
    page = client.get(url).content.decode()
    [link] = [unescape(u) for u in re.findall(r'href="([^"]+loc=ethnicity:mong[^"]*)"', page)]
    narrowed = client.get(link).content.decode()

    assert rows_listed(narrowed) == 1
    assert "Vàng Thị Én" in narrowed
    assert "1/6 = 16,67%" in narrowed


def test_a_group_nobody_is_in_is_refused_with_a_sentence(world: World) -> None:
    client = signed_in(world.an)
    for wrong in ("ethnicity:khmer", "theory:abc", "child:999", "shoe:42"):
        answer = client.get(f"/so/members?dv={world.commune.pk}&loc={wrong}")
        assert answer.status_code == 400
        assert "Chưa thực hiện được" in answer.content.decode()


def test_what_is_not_known_yet_is_no_zero(world: World) -> None:
    client = signed_in(world.an)
    page = client.get(f"/so/members?dv={world.commune.pk}&ngay=2010-06-30").content.decode()

    assert "chưa có số liệu" in page
    assert "sổ đảng viên của Đảng bộ xã Mường Mẫu bắt đầu từ 01/01/2016" in page
    assert "Danh sách được đếm" not in page


def test_a_superior_sees_the_number_without_the_names(world: World) -> None:
    client = signed_in(world.giang)
    page = client.get(f"/so/members?dv={world.commune.pk}").content.decode()

    assert "Chỉ có số tổng hợp" in page
    assert "Lò Thị An" not in page
    assert client.get(f"/so/members/xuat?dv={world.commune.pk}").status_code in (403, 404)


def test_a_number_of_a_period_of_form_and_of_two_days(world: World) -> None:
    client = signed_in(world.an)
    by_code = client.get(f"/so/admitted?dv={world.commune.pk}&ky=2017").content.decode()
    by_days = client.get(
        f"/so/admitted?dv={world.commune.pk}&tu=2017-07-12&den=2017-07-12"
    ).content.decode()

    assert rows_listed(by_code) == rows_listed(by_days) == 1
    assert "Lường Thị Dung" in by_code


def test_an_unknown_figure_is_not_found(world: World) -> None:
    assert signed_in(world.an).get("/so/khong_co").status_code == 404
