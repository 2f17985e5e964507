"""People on the way into the Party: who was followed before being admitted, and who is followed today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chibo.accounts.models import User
from chibo.admissions.actions.following import Marking, guide, mark_papers
from chibo.admissions.actions.opening import NewCase, leave_pipeline, open_cases
from chibo.admissions.actions.stages import put_before_the_cell
from chibo.admissions.models import Case
from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.growing import Growth
from chibo.cli.demo.lives import Life
from chibo.cli.demo.offices import plain_facts
from chibo.cli.demo.preparing import Preparing
from chibo.members.actions.files import register_non_member
from chibo.members.models import Person
from chibo.organisations.models import Organisation

_SOURCES = ("Đoàn Thanh niên giới thiệu", "Chi bộ phát hiện", "Hội Phụ nữ giới thiệu", "Dân quân")
# How far a candidate of today has come, and how many days ago the last step was.
_TODAY = (
    ("watched", 20),
    ("watched", 230),
    ("guided", 45),
    ("guided", 12),
    ("guided", 260),
    ("class", 256),
    ("class", 200),
    ("papers", 60),
    ("papers", 25),
    ("papers", 210),
    ("cell_review", 14),
    ("cell_review", 40),
)


@dataclass
class Following:
    """`cells` by key; the office enters what the cells did."""

    growth: Growth
    cells: Mapping[str, Organisation]
    office: User

    def before(self, first: date, last: date) -> None:
        """Those admitted from first to last had been followed for more than a year."""
        lives = [
            life
            for life in self.growth.lives
            if life.came == "admitted" and first <= life.came_on <= last and life.person is None
        ]
        for life in lives:
            opened = life.came_on - timedelta(days=420 + life.born.day * 9)
            if self.growth.cell(life.cell).stands(opened):
                self._admitted_later(life, opened)

    def _admitted_later(self, life: Life, opened: date) -> None:
        case = self._open(life, life.cell, opened)
        self._guide(case, life.cell, opened + timedelta(days=40 + life.born.day))
        studied = life.came_on - timedelta(days=150 + life.born.month * 4)
        asked = life.came_on - timedelta(days=105 + life.born.day)
        self._mark(case, ("certificate", studied), ("application", asked))
        put_before_the_cell(case, life.came_on - timedelta(days=50), by=self.office)

    def today(self, count: int) -> None:
        """So many are followed today, in villages by turns; two more have been given up."""
        villages = [one for one in self.growth.cells if one.is_village and one.stands(TODAY)]
        for number, (stage, days) in enumerate(_TODAY[:count]):
            cell = villages[number * 2 % max(1, len(villages) - 3)].key
            self._candidate(cell, stage, TODAY - timedelta(days=days))
        for reason, years in (("moved_away", 1), ("own_wish", 2)):
            cell = villages[-years].key
            case = self._candidate(cell, "guided", TODAY - timedelta(days=300 * years))
            leave_pipeline(case, reason, TODAY - timedelta(days=100 * years), by=self.office)

    def _candidate(self, cell: str, stage: str, since: date) -> Case:
        rng = self.growth.rng
        life = self.growth.somebody(
            rng.choice(["male", "female"]), rng.randint(19, 33), self.growth.cell(cell), since
        )
        steps = ("watched", "guided", "class", "papers", "cell_review").index(stage)
        opened = since - timedelta(days=90 * steps)
        case = self._open(life, cell, opened)
        days = [opened + timedelta(days=90 * turn) for turn in range(steps + 1)]
        if steps >= 1:
            self._guide(case, cell, days[1])
        if steps >= 2:
            self._mark(case, ("certificate", days[2]))
        if steps >= 3:
            self._mark(case, ("application", days[3]))
            self._prepare(case, cell, days[3], returned=days[4] if steps >= 4 else None)
        if steps >= 4:
            put_before_the_cell(case, days[4], by=self.office)
        return case

    def _prepare(self, case: Case, cell: str, on: date, returned: date | None) -> None:
        """What is asked about somebody whose application is in; all of it is there by `returned`."""
        helping = [row.member for row in case.guidance.select_related("member")]
        known = {person.pk for person in helping}
        free = [life for life in self.growth.in_cell(cell, on) if self._may_help(life, on)]
        others = [_person(life) for life in free if _person(life).pk not in known]
        Preparing(case, self.office, on, returned).tell([*helping, *others][:2])

    def _open(self, life: Life, cell: str, opened: date) -> Case:
        where = self.cells[cell]
        life.person = register_non_member(plain_facts(life), where, opened, by=self.office)
        source = _SOURCES[life.born.day % len(_SOURCES)]
        new = NewCase(life.person, where.pk, opened, source=source)
        return open_cases([new], by=self.office)[0]

    def _guide(self, case: Case, cell: str, on: date) -> None:
        """A member of the cell who is in the books already and stays."""
        free = [life for life in self.growth.in_cell(cell, on) if self._may_help(life, on)]
        if free:
            guide(case, _person(free[case.pk % len(free)]), on, by=self.office)

    def _may_help(self, life: Life, on: date) -> bool:
        return bool(life.person and life.official_on(on) and life.gone() is None and life.stays)

    def _mark(self, case: Case, *papers: tuple[str, date]) -> None:
        marked: Sequence[Marking] = [Marking(code, "done", day) for code, day in papers]
        mark_papers(case, marked, by=self.office)


def _person(life: Life) -> Person:
    assert life.person is not None
    return life.person
