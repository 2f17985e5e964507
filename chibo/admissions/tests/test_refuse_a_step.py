"""Every refusal from the decision to the card, of the case itself and of who may, in the words its reader gets."""

from datetime import date

import pytest

from chibo.admissions.actions import Admitting, admit_members
from chibo.admissions.actions.asking import (
    keep_check,
    propose_checks,
)
from chibo.admissions.actions.deciding import (
    complete_with_card,
    hold_ceremony,
    recognise_in_case,
    record_decision,
)
from chibo.admissions.actions.following import guide, mark_papers
from chibo.admissions.actions.opening import (
    NewCase,
    leave_pipeline,
    move_case,
    open_case,
    reopen_case,
)
from chibo.admissions.actions.reviewing import record_review
from chibo.admissions.actions.stages import put_before_the_cell, send_back
from chibo.admissions.models import BackgroundCheck
from chibo.admissions.tests.on_the_way import (
    CEREMONY,
    COMMITTEE_MET,
    DECIDED,
    OPENED,
    admitted,
    candidate,
    cell_voted,
    committee_voted,
    decided,
    marking,
    opened,
    prepared,
    refused,
    voting,
)
from chibo.base.rules import NotAllowed
from chibo.members.actions.entering import Entering
from chibo.members.actions.moving import end_membership
from tests.world import World

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ decision and ceremony


def test_decision_before_the_committee(world: World) -> None:
    case = prepared(world)
    cell_voted(world, case)
    assert refused(lambda: record_decision(case, DECIDED, by=world.an)) == [
        "Đảng ủy cơ sở chưa có nghị quyết đề nghị được thông qua; ghi biểu quyết đó trước."
    ]


def test_decision_received_before_it_was_made(world: World) -> None:
    case = prepared(world)
    cell_voted(world, case)
    committee_voted(world, case)
    early = date(2025, 5, 4)
    assert refused(lambda: record_decision(case, DECIDED, received_on=early, by=world.an)) == [
        "Ngày chi bộ nhận quyết định phải từ ngày ban hành quyết định trở đi."
    ]


def test_ceremony_without_a_decision(world: World) -> None:
    case = prepared(world)
    assert refused(lambda: hold_ceremony(case, CEREMONY, by=world.an)) == [
        "Chưa ghi quyết định kết nạp; ghi quyết định trước."
    ]


def test_ceremony_counts_from_receipt_until_208(world: World) -> None:
    case = decided(world)
    record_decision(case, DECIDED, by=world.an)
    assert refused(lambda: hold_ceremony(case, CEREMONY, by=world.an)) == [
        "Theo quy định lúc ban hành quyết định, hạn tổ chức lễ tính từ ngày chi bộ nhận quyết định; ghi ngày "
        "nhận vào quyết định trước."
    ]


def test_late_ceremony_needs_its_reason(world: World) -> None:
    """Received on 12/05/2025: the 30th working day is 23/06/2025."""
    case = decided(world)
    late = date(2025, 6, 24)
    assert refused(lambda: hold_ceremony(case, late, by=world.an)) == [
        "Lễ kết nạp ngày 24/06/2025 quá hạn 30 ngày làm việc (chậm nhất 23/06/2025, quyết định ngày "
        "05/05/2025). Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc. Nếu vẫn tổ chức, ghi lý do và ý kiến "
        "của cấp có thẩm quyền."
    ]
    held = hold_ceremony(case, late, late_reason="Người được kết nạp ốm", by=world.an)
    assert held.late_reason == "Người được kết nạp ốm"


def test_ceremony_on_the_last_day(world: World) -> None:
    case = decided(world)
    assert refused(lambda: hold_ceremony(case, date(2025, 6, 23), by=world.an)) == []


# ------------------------------------------------------------------ recognition


