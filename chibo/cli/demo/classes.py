"""Classes of a commune over the years: who was later admitted had been to one, and others went with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from chibo.admissions.actions.courses import (
    Certificate,
    NewCourse,
    Sending,
    certify,
    drop_participants,
    open_course,
    send_to_course,
)
from chibo.cli.demo.calendar import REORGANISED, TODAY
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.lives import Life
from chibo.cli.demo.offices import plain_facts
from chibo.members.actions.files import register_non_member
from chibo.members.models import Person
from chibo.organisations.models import Organisation

_BEFORE_ADMISSION = timedelta(days=75)
_LONG, _KNOWN = timedelta(days=4), timedelta(days=60)
_ONE_IN = 12


@dataclass
class Classes:
    """`sent` says how many went in a year; otherwise `others` besides those admitted afterwards."""

    commune: Commune
    first: int
    sent: Mapping[int, int] = field(default_factory=dict)
    others: int = 1
    went: int = 0

    def tell(self) -> None:
        for year in range(self.first, TODAY.year + 1):
            self._tell(year, date(year, 3, 10))

    def _tell(self, year: int, first: date) -> None:
        joined = list(self._joined(first))
        count = self.sent.get(year, len(joined) + self.others)
        going = joined + [self._somebody(first) for _one in range(count - len(joined))]
        if not going:
            return
        commune, by = self.commune, self.commune.office
        last = first + _LONG
        name = f"Lớp nhận thức về Đảng năm {year}"
        if commune.at(first) != commune.at(date.min):  # one class for each of those that became one
            name += f", {commune.short_name}"
        new = NewCourse("awareness", name, self._held(first), first, last)
        course = open_course(new, commune.at(first), by=by)
        rows = send_to_course(course, [Sending(person, cell.pk) for person, cell in going], by=by)
        dropped = [row for row in rows[len(joined) :] if self._drops_out()]
        passed = [row for row in rows if row not in dropped]
        certify(
            course,
            [Certificate(row, f"{n:02}-GCN/{year}", last) for n, row in enumerate(passed, 1)],
            by=by,
        )
        drop_participants(course, [(row, "Nghỉ quá số buổi quy định") for row in dropped], by=by)

    def lately(self, first: date) -> None:
        """A class that has just ended: its results are still to be entered."""
        commune, by = self.commune, self.commune.office
        new = NewCourse(
            "awareness", "Lớp nhận thức về Đảng khóa II", self._held(first), first, first + _LONG
        )
        course = open_course(new, commune.organisation, by=by)
        going = [self._somebody(first) for _one in range(4)]
        send_to_course(course, [Sending(person, cell.pk) for person, cell in going], by=by)

    def _held(self, on: date) -> str:
        if on >= REORGANISED:
            return f"Trường Chính trị tỉnh {self.commune.growth.area.province_today}"
        district = self.commune.growth.area.district
        return f"Trung tâm bồi dưỡng chính trị {district}"

    def _drops_out(self) -> bool:
        self.went += 1
        return not self.went % _ONE_IN

    def _joined(self, first: date) -> Iterator[tuple[Person, Organisation]]:
        """Those for whom it was the last class before their admission."""
        since = first + _BEFORE_ADMISSION
        until = first.replace(year=first.year + 1) + _BEFORE_ADMISSION
        for life in self.commune.growth.lives:
            if (
                life.came == "admitted"
                and since < life.came_on <= until
                and self._stood(life, first)
            ):
                assert life.person is not None
                yield life.person, self.commune.cells[life.cell]

    def _stood(self, life: Life, on: date) -> bool:
        return self.commune.growth.cell(life.cell).stands(on)

    def _somebody(self, first: date) -> tuple[Person, Organisation]:
        """An outstanding person of a village who has not been admitted since."""
        growth, on = self.commune.growth, first - _KNOWN
        cell = growth.rng.choice([one for one in growth.cells if one.is_village and one.stands(on)])
        sex = growth.rng.choice(["male", "female"])
        life = growth.somebody(sex, growth.rng.randint(19, 32), cell, first)
        where = self.commune.cells[cell.key]
        by = self.commune.office
        return register_non_member(plain_facts(life), where, on, by=by), where
