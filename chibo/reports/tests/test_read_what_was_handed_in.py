"""Pages and files of a submission: from what was frozen alone, names only by right."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.papers import to_pdf
from chibo.base.papers.data import as_data, from_data
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.models import Role
from chibo.reports.actions.submitting import begin_submission, check_submission, submit
from chibo.reports.actions.writing import begin_report, describe_paper
from chibo.reports.frozen.freezing import REPORT, gather
from chibo.reports.frozen.later import changes
from chibo.reports.models import FORMS, Submission
from tests.world import World

YEAR = Period.year(2019)
WHY = "Đang xác minh."
BACKEND = "django.contrib.auth.backends.ModelBackend"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def done(world: World) -> Submission:
    begun = begin_submission(world.commune, FORMS, YEAR, by=world.an)
    return submit(check_submission(begun, by=world.an), WHY, by=world.an)


def enter_late(world: World) -> Person:
    late = fill(Person(), {"full_name": "Hoàng Thị Muộn", "sex": "female", "ethnicity": "thai"})
    entering = Entering(late, world.tren.pk, date(2019, 11, 5), "official")
    enter_members("moved_in", [entering], by=world.an)
    return late


def file_of(client: Client, done: Submission, slug: str, ending: str) -> bytes:
    return client.get(reverse("reports:handed_file", args=[done.pk, slug, ending])).content


def test_files_are_the_same_bytes_whatever_was_entered_since(
    world: World, done: Submission
) -> None:
    client = signed_in(world.an)
    files = [("bieu-1", "pdf"), ("bieu-3", "pdf"), ("bieu-6a", "pdf"), ("bieu-1", "xlsx")]
    told = {file: file_of(client, done, *file) for file in files}
    live = client.get(f"/dv/{world.commune.pk}/bieu-thong-ke/bieu-1.xlsx?ky=2019").content

    enter_late(world)

    assert {file: file_of(client, done, *file) for file in files} == told
    changed = client.get(f"/dv/{world.commune.pk}/bieu-thong-ke/bieu-1.xlsx?ky=2019").content
    assert rows_of(told["bieu-1", "xlsx"]) == rows_of(live) != rows_of(changed)


def test_a_frozen_workbook_is_dated_by_its_freeze(world: World, done: Submission) -> None:
    book = load_workbook(io.BytesIO(file_of(signed_in(world.an), done, "bieu-1", "xlsx")))

    frozen_at = timezone.localtime(done.submitted_at).replace(tzinfo=None, microsecond=0)
    assert book.properties.created == frozen_at


def rows_of(content: bytes) -> list[object]:
    return list(load_workbook(io.BytesIO(content)).worksheets[0].values)


def test_frozen_again_when_nothing_changed_it_is_the_same(done: Submission) -> None:
    again = gather(done, timezone.localdate())

    kept = {sheet.slug: sheet for sheet in done.sheets.all()}
    assert {one.slug: one.data for one in again.sheets} == {k: v.data for k, v in kept.items()}
    assert [to_pdf(from_data(one.paper)) for one in again.sheets[:2]] == [
        to_pdf(from_data(kept[one.slug].paper)) for one in again.sheets[:2]
    ]


def test_a_paper_survives_being_kept_as_data(done: Submission) -> None:
    for sheet in done.sheets.all():
        assert as_data(from_data(sheet.paper)) == sheet.paper


def test_the_page_says_who_came_with_the_late_entry(world: World, done: Submission) -> None:
    enter_late(world)
    page = reverse("reports:handed_cell", args=[done.pk, "bieu-1"])

    shown = signed_in(world.an).get(page, {"dong": "D", "cot": "0"}).content.decode()

    assert "Hoàng Thị Muộn" in shown
    assert "05/11/2019" in shown


def test_a_number_lists_who_stood_behind_it_when_it_was_frozen(
    world: World, done: Submission
) -> None:
    """The late one is not among them; who reads totals only is told how many there are."""
    enter_late(world)
    page, asked = (
        reverse("reports:handed_cell", args=[done.pk, "bieu-1"]),
        {"dong": "D", "cot": "0"},
    )

    office = signed_in(world.an).get(page, asked).context
    superior = signed_in(world.users[Role.SUPERIOR]).get(page, asked).context

    people = ["an", "binh", "chung", "dung", "gioi", "hung", "lan"]
    assert {one.pk for one in office["listed"]} == {world.people[key].pk for key in people}
    assert (superior["count"], "listed" in superior) == (7, False)


def test_what_a_check_left_leads_to_its_form(world: World) -> None:
    begun = begin_submission(world.commune, FORMS, YEAR, by=world.an)
    checked = check_submission(begun, by=world.an)

    context = signed_in(world.an).get(checked.get_absolute_url()).context

    third = next(row for row in context["rows"] if row["url"].endswith("bieu-3?ky=2019"))
    told = [row for row in context["problems"] if row["url"] == third["url"]]
    assert third["problems"] == len(told) > 0


def test_who_reads_no_names_sees_numbers_only(world: World, done: Submission) -> None:
    enter_late(world)
    page = reverse("reports:handed_cell", args=[done.pk, "bieu-1"])

    answer = signed_in(world.users[Role.SUPERIOR]).get(page, {"dong": "D", "cot": "0"})

    shown = answer.content.decode()
    assert "Hoàng Thị Muộn" not in shown
    assert "Thêm 1, bớt 0" in shown


def test_a_draft_is_nobody_elses_business(world: World) -> None:
    begun = begin_submission(world.commune, FORMS, YEAR, by=world.an)

    assert signed_in(world.binh).get(begun.get_absolute_url()).status_code == 200
    assert signed_in(world.giang).get(begun.get_absolute_url()).status_code == 404
    assert signed_in(world.khanh).get(begun.get_absolute_url()).status_code == 404


def test_all_pages_open_and_ask_the_same_whatever_changed(world: World, done: Submission) -> None:
    client = signed_in(world.an)
    pages = [done.get_absolute_url()]
    pages += [reverse("reports:handed_sheet", args=[done.pk, s.slug]) for s in done.sheets.all()]
    for page in pages:
        assert client.get(page).status_code == 200
    receipt = client.get(reverse("reports:receipt", args=[done.pk, "pdf"]))
    assert receipt.content.startswith(b"%PDF")

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(pages[0])
        return len(asked)

    before = questions()
    enter_late(world)
    first = questions()
    fill_two = [
        Entering(
            fill(Person(), {"full_name": name, "sex": "male", "ethnicity": "mong"}),
            world.duoi.pk,
            date(2019, 10, 1),
            "official",
        )
        for name in ("Giàng A Sùng", "Giàng A Tủa")
    ]
    enter_members("moved_in", fill_two, by=world.an)
    assert questions() <= first
    assert before <= first


def test_a_report_is_handed_in_with_its_words_and_numbers(world: World) -> None:
    period = Period.half(2017, 2)
    report = begin_report(world.commune, "six_month", period, by=world.an)
    begun = begin_submission(world.commune, "six_month", period, by=world.an)
    done = submit(check_submission(begun, by=world.an), WHY, by=world.an)
    sheet = done.sheets.get(slug=REPORT)

    assert sheet.data["numbers"]["members"]["value"] == 6
    assert changes(sheet, timezone.localdate()) == []
    with pytest.raises(Refusal, match="Mở lại bản nộp"):
        describe_paper(report, number=5, signed_on=None, place="", by=world.an)
    client = signed_in(world.an)
    shown = client.get(reverse("reports:handed_sheet", args=[done.pk, REPORT])).content.decode()
    assert "6 tháng cuối năm 2017" in shown
    paper = file_of(client, done, REPORT, "pdf")
    late = fill(Person(), {"full_name": "Hoàng Thị Muộn", "sex": "female", "ethnicity": "thai"})
    entering = Entering(late, world.tren.pk, date(2017, 11, 5), "official")
    enter_members("moved_in", [entering], by=world.an)
    assert file_of(client, done, REPORT, "pdf") == paper
    assert "members" in {one.place[0] for one in changes(sheet, timezone.localdate())}


def test_names_in_a_report_are_printed_for_who_may_read_them(world: World) -> None:
    period = Period.half(2017, 2)
    begin_report(world.commune, "six_month", period, by=world.an)
    begun = begin_submission(world.commune, "six_month", period, by=world.an)
    done = submit(check_submission(begun, by=world.an), WHY, by=world.an)
    sheet = done.sheets.get(slug=REPORT)

    assert "Lường Thị Dung" in str(sheet.named)
    assert "Lường Thị Dung" not in str(sheet.paper)
    assert "Lường Thị Dung" not in str(sheet.data)
    ours, theirs = signed_in(world.an), signed_in(world.giang)
    assert file_of(ours, done, REPORT, "pdf") != file_of(theirs, done, REPORT, "pdf")


def test_a_signed_scan_is_kept_and_opening_it_leaves_a_line(world: World, done: Submission) -> None:
    client = signed_in(world.an)
    file = io.BytesIO(b"%PDF-1.7 signed")
    file.name = "ky.pdf"
    sent = {"number": "12-BC/ĐU", "signed_on": "10/01/2020", "file": file}

    client.post(reverse("reports:sign_submission", args=[done.pk]), sent)

    done.refresh_from_db()
    assert (done.number, done.signed_on) == ("12-BC/ĐU", date(2020, 1, 10))
    scan = done.scans.get()
    opened = client.get(reverse("reports:scan", args=[done.pk, scan.pk]))
    assert opened.content == b"%PDF-1.7 signed"
    assert Entry.objects.filter(verb="submission.scan_read").count() == 1
    assert (
        signed_in(world.giang).get(reverse("reports:scan", args=[done.pk, scan.pk])).status_code
        == 404
    )
