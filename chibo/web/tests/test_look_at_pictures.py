"""“Biểu đồ”: what is drawn is what the table under it says, and each mark opens the rows it stands for."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.accounts.models import User
from chibo.appraisal.actions.deciding import Deciding, Told, tell_ratings
from chibo.base.asof import AsOf
from chibo.base.figures import Scope, figure, read
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.web.queries.pictures import panels
from chibo.web.queries.pictures.ages import ages
from chibo.web.queries.pictures.moves import waterfall
from chibo.web.queries.strip import Line
from chibo.web.tests.test_every_figure_opens_its_rows import rows_listed
from chibo.web.tests.test_pages_cost_a_constant import grow, questions
from tests.world import World

DAY = date(2026, 6, 30)


def page_of(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def marks(drawn: str) -> list[tuple[str, str]]:
    """(address, words) of every mark that leads somewhere."""
    found = re.findall(r'<a[^>]*href="([^"]+)"([^>]*)>(.*?)</a>', drawn, re.DOTALL)
    return [
        (unescape(url), " ".join(re.sub(r"<[^>]+>", " ", f"{more} {inside}").split()))
        for url, more, inside in found
    ]


def test_ages_add_up_to_the_members_of_both_days(world: World) -> None:
    here = branch(world.commune, DAY)
    found = ages(here, AsOf(DAY, is_today=False))
    then = branch(world.commune, date(2021, 6, 30))

    assert sum(found.totals) == read(figure("members"), Scope(here, DAY)).value
    assert sum(found.totals_then) == read(figure("members"), Scope(then, then.on)).value
    assert found.left_out == 1  # Lan has no birth date
    assert found.lines[-1].label == "Chưa rõ tuổi"


def test_the_pyramid_draws_what_its_table_says(world: World) -> None:
    page = page_of(world.an, f"/dv/{world.commune.pk}/hinh?ngay=2026-06-30")
    drawn, table = page.split('class="pyramid', 1)[1].split("Bảng số", 1)
    bars = {url: words for url, words in marks(drawn) if "/so/" in url}
    cells = {url: words for url, words in marks(table) if "loc=" in url}

    assert len(bars) >= 3
    for url, words in bars.items():
        number = re.search(r'aria-label="(\d+) ', words)
        assert number is not None
        assert cells[url] == number[1]
        assert rows_listed(page_of(world.an, url)) == int(number[1])
    assert (
        page.count('class="then"') == 17
    )  # an outline for each of eight bands and sexes, and the legend


def test_no_outline_before_the_books_and_it_says_why(world: World) -> None:
    page = page_of(world.an, f"/dv/{world.commune.pk}/hinh?ngay=2018-07-31")

    assert 'class="then"' not in page
    assert "sổ đảng viên của Đảng bộ xã Mường Mẫu bắt đầu từ 01/01/2016" in page


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.integers(0, 6000),
    st.lists(st.integers(1, 400), max_size=6),
    st.lists(st.integers(1, 400), max_size=6),
)
def test_steps_of_the_equation_join_and_fill_their_length(
    opening: int, came: list[int], left: list[int]
) -> None:
    closing = opening + sum(came) - sum(left)
    if closing < 0:
        return
    moved = [Line("tăng", "", "", amount=n) for n in came]
    moved += [Line("giảm", "", "", amount=-n) for n in left]
    ends = [Line("đầu", "", "", True, opening), Line("cuối", "", "", True, closing)]
    drawn = waterfall([ends[0], *moved, ends[1]])

    assert drawn is not None and drawn.balanced
    assert [step.line for step in drawn.steps] == [ends[0], *moved, ends[1]]
    for before, after in zip(drawn.steps, drawn.steps[1:-1], strict=False):
        assert before.reached == after.before
    top = max(opening, opening + sum(came), 1)
    for step in drawn.steps[1:-1]:
        exact = abs(step.line.amount or 0) * 1000 / max(top - drawn.origin, 1)
        assert abs(step.width - exact) <= 2
        assert (step.kind == "up") == ((step.line.amount or 0) > 0)
    assert min(step.start for step in drawn.steps) >= 0
    assert drawn.steps[-1].reached == drawn.steps[-2].reached


def test_a_wrong_equation_is_told() -> None:
    lines = [
        Line("đầu", "", "", True, 10),
        Line("tăng", "", "", False, 2),
        Line("cuối", "", "", True, 13),
    ]
    drawn = waterfall(lines)

    assert drawn is not None and not drawn.balanced


def test_steps_of_the_equation_are_the_lines_of_the_table(world: World) -> None:
    page = page_of(world.an, f"/dv/{world.commune.pk}/hinh?hinh=can-doi&ky=2019")
    drawn, table = page.split('<ol class="wf">', 1)[1].split("Bảng số", 1)
    steps = [words for _url, words in marks(drawn)]
    lines = [words for url, words in marks(table) if url.startswith("/so/")]

    assert steps == ["Đầu kỳ 6", "Chuyển đến +1", "Cuối kỳ 7"]
    assert [" ".join(reversed(line.split(" ", 1))) for line in lines] == steps
    assert [url for url, _words in marks(drawn)] == [
        url for url, _words in marks(table) if url.startswith("/so/")
    ]


def test_what_is_not_known_is_not_drawn(world: World) -> None:
    page = page_of(world.an, f"/dv/{world.commune.pk}/hinh?hinh=can-doi&ngay=2014-06-30")

    assert '<ol class="wf">' not in page
    assert "sổ đảng viên của Đảng bộ xã Mường Mẫu bắt đầu từ 01/01/2016" in page


def test_every_point_of_the_units_opens_the_number_it_shows(world: World) -> None:
    page = page_of(world.an, f"/dv/{world.commune.pk}/hinh?hinh=don-vi&ngay=2024-06-30")
    drawn, table = page.split('<ul class="panels">', 1)[1].split("Bảng số", 1)
    cells = [(url, words) for url, words in marks(table) if url.startswith("/so/")]

    assert len(cells) == 18  # three cells at the ends of six years
    for url, words in cells:
        assert rows_listed(page_of(world.an, url)) == int(words) if int(words) else True
    for url, words in marks(drawn)[:3]:
        name, number = re.match(r"(.*?) (\d+) ", words).groups()
        assert (url, number) in cells, name


def test_units_that_hung_elsewhere_then_are_asked_alone(world: World) -> None:
    """On 30/06/2024 the communes hung under the district; the province's panels of today know their past."""
    here = branch(world.province, DAY)
    found = panels.panels(figure("members"), here.children, here, panels.points(panels.YEARLY, DAY))
    for one in found:
        for reading in one.readings:
            assert reading is not None
            unit = branch(one.unit.pk, reading.scope.as_of)
            alone = read(figure("members"), Scope(unit, reading.scope.as_of))
            assert (reading.value, reading.reason) == (alone.value, alone.reason)