def test_resolution_before_the_twelve_months_end(world: World) -> None:
    case = admitted(world)
    early = voting("cell", date(2026, 6, 1), "recognition")
    assert refused(lambda: record_review(case, early, by=world.chung)) == [
        "Ngày 01/06/2026 chưa hết 12 tháng dự bị: kết nạp ngày 02/06/2025, chi bộ xét công nhận từ ngày "
        "02/06/2026. Theo Điều lệ Đảng ngày 19/01/2011, Điều 5."
    ]


def test_recognition_without_the_class_for_new_members(world: World) -> None:
    case = admitted(world)
    record_review(case, voting("cell", date(2026, 6, 2), "recognition"), by=world.chung)
    record_review(case, voting("committee", date(2026, 6, 20), "recognition"), by=world.an)
    assert refused(lambda: recognise_in_case(case, date(2026, 6, 30), by=world.an)) == [
        "Chưa có giấy chứng nhận lớp bồi dưỡng đảng viên mới; phải học xong trước khi công nhận. "
        "Theo Công văn 1361-CV/BTCTW ngày 30/06/2026."
    ]


def test_recognition_before_the_ceremony(world: World) -> None:
    case = decided(world)
    assert refused(lambda: recognise_in_case(case, date(2026, 6, 30), by=world.an)) == [
        "Chưa ghi lễ kết nạp; chưa đến bước công nhận chính thức."
    ]
    early = voting("cell", date(2026, 6, 10), "recognition")
    assert refused(lambda: record_review(case, early, by=world.chung)) == [
        "Chưa ghi kết nạp; chưa đến bước xét công nhận chính thức."
    ]


def test_card_before_recognition(world: World) -> None:
    case = admitted(world)
    assert refused(lambda: complete_with_card(case, date(2026, 9, 2), by=world.an)) == [
        "Chưa ghi công nhận chính thức; thẻ đảng viên phát sau khi công nhận."
    ]


def test_no_more_votes_on_admission_after_it(world: World) -> None:
    case = admitted(world)
    late = voting("cell", date(2025, 6, 10))
    assert refused(lambda: record_review(case, late, by=world.chung)) == [
        "Đã ghi kết nạp; không ghi thêm biểu quyết xét kết nạp."
    ]
    assert refused(lambda: record_decision(case, DECIDED, by=world.an)) == [
        "Đã ghi lễ kết nạp; không sửa quyết định ở đây."
    ]


# ------------------------------------------------------------------ members before


def test_the_wait_before_readmission(world: World) -> None:
    case = opened(
        world, is_readmission=True, left_party_on=date(2022, 4, 6), left_party_how="other"
    )
    prepared(world, case)
    assert refused(lambda: cell_voted(world, case)) == [
        "Ra khỏi Đảng ngày 06/04/2022; đủ 36 tháng vào ngày 06/04/2025. Theo mức đặt sẵn của hệ thống, chưa "
        "rõ văn bản gốc.",
        "Kết nạp lại phải có văn bản đồng ý của ban thường vụ cấp ủy cấp tỉnh; ghi văn bản đó vào giấy tờ của "
        "hồ sơ. Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc.",
    ]
    mark_papers(case, [marking("readmission_consent", date(2025, 4, 1))], by=world.chung)
    assert refused(lambda: cell_voted(world, case, on=date(2025, 4, 6))) == []


def test_the_wait_after_a_record_is_cleared(world: World) -> None:
    case = opened(
        world,
        is_readmission=True,
        left_party_how="minor_crime",
        record_cleared_on=date(2020, 4, 6),
    )
    prepared(world, case)
    mark_papers(case, [marking("readmission_consent", date(2025, 4, 1))], by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Được xóa án tích ngày 06/04/2020; đủ 60 tháng vào ngày 06/04/2025. Theo mức đặt sẵn của hệ thống, "
        "chưa rõ văn bản gốc."
    ]
    assert refused(lambda: cell_voted(world, case, on=date(2025, 4, 6))) == []


