"""Forms handed in: frozen numbers stay, late papers show beside them, remarks go back and forth."""

from datetime import date

import pytest
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Role
from chibo.reports.actions.receiving import (
    accept_submission,
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
from chibo.reports.frozen.later import changes
from chibo.reports.models import FORMS, Sheet, Stage, Submission
from chibo.reports.queries.late_entries import late_entries
from tests.world import BOOKS, World

YEAR = Period.year(2019)
WHY = "Chưa rõ ngày sinh của một đảng viên, đang xác minh."


def handed_in(world: World) -> Submission:
    begun = begin_submission(world.commune, FORMS, YEAR, by=world.an)
    checked = check_submission(begun, by=world.an)
    return submit(checked, WHY, by=world.an)


def above(world: World):
    """The office of the province, which receives what communes hand in."""
    give_duty(world.users[Role.SUPERIOR], Role.OFFICE, world.province, BOOKS, by=world.admin)
    return User.objects.get(pk=world.users[Role.SUPERIOR].pk)


def test_a_submission_freezes_every_form_with_who_stands_behind(world: World) -> None:
    done = handed_in(world)

    assert [sheet.slug for sheet in done.sheets.all()] == [
        "bieu-1", "bieu-2", "bieu-2b", "bieu-3", "bieu-4", "bieu-5", "bieu-6a", "bieu-6b",
    ]  # fmt: skip
    sheet = done.sheets.get(slug="bieu-1")
    closing = next(row for row in sheet.data["lines"] if row["id"] == "D")
    assert closing["values"] == [7, 6, "116.67"]
    assert changes(sheet, timezone.localdate()) == []


def test_what_is_entered_later_changes_now_but_not_what_was_told(world: World) -> None:
    done = handed_in(world)
    late = fill(Person(), {"full_name": "Hoàng Thị Muộn", "sex": "female", "ethnicity": "thai"})
    enter_members(
        "moved_in",
        [Entering(late, world.tren.pk, date(2019, 11, 5), "official")],
        by=world.an,
    )
    sheet = done.sheets.get(slug="bieu-1")

    apart = {one.place: one for one in changes(sheet, timezone.localdate())}

    closing = apart["D", 0]
    assert (closing.then, closing.now, closing.came, closing.went) == (7, 8, (late.pk,), ())
    assert next(r for r in sheet.data["lines"] if r["id"] == "D")["values"][0] == 7
    told = late_entries([late.pk], done.submitted_at, YEAR.last)[late.pk]
    assert (told.name, told.happened_on) == ("Hoàng Thị Muộn", date(2019, 11, 5))
    assert told.entered_at is not None


def test_the_level_above_accepts_what_only_it_may_accept(world: World) -> None:
    done = handed_in(world)
    province = above(world)

    with pytest.raises(NotAllowed):
        accept_submission(done, by=world.an)
    accepted = accept_submission(done, "Đã đối chiếu.", by=province)

    assert (accepted.stage, accepted.decision_note) == (Stage.ACCEPTED, "Đã đối chiếu.")
    with pytest.raises(Refusal, match="không chuyển"):
        return_submission(accepted, "Xem lại.", by=province)


def test_a_cell_hands_in_to_its_commune_and_nobody_else_decides(world: World) -> None:
    begun = begin_submission(world.tren, FORMS, YEAR, by=world.chung)
    done = submit(check_submission(begun, by=world.chung), WHY, by=world.chung)

    with pytest.raises(NotAllowed):
        accept_submission(done, by=world.chung)
    assert accept_submission(done, by=world.binh).stage == Stage.ACCEPTED


def test_checks_that_fail_need_a_sentence(world: World) -> None:
    begun = begin_submission(world.commune, FORMS, YEAR, by=world.an)
    checked = check_submission(begun, by=world.an)

    assert any("tuổi" in sentence for sentence in checked.problems)
    with pytest.raises(Refusal, match="ghi giải trình"):
        submit(checked, " ", by=world.an)
    assert Sheet.objects.count() == 0


def test_a_period_that_is_not_over_is_not_handed_in(world: World) -> None:
    year = Period.year(timezone.localdate().year)
    begun = begin_submission(world.commune, FORMS, year, by=world.an)
    checked = check_submission(begun, by=world.an)

    with pytest.raises(Refusal, match="nộp từ ngày hôm sau"):
        submit(checked, WHY, by=world.an)


def test_a_remark_is_answered_in_words_or_by_another_number(world: World) -> None:
    done, province = handed_in(world), above(world)
    remark = remark_on_cell(done.sheets.get(slug="bieu-1"), ("D", 0), "Thiếu một.", by=province)
    returned = return_submission(done, "Xem lại ô đã ghi.", by=province)

    again = check_submission(reopen_submission(returned, "", by=world.an), by=world.an)
    assert (again.version, again.reopened_because) == (2, "Xem lại ô đã ghi.")
    with pytest.raises(Refusal, match="Đảng viên trong danh sách cuối kỳ"):
        submit(again, WHY, by=world.an)
    answer_remark(remark, "Đã đối chiếu sổ, số đúng.", by=world.an)
    submit(again, WHY, by=world.an)

    remark.refresh_from_db()
    returned.refresh_from_db()
    assert remark.settled_at is not None
    assert returned.stage == Stage.RETURNED
    assert Submission.objects.filter(organisation=world.commune).count() == 2


def test_a_corrected_number_is_an_answer(world: World) -> None:
    done, province = handed_in(world), above(world)
    remark_on_cell(done.sheets.get(slug="bieu-1"), ("D", 0), "Thiếu một.", by=province)
    returned = return_submission(done, "Xem lại.", by=province)
    late = fill(Person(), {"full_name": "Hoàng Thị Muộn", "sex": "female", "ethnicity": "thai"})
    entering = Entering(late, world.tren.pk, date(2019, 11, 5), "official")
    enter_members("moved_in", [entering], by=world.an)

    again = check_submission(reopen_submission(returned, "", by=world.an), by=world.an)
    done = submit(again, WHY, by=world.an)

    sheet = done.sheets.get(slug="bieu-1")
    assert next(r for r in sheet.data["lines"] if r["id"] == "D")["values"][0] == 8


def test_what_was_accepted_is_reopened_from_above_with_a_reason(world: World) -> None:
    province = above(world)
    accepted = accept_submission(handed_in(world), by=province)

    with pytest.raises(NotAllowed):
        reopen_submission(accepted, "Sai số.", by=world.an)
    with pytest.raises(Refusal, match="lý do"):
        reopen_submission(accepted, " ", by=province)
    again = reopen_submission(accepted, "Xã báo sót một đồng chí.", by=province)

    assert (again.version, again.stage) == (2, Stage.DRAFT)
    with pytest.raises(Refusal, match="mới nhất"):
        reopen_submission(accepted, "Lần nữa.", by=province)