def test_a_strip_of_ratings_tells_each_year_and_breaks_where_the_levels_change_names(
    world: World,
) -> None:
    tell(world, world.commune, (2016, "clean_strong"), (2018, "good"))
    tell(world, world.tren, (2016, "clean_strong"), (2017, "good"), (2018, "good"))
    tell(world, world.duoi, (2017, "good"), (2018, "met"))
    page = page_of(world.an, f"/dv/{world.commune.pk}/hinh?hinh=xep-loai&ngay=2019-06-30")
    table = page.split('class="strips', 1)[1].split("</table>", 1)[0]
    rows = [
        re.findall(r'aria-label="([^"]+)"|chưa xếp loại', row) for row in table.split("<tr>")[2:]
    ]

    assert re.findall(r'<th scope="col" class="cut">(\d+)', table) == ["2018"]
    assert rows == [
        ["2016: Trong sạch, vững mạnh", "", "2018: Hoàn thành tốt nhiệm vụ"],
        ["", "2017: Hoàn thành tốt nhiệm vụ", "2018: Hoàn thành nhiệm vụ"],  # fell last
        [
            "2016: Trong sạch, vững mạnh",
            "2017: Hoàn thành tốt nhiệm vụ",
            "2018: Hoàn thành tốt nhiệm vụ",
        ],
        ["", "", ""],
    ]
    for url, words in marks(table):
        if "/so/" in url:
            said = words.split(": ", 1)[1].split('"')[0]
            assert said in page_of(world.an, url)


def tell(world: World, unit: Organisation, *years: tuple[int, str]) -> None:
    """Ratings as they were decided at the ends of the years."""
    above, office = (
        (world.district if unit == world.commune else world.commune),
        world.admin_as_office(),
    )
    for year, level in years:
        decided = Deciding(date(year, 12, 20))
        tell_ratings(above, year, [Told(level, unit=unit)], decided, by=office)


def test_units_are_sorted_by_value_by_change_and_by_name(world: World) -> None:
    url = f"/dv/{world.commune.pk}/hinh?hinh=don-vi&ngay=2019-12-31&xep="

    def names(by: str) -> list[str]:
        drawn = page_of(world.an, url + by).split('<ul class="panels">', 1)[1].split("Bảng số")[0]
        return [re.split(r" \d", words)[0] for _url, words in marks(drawn)]

    assert names("gia-tri") == ["Bản Trên", "Trường Tiểu học", "Bản Dưới"]
    assert names("ten") == ["Bản Dưới", "Bản Trên", "Trường Tiểu học"]
    assert sorted(names("thay-doi")) == sorted(names("ten"))


@pytest.mark.parametrize("kind", ["tuoi", "can-doi", "xep-loai", "don-vi"])
def test_a_picture_costs_a_constant(world: World, kind: str) -> None:
    url = f"/dv/{world.commune.pk}/hinh?hinh={kind}"
    before = questions(world.an, url)
    grow(world)

    assert questions(world.an, url) <= before


@pytest.mark.parametrize(
    "wrong",
    [
        lambda w: f"/dv/{w.commune.pk}/hinh?hinh=banh",
        lambda w: f"/dv/{w.tren.pk}/hinh?hinh=don-vi",
        lambda w: f"/dv/{w.commune.pk}/hinh?hinh=don-vi&sl=organisation_rating",
        lambda w: f"/dv/{w.commune.pk}/hinh?hinh=don-vi&nhip=tuan",
        lambda w: f"/dv/{w.commune.pk}/hinh?hinh=can-doi&ky=2040",
    ],
)
def test_an_address_nobody_meant_is_refused_with_a_sentence(
    world: World, wrong: Callable[[World], str]
) -> None:
    client = Client()
    client.force_login(world.an)
    answer = client.get(wrong(world))

    assert answer.status_code == 400
    assert "Chưa thực hiện được" in answer.content.decode()
