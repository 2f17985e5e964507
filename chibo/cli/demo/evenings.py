"""One meeting of a cell of the demo world: who came, what was said, when the minutes were handed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from random import Random
from typing import Any

from chibo.assignments.models import Assignment
from chibo.base.figures import Rounding, percent
from chibo.cli.demo import said
from chibo.cli.demo.communes import Commune
from chibo.documents.models import Paper
from chibo.meetings.actions.keeping import PastMeeting, PastPoint, PastVersion, keep_meetings
from chibo.meetings.models import AgendaItem, Attendance, Guest, Meeting, Presence, State, Vote
from chibo.meetings.queries.plans import paper_title
from chibo.meetings.queries.roll import due_in_cells
from chibo.members.models import Post
from chibo.rulebook.queries import code_list

_WHY = ("Đi làm xa", "Ốm", "Việc gia đình", "Chăm người nhà nằm viện", "Đi công tác", "Mùa vụ")
_SAID = (
    (
        "Đánh giá kết quả tháng trước, nhiệm vụ tháng này",
        "Các ý kiến nhất trí với báo cáo; đề nghị nói rõ việc chưa làm xong và người chịu trách nhiệm.",
        "Nhất trí báo cáo. Việc chưa xong chuyển sang tháng sau, đồng chí được giao báo cáo lại.",
    ),
    (
        "Thông tin thời sự, văn bản của cấp trên",
        "Nghe phổ biến văn bản mới; hỏi thêm về cách làm ở bản.",
        "Đảng viên nắm nội dung, tuyên truyền tới các hộ được phân công.",
    ),
    (
        "Phát triển kinh tế, an ninh trật tự ở địa bàn",
        "Nêu tình hình mùa vụ, đường nội bản, một số hộ còn khó khăn.",
        "Giao các đồng chí phụ trách nhóm hộ theo dõi, báo lại ở buổi sau.",
    ),
    (
        "Công tác phát triển đảng, quản lý đảng viên",
        "Nhận xét quần chúng ưu tú đang theo dõi; nhắc đảng viên đi làm xa giữ liên lạc.",
        "Tiếp tục giúp đỡ quần chúng ưu tú; bí thư nhắc từng đồng chí.",
    ),
)
THEMES = (
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Nêu gương của cán bộ, đảng viên",
    "Giữ gìn rừng đầu nguồn, phòng chống thiên tai",
    "Xây dựng chi bộ bốn tốt",
    "Phòng, chống tệ nạn xã hội ở địa bàn",
)


@dataclass(frozen=True)
class Evening:
    """`cell` by key. `wanted` is the percentage of those due who came, as near as the roll allows, excused
    members coming where it needs them; `days` how long after it the minutes were handed in."""

    cell: str
    on: date
    wanted: int
    kind: str = "regular"
    theme: str = ""
    state: str = State.APPROVED
    days: int = 2
    said: str = ""
    works: Sequence[Assignment] = ()
    returning: Sequence[Assignment] = ()


@dataclass
class Evenings:
    """Meetings of a commune's cells, kept by its office."""

    commune: Commune
    made_known: Mapping[tuple[int, int], Paper] = field(default_factory=dict)  # by year and month
    rng: Random = field(init=False)
    beside: Random = field(init=False)  # apart, so that more words do not change who came

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.commune.key} meetings")
        self.beside = Random(f"{self.commune.key} said")

    def tell(self, evenings: Iterable[Evening]) -> list[Meeting]:
        told = [one for one in evenings if self.commune.growth.cell(one.cell).stands(one.on)]
        cells = self.commune.cells
        self._leaders = _leaders([cell.pk for cell in cells.values()])
        rolls = due_in_cells([(cells[one.cell].pk, one.on) for one in told])
        past = [self._past(one, rolls[cells[one.cell].pk, one.on]) for one in told]
        return keep_meetings(past, by=self.commune.office)

    def _past(self, one: Evening, roll: Sequence[Attendance]) -> PastMeeting:
        # The same day may hold another kind of meeting with a roll of its own.
        roll = [Attendance(person_id=r.person_id, status=r.status, outside=r.outside,
                           state=r.state, home_id=r.home_id)
                for r in roll]  # fmt: skip
        leads, writes = self._leading(one, roll)
        self._mark(roll, one.wanted, {leads, writes})
        said.mark_speakers(roll, one.on, self.beside)
        begins = time(19, 30) if self.commune.growth.cell(one.cell).is_village else time(14, 0)
        long = self.rng.choice((95, 100, 110)) + (30 if one.theme else 0)
        facts: dict[str, Any] = {
            "kind": one.kind,
            "held_on": one.on,
            "starts_at": begins,
            "ends_at": _later(begins, long),
            "place": "Nhà văn hóa" if begins.hour > 17 else "Phòng họp",
            "chair_id": leads,
            "minute_taker_id": writes,
            "theme": one.theme,
            "dues_status": "Đã thu đủ" if one.kind == "regular" else "",
            "state": one.state,
            "said": one.said,
        }
        return PastMeeting(
            self.commune.cells[one.cell],
            facts,
            roll,
            self._guests(),
            self._points(one, roll),
            [] if one.state == State.DRAFT else [PastVersion(one.on + timedelta(one.days))],
            **self._beside(one, roll),
        )

    def _beside(self, one: Evening, roll: Sequence[Attendance]) -> dict[str, Any]:
        """Of regular meetings; where minutes are still being written the points are given at the end."""
        if one.kind != "regular":
            return {}
        turn = list(self.commune.cells).index(one.cell) + one.on.month + 1
        village = self.commune.growth.cell(one.cell).is_village
        closed = one.state not in (State.DRAFT, State.RETURNED)
        return {
            "petitions": said.petitions(one.on, turn, self.beside) if village else [],
            "remarks": said.remarks(roll, one.on, turn, self.beside),
            "scores": said.own_score(one.on, one.theme, self.beside) if closed else [],
        }

    def _leading(self, one: Evening, roll: Sequence[Attendance]) -> tuple[int, int]:
        """The secretary of the day where the cell has one, and whoever comes next on the roll."""
        due = [
            r.person_id for r in roll if not r.outside and not r.home_id and r.status == "official"
        ]
        held = self._leaders.get(self.commune.cells[one.cell].pk, ())
        leads = next((post.person_id for post in held if post.holds(one.on)), due[0])
        return leads, next((person for person in due if person != leads), leads)

    def _mark(self, roll: Sequence[Attendance], wanted: int, leading: set[int]) -> None:
        due = [row for row in roll if not row.outside]
        excused = [row for row in roll if row.outside == "excused"]
        came, old = _nearest(len(due), len(excused), wanted)
        for row in self.rng.sample(excused, old):
            row.state = Presence.PRESENT
        free = [row for row in due if row.person_id not in leading]
        for row in self.rng.sample(free, min(len(due) - came, len(free))):
            told = self.rng.random() < 0.85
            row.state = Presence.WITH_REASON if told else Presence.WITHOUT_REASON
            row.reason = self.rng.choice(_WHY) if told else ""

    def _guests(self) -> list[Guest]:
        if self.rng.random() > 0.2:
            return []
        name = self.rng.choice(("Lò Văn Quyết", "Hà Thị Thơm", "Vì Văn Sơn"))
        return [Guest(name=name, post="Đảng ủy viên", is_in_charge=True)]

    def _points(self, one: Evening, roll: Sequence[Attendance]) -> list[PastPoint]:
        if one.kind == "thematic":
            spoken = [(one.theme, *_SAID[1][1:])]
        else:
            spoken = self.rng.sample(_SAID, 2)
        points = [PastPoint(_item(*words)) for words in spoken]
        points[-1] = PastPoint(points[-1].item, self._vote(one, roll), one.works)
        returned = [
            PastPoint(_item(f"Kết quả việc đã giao: {work.what}", "", "", returning=work))
            for work in one.returning
        ]
        return [*returned, *self._papers(one), *points]

    def _papers(self, one: Evening) -> list[PastPoint]:
        paper = self.made_known.get((one.on.year, one.on.month))
        if paper is None or one.kind != "regular":
            return []
        words = (
            "Các ý kiến nhất trí với nội dung văn bản.",
            "Đảng viên thực hiện phần việc được giao.",
        )
        return [PastPoint(_item(paper_title(paper), *words, paper=paper))]

    def _vote(self, one: Evening, roll: Sequence[Attendance]) -> Vote | None:
        """On the resolution of the month, in every third meeting."""
        if one.on.month % 3 or one.kind != "regular":
            return None
        voting = [row for row in roll if row.status == "official" and not row.home_id]
        official = [row for row in voting if row.outside != "suspended"]
        away = sum(row.state == "outside" and row.outside == "away" for row in official)
        excused = sum(row.state == "outside" and row.outside == "excused" for row in official)
        present = sum(row.state == "present" for row in official)
        return Vote(
            entitled=len(official),
            away=away,
            excused_absent=excused,
            absent=len(official) - away - excused - present,
            in_favour=present,
            against=0,
            other=0,
        )


def _item(title: str, opinions: str, conclusion: str, **more: Any) -> AgendaItem:
    return AgendaItem(title=title, opinions=opinions, conclusion=conclusion, **more)


def _leaders(cells: Sequence[int]) -> dict[int, list[Post]]:
    codes = [one.code for one in code_list("positions").items() if one.extra.get("is_secretary")]
    found: dict[int, list[Post]] = {}
    for post in Post.objects.filter(organisation__in=cells, position__in=codes).order_by("pk"):
        found.setdefault(post.organisation_id, []).append(post)
    return found


def _nearest(due: int, excused: int, wanted: int) -> tuple[int, int]:
    """How many of those due and of the excused came to be nearest to a percentage."""
    ways = [(came, old) for old in range(excused + 1) for came in range(due + 1)]

    def off(way: tuple[int, int]) -> tuple[int, int]:
        came, old = way
        return abs(int(percent(came + old, due + old, Rounding(0))) - wanted), old

    return min(ways, key=off)


def _later(begins: time, minutes: int) -> time:
    whole = begins.hour * 60 + begins.minute + minutes
    return time(whole // 60, whole % 60)
