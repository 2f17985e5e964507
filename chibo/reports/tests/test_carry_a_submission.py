"""A submission as data: no person in it, taken in once at the level above, refused when it is not whole."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Role
from chibo.reports.actions.receiving import accept_submission
from chibo.reports.actions.submitting import begin_submission, check_submission, submit
from chibo.reports.actions.taking_in import take_in_submission
from chibo.reports.frozen.carried import submission_as_data
from chibo.reports.models import FORMS, Stage, Submission
from tests.world import BOOKS, World

YEAR = Period.year(2019)
Data = dict[str, Any]


@pytest.fixture
def province(world: World) -> User:
    give_duty(world.giang, Role.OFFICE, world.province, BOOKS, by=world.admin)
    return User.objects.get(pk=world.giang.pk)


@pytest.fixture
def data(world: World) -> Data:
    """What xã Mường Mẫu carries; here it never arrived."""
    begun = begin_submission(world.commune, FORMS, YEAR, by=world.an)
    done = submit(check_submission(begun, by=world.an), "Đang xác minh.", by=world.an)
    found = json.loads(json.dumps(submission_as_data(done)))
    done.delete()
    return dict(found)


def test_it_holds_numbers_and_codes_and_no_person(world: World, data: Data) -> None:
    told = json.dumps(data, ensure_ascii=False)

    assert data["organisation"] == {"code": "99901001000000", "name": "Đảng bộ xã Mường Mẫu"}
    assert [one for one in world.people.values() if one.full_name in told] == []
    assert "behind" not in told


def test_taken_in_it_says_the_same_and_waits_to_be_accepted(province: User, data: Data) -> None:
    taken = take_in_submission(data, origin="xa.chibo", by=province)

    assert (taken.stage, taken.origin) == (Stage.SUBMITTED, "xa.chibo")
    assert json.loads(json.dumps(submission_as_data(taken))) == data
    assert all(sheet.paper for sheet in taken.sheets.all())
    assert accept_submission(taken, by=province).stage == Stage.ACCEPTED


def test_the_same_again_is_the_same(province: User, data: Data) -> None:
    taken = take_in_submission(data, origin="xa.chibo", by=province)

    assert take_in_submission(data, origin="xa-2.chibo", by=province) == taken
    assert Submission.objects.count() == 1


def test_the_next_version_overtakes_the_one_that_waited(province: User, data: Data) -> None:
    first = take_in_submission(data, origin="1", by=province)
    second = take_in_submission(data | {"version": 2}, origin="2", by=province)

    first.refresh_from_db()
    assert (first.stage, first.decision_note) == (Stage.RETURNED, "Đơn vị nộp lại lần 2.")
    assert second.stage == Stage.SUBMITTED
    with pytest.raises(Refusal, match="lần nộp 2"):
        take_in_submission(data, origin="1", by=province)


def test_other_numbers_under_the_same_version_are_refused(province: User, data: Data) -> None:
    take_in_submission(data, origin="1", by=province)
    other = copy.deepcopy(data)
    other["sheets"][0]["data"]["lines"][0]["values"][0] = 99

    with pytest.raises(Refusal, match="không trùng"):
        take_in_submission(other, origin="2", by=province)


def _without_sheets(data: Data) -> None:
    data["sheets"] = []


def _a_row_too_short(data: Data) -> None:
    data["sheets"][0]["data"]["lines"][0]["values"].pop()


def _a_word_for_a_number(data: Data) -> None:
    data["sheets"][0]["data"]["lines"][0]["values"][0] = "bảy"


def _another_format(data: Data) -> None:
    data["format_version"] = 2


def _no_such_unit(data: Data) -> None:
    data["organisation"]["code"] = "14000000000000"


def _a_day_without_a_clock(data: Data) -> None:
    data["submitted_at"] = "2020-01-10T08:30:00"


@pytest.mark.parametrize(
    "spoil",
    [
        _without_sheets,
        _a_row_too_short,
        _a_word_for_a_number,
        _another_format,
        _no_such_unit,
        _a_day_without_a_clock,
    ],
)
def test_what_is_not_whole_is_refused(
    province: User, data: Data, spoil: Callable[[Data], None]
) -> None:
    spoil(data)

    with pytest.raises(Refusal):
        take_in_submission(data, origin="hỏng", by=province)
    assert not Submission.objects.exists()


def test_only_the_level_above_takes_it_in(world: World, data: Data) -> None:
    with pytest.raises(NotAllowed):
        take_in_submission(data, origin="xa.chibo", by=world.an)
