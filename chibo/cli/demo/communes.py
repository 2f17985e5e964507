"""A commune in the making: its organisation, cells and places, then its years, told in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from chibo.accounts.models import User
from chibo.cli.demo.calendar import REORGANISED, TODAY
from chibo.cli.demo.cases import Following
from chibo.cli.demo.growing import Growth
from chibo.cli.demo.offices import Appointing, Holder
from chibo.cli.demo.papers import LOCAL, Decisions, register_papers
from chibo.cli.demo.places import CellPlan
from chibo.cli.demo.telling import Telling
from chibo.members.actions.units import end_unit
from chibo.organisations.actions.changing import rename_organisation
from chibo.organisations.actions.founding import NewOrganisation, found_organisation
from chibo.organisations.actions.places import cover_place, end_place, found_place
from chibo.organisations.models import Organisation, Place

_PLACE_KINDS = {"school", "health_station", "extension_station"}


@dataclass(frozen=True)
class Rename:
    cell: str
    key: str
    on: date


@dataclass
class Commune:
    """`code` is the commune's part of the 14 digits, its cells are numbered after it."""

    key: str
    name: str
    base_type: str
    code: str
    growth: Growth
    holders: Sequence[Holder] = ()
    renames: Sequence[Rename] = ()
    bare_places: Mapping[str, str] = field(default_factory=dict)  # name → kind: no cell yet
    with_decisions: bool = False  # every admission and recognition has its paper in the register
    follows_from: int = 9999  # the year from which those admitted were followed by a case before
    founded: date = date(1961, 2, 3)
    organisation: Organisation = field(init=False)
    merged_from: Organisation | None = None  # what it was until the districts ended
    cells: dict[str, Organisation] = field(default_factory=dict)
    villages: dict[str, Place] = field(default_factory=dict)
    office: User = field(init=False)
    decisions: Decisions | None = None

    @property
    def short_name(self) -> str:
        return self.name.removeprefix("Đảng bộ ")

    def at(self, day: date) -> Organisation:
        """The organisation it was on a day."""
        return self.merged_from if self.merged_from and day < REORGANISED else self.organisation

    def found(self, district: Organisation, by: User) -> None:
        """The commune with the cells and places that stood before the districts ended."""
        new = NewOrganisation(
            self.name,
            "grassroots_committee",
            self.base_type,
            short_name=self.short_name[0].upper() + self.short_name[1:],
            code=self.code.ljust(14, "0"),
        )
        self.organisation = found_organisation(new, district, self.founded, by=by)
        for name, kind in self.bare_places.items():
            found_place(self.organisation, name, kind, date(2010, 1, 1), by=by)
        self._found_cells(date.min, REORGANISED, by)

    def _found_cells(self, first: date, before: date, by: User) -> None:
        for number, cell in enumerate(self.growth.cells, 1):
            if first <= cell.founded < before:
                self._found_cell(number, cell, by)

    def _found_cell(self, number: int, cell: CellPlan, by: User) -> None:
        new = NewOrganisation(
            cell.full_name,
            "subordinate_cell",
            cell.base_type,
            short_name=cell.key,
            code=f"{self.code}{number:03}".ljust(14, "0"),
        )
        made = found_organisation(new, self.organisation, cell.founded, by=by)
        kind = cell.base_type if cell.is_village or cell.base_type in _PLACE_KINDS else "agency"
        place = found_place(
            self.organisation, cell.key, kind, cell.founded, by=by, is_difficult=cell.difficult
        )
        cover_place(made, place, cell.founded, by=by)
        self.cells[cell.key], self.villages[cell.key] = made, place

    def tell_before(self) -> None:
        """From the opening of the books to the end of the districts."""
        if self.key in LOCAL:
            register_papers(self.key, self.organisation, self.office)
        if self.with_decisions:
            area = self.growth.area
            district = area.district.removeprefix("huyện ")
            self.decisions = Decisions(self.organisation, self.office, district, area.commune)
        telling = self._telling()
        telling.open_books()
        self._appoint(date.min, self.growth.books)
        first = self.growth.books + timedelta(days=1)
        while first < REORGANISED:
            last = min(date(first.year, 12, 31), REORGANISED - timedelta(days=1))
            self._tell(telling, first, last)
            first = last + timedelta(days=1)

    def tell_after(self) -> None:
        """From the day the commune hangs under the province to today."""
        self._found_cells(REORGANISED, TODAY, self.office)
        telling = self._telling()
        self._tell(telling, REORGANISED, date(2025, 12, 31))
        self._tell(telling, date(2026, 1, 1), TODAY)

    @property
    def following(self) -> Following:
        return Following(self.growth, self.cells, self.office)

    def _telling(self) -> Telling:
        return Telling(self.cells, self.growth.lives, self.office, self.decisions)

    def _tell(self, telling: Telling, first: date, last: date) -> None:
        if self.follows_from <= first.year:
            self.following.before(first, last)
        telling.tell(first, last)
        self._appoint(first, last)
        for cell in self.growth.cells:
            if cell.ended and first <= cell.ended <= last:
                end_place(
                    self.villages[cell.key], cell.ended, by=self.office, reason="Sáp nhập bản"
                )
                end_unit(self.cells[cell.key], cell.ended, by=self.office, reason="Sáp nhập bản")
        for new in self.renames:
            if first <= new.on <= last:
                self._rename(new)

    def _appoint(self, first: date, last: date) -> None:
        appointing = Appointing(
            self.organisation, self.cells, self.villages, self.office, list(self.holders)
        )
        appointing.tell(first, last)

    def _rename(self, new: Rename) -> None:
        full = CellPlan(new.key, self.growth.cell(new.cell).base_type, 0).full_name
        rename_organisation(self.cells[new.cell], full, new.on, by=self.office, short_name=new.key)
