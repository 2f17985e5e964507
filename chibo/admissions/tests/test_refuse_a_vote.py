"""Every refusal of a vote on admission, in the words its reader gets."""

from datetime import date

import pytest

from chibo.admissions.actions.asking import (
    add_referee,
    drop_check,
    drop_referee,
    keep_check,
)
from chibo.admissions.actions.following import Marking, mark_papers
from chibo.admissions.actions.reviewing import record_review, withdraw_review
from chibo.admissions.models import Case, Referee
from chibo.admissions.tests.on_the_way import (
    CELL_MET,
    candidate,
    cell_voted,
    committee_voted,
    marking,
    opened,
    prepared,
    referee,
    refused,
    voting,
)
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.models import Person
from tests.world import World

pytestmark = pytest.mark.django_db

CERTIFICATE_RULE = "Theo Quy định 232-QĐ/TW ngày 20/01/2025."


def with_born(world: World, born: str) -> Case:
    return prepared(world, opened(world, candidate(world, born)))


# ------------------------------------------------------------------ the person


def test_under_age(world: World) -> None:
    case = with_born(world, "06/04/2007")
    assert refused(lambda: cell_voted(world, case)) == [
        "Chưa đủ 18 tuổi: sinh 06/04/2007, đến 05/04/2025 mới 17 tuổi 11 tháng; đủ tuổi từ ngày 06/04/2025. "
        "Theo Quy định 232-QĐ/TW ngày 20/01/2025."
    ]
    assert refused(lambda: cell_voted(world, case, on=date(2025, 4, 6))) == []


def test_birth_known_to_the_year_counts_from_its_last_day(world: World) -> None:
    case = with_born(world, "2007")
    assert refused(lambda: cell_voted(world, case))[0].startswith("Chưa đủ 18 tuổi: sinh 2007")


def test_birth_not_known(world: World) -> None:
    case = with_born(world, "")
    assert refused(lambda: cell_voted(world, case)) == [
        "Chưa có ngày sinh nên chưa tính được tuổi; ghi ngày sinh vào hồ sơ."
    ]


