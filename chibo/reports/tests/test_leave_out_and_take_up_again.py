"""Passages that are optional, and earlier words taken up again."""

import re
from html import unescape

import pytest
from django.test import Client

from chibo.reports.actions.writing import begin_report
from chibo.reports.models import Report, Wording
from chibo.reports.tests.test_write_a_report import PERIOD, save, sign_in, words
from tests.world import World


@pytest.fixture
def report(world: World) -> Report:
    return begin_report(world.commune, "six_month", PERIOD, by=world.an)


@pytest.fixture
def office(client: Client, world: World) -> Client:
    return sign_in(client, world.an)


def test_a_passage_left_out_is_not_printed_and_comes_back(
    office: Client,
    report: Report,
) -> None:
    generated = words(office, report, "organisations")
    url = f"/bao-cao/{report.pk}/doan/organisations"
    page = office.post(url, {"bo": "1"}, follow=True).content.decode()

    assert "Đoạn này để ra ngoài báo cáo." in page
    assert words(office, report, "organisations") == ""
    office.post(f"/bao-cao/{report.pk}/doan/organisations/tu-sinh")
    assert words(office, report, "organisations") == generated


def test_what_was_written_a_moment_before_stays_in_the_history(
    office: Client,
    report: Report,
) -> None:
    save(office, report, "limits", "Một số chi bộ còn lúng túng.")
    office.post(f"/bao-cao/{report.pk}/doan/limits", {"bo": "1"})

    assert list(Wording.objects.filter(report=report).values_list("text", flat=True)) == [
        "",
        "Một số chi bộ còn lúng túng.",
    ]


def test_earlier_words_are_taken_up_with_their_numbers_and_their_note(
    office: Client,
    report: Report,
) -> None:
    """A number set by hand stays set by hand; a live one stays live."""
    text = "Kết nạp [Kết nạp đảng viên: 9] đồng chí, nay [Đảng viên: ] đảng viên."
    save(office, report, "admitted", text, "theo báo cáo của chi bộ ngày 02/01")
    office.post(f"/bao-cao/{report.pk}/doan/admitted/tu-sinh")
    history = office.get(f"/bao-cao/{report.pk}/lich-su?doan=admitted").content.decode()
    [link] = re.findall(r'href="([^"]+)"[^>]*>[^<]*Dùng lại lời này', history)
    form = office.get(unescape(link).partition("#")[0]).context["form"]

    assert form.initial["note"] == "theo báo cáo của chi bộ ngày 02/01"
    office.post(f"/bao-cao/{report.pk}/doan/admitted", form.initial)
    latest = Wording.objects.filter(report=report, passage="admitted").first()
    assert latest is not None
    assert latest.text == "Kết nạp {admitted:=9} đồng chí, nay {members} đảng viên."


def test_a_rounded_number_is_used_and_follows_the_records(
    office: Client,
    report: Report,
) -> None:
    save(office, report, "admitted", "Toàn Đảng bộ có [Đảng viên, nói tròn: ] đảng viên.")

    assert words(office, report, "admitted") == "Toàn Đảng bộ có 6 đảng viên."
    kept = Wording.objects.get(report=report).text
    assert kept == "Toàn Đảng bộ có {members|rough} đảng viên."
