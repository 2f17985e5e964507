"""Weak units: Đồng Ý from the rating of 2016 to the recognition of 2018, and a cell of Mường Sang helped today.

The plan 49-KH/HU has nine groups of solutions and a task force of ten, as the article tells; offices are those of
the article, the officer sent from the district is the demo world's own.
"""

from collections.abc import Sequence
from datetime import date

from chibo.accounts.models import User
from chibo.assignments.actions.giving import Giving
from chibo.assignments.actions.steps import Told
from chibo.assignments.actions.telling import History, tell_work
from chibo.cli.demo.communes import Commune
from chibo.consolidation.actions.closing import clear_weakness, close_plan
from chibo.consolidation.actions.concluding import NewConclusion, conclude
from chibo.consolidation.actions.following import NewFollowUp, write_follow_ups
from chibo.consolidation.actions.force import NewSecondment, Seat, seat_force, second_officers
from chibo.consolidation.actions.milestones import (
    NewMilestone,
    record_milestone,
    set_milestones,
)
from chibo.consolidation.actions.planning import NewPlan, Weak, begin_plan, link_measures
from chibo.consolidation.models import Plan
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.documents.queries import named
from chibo.members.models import Post
from chibo.organisations.models import Organisation

_GROUPS = (
    "Củng cố, nâng cao chất lượng hoạt động của tổ chức cơ sở đảng",
    "Quản lý, giáo dục, rèn luyện đảng viên; tạo nguồn, kết nạp đảng viên",
    "Xây dựng các tổ chức trong hệ thống chính trị ở xã, thôn vững mạnh",
    "Thực hiện nghiêm chế độ sinh hoạt cấp ủy, chi bộ",
    "Phát huy dân chủ, tự phê bình và phê bình",
    "Bổ sung kế hoạch khắc phục hạn chế của tập thể, cá nhân",
    "Tăng cường kiểm tra, giám sát của cấp ủy cấp trên",
    "Đề cao trách nhiệm nêu gương của cán bộ, đảng viên",
    "Biểu dương, khen thưởng kịp thời; xử lý nghiêm vi phạm",
)
_MEASURES = (
    "Kiểm điểm tập thể Đảng ủy, phân công lại cấp ủy viên",
    "Rà soát đảng viên, mở lớp cho quần chúng ưu tú",
    "Kiện toàn ban công tác Mặt trận và đoàn thể các thôn",
    "Họp chi bộ đúng ngày, cấp ủy viên dự cùng các thôn",
    "Tổ chức đối thoại với nhân dân ở mười thôn",
    "Mỗi chi bộ ghi kế hoạch khắc phục sau kiểm điểm",
    "Kiểm tra việc chấp hành nghị quyết tại bốn chi bộ",
    "Đảng ủy viên đăng ký việc nêu gương",
    "Xét khen các thôn dẫn đầu nông thôn mới",
)
_FORCE = (
    ("head", "Chủ tịch Ủy ban MTTQ huyện Bắc Sơn"),
    ("deputy", "Trưởng phòng Nông nghiệp và Phát triển nông thôn huyện"),
    ("member", "Phó Trưởng Ban Tổ chức Huyện ủy"),
    ("member", "Phó Chủ nhiệm Ủy ban Kiểm tra Huyện ủy"),
    ("member", "Phó Trưởng Ban Tuyên giáo Huyện ủy"),
    ("member", "Phó Trưởng Ban Dân vận Huyện ủy"),
    ("member", "Chủ tịch Hội Nông dân huyện"),
    ("member", "Chủ tịch Hội Liên hiệp Phụ nữ huyện"),
    ("member", "Chủ tịch Hội Cựu chiến binh huyện"),
    ("member", "Bí thư Huyện đoàn"),
)  # fmt: skip
_SAID = (
    ("some", "Tổ công tác làm việc với Ban Thường vụ Đảng ủy, thống nhất chương trình"),
    ("none", "Hai chi bộ thôn chưa họp được trong tháng"),
    ("some", "Các chi bộ thôn họp đủ; Đảng ủy viên dự sinh hoạt ở mười thôn"),
    ("some", "Đảng ủy kiểm điểm lần hai, phân công lại địa bàn"),
    ("clear", "Chi bộ họp đúng kỳ; nhân dân các thôn góp công làm đường"),
    ("clear", "Hoàn thành các tiêu chí nông thôn mới còn lại, trình thẩm định"),
    ("clear", "Xã được công nhận đạt chuẩn nông thôn mới"),
)
_FORCE_OF_THE_COMMUNE = (
    ("head", "Phó Bí thư Thường trực Đảng ủy xã"),
    ("deputy", "Chủ tịch Ủy ban MTTQ xã"),
    ("member", "Trưởng Công an xã"),
    ("member", "Bí thư Đoàn xã"),
)


