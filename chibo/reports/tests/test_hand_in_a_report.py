"""A narrative report handed in: asked for by a day, remarked section by section, sent back, answered, accepted."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.asking import answered
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation, Role
from chibo.organisations.queries.tree import branch
from chibo.reports.actions.receiving import (
    accept_submission,
    call_in,
    remark_on_cell,
    return_submission,
)
from chibo.reports.actions.submitting import (
    answer_remark,
    begin_submission,
    check_submission,
    reopen_submission,
    submit,
)
from chibo.reports.actions.writing import begin_report
from chibo.reports.due.submissions import asks
from chibo.reports.models import Sheet, Stage, Submission
from tests.world import BOOKS, World

HALF = Period.half(2026, 1)
KIND = "six_month"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def above(world: World) -> User:
    """The office of the province, which receives what communes hand in."""
    give_duty(world.users[Role.SUPERIOR], Role.OFFICE, world.province, BOOKS, by=world.admin)
    return User.objects.get(pk=world.users[Role.SUPERIOR].pk)


@pytest.fixture
def done(world: World) -> Submission:
    begin_report(world.commune, KIND, HALF, by=world.an)
    return goes_up(world, begin_submission(world.commune, KIND, HALF, by=world.an))


def goes_up(world: World, submission: Submission) -> Submission:
    checked = check_submission(submission, by=world.an)
    return submit(checked, "Đang xác minh.", by=world.an)


def sheet_of(submission: Submission) -> Sheet:
    return submission.sheets.get(slug="report")


def roundup(user: User, unit: Organisation) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    page = reverse("reports:roundup", args=[unit.pk])
    return client.get(page, {"ky": HALF.code, "loai": KIND}).context


def due(user: User, unit: Organisation) -> list[tuple[str, str]]:
    on = timezone.localdate()
    return [(one.what, one.url) for one in answered(asks(user, branch(unit, on), on))]


def test_the_level_above_sees_who_has_not_sent_its_report(
    world: World, above: User, done: Submission
) -> None:
    found = roundup(above, world.province)

    assert [(row["unit"].pk, row["label"]) for row in found["units"]] == [
        (world.neighbour.pk, "Chưa nộp"),
        (world.commune.pk, "Đã nộp, chờ nhận"),
    ]
    assert (found["sent"], found["missing"], found["is_forms"]) == (1, 1, False)
    assert [one["label"] for one in found["kinds"]] == ["Biểu thống kê", "Báo cáo 6 tháng"]


def test_the_list_of_reports_leads_there(world: World, above: User) -> None:
    """Whoever receives reports; a commune, whose cells write none, is led nowhere."""

    def desks(user: User) -> list[str]:
        client = Client()
        client.force_login(user, backend=BACKEND)
        found = client.get(reverse("reports:list"), {"ky": HALF.code}).context["desks"]
        return [one["url"] for one in found]

    page = reverse("reports:roundup", args=[world.province.pk])
    assert desks(above) == [f"{page}?ky=2026-H1&loai=six_month"]
    assert desks(world.an) == []


def test_cells_below_a_committee_are_not_asked_for_reports(world: World) -> None:
    found = roundup(world.an, world.commune)

    assert (found["kind"], [one["label"] for one in found["kinds"]]) == (
        "forms",
        ["Biểu thống kê"],
    )


def test_a_report_asked_for_is_due_on_both_sides(
    world: World, above: User, done: Submission
) -> None:
    call_in(world.province, KIND, HALF, timezone.localdate(), by=above)
    words, page = HALF.label, reverse("reports:roundup", args=[world.province.pk])
    there = f"{page}?ky=2026-H1&loai=six_month"

    assert due(above, world.province) == [
        (f"Nhận hoặc trả lại 1 bản nộp báo cáo {words}", there),
        (f"Đôn đốc 1 đơn vị chưa nộp báo cáo {words}", there),
    ]
    office = world.users["neighbour"]
    assert due(office, world.neighbour) == [
        (f"Nộp báo cáo {words}", f"/bao-cao?dv={world.neighbour.pk}&ky=2026-H1")
    ]
    assert due(world.an, world.commune) == []


def test_sections_are_remarked_and_the_page_says_where(above: User, done: Submission) -> None:
    client = Client()
    client.force_login(above, backend=BACKEND)
    page = reverse("reports:handed_sheet", args=[done.pk, "report"])
    cell = reverse("reports:handed_cell", args=[done.pk, "report"]) + "?dong=muc:overview&cot=0"
    assert "muc%3Aoverview" in client.get(page).content.decode()
    assert "Góp ý về mục này" in client.get(cell).content.decode()

    client.post(cell, {"text": "Nêu rõ tên chi bộ."}, follow=True)

    assert [(one.about, one.text) for one in done.remarks.all()] == [
        ("Báo cáo 6 tháng, mục Khái quát", "Nêu rõ tên chi bộ.")
    ]
    assert "Nêu rõ tên chi bộ." in client.get(page).content.decode()
    nowhere = reverse("reports:handed_cell", args=[done.pk, "report"]) + "?dong=muc:khong-co"
    assert client.get(nowhere).status_code == 404


def test_a_section_nobody_touched_must_be_answered(
    world: World, above: User, done: Submission
) -> None:
    remark = remark_on_cell(sheet_of(done), ("muc:overview", 0), "Nêu rõ.", by=above)
    back = return_submission(done, "Xem mục Khái quát.", by=above)
    second = check_submission(reopen_submission(back, "", by=world.an), by=world.an)

    with pytest.raises(Refusal, match="mục Khái quát"):
        submit(second, "Đang xác minh.", by=world.an)
    answer_remark(remark, "Đã nêu ở phụ lục.", by=world.an)
    handed = submit(second, "Đang xác minh.", by=world.an)

    assert accept_submission(handed, by=above).stage == Stage.ACCEPTED


def test_a_section_put_into_other_words_answers_its_remark(
    world: World, above: User, done: Submission
) -> None:
    remark = remark_on_cell(sheet_of(done), ("muc:overview", 0), "Nêu rõ.", by=above)
    back = return_submission(done, "Xem mục Khái quát.", by=above)
    second = reopen_submission(back, "", by=world.an)
    say_otherwise(world, second, "organisations", "Đảng bộ có các chi bộ ở bản, ở trường.")

    handed = goes_up(world, second)

    remark.refresh_from_db()
    assert (handed.stage, remark.settled_at is not None) == (Stage.SUBMITTED, True)


def say_otherwise(world: World, draft: Submission, passage: str, text: str) -> None:
    client = Client()
    client.force_login(world.an, backend=BACKEND)
    own = draft.report.get_absolute_url()
    shown = client.get(own, {"sua": passage}).context["edited"].text
    client.post(f"{own}/doan/{passage}", {"text": text, "shown": shown, "note": ""})
