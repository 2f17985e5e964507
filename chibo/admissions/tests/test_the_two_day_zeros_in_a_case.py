"""Party age counts from the decision, probation from the ceremony (acceptance check 6), votes from their base
(check 5)."""

from datetime import date

import pytest

from chibo.admissions.actions import Admitting, admit_members
from chibo.admissions.actions.deciding import recognise_in_case
from chibo.admissions.actions.following import mark_papers
from chibo.admissions.actions.opening import NewCase, open_case
from chibo.admissions.actions.reviewing import record_review
from chibo.admissions.models import Case
from chibo.admissions.queries.following import followed_by
from chibo.admissions.queries.knowing import known
from chibo.admissions.rules.checks.deciding import check_recognition_day, probation_of
from chibo.admissions.rules.checks.votes import check_vote
from chibo.admissions.tests.on_the_way import (
    candidate,
    cell_voted,
    marking,
    prepared,
    refused,
    voting,
)
from chibo.members.actions.entering import Entering
from tests.world import World

pytestmark = pytest.mark.django_db

DECIDED, CEREMONY = date(2017, 6, 28), date(2017, 7, 12)
FIRST_DAY, LAST_DAY = date(2018, 7, 12), date(2018, 8, 23)


@pytest.fixture
def case(world: World) -> Case:
    made = open_case(NewCase(candidate(world), world.tren.pk, date(2016, 12, 1)), by=world.an)
    entering = Entering(made.person, world.tren.pk, CEREMONY, "probationary")
    admit_members([Admitting(entering, DECIDED)], by=world.an)
    made.refresh_from_db()
    mark_papers(made, [marking("new_member_certificate", date(2018, 6, 1))], by=world.an)
    return made


def test_the_review_opens_when_the_twelve_months_end(world: World, case: Case) -> None:
    probation = probation_of(known(case, followed_by(case).cell_id, CEREMONY))
    assert probation and (probation.began, probation.ends, probation.review_by) == (
        CEREMONY,
        FIRST_DAY,
        LAST_DAY,
    )
    early = voting("cell", date(2018, 7, 11), "recognition")
    assert refused(lambda: record_review(case, early, by=world.an)) == [
        "Ngày 11/07/2018 chưa hết 12 tháng dự bị: kết nạp ngày 12/07/2017, chi bộ xét công nhận từ ngày "
        "12/07/2018. Theo Điều lệ Đảng ngày 19/01/2011, Điều 5."
    ]
    on_the_day = voting("cell", FIRST_DAY, "recognition")
    assert refused(lambda: record_review(case, on_the_day, by=world.an)) == []


def test_late_is_said_and_the_official_day_stays(world: World, case: Case) -> None:
    late = date(2018, 8, 24)
    check = check_recognition_day(known(case, followed_by(case).cell_id, late), late)
    assert check and (check.verdict, check.sentence) == (
        "doubt",
        "Chi bộ xét công nhận ngày 24/08/2018, quá hạn (chậm nhất 23/08/2018); ngày chính thức vẫn là ngày "
        "12/07/2018.",
    )
    record_review(case, voting("cell", late, "recognition"), by=world.an)
    record_review(case, voting("committee", date(2018, 9, 1), "recognition"), by=world.an)
    recognised = recognise_in_case(case, date(2018, 9, 10), by=world.an)
    assert recognised.recognition and recognised.recognition.effective_on == FIRST_DAY
    person = recognised.person
    person.refresh_from_db()
    assert (person.joined_on, person.official_on) == (DECIDED, FIRST_DAY)


def test_a_vote_is_said_with_its_denominator(world: World) -> None:
    """20 official, 1 excused and absent, 2 absent: 17 in favour are 17 of 19."""
    case = prepared(world)
    counts = {"entitled": 20, "excused_absent": 1, "present": 17, "in_favour": 17}
    said = check_vote(cell_voted(world, case, **counts)).sentence
    assert said == (
        "Chi bộ bản Trên họp ngày 05/04/2025: 17/19 tán thành (89,5%), đạt ít nhất 2/3. Mẫu số 19 = 20 người "
        "có quyền biểu quyết trừ 0 sinh hoạt tạm thời nơi khác, 1 được miễn sinh hoạt vắng mặt."
    )