def test_over_age_needs_the_consent_of_the_province(world: World) -> None:
    case = with_born(world, "05/03/1965")
    assert refused(lambda: cell_voted(world, case)) == [
        "Quá 60 tuổi: sinh 05/03/1965, đến 05/04/2025 đã 60 tuổi 1 tháng. Chỉ xét khi ban thường vụ cấp ủy "
        "cấp tỉnh đồng ý bằng văn bản trước; ghi văn bản đó vào giấy tờ của hồ sơ. "
        "Theo Quy định 232-QĐ/TW ngày 20/01/2025."
    ]
    mark_papers(case, [marking("over_age_consent", date(2025, 4, 1))], by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == []


def test_sixty_full_years_are_not_too_old(world: World) -> None:
    case = with_born(world, "06/03/1965")
    assert refused(lambda: cell_voted(world, case)) == []


def test_schooling_below_the_least(world: World) -> None:
    case = prepared(world, opened(world, candidate(world, school="primary")))
    assert refused(lambda: cell_voted(world, case)) == [
        "Học vấn Tiểu học, chưa đạt Trung học cơ sở. Nơi được vận dụng (miền núi, hải đảo, đồng bào dân tộc "
        "thiểu số, nơi đặc biệt khó khăn) thì ghi văn bản cho vận dụng vào giấy tờ của hồ sơ. "
        "Theo Quy định 24-QĐ/TW ngày 30/07/2021."
    ]
    mark_papers(case, [marking("schooling_exception", date(2025, 4, 1))], by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == []


# ------------------------------------------------------------------ the papers


def test_certificate_of_the_source_is_expired(world: World) -> None:
    """S9 q7: 15/1/2020 is expired on 3/2/2025."""
    case = prepared(world)
    mark_papers(case, [marking("certificate", date(2020, 1, 15))], by=world.chung)
    case.stages.filter(stage="papers").update(started_on=date(2025, 2, 1))
    sentences = refused(lambda: cell_voted(world, case, on=date(2025, 2, 3)))
    assert sentences[0] == (
        "Giấy chứng nhận lớp nhận thức cấp ngày 15/01/2020 có giá trị 60 tháng, đến 15/01/2025; ngày "
        "03/02/2025 đã hết giá trị, phải học lại. " + CERTIFICATE_RULE
    )


@pytest.mark.parametrize(("day", "sentences"), [(date(2020, 4, 5), 0), (date(2020, 4, 4), 1)])
def test_certificate_is_valid_on_its_last_day(world: World, day: date, sentences: int) -> None:
    case = prepared(world)
    mark_papers(case, [marking("certificate", day)], by=world.chung)
    assert len(refused(lambda: cell_voted(world, case))) == sentences


def test_application_written_after_the_resume(world: World) -> None:
    case = prepared(world)
    mark_papers(case, [marking("application", date(2025, 2, 11))], by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Đơn xin vào Đảng ngày 11/02/2025 viết sau lý lịch ngày 10/02/2025; đơn phải viết trước khi khai "
        "lý lịch."
    ]


def test_a_result_still_out(world: World) -> None:
    case = prepared(world)
    late = case.checks.get(full_name="Lò Văn Pâng")
    late.returned_on, late.result = None, ""
    keep_check(late, by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Thẩm tra lý lịch: 1 trên 2 người có kết quả đến 05/04/2025; còn chờ bố đẻ.",
        "Chi ủy kết luận về lý lịch ngày 20/03/2025 khi chưa có đủ kết quả thẩm tra (bố đẻ); chỉ kết luận "
        "sau khi có đủ.",
    ]


def test_nothing_prepared_names_everything(world: World) -> None:
    case = opened(world, candidate(world, school=""))
    assert [line.split(".")[0] for line in refused(lambda: cell_voted(world, case))] == [
        "Chưa có giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng (có giá trị 60 tháng)",
        "Chưa có đơn xin vào Đảng",
        "Chưa lập danh sách thẩm tra lý lịch; ít nhất phải có bản thân",
        "Mới có 0 đảng viên chính thức giới thiệu; cần 2, hoặc 1 cùng nghị quyết giới thiệu của Đoàn Thanh "
        "niên (còn trong tuổi đoàn) hay Công đoàn",
    ]


def test_a_check_with_a_result_stays(world: World) -> None:
    case = prepared(world)
    assert refused(lambda: drop_check(case.checks.all()[0], by=world.chung)) == [
        "Đã có kết quả thẩm tra, không bỏ được; sửa lại nếu ghi nhầm."
    ]


def test_a_paper_the_version_does_not_know(world: World) -> None:
    case = opened(world)
    assert refused(lambda: mark_papers(case, [Marking("khac", "done")], by=world.chung)) == [
        "Hồ sơ theo quy định này không có giấy tờ khac."
    ]


# ------------------------------------------------------------------ referees


def test_referee_under_twelve_months(world: World) -> None:
    case = prepared(world)
    drop_referee(case.referees.get(member=world.people["an"]), by=world.chung)
    add_referee(referee(case, world.people["an"], date(2024, 4, 6)), by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Đồng chí Lò Thị An cùng công tác, học tập, cư trú với người vào Đảng từ 06/04/2024, đến 05/04/2025 "
        "mới 11 tháng, chưa đủ 12 tháng. Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc."
    ]


def test_the_books_know_when_a_referee_came(world: World) -> None:
    case = prepared(world)
    drop_referee(case.referees.get(member=world.people["an"]), by=world.chung)
    newcomer = fill(Person(), {"full_name": "Cầm Văn Mới", "sex": "male"})
    arriving = Entering(
        newcomer, world.tren.pk, date(2024, 9, 1), "official", outside_unit="Đảng bộ xã Xa"
    )
    enter_members("moved_in", [arriving], by=world.an)
    add_referee(referee(case, newcomer, date(2020, 1, 1)), by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Đồng chí Cầm Văn Mới cùng công tác, học tập, cư trú với người vào Đảng từ 01/09/2024 (theo sổ, "
        "chuyển đến tổ chức cơ sở đảng này ngày đó), đến 05/04/2025 mới 7 tháng, chưa đủ 12 tháng. "
        "Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc."
    ]


def test_referee_of_another_basic_organisation(world: World) -> None:
    case = prepared(world)
    drop_referee(case.referees.get(member=world.people["an"]), by=world.chung)
    add_referee(referee(case, world.people["khanh"]), by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Đồng chí Tòng Thị Khánh ngày 05/04/2025 sinh hoạt ở tổ chức cơ sở đảng khác; người giới thiệu phải "
        "cùng tổ chức cơ sở đảng ít nhất 12 tháng. Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc."
    ]


def test_referee_who_is_no_official_member(world: World) -> None:
    case = prepared(world)
    drop_referee(case.referees.get(member=world.people["an"]), by=world.chung)
    add_referee(referee(case, world.people["gioi"]), by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Đồng chí Lò Văn Giới không phải là đảng viên chính thức ngày 05/04/2025, không giới thiệu được. "
        "Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc."
    ]


def union(case: Case, kind: str, name: str) -> Referee:
    return Referee(case=case, kind=kind, body_name=name)


@pytest.mark.parametrize("kind", ["youth_union", "trade_union"])
def test_one_member_and_a_union_are_enough(world: World, kind: str) -> None:
    case = prepared(world)
    drop_referee(case.referees.get(member=world.people["an"]), by=world.chung)
    add_referee(union(case, kind, "Đoàn xã"), by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == []


def test_past_union_age_the_youth_union_does_not_count(world: World) -> None:
    case = with_born(world, "05/04/1994")
    drop_referee(case.referees.get(member=world.people["an"]), by=world.chung)
    add_referee(union(case, "youth_union", "Đoàn xã"), by=world.chung)
    assert [line.split(";")[0] for line in refused(lambda: cell_voted(world, case))] == [
        "Mới có 1 đảng viên chính thức giới thiệu",
        "Đoàn xã: người vào Đảng sinh 05/04/1994, đến 05/04/2025 đã quá tuổi đoàn (30 tuổi)",
    ]


def test_nobody_introduces_themselves(world: World) -> None:
    case = opened(world)
    assert refused(lambda: add_referee(referee(case, case.person), by=world.chung)) == [
        "Người vào Đảng không thể tự giới thiệu mình."
    ]


# ------------------------------------------------------------------ votes


def test_vote_under_two_thirds_names_its_denominator(world: World) -> None:
    """20 official members summoned, 3 of them absent on mission: of 20, not of 17 (S9 q3)."""
    case = prepared(world)
    vote = {"entitled": 20, "present": 17, "in_favour": 13, "against": 4}
    assert refused(lambda: cell_voted(world, case, **vote)) == [
        "Chi bộ bản Trên họp ngày 05/04/2025: 13/20 tán thành (65,0%), chưa đạt ít nhất 2/3; cần ít nhất 14 "
        "phiếu. Mẫu số 20 là tổng số người có quyền biểu quyết được triệu tập. "
        "Theo Điều lệ Đảng ngày 19/01/2011, Điều 5."
    ]
    assert refused(lambda: cell_voted(world, case, **vote | {"in_favour": 14, "against": 3})) == []


def test_away_and_excused_leave_the_denominator(world: World) -> None:
    """21 entitled, 1 temporarily elsewhere, 2 excused and absent: of 18, where 12 are enough."""
    case = prepared(world)
    vote = {"entitled": 21, "away": 1, "excused_absent": 2, "present": 16}
    assert refused(lambda: cell_voted(world, case, in_favour=11, **vote)) == [
        "Chi bộ bản Trên họp ngày 05/04/2025: 11/18 tán thành (61,1%), chưa đạt ít nhất 2/3; cần ít nhất 12 "
        "phiếu. Mẫu số 18 = 21 người có quyền biểu quyết trừ 1 sinh hoạt tạm thời nơi khác, 2 được miễn sinh "
        "hoạt vắng mặt. Theo Điều lệ Đảng ngày 19/01/2011, Điều 5."
    ]
    assert refused(lambda: cell_voted(world, case, in_favour=12, **vote)) == []


def test_no_more_votes_than_people_present(world: World) -> None:
    """20 official, 1 excused and absent, 2 absent: of 19, 17 present; 18 in favour cannot be."""
    case = prepared(world)
    vote = {"entitled": 20, "excused_absent": 1, "present": 17}
    assert refused(lambda: cell_voted(world, case, in_favour=18, **vote)) == [
        "Tổng số phiếu không thể nhiều hơn số có mặt."
    ]
    review = cell_voted(world, case, in_favour=17, **vote)
    assert (review.in_favour, review.base) == (17, 19)


def test_no_more_present_than_summoned(world: World) -> None:
    case = prepared(world)
    assert refused(lambda: cell_voted(world, case, entitled=3, away=1, present=3)) == [
        "Số có mặt không thể nhiều hơn số được triệu tập có quyền biểu quyết (tổng số trừ số sinh hoạt tạm "
        "thời nơi khác và số được miễn sinh hoạt vắng mặt)."
    ]


def test_what_a_body_did_not_propose_is_kept_and_goes_nowhere(world: World) -> None:
    case = prepared(world)
    cell_voted(world, case, proposes=False, in_favour=1, against=2)
    assert refused(lambda: committee_voted(world, case)) == [
        "Chi bộ chưa có nghị quyết đề nghị được thông qua; ghi biểu quyết đó trước."
    ]


def test_committee_that_meets_before_the_cell(world: World) -> None:
    case = prepared(world)
    cell_voted(world, case)
    early = voting("committee", date(2025, 4, 4))
    assert refused(lambda: record_review(case, early, by=world.an)) == [
        "Chi bộ họp ngày 05/04/2025, sau ngày 04/04/2025; kiểm tra lại ngày."
    ]


def test_no_sectional_committee_above_this_cell(world: World) -> None:
    case = prepared(world)
    sectional = voting("sectional", CELL_MET)
    assert refused(lambda: record_review(case, sectional, by=world.an)) == [
        "Ngày 05/04/2025 chi bộ này không có bước xét của đảng ủy bộ phận."
    ]


def test_a_vote_that_was_followed_stays(world: World) -> None:
    case = prepared(world)
    review = cell_voted(world, case)
    assert refused(lambda: withdraw_review(review, " ", by=world.chung)) == [
        "Ghi lý do hủy biểu quyết đã ghi."
    ]
    committee_voted(world, case)
    assert refused(lambda: withdraw_review(review, "Nhầm", by=world.chung)) == [
        "Cấp trên đã xét hoặc đã có quyết định; không hủy biểu quyết này được."
    ]
