"""Statistical forms: every cell from the figures, checks that say who causes a difference, on paper, as file."""

import io
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from chibo.admissions.models import Admission
from chibo.audit.models import Entry
from chibo.base.periods import Period
from chibo.organisations.models import Role
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics import form, forms
from chibo.reports.statistics.building import Filled, disagreements, fill, fill_all
from tests.world import World

YEAR = Period.year(2019)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def filled(world: World, slug: str, period: Period = YEAR) -> Filled:
    return fill(form(slug, period.last), Numbers(world.commune, period))


def said(of: Filled, *lines: str) -> dict[str, list[object]]:
    return {line: [value.number for value in of.values[line]] for line in lines}


def test_form_1_tells_how_the_year_went(world: World) -> None:
    found = filled(world, "bieu-1")

    assert said(found, "A", "B", "B2", "B2a", "B2b", "C", "D") == {
        "A": [6, 6, Decimal("100.00")],
        "B": [1, 0, None],
        "B2": [1, 0, None],
        "B2a": [0, 0, None],
        "B2b": [1, 0, None],
        "C": [0, 0, None],
        "D": [7, 6, Decimal("116.67")],
    }
    assert found.problems == ()


def test_form_1_of_a_cell_counts_who_came_from_the_next_one(world: World) -> None:
    """Hung moved from bản Dưới to bản Trên in March 2019: no increase of the commune, one of the cell."""
    found = fill(form("bieu-1", YEAR.last), Numbers(world.tren, YEAR))

    assert said(found, "A", "B", "B2within", "D") == {
        "A": [3, 3, Decimal("100.00")],
        "B": [1, 0, None],
        "B2within": [1, 0, None],
        "D": [4, 3, Decimal("133.33")],
    }
    assert found.problems == ()
    assert "B2within" in [line.id for line in found.lines]
    assert "B2within" not in [line.id for line in filled(world, "bieu-1").lines]


def test_a_check_that_fails_says_by_how_much_and_opens_onto_who_causes_it(world: World) -> None:
    """Nobody knows when Lan was born: the ages of form 3 add up to one less."""
    found = filled(world, "bieu-3")
    problem = next(one for one in found.problems if "tuổi" in one.says)

    assert problem.sentence == (
        "Tổng theo tuổi bằng tổng số: cột “Kỳ báo cáo” có 7, cộng lại được 6, lệch 1."
    )
    [(label, cause)] = problem.causes
    assert (label, cause.number) == ("Chưa ghi ngày sinh", 1)
    assert cause.url.endswith("loc=age:")


def test_form_5_counts_village_cells_with_their_commune(world: World) -> None:
    found = filled(world, "bieu-5")

    assert said(found, "1", "6", "9", "total") == {
        "1": [1, 1, 0, 0, 3, 7],
        "6": [0, 0, 0, 0, 0, 0],
        "9": [0, 0, 0, 0, 0, 0],
        "total": [1, 1, 0, 0, 3, 7],
    }
    assert found.problems == ()


def test_form_5_of_the_district_adds_its_communes_up(world: World) -> None:
    found = fill(form("bieu-5", YEAR.last), Numbers(world.district, YEAR))

    assert said(found, "1", "total") == {"1": [2, 2, 0, 0, 4, 8], "total": [2, 2, 0, 0, 4, 8]}


def test_form_6_tells_ratings_apart_from_what_is_not_known(world: World) -> None:
    """No list of ratings was ever frozen: who was rated is not known, how many cells there are is."""
    found = filled(world, "bieu-6a")

    assert said(found, "b2n", "b2r", "a1n") == {
        "b2n": [3, 3, *[0] * 13],
        "b2r": [None] * 15,
        "a1n": [1, 1, *[0] * 13],
    }
    assert found.values["b2r"][0].reason.startswith("Chưa xếp loại")


def test_forms_of_one_period_agree_and_say_where_not(world: World) -> None:
    """An admission taken out of the books by hand leaves form 1 and form 2 apart."""
    period = Period.year(2017)
    agreed = fill_all(forms(period.last), Numbers(world.commune, period))
    Admission.objects.filter(person=world.people["dung"]).delete()
    apart = fill_all(forms(period.last), Numbers(world.commune, period))

    assert disagreements(agreed) == []
    assert [one.sentence for one in disagreements(apart)] == [
        "Kết nạp ở biểu 1 bằng tổng số ở biểu 2: 1 và 0, lệch 1."
    ]


def test_every_number_of_every_form_opens_onto_as_many_rows(world: World, client: Client) -> None:
    client.force_login(world.an, backend=BACKEND)
    forms_of_year = fill_all(forms(YEAR.last), Numbers(world.commune, YEAR))
    told = {
        value.url: value.number
        for one in forms_of_year
        for values in one.values.values()
        for value in values
        if value.url and value.number
    }

    assert len(told) > 30
    shown = {url: client.get(url).context["reading"].value for url in told}
    assert shown == told


def test_all_forms_of_a_period_are_read_in_few_questions(world: World) -> None:
    with CaptureQueriesContext(connection) as asked:
        fill_all(forms(YEAR.last), Numbers(world.commune, YEAR))
    first = len(asked)
    with CaptureQueriesContext(connection) as asked:
        fill(form("bieu-1", YEAR.last), Numbers(world.commune, YEAR))

    assert first <= 12
    assert len(asked) <= first


def test_what_is_not_known_is_not_zero(world: World) -> None:
    """The books begin on 01/01/2016: of 2015 there is nothing to compare with."""
    found = filled(world, "bieu-1", Period.year(2016))

    now, before, share = found.values["B1"]
    assert (now.number, before.number, share.number) == (0, None, None)
    assert before.reason


def test_the_page_the_paper_and_the_workbook_tell_the_same(world: World, client: Client) -> None:
    client.force_login(world.an, backend=BACKEND)
    page = reverse("reports:form", args=[world.commune.pk, "bieu-1"])

    shown = client.get(page, {"ky": "2019"}).content.decode()
    file = client.get(f"{page}.xlsx", {"ky": "2019"})
    paper = client.get(f"{page}.pdf", {"ky": "2019"})

    rows = list(load_workbook(io.BytesIO(file.content)).worksheets[0].values)
    assert ("D", "Đảng viên trong danh sách cuối kỳ", 7, 6, 116.67) in rows
    assert "Các phép kiểm tra trong biểu đều khớp" in shown
    assert paper.content.startswith(b"%PDF")
    noted = Entry.objects.filter(verb="form.printed").values_list("reason", flat=True)
    assert list(noted) == ["1-BTCTW 2019", "1-BTCTW 2019"]


@pytest.mark.parametrize("path", ["bieu-9?ky=2019", "bieu-1?ky=hom-nay", "bieu-9.pdf"])
def test_what_does_not_exist_is_said(world: World, client: Client, path: str) -> None:
    client.force_login(world.an, backend=BACKEND)

    assert client.get(f"/dv/{world.commune.pk}/bieu-thong-ke/{path}").status_code in (400, 404)


def test_the_level_above_reads_totals_and_takes_no_file(world: World, client: Client) -> None:
    client.force_login(world.users[Role.SUPERIOR], backend=BACKEND)
    page = reverse("reports:form", args=[world.commune.pk, "bieu-1"])

    assert client.get(page, {"ky": "2019"}).status_code == 200
    assert client.get(f"{page}.pdf", {"ky": "2019"}).status_code in (403, 404)