def consolidate(communes: dict[str, Commune], district: Organisation) -> None:
    """The district is no more: the office of its province keeps its records."""
    _dong_y(communes["dongy"], district, User.objects.get(username="vanphong.langson"))
    _muong_sang(communes["muongsang"])


# ---------------------------------------------------------- Đồng Ý 2017


def _dong_y(commune: Commune, district: Organisation, by: User) -> None:
    unit, began = commune.organisation, date(2017, 5, 4)
    paper = named(unit.pk, "49-KH/HU")[0]
    conclude(district, unit, _seen_in_2016(), by=by)
    new = NewPlan(
        paper,
        began,
        date(2017, 12, 31),
        "Đảng ủy chưa phát huy vai trò lãnh đạo; người đứng đầu chưa rõ trách nhiệm; nể nang, né tránh khi "
        "phê bình",
        "Đưa Đảng bộ xã ra khỏi diện yếu kém và về đích nông thôn mới trong năm 2017",
        [
            Weak("Đoàn kết nội bộ", "disunity"),
            Weak("Vai trò lãnh đạo của Đảng ủy, trách nhiệm người đứng đầu"),
            Weak("Tái cơ cấu nông nghiệp gắn với xây dựng nông thôn mới"),
        ],
        _GROUPS,
    )
    plan = begin_plan(district, unit, new, by=by)
    seat_force(plan, [Seat(role, office, began) for role, office in _FORCE], by=by)
    _send_officer(plan, unit, by)
    _tell_measures(plan, _MEASURES, unit, date(2017, 11, 30), by)
    _follow_through_2017(plan, by)
    _new_countryside(unit, commune.office)
    _recognise(plan, unit, commune.office, by)


def _seen_in_2016() -> list[NewConclusion]:
    seen_on, evidence = date(2017, 1, 16), "Kết quả kiểm điểm, xếp loại năm 2016"
    return [
        NewConclusion(criterion, True, reason, seen_on, evidence=evidence)
        for criterion, reason in (
            ("rated_not_met", "Năm 2016 xếp không hoàn thành nhiệm vụ (yếu kém)"),
            ("disunity", "Nội bộ Đảng ủy chưa đoàn kết, nể nang khi phê bình"),
        )
    ]


def _follow_through_2017(plan: Plan, by: User) -> None:
    given = [
        NewFollowUp("month", date(2017, 5 + n, 1), _after(2017, 5 + n), judged, text,
                    "Tổ trưởng, hai thành viên")
        for n, (judged, text) in enumerate(_SAID)
    ]  # fmt: skip
    reviews = [
        NewFollowUp("quarter", date(2017, 7, 1), date(2017, 10, 5), "some", "Sơ kết quý III: chi bộ họp đủ"),
        NewFollowUp("report", date(2017, 7, 1), date(2017, 12, 28), "clear", "Chuyển biến trên các mặt"),
    ]  # fmt: skip
    write_follow_ups(plan, [*given, *reviews], by=by)


def _after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 3)


def _send_officer(plan: Plan, unit: Organisation, by: User) -> None:
    post = Post.objects.filter(organisation=unit, seconded_from="Huyện ủy Bắc Sơn").first()
    if post:
        second_officers(plan, [NewSecondment("Huyện ủy Bắc Sơn", post.started_on, post)], by=by)


def _tell_measures(
    plan: Plan, measures: Sequence[str], unit: Organisation, due_on: date, by: User, done: int = 99
) -> None:
    """One of each group; the first `done` of them are finished in time and verified."""
    origin = f"Kế hoạch {plan.paper.full_number}"
    ready = date(due_on.year, due_on.month, 15)
    finished = (
        Told("done", ready, "Đã thực hiện", "Báo cáo của đơn vị"),
        Told("verified", due_on, "Tổ công tác đã kiểm tra"),
    )
    told = [
        History(
            Giving(plan.committee, what, plan.started_on, due_on, unit=unit, origin=origin,
                   paper=plan.paper),
            finished if n < done else (),
        )
        for n, what in enumerate(measures)
    ]  # fmt: skip
    works = tell_work(told, by=by)
    link_measures(plan, list(zip(plan.groups.all(), works, strict=False)), by=by)


def _new_countryside(unit: Organisation, by: User) -> None:
    new = NewMilestone(unit, "nông thôn mới", date(2017, 5, 4), date(2017, 12, 31))
    (mark,) = set_milestones([new], by=by)
    record_milestone(mark, "reached", date(2017, 12, 5), by=by, evidence="Quyết định của UBND tỉnh")


