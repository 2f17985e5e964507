"""The level above: both columns, who has not sent, reminders; checks with what was handed in before and below."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.asking import answered
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
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
    submit,
)
from chibo.reports.due.submissions import asks
from chibo.reports.frozen.below import Below
from chibo.reports.frozen.between import gaps, with_last_period
from chibo.reports.frozen.freezing import forms_of
from chibo.reports.models import FORMS, Submission
from chibo.reports.queries.numbers import Numbers
from chibo.reports.statistics.building import fill_all
from tests.world import BOOKS, World

YEAR = Period.year(2019)
WHY = "Đang xác minh."
BACKEND = "django.contrib.auth.backends.ModelBackend"


def hand_in(world: World, unit: Organisation, period: Period = YEAR) -> Submission:
    begun = begin_submission(unit, FORMS, period, by=world.an)
    return submit(check_submission(begun, by=world.an), WHY, by=world.an)


def enter_late(world: World, day: date = date(2019, 11, 5)) -> Person:
    late = fill(Person(), {"full_name": "Hoàng Thị Muộn", "sex": "female", "ethnicity": "thai"})
    enter_members("moved_in", [Entering(late, world.tren.pk, day, "official")], by=world.an)
    return late


def gaps_now(world: World, period: Period = YEAR) -> list[str]:
    numbers = Numbers(world.commune, period)
    return [gap.sentence for gap in gaps(fill_all(forms_of(period), numbers), Below(numbers))]


def everything_sent(world: World) -> None:
    for unit in (world.tren, world.duoi, world.school):
        hand_in(world, unit)


def test_what_cells_sent_adds_up_though_members_moved_between_them(world: World) -> None:
    """Hung went from bản Dưới to bản Trên in 2019: each counts the move, the commune does not."""
    everything_sent(world)

    assert gaps_now(world) == []


def test_somebody_entered_after_the_cells_sent_is_named(world: World) -> None:
    everything_sent(world)
    late = enter_late(world)
    numbers = Numbers(world.commune, YEAR)

    found = gaps(fill_all(forms_of(YEAR), numbers), Below(numbers))

    assert found[0].sentence == (
        "Biểu 1-TCTW, các đơn vị nộp cộng lại khác số cấp mình tính: "
        "“Đảng viên tăng trong kỳ” 2 và 3, lệch 1; “Chuyển đến” 1 và 2, lệch 1; "
        "“Chưa ghi nơi chuyển đi” 0 và 1, lệch 1; "
        "“Đảng viên trong danh sách cuối kỳ” 7 và 8, lệch 1. Ở Bản Trên."
    )
    assert {gap.came for gap in found} == {(late.pk,)}
    assert {gap.went for gap in found} == {()}


def test_units_that_sent_are_compared_while_others_have_not(world: World) -> None:
    """Hung's move between the two is inside the commune still; Lan came to the school, which has not sent."""
    hand_in(world, world.tren)
    hand_in(world, world.duoi)
    assert gaps_now(world) == []

    late = enter_late(world)
    numbers = Numbers(world.commune, YEAR)
    found = gaps(fill_all(forms_of(YEAR), numbers), Below(numbers))

    assert found[0].sentence == (
        "Biểu 1-TCTW, 2/3 đơn vị đã nộp cộng lại khác số tính lại của chính các đơn vị ấy: "
        "“Đảng viên tăng trong kỳ” 1 và 2, lệch 1; “Chuyển đến” 0 và 1, lệch 1; "
        "“Chưa ghi nơi chuyển đi” 0 và 1, lệch 1; "
        "“Đảng viên trong danh sách cuối kỳ” 5 và 6, lệch 1. Ở Bản Trên."
    )
    assert {(gap.came, gap.went) for gap in found} == {((late.pk,), ())}


def test_a_unit_that_did_not_send_may_differ_as_it_likes(world: World) -> None:
    hand_in(world, world.duoi)
    enter_late(world)

    assert gaps_now(world) == []


def test_every_column_that_adds_up_is_compared(world: World) -> None:
    everything_sent(world)
    enter_late(world)

    [told] = [one for one in gaps_now(world) if one.startswith("Biểu 4-")]

    assert "“Tổng số” 7 và 8, lệch 1" in told
    assert "“Tổng số” cột “Trong đó: nữ” 3 và 4, lệch 1" in told