@pytest.mark.parametrize(
    ("how", "label"),
    [
        ("dropped_activity", "tự bỏ sinh hoạt đảng"),
        ("own_application", "tự làm đơn xin ra khỏi đảng"),
        ("disunity", "gây mất đoàn kết nội bộ nghiêm trọng"),
    ],
)
def test_groups_that_are_never_readmitted(world: World, how: str, label: str) -> None:
    case = opened(world, is_readmission=True, left_party_on=date(2000, 1, 1), left_party_how=how)
    prepared(world, case)
    mark_papers(case, [marking("readmission_consent", date(2025, 4, 1))], by=world.chung)
    assert refused(lambda: cell_voted(world, case))[0].startswith(
        f"Ra khỏi Đảng trước đây vì: {label}; trường hợp này không xem xét kết nạp lại."
    )


def test_only_once_readmitted(world: World) -> None:
    person = candidate(world)
    again = Entering(person, world.tren.pk, date(2018, 1, 10), "probationary")
    admit_members([Admitting(again, date(2018, 1, 2), is_readmission=True)], by=world.an)
    end_membership(person, "removed", date(2019, 1, 1), by=world.an)
    case = prepared(world, opened(world, person))
    mark_papers(case, [marking("readmission_consent", date(2025, 4, 1))], by=world.chung)
    assert refused(lambda: cell_voted(world, case)) == [
        "Đã được kết nạp lại 1 lần; chỉ kết nạp lại 1 lần. Theo mức đặt sẵn của hệ thống, chưa rõ văn bản gốc."
    ]


# ------------------------------------------------------------------ the case itself


def test_members_have_no_case(world: World) -> None:
    new = NewCase(world.people["lan"], world.tren.pk, OPENED)
    assert refused(lambda: open_case(new, by=world.chung)) == [
        "Đinh Thị Lan đang là đảng viên của Chi bộ Trường Tiểu học; không mở hồ sơ phát triển đảng."
    ]


def test_one_open_case_a_person(world: World) -> None:
    case = opened(world)
    assert refused(lambda: opened(world, case.person)) == [
        "Lò Thị Mai đang có hồ sơ theo dõi từ ngày 01/03/2024; dùng hồ sơ đó."
    ]


def test_a_committee_follows_nobody(world: World) -> None:
    new = NewCase(candidate(world), world.commune.pk, OPENED)
    assert refused(lambda: open_case(new, by=world.an)) == [
        "Đảng bộ xã Mường Mẫu không phải là chi bộ; chọn chi bộ theo dõi."
    ]


def test_days_ahead_are_refused(world: World) -> None:
    case = opened(world)
    assert refused(lambda: guide(case, world.people["an"], date(2036, 1, 1), by=world.chung)) == [
        "Ngày 01/01/2036 chưa tới; ghi khi đã có."
    ]


def test_only_official_members_help(world: World) -> None:
    case = opened(world)
    day = date(2026, 4, 1)
    assert refused(lambda: guide(case, world.people["en"], day, by=world.chung)) == [
        "Đồng chí Vàng Thị Én không phải là đảng viên chính thức tại ngày 01/04/2026."
    ]


def test_nothing_happens_before_the_stage_began(world: World) -> None:
    case = opened(world)
    assert refused(lambda: guide(case, world.people["an"], date(2024, 2, 1), by=world.chung)) == [
        "Hồ sơ đã ở giai đoạn “Theo dõi” từ ngày 01/03/2024; ngày 01/02/2024 không thể trước ngày đó."
    ]


def test_going_back_says_why_and_only_back(world: World) -> None:
    case = decided(world)
    day = date(2025, 5, 20)
    assert refused(lambda: send_back(case, "papers", day, " ", by=world.chung)) == [
        "Ghi lý do quay lại giai đoạn trước."
    ]
    assert refused(lambda: send_back(case, "card", day, "Nhầm", by=world.chung)) == [
        "Chọn một giai đoạn trước giai đoạn hiện nay."
    ]
    hold_ceremony(case, CEREMONY, by=world.an)
    assert refused(lambda: send_back(case, "papers", CEREMONY, "Nhầm", by=world.chung)) == [
        "Đã ghi kết nạp, không quay lại giai đoạn “Làm hồ sơ” được."
    ]


