"""Statistical forms: every cell from the figures, checks that say who causes a difference, on paper, as file."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from chibo.admissions.models import Admission
from chibo.appraisal.actions.deciding import Deciding, Told, tell_ratings
from chibo.appraisal.models import Kind
from chibo.audit.models import Entry
from chibo.base.papers import Paragraph, Table
from chibo.base.papers.blocks import plain
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics import form, forms, versions
from chibo.reports.statistics.building import Filled, disagreements, fill, fill_all
from chibo.reports.statistics.papers import form_paper
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
        "b2n": [3, None, 3, *[0] * 25],
        "b2r": [None] * 28,
        "a1n": [1, None, 1, *[0] * 25],
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
    assert list(noted) == ["1-TCTW 2019", "1-TCTW 2019"]


@pytest.mark.parametrize("path", ["bieu-9?ky=2019", "bieu-1?ky=hom-nay", "bieu-9.pdf"])
def test_what_does_not_exist_is_said(world: World, client: Client, path: str) -> None:
    client.force_login(world.an, backend=BACKEND)

    assert client.get(f"/dv/{world.commune.pk}/bieu-thong-ke/{path}").status_code in (400, 404)


def test_the_level_above_reads_totals_and_takes_no_file(world: World, client: Client) -> None:
    client.force_login(world.users[Role.SUPERIOR], backend=BACKEND)
    page = reverse("reports:form", args=[world.commune.pk, "bieu-1"])

    assert client.get(page, {"ky": "2019"}).status_code == 200
    assert client.get(f"{page}.pdf", {"ky": "2019"}).status_code in (403, 404)


def test_form_2_tells_which_basic_organisations_admitted_somebody(world: World) -> None:
    """Dung was admitted in 2017 in a cell of the commune; nobody in 2018. Who is left outside the Party no
    book says."""
    admitted = said(filled(world, "bieu-2", Period.year(2018)), "III", "III1", "III1a", "III2a")
    blank = filled(world, "bieu-2").values["III1b"][0]

    assert admitted == {
        "III": [1, 1, Decimal("100.00")],
        "III1": [1, 1, Decimal("100.00")],
        "III1a": [0, 1, Decimal("0.00")],
        "III2a": [0, 0, None],
    }
    assert (blank.number, blank.reason[:26]) == (None, "Sổ không ghi số quần chúng")


def test_forms_speak_of_districts_to_june_2025_and_of_special_zones_after() -> None:
    before, after = date(2025, 6, 30), date(2025, 7, 1)

    def labels(slug: str, line: str) -> list[str]:
        return [
            one.label for on in (before, after) for one in form(slug, on).lines if one.id == line
        ]

    assert labels("bieu-1", "B2b") == [
        "Từ huyện, đơn vị khác trong tỉnh",
        "Từ xã, phường, đặc khu khác trong tỉnh",
    ]
    assert labels("bieu-5", "3") == ["Thị trấn", "Đặc khu"]
    assert [form("bieu-6a", on).columns[4].label for on in (before, after)] == ["TT", "ĐK"]
    assert form("bieu-1", before).version.is_confirmed
    assert form("bieu-1", after).version.note.startswith("Từ 01/7/2025 không còn cấp huyện")


def test_a_form_of_earlier_years_carries_its_name_of_then_and_says_what_is_not_known() -> None:
    old, new = form("bieu-1", date(2019, 12, 31)), form("bieu-1", date(2021, 12, 31))

    assert (old.code, old.source) == ("1-TCTW", "Hướng dẫn 12-HD/BTCTW ngày 17/5/2012")
    assert (new.code, new.source) == ("1-BTCTW", "Hướng dẫn 11-HD/BTCTW ngày 13/12/2021")
    assert old.version.confidence == "recalled"
    assert [one.slug for one in forms(date(2019, 12, 31))] == [
        one.slug for one in forms(date(2026, 6, 30))
    ]


def test_a_period_before_the_first_version_is_refused_in_a_sentence(
    world: World, client: Client
) -> None:
    with pytest.raises(Refusal) as refused:
        form("bieu-1", date(2011, 12, 31))
    client.force_login(world.an, backend=BACKEND)
    answer = client.get(reverse("reports:forms", args=[world.commune.pk]) + "?ky=2011")

    assert refused.value.sentence == (
        "Biểu thống kê sớm nhất có ở đây theo Hướng dẫn 12-HD/BTCTW ngày 17/5/2012, dùng cho kỳ kết thúc từ "
        "17/05/2012. Chọn kỳ muộn hơn."
    )
    assert answer.status_code == 400
    assert refused.value.sentence in answer.content.decode()


def test_every_version_follows_the_one_before_without_a_gap() -> None:
    told = versions()

    assert [one.until for one in told[:-1]] == [one.since for one in told[1:]]
    assert told[-1].until is None


def test_form_6_prints_its_many_columns_in_tables_with_their_groups(world: World) -> None:
    paper = form_paper(filled(world, "bieu-6a"), branch(world.commune, YEAR.last), YEAR)
    tables = [block for block in paper.blocks if isinstance(block, Table)]

    heads = [[(one.group, one.head) for one in table.columns[2:]] for table in tables]
    assert [len(one) for one in heads] == [12, 5, 11]
    assert heads[1] == [
        ("", "Cộng DN, HTX"),
        ("DN vốn NN", "Cộng"),
        ("DN vốn NN", "100%"),
        ("DN vốn NN", "Từ 50%"),
        ("DN vốn NN", "Dưới 50%"),
    ]
    assert heads[2][0] == ("DN ngoài NN", "Cộng")
    assert {len(table.rows) for table in tables} == {len(filled(world, "bieu-6a").lines)}


def test_the_page_of_form_6_is_short_enough_for_a_village(world: World, client: Client) -> None:
    client.force_login(world.an, backend=BACKEND)
    page = client.get(reverse("reports:form", args=[world.commune.pk, "bieu-6a"]) + "?ky=2019")

    assert len(page.content) < 60_000


def rate_cells(world: World) -> None:
    results = [
        Told("good", unit=world.tren, kind=Kind.CELL),
        Told("met", unit=world.duoi, kind=Kind.CELL),
        Told("met", unit=world.school, kind=Kind.CELL),
    ]
    tell_ratings(world.commune, YEAR.last.year, results, Deciding(date(2019, 12, 20)), by=world.an)


def test_shares_of_form_6_are_each_of_the_base_the_form_names(world: World) -> None:
    rate_cells(world)
    found = filled(world, "bieu-6a")
    shares = {line: values[1].number for line, values in found.values.items()}

    assert {line: shares[line] for line in ("b2n", "b2r", "b2l3", "b2l2", "b2l1", "b2u6")} == {
        "b2n": None,
        "b2r": Decimal("100.00"),
        "b2l3": Decimal("33.33"),
        "b2l2": Decimal("66.67"),
        "b2l1": Decimal("0.00"),
        "b2u6": None,
    }
    assert "các mức trên số đã xếp loại" in found.form.note


def test_columns_that_add_up_stand_in_the_line_that_adds_up_too(world: World) -> None:
    """Line 1 of form 6B adds lines up, "Cộng DN, HTX" columns: where both meet there is a number."""
    stay = next(iter(world.people.values())).memberships.get(ended_on=None)
    results = [Told("good", stay=stay)]
    tell_ratings(world.commune, YEAR.last.year, results, Deciding(date(2019, 12, 20)), by=world.an)
    found = filled(world, "bieu-6b")

    assert [value.number for value in found.values["1"]] == [
        1 if place in (0, 2) else None if place == 1 else 0
        for place in range(len(found.form.columns))
    ]


def test_a_printed_form_says_what_short_heads_mean_and_why_a_cell_has_no_number(
    world: World,
) -> None:
    paper = form_paper(filled(world, "bieu-6a"), branch(world.commune, YEAR.last), YEAR)
    told = [plain(block.text) for block in paper.blocks if isinstance(block, Paragraph)]

    assert told[0].startswith("Mức xếp loại của năm theo thứ bậc")
    assert any(
        words.startswith("Chi bộ trực thuộc (đã xếp loại; hoàn thành xuất sắc nhiệm vụ;")
        and "Chưa xếp loại: Đảng bộ xã Mường Mẫu chưa có quyết định" in words
        for words in told
    )