def _recognise(plan: Plan, unit: Organisation, office: User, by: User) -> None:
    """Once the rating of 2017 was done."""
    shown = (
        "Biên bản kiểm điểm cuối năm: nội bộ thống nhất",
        "Các kỳ sinh hoạt định kỳ thực hiện đúng; Đảng ủy phân công rõ từng đồng chí",
        "Xã được công nhận đạt chuẩn nông thôn mới tháng 12/2017",
    )
    for row, evidence in zip(plan.weaknesses.order_by("pk"), shown, strict=True):
        clear_weakness(row, date(2017, 12, 28), evidence, by=by)
    day = date(2018, 1, 25)
    decision = _paper(unit, office, "112", "TB/HU", "Huyện ủy Bắc Sơn", day,
                      "Công nhận Đảng bộ xã Đồng Ý thoát yếu kém")  # fmt: skip
    close_plan(plan, day, "Đã khắc phục các hạn chế, tiến bộ về mọi mặt", decision, by=by)


# ---------------------------------------------------------- Mường Sang today


def _muong_sang(commune: Commune) -> None:
    """A cell whose meetings went wrong, helped since May; October's note and one measure are still missing."""
    by, committee = commune.office, commune.organisation
    cell, began = commune.cells["Bản Sò Lườn"], date(2026, 5, 18)
    reason = "Hai tháng liền không họp, biên bản trả lại nhiều lần"
    seen = NewConclusion("meetings_poor", True, reason, date(2026, 5, 4), evidence="Sổ sinh hoạt")
    conclude(committee, cell, [seen], by=by)
    paper = _paper(committee, by, "31", "KH/ĐU", "Đảng ủy xã Mường Sang", began,
                   "Củng cố Chi bộ bản Sò Lườn")  # fmt: skip
    new = NewPlan(
        paper,
        began,
        date(2026, 12, 31),
        "Bí thư chi bộ mới nhận nhiệm vụ, chi ủy thiếu người; đảng viên đi làm ăn xa",
        "Sinh hoạt đủ 12 tháng, có nguồn kết nạp",
        [Weak("Sinh hoạt thất thường", "meetings_poor"), Weak("Chưa có nguồn kết nạp")],
        ("Kiện toàn chi ủy", "Nâng chất lượng sinh hoạt", "Tạo nguồn kết nạp"),
    )
    plan = begin_plan(committee, cell, new, by=by)
    seat_force(plan, [Seat(role, office, began) for role, office in _FORCE_OF_THE_COMMUNE], by=by)
    done = ("Bổ sung một chi ủy viên", "Cùng chi ủy chuẩn bị nội dung, dự từng kỳ sinh hoạt")
    _tell_measures(plan, done, cell, date(2026, 9, 30), by)
    _tell_last(plan, cell, by)
    _follow_the_cell(plan, by)
    marks = [
        NewMilestone(committee, "nông thôn mới nâng cao", date(2026, 1, 12), date(2026, 12, 31)),
        NewMilestone(cell, "bản không còn hộ nghèo", date(2026, 5, 18), date(2027, 6, 30)),
    ]
    set_milestones(marks, by=by)


def _follow_the_cell(plan: Plan, by: User) -> None:
    said = (
        ("none", "Chưa kiện toàn được chi ủy"),
        ("some", "Đã bổ sung một chi ủy viên; tháng 6 họp đủ"),
        ("some", "Họp đúng ngày mùng 5, 80% đảng viên dự"),
        ("clear", "Sinh hoạt nền nếp, có chuyên đề"),
    )
    notes = [
        NewFollowUp("month", date(2026, 5 + n, 1), date(2026, 6 + n, 4), judged, text, "Tổ trưởng")
        for n, (judged, text) in enumerate(said)
    ]
    review = NewFollowUp("quarter", date(2026, 4, 1), date(2026, 7, 6), "some", "Sơ kết quý II")
    write_follow_ups(plan, [*notes, review], by=by)
    shown = "Biên bản bốn kỳ sinh hoạt liền được duyệt"
    clear_weakness(plan.weaknesses.order_by("pk")[0], date(2026, 10, 12), shown, by=by)


def _tell_last(plan: Plan, cell: Organisation, by: User) -> None:
    what, due_on = "Giúp hai quần chúng ưu tú dự lớp nhận thức về Đảng", date(2026, 12, 10)
    origin = f"Kế hoạch {plan.paper.full_number}"
    given = Giving(plan.committee, what, plan.started_on, due_on, unit=cell, origin=origin)
    works = tell_work([History(given)], by=by)
    link_measures(plan, [(list(plan.groups.all())[-1], works[0])], by=by)


def _paper(
    keeper: Organisation, by: User, number: str, symbol: str, issuer: str, day: date, about: str
) -> Paper:
    kind = "notice" if symbol.startswith("TB") else "plan"
    new = NewPaper(number, symbol, kind, issuer, day, about)
    return register_paper(new, keeper, by=by)
