"""What the demo world's meetings hold beside their agenda: who spoke, petitions, praise and criticism, points."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from chibo.meetings.actions.scoring import sum_up
from chibo.meetings.models import Attendance, Petition, Presence, Raised, Remark, Score
from chibo.meetings.queries.sheet import Line, criteria, sheet_on
from chibo.rulebook.queries import rule

SINCE = date(2026, 6, 1)
# What was raised before the first day is answered; from then to the second, but for a few.
_ALL_ANSWERED, _ANSWERED = date(2026, 9, 1), date(2026, 10, 1)
_ASKED = (
    ("Sửa đoạn kênh mương bị sạt sau mưa, dài khoảng 40 m", "Cánh đồng bản"),
    ("Lắp thêm điện chiếu sáng đường nội bản", "Nhóm hộ 3"),
    ("Sớm cấp giấy chứng nhận quyền sử dụng đất đã đo đạc năm 2024", "Cả bản"),
    ("Nạo vét bể nước sạch, thay đường ống cũ", "Nhóm hộ 1"),
    ("Hỗ trợ giống ngô vụ đông cho các hộ mất mùa", "Nhóm hộ 2"),
)  # fmt: skip
_THOUGHT = "Nhất trí chủ trương mở rộng đường trục bản, đề nghị công khai mức đóng góp"
_TO = "Ủy ban nhân dân xã"
_ANSWER = "Đã đưa vào kế hoạch duy tu quý III, hoàn thành và bàn giao cho bản."
_WORDS = (
    (Remark.Kind.PRAISE, "Vận động được sáu hộ hiến đất mở đường"),
    (Remark.Kind.PRAISE, "Hoàn thành sớm việc được giao, hướng dẫn tốt đảng viên trẻ"),
    (Remark.Kind.REMINDER, "Đóng đảng phí chậm hai tháng, cần đóng đúng kỳ"),
    (Remark.Kind.CRITICISM, "Chưa nắm chắc hộ được phân công, báo cáo còn chung chung"),
    (Remark.Kind.SELF_CRITICISM, "Nhận thiếu sót trong quản lý, hứa khắc phục trước kỳ họp tới"),
)
# Of a line worth more than one point every so many meetings give one less than the most.
_ONE_LESS = 5


def mark_speakers(roll: Sequence[Attendance], on: date, rng: Random) -> None:
    """Two or three in five of those who came spoke."""
    if on >= SINCE:
        came = [row for row in roll if row.state == Presence.PRESENT]
        for row in rng.sample(came, len(came) * rng.choice((35, 45, 55)) // 100):
            row.spoke = True


def petitions(on: date, turn: int, rng: Random) -> list[Petition]:
    """People of villages raise something every so many meetings."""
    if on < SINCE or turn % 4:
        return []
    asked, place = _ASKED[turn % len(_ASKED)]
    found = [_petition(on, asked, place, turn, rng)]
    if turn % 12 == 0:
        opinion = Petition(
            client_id=_uuid(rng), kind=Raised.OPINION, asked=_THOUGHT, place="Cả bản"
        )
        found.append(opinion)
    return found


def _petition(on: date, asked: str, place: str, turn: int, rng: Random) -> Petition:
    due = rule("meetings.petition_answered_within", on).after(on)
    made = Petition(
        client_id=_uuid(rng), kind=Raised.PETITION, asked=asked, place=place, due_on=due
    )
    if on < _ANSWERED or turn % 8:
        made.passed_to, made.passed_on = _TO, on + timedelta(days=4)
    if on < _ALL_ANSWERED or (on < _ANSWERED and turn % 8):
        made.answer, made.answered_on = _ANSWER, due - timedelta(days=5)
    return made


def remarks(roll: Sequence[Attendance], on: date, turn: int, rng: Random) -> list[Remark]:
    came = [row.person_id for row in roll if row.state == Presence.PRESENT]
    if on < SINCE or turn % 2:
        return []
    kind, words = _WORDS[turn // 2 % len(_WORDS)]
    return [Remark(client_id=_uuid(rng), person_id=rng.choice(came), kind=kind, words=words)]


def own_score(on: date, theme: str, rng: Random) -> list[Score]:
    """As the cell filled the sheet on paper: nothing of it comes from these books."""
    sheet = sheet_on(on)
    if sheet is None or on < SINCE:
        return []
    lines = [_filled(line, theme, rng) for one in criteria(sheet) for line in one.lines]
    return [sum_up(Score(), sheet, rule("meetings.score_levels", on), lines)]


def _filled(line: Line, theme: str, rng: Random) -> dict[str, Any]:
    counts = bool(theme) or line.fact != "theme"
    less = int(len(line.choices) > 1 and rng.randrange(_ONE_LESS) == 0)
    return {
        "key": line.key,
        "criterion": line.criterion,
        "label": line.label,
        "most": line.most,
        "points": line.choices[less][0] if counts else None,
        "suggested": None,
        "counts": counts,
        "why": "",
        "note": "",
    }


def _uuid(rng: Random) -> uuid.UUID:
    return uuid.UUID(int=rng.getrandbits(128))