def test_the_cell_is_asked_once(world: World) -> None:
    case = prepared(world)
    put_before_the_cell(case, date(2025, 4, 1), by=world.chung)
    assert refused(lambda: put_before_the_cell(case, date(2025, 4, 2), by=world.chung)) == [
        "Hồ sơ đã qua bước đưa ra chi bộ xét."
    ]


def test_a_closed_case_takes_nothing_in(world: World) -> None:
    case = opened(world)
    leave_pipeline(case, "own_wish", date(2024, 5, 1), by=world.chung)
    assert refused(lambda: mark_papers(case, [], by=world.chung)) == [
        "Hồ sơ của Lò Thị Mai đã kết thúc ngày 01/05/2024; mở lại hồ sơ trước khi ghi tiếp."
    ]
    assert refused(lambda: reopen_case(case, "", by=world.chung)) == ["Ghi lý do mở lại hồ sơ."]


def test_an_open_case_is_not_reopened(world: World) -> None:
    case = opened(world)
    assert refused(lambda: reopen_case(case, "Nhầm", by=world.chung)) == [
        "Hồ sơ này chưa kết thúc."
    ]


def test_a_probationary_member_leaves_by_a_decision(world: World) -> None:
    case = admitted(world)
    day = date(2026, 6, 20)
    assert refused(lambda: leave_pipeline(case, "own_wish", day, by=world.an)) == [
        "Lò Thị Mai đang là đảng viên dự bị: dừng vì không được công nhận thì chọn lý do “Không đủ tư cách, bị "
        "xóa tên khi còn dự bị”; ra khỏi Đảng vì lý do khác thì ghi biến động ở hồ sơ đảng viên."
    ]
    assert refused(lambda: leave_pipeline(case, "struck_off", day, by=world.an)) == [
        "Xóa tên đảng viên dự bị phải có quyết định; chọn hoặc nhập quyết định xóa tên."
    ]


def test_a_case_moves_to_another_cell_after_it_came(world: World) -> None:
    case = opened(world)
    assert refused(lambda: move_case(case, world.duoi, OPENED, by=world.an)) == [
        "Chi bộ hiện nay theo dõi hồ sơ từ ngày 01/03/2024; ngày chuyển phải sau ngày đó."
    ]
    assert refused(lambda: move_case(case, world.tren, date(2024, 5, 1), by=world.an)) == [
        "Chi bộ bản Trên đang theo dõi hồ sơ này."
    ]


# ------------------------------------------------------------------ who may


def test_a_cell_follows_and_the_office_decides(world: World) -> None:
    case = prepared(world)
    cell_voted(world, case)
    with pytest.raises(NotAllowed):
        record_review(case, voting("committee", COMMITTEE_MET), by=world.chung)
    committee_voted(world, case)
    with pytest.raises(NotAllowed):
        record_decision(case, DECIDED, by=world.chung)


@pytest.mark.parametrize("role", ["neighbour", "secretary", "member", "auditor", "cell_committee"])
def test_others_write_nothing(world: World, role: str) -> None:
    case = opened(world)
    with pytest.raises(NotAllowed):
        guide(case, world.people["an"], date(2024, 5, 1), by=world.users[role])


def test_the_deputy_of_a_cell_does_not_keep_the_background(world: World) -> None:
    case = opened(world)
    with pytest.raises(NotAllowed):
        propose_checks(case, by=world.users["cell_deputy"])
    check = BackgroundCheck(case=case, relation="Bản thân", full_name="Lò Thị Mai")
    with pytest.raises(NotAllowed):
        keep_check(check, by=world.users["cell_deputy"])
