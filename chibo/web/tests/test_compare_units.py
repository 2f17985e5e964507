"""Units side by side: what stands in a column is what the figure says of each unit alone."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.figures import Figure, Scope, all_figures, figure, read_together
from chibo.base.periods import Period
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.queries.tree import branch
from chibo.web.queries.comparison import Asked, compare
from chibo.web.queries.side_by_side import Beside, comparable, levels, units_at
from chibo.web.tests.test_every_figure_opens_its_rows import rows_listed
from chibo.web.tests.test_pages_cost_a_constant import GROWN, grow, questions
from tests.world import World

DAY = date(2018, 7, 31)


def asked_with(one: Figure) -> str:
    """A key of the figure, for those that have no meaning without one."""
    return next(iter(one.keys(DAY)), "") if one.key_needed and one.keys else ""


@pytest.mark.parametrize("level", ["truc-thuoc", "co-so", "chi-bo"])
@pytest.mark.parametrize("place", ["commune", "province"])
def test_every_figure_says_of_units_together_what_it_says_of_each(
    world: World, place: str, level: str
) -> None:
    of = branch(getattr(world, place), DAY)
    if level not in levels(of):
        return
    beside = Beside(of, units_at(of, level), level)
    for one in all_figures():
        key = asked_with(one)
        if not comparable(one) or (one.key_needed and not key):
            continue
        scope = Scope(of, DAY, Period.year(2017) if one.takes == "period" else None, key)
        together = beside.read(one, scope)
        alone = read_together(
            [(one, Scope(branch(unit.pk, DAY), DAY, scope.period, key)) for unit in beside.units]
        )
        assert [(r.value, r.base, r.reason, r.label) for r in together] == [
            (r.value, r.base, r.reason, r.label) for r in alone
        ], one.id


def answer_of(user: User, url: str, status: int = 200) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def lines(page: str) -> list[list[str]]:
    """Words of each row of the table, its head and its foot left out."""
    body = page.split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    return [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row)
        ]
        for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    ]


def test_the_office_sorts_cells_by_any_figure(world: World) -> None:
    url = f"/dv/{world.commune.pk}/so-sanh?ngay=2019-12-31&sl=members&sl=members_women"

    assert lines(answer_of(world.an, url)) == [
        ["Bản Dưới", "1", "1/1 100,00%"],
        ["Bản Trên", "4", "1/4 25,00%"],
        ["Trường Tiểu học", "2", "1/2 50,00%"],
    ]
    by_share = lines(answer_of(world.an, f"{url}&xep=-members_women"))
    assert [row[0] for row in by_share] == ["Bản Dưới", "Trường Tiểu học", "Bản Trên"]
    by_number = lines(answer_of(world.an, f"{url}&xep=members"))
    assert [row[1] for row in by_number] == ["1", "2", "4"]


def test_every_value_opens_as_many_rows(world: World) -> None:
    page = answer_of(
        world.an, f"/dv/{world.commune.pk}/so-sanh?ngay=2019-12-31&sl=members&sl=admitted"
    )
    found = re.findall(r'<a href="(/so/[^"]+)">(\d+)</a>', page)

    assert len(found) == 8  # three cells and the commune, two figures
    for url, number in found:
        if int(number):
            assert rows_listed(answer_of(world.an, unescape(url))) == int(number)


def test_the_least_the_middle_and_the_greatest_leave_the_unknown_out(world: World) -> None:
    of = branch(world.commune, DAY)
    beside = Beside(of, units_at(of, "truc-thuoc"))
    found = compare(
        beside,
        [Asked(figure("members")), Asked(figure("attendance"))],
        Scope(of, DAY, Period.year(2017)),
    )

    numbers = [one.value for one in found.columns[0].readings]
    assert found.columns[0].spread == (min(numbers), sorted(numbers)[1], max(numbers))
    assert found.columns[1].spread is None
    assert found.order("attendance", rising=True) == found.order("ten", rising=True)


def test_a_province_compares_communes_and_all_their_cells(world: World) -> None:
    communes = lines(answer_of(world.giang, f"/dv/{world.province.pk}/so-sanh?sl=members"))
    cells = lines(answer_of(world.giang, f"/dv/{world.province.pk}/so-sanh?sl=members&muc=chi-bo"))

    assert sum(int(row[1]) for row in communes) == sum(int(row[1]) for row in cells)
    assert {"Bản Trên", "Bản Dưới", "Bản Bên"} <= {row[0] for row in cells}


def test_the_workbook_has_every_unit_with_its_base_and_leaves_a_line_in_the_journal(
    world: World,
) -> None:
    client = Client()
    client.force_login(world.an)
    url = f"/dv/{world.commune.pk}/so-sanh/xuat?ngay=2019-12-31&sl=members_women&xep=-members_women"
    sheet = load_workbook(BytesIO(client.get(url).content)).worksheets[0]
    rows = [[cell.value for cell in row][:4] for row in sheet.iter_rows()]

    assert rows[-3:] == [
        ["Chi bộ bản Dưới", 1, 1, 1],
        ["Chi bộ Trường Tiểu học", 1, 2, 0.5],
        ["Chi bộ bản Trên", 1, 4, 0.25],
    ]
    assert (
        Entry.objects.filter(verb="figure.exported", reason__contains="members_women").count() == 1
    )


def test_figures_are_chosen_on_a_page_of_their_own_and_the_choice_is_kept(world: World) -> None:
    url = f"/dv/{world.commune.pk}/so-sanh?ngay=2019-12-31&sl=members&sl=cells:ban"
    [choose] = re.findall(r'href="([^"]+chon=1[^"]*)"', answer_of(world.an, url))
    page = answer_of(world.an, unescape(choose))
    ticked = re.findall(r'name="sl" value="([^"]+)" checked', page)

    assert ticked == ["members", "cells:ban"]
    assert 'value="admitted"' in page and 'value="organisation_rating"' not in page
    assert 'name="ngay" value="2019-12-31"' in page
    assert len(page.encode()) <= 60_000


def test_more_units_cost_no_more_questions(world: World) -> None:
    url = f"/dv/{world.commune.pk}/so-sanh?sl=members&sl=admitted&sl=attendance&sl=work_open&sl=dossiers_complete"
    before = questions(world.an, url)
    grow(world)

    assert questions(world.an, url) <= before


def test_the_page_stays_light_with_fifty_units_and_five_figures(world: World) -> None:
    for n in range(50):
        new = NewOrganisation(
            f"Chi bộ bản {n}", "subordinate_cell", base_type="ban", short_name=f"Bản số {n}"
        )
        found_organisation(new, world.commune, GROWN, by=world.admin)
    url = f"/dv/{world.commune.pk}/so-sanh?sl=members_women&sl=members_minority&sl=members_official"
    page = answer_of(world.an, f"{url}&sl=members_probationary&sl=dossiers_complete")

    assert len(lines(page)) == 50
    assert len(page.encode()) <= 60_000


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("sl=organisation_rating", "là một mức, không phải một số"),
        ("sl=khong_co", "Không có số liệu"),
        ("sl=members_by_ethnicity", "cần một trong các khóa"),
        ("sl=members&muc=huyen", "Không so sánh được ở mức đơn vị này"),
        ("ky=2040", "bắt đầu sau ngày xem"),
        (
            "sl=members&sl=admitted&sl=cells&sl=recognised&sl=increases&sl=decreases",
            "nhiều nhất 5 số liệu",
        ),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(
    world: World, wrong: str, sentence: str
) -> None:
    assert sentence in answer_of(world.an, f"/dv/{world.commune.pk}/so-sanh?{wrong}", 400)


def test_a_numbers_page_leads_to_the_comparison_by_it(world: World) -> None:
    page = answer_of(world.an, f"/so/increases?dv={world.commune.pk}&ky=2019&khoa=moved_in")
    [link] = re.findall(r'href="([^"]+/so-sanh[^"]+)"[^>]*>(?:(?!</a>).)*So sánh', page, re.DOTALL)
    found = lines(answer_of(world.an, unescape(link)))

    assert found[0][:2] == ["Trường Tiểu học", "1/1 100,00%"]