def test_the_opening_agrees_with_the_closing_last_accepted(world: World) -> None:
    give_duty(world.giang, Role.OFFICE, world.province, BOOKS, by=world.admin)
    province = User.objects.get(pk=world.giang.pk)
    accept_submission(hand_in(world, world.commune), by=province)
    following = Period.half(2020, 1)
    assert gaps_now(world, following) == []

    late = enter_late(world)
    numbers = Numbers(world.commune, following)
    [gap] = with_last_period(fill_all(forms_of(following), numbers), numbers)

    assert gap.sentence == (
        "Số kỳ trước chuyển sang ở biểu 1 bằng số cuối kỳ đã nộp 31/12/2019: 8 và 7, lệch 1."
    )
    assert (gap.came, gap.went) == ((late.pk,), ())


def test_the_page_shows_both_columns_and_where_they_differ(world: World, client: Client) -> None:
    everything_sent(world)
    enter_late(world)
    client.force_login(world.an, backend=BACKEND)

    context = client.get(
        reverse("reports:roundup", args=[world.commune.pk]), {"ky": "2019"}
    ).context

    closing = next(row for row in context["rows"] if row["line"].id == "D")
    assert (closing["sum"].sent, closing["sum"].own, closing["sum"].gap) == (7, 8, -1)
    assert closing["apart"] == [{"name": "Bản Trên", "sent": 4, "now": 5}]
    increases = next(row for row in context["rows"] if row["line"].id == "B")
    assert increases["sum"].inside == 1
    assert (context["sent"], context["missing"]) == (3, 0)


def test_who_has_not_sent_is_asked_and_sees_it_in_what_is_due(world: World) -> None:
    hand_in(world, world.duoi)
    today = timezone.localdate()
    period = Period.half(today.year if today.month > 6 else today.year - 1, 1)
    hand_in(world, world.duoi, period)
    call_in(world.commune, FORMS, period, today, by=world.binh)

    def due(user: User, unit: Organisation) -> list[tuple[str, str]]:
        lines = answered(asks(user, branch(unit, today), today))
        return [(one.kind, one.what) for one in lines]

    assert due(world.chung, world.tren) == [
        ("submission_called", f"Nộp biểu thống kê {period.label}")
    ]
    assert due(world.an, world.duoi) == []
    assert due(world.an, world.commune) == [
        ("submissions_to_receive", f"Nhận hoặc trả lại 1 bản nộp biểu thống kê {period.label}"),
        ("submissions_missing", f"Đôn đốc 2 đơn vị chưa nộp biểu thống kê {period.label}"),
    ]
    returned = Submission.objects.get(organisation=world.duoi, last_day=period.last)
    return_submission(returned, "Xem lại.", by=world.binh)
    assert [kind for kind, _what in due(world.an, world.duoi)] == [
        "submission_called",
        "submission_returned",
    ]


def test_a_day_before_the_period_is_over_is_no_deadline(world: World) -> None:
    with pytest.raises(Refusal, match="Hạn nộp phải sau"):
        call_in(world.commune, FORMS, YEAR, YEAR.last, by=world.binh)


def test_the_page_asks_as_much_for_three_cells_as_for_one(world: World, client: Client) -> None:
    client.force_login(world.an, backend=BACKEND)
    page = reverse("reports:roundup", args=[world.commune.pk])

    def questions() -> int:
        client.get(page, {"ky": "2019"})
        with CaptureQueriesContext(connection) as asked:
            client.get(page, {"ky": "2019"})
        return len(asked)

    hand_in(world, world.tren)
    one = questions()
    hand_in(world, world.duoi)
    hand_in(world, world.school)

    assert questions() <= one


def test_a_remark_is_read_by_the_unit_once_it_is_sent_back(world: World) -> None:
    done = hand_in(world, world.tren)
    remark = remark_on_cell(done.sheets.get(slug="bieu-1"), ("D", 0), "Thiếu Hùng.", by=world.binh)

    def page(user: User) -> str:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client.get(done.get_absolute_url()).content.decode()

    assert "Thiếu Hùng." in page(world.binh)
    assert "Thiếu Hùng." not in page(world.chung)
    with pytest.raises(Refusal, match="chưa được trả lại"):
        answer_remark(remark, "Có đủ.", by=world.chung)
    return_submission(done, "Xem lại.", by=world.binh)
    assert "Thiếu Hùng." in page(world.chung)


def test_returning_by_the_page_needs_a_reason(world: World) -> None:
    done = hand_in(world, world.tren)
    client = Client()
    client.force_login(world.binh, backend=BACKEND)
    back = reverse("reports:return_submission", args=[done.pk])

    refused = client.post(back, {"why": ""})
    assert "Ghi lý do trả lại" in refused.content.decode()
    client.post(back, {"why": "Xem lại."})

    done.refresh_from_db()
    assert (done.stage, done.decision_note) == ("returned", "Xem lại.")
