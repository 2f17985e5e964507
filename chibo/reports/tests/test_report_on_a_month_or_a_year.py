"""Reports of every length Party committees write: month, quarter, six months, nine months, year."""

import pytest
from django.test import Client
from django.urls import reverse

from chibo.reports.models import Report
from tests.world import World

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.mark.parametrize(
    ("period", "kind", "title"),
    [
        ("2019-M08", "month", "Báo cáo tháng, tháng 8 năm 2019"),
        ("2019-Q3", "quarter", "Báo cáo quý, quý III năm 2019"),
        ("2019-H2", "six_month", "Báo cáo 6 tháng, 6 tháng cuối năm 2019"),
        ("2019-9T", "nine_months", "Báo cáo 9 tháng, 9 tháng đầu năm 2019"),
        ("2019", "year", "Báo cáo năm, năm 2019"),
        (
            "2017-06-20..2020-06-19",
            "term",
            "Báo cáo nhiệm kỳ, từ 20/06/2017 đến 19/06/2020",
        ),
    ],
)
def test_the_kind_follows_the_period(
    world: World, client: Client, period: str, kind: str, title: str
) -> None:
    client.force_login(world.an, backend=BACKEND)

    offered = client.get(reverse("reports:list"), {"ky": period}).context["form"]
    begun = client.post(
        reverse("reports:begin"),
        {"ky": period, "organisation": world.commune.pk, "kind": kind},
        follow=True,
    )

    assert [code for code, _label in offered.fields["kind"].choices] == [kind]
    assert str(Report.objects.get()) == title
    assert "chuyển đến" in begun.content.decode().lower()


def test_a_term_is_given_by_its_days_and_compared_with_the_term_before(
    world: World, client: Client
) -> None:
    client.force_login(world.an, backend=BACKEND)
    chosen = client.get(reverse("reports:list"), {"tu": "20/06/2018", "den": "19/06/2020"})
    assert [code for code, _label in chosen.context["form"].fields["kind"].choices] == ["term"]

    page = client.post(
        reverse("reports:begin"),
        {"ky": "2018-06-20..2020-06-19", "organisation": world.commune.pk, "kind": "term"},
        follow=True,
    ).content.decode()

    assert "so với nhiệm kỳ trước" in page and "Nhiệm kỳ trước" in page
    assert "cùng kỳ năm trước" not in page.lower()
    assert "ky=2016-06-19..2018-06-19" in page  # as many days before


def test_part_of_the_term_before_is_not_compared_with(world: World, client: Client) -> None:
    """The books begin on 01/01/2016, within the term before: 2014 to 2017."""
    client.force_login(world.an, backend=BACKEND)
    page = client.post(
        reverse("reports:begin"),
        {"ky": "2017-06-20..2020-06-19", "organisation": world.commune.pk, "kind": "term"},
        follow=True,
    ).context["content"]

    [said] = [one.text for one in page.passages() if one.key == "admitted"]
    assert "Trong kỳ kết nạp 1 đảng viên, chưa có số liệu nhiệm kỳ trước." in said


def test_two_days_that_are_no_term_are_said(world: World, client: Client) -> None:
    client.force_login(world.an, backend=BACKEND)
    page = client.get(reverse("reports:list"), {"tu": "01/01/2019", "den": "30/06/2019"})

    assert "Nhiệm kỳ dài từ hai năm trở lên" in page.content.decode()


def test_days_no_report_goes_by_are_said(world: World, client: Client) -> None:
    client.force_login(world.an, backend=BACKEND)

    page = client.get(reverse("reports:list"), {"ky": "2019-03-05..2019-03-09"}).content.decode()
    posted = client.post(
        reverse("reports:begin"),
        {"ky": "2019-03-05..2019-03-09", "organisation": world.commune.pk, "kind": "month"},
    )

    assert "Chọn tháng, quý, 6 tháng, 9 tháng hoặc năm" in page
    assert posted.status_code == 200
    assert not Report.objects.exists()


def test_periods_are_offered_by_year_and_none_that_has_not_begun(
    world: World, client: Client
) -> None:
    client.force_login(world.an, backend=BACKEND)

    years = client.get(reverse("reports:list")).context["years"]

    assert next(iter(years)) >= 2026
    assert 2016 in years
    assert [one.code for one in years[2019]][:6] == [
        "2019",
        "2019-9T",
        "2019-H1",
        "2019-H2",
        "2019-Q1",
        "2019-Q2",
    ]
    assert len(years[2019]) == 20
