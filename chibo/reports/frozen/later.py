"""A frozen sheet beside what the records say now: which numbers differ, and who came or went."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chibo.reports.content.building import build
from chibo.reports.frozen.behind import Keys, behind, came_and_went, counted, unpacked
from chibo.reports.frozen.forms import Place, about, form_as_data, places, shown
from chibo.reports.frozen.freezing import REPORT, forms_of, numbers_of
from chibo.reports.frozen.narrative import cells_of, content_as_data, sections_in
from chibo.reports.models import Sheet
from chibo.reports.queries.numbers import Numbers
from chibo.reports.queries.reports import latest_wordings
from chibo.reports.statistics.building import Filled, asking_cells, fill_all
from chibo.reports.statistics.values import Cell


@dataclass(frozen=True)
class Changed:
    """One number that is another now. `came` and `went` are keys of persons, of units below zero."""

    place: Place
    about: str
    then: Any
    now: Any
    url: str = ""
    came: tuple[int, ...] = ()
    went: tuple[int, ...] = ()

    @property
    def told(self) -> str:
        return shown(self.then) or "…"

    @property
    def told_now(self) -> str:
        return shown(self.now) or "…"


@dataclass(frozen=True)
class Now:
    """A sheet as it would be frozen now, counted to the same day."""

    values: Mapping[Place, Any]
    cells: Mapping[Place, Cell]
    abouts: Mapping[Place, str]
    urls: Mapping[Place, str]


def changes(sheet: Sheet, today: date) -> list[Changed]:
    """Every number of it that differs, with who is behind it."""
    return changes_of([sheet], today)[sheet.slug]


def changes_of(sheets: Sequence[Sheet], today: date) -> dict[str, list[Changed]]:
    """By sheet, of sheets of one submission; asked in a constant number of questions, however many."""
    if not sheets:
        return {}
    numbers = numbers_of(sheets[0].submission, today)
    now = _now(sheets, numbers)
    apart = {sheet.slug: _apart(sheet, now[sheet.slug]) for sheet in sheets}
    asked = {
        (slug, place): now[slug].cells[place]
        for slug, places_ in apart.items()
        for place in places_
        if place in now[slug].cells
    }
    live = behind(asked.values(), numbers) if asked else {}
    found = {}
    for sheet in sheets:
        kept = unpacked(sheet.behind) if apart[sheet.slug] else {}
        found[sheet.slug] = [
            _changed(sheet, now[sheet.slug], place, kept, live) for place in apart[sheet.slug]
        ]
    return found


def _apart(sheet: Sheet, now: Now) -> list[Place]:
    then = _kept(sheet)
    return [place for place in {**then, **now.values} if _differ(place, then, now.values)]


def _changed(
    sheet: Sheet, now: Now, place: Place, kept: Mapping[str, Keys], live: Mapping[Cell, Keys]
) -> Changed:
    came: list[int] = []
    went: list[int] = []
    cell = now.cells.get(place)
    if cell is not None:
        came, went = came_and_went(_kept_keys(sheet, kept, place), live.get(cell, ""))
    return Changed(
        place,
        now.abouts.get(place) or _about(sheet, place),
        _kept(sheet).get(place, 0),
        now.values.get(place, 0),
        now.urls.get(place, ""),
        tuple(came),
        tuple(went),
    )


def _differ(place: Place, then: Mapping[Place, Any], now: Mapping[Place, Any]) -> bool:
    """Lines that are printed only when there is something to count are 0 while they are not there."""
    return bool(then.get(place, 0) != now.get(place, 0))


def _about(sheet: Sheet, place: Place) -> str:
    return about(sheet.data, place) if sheet.slug != REPORT else place[0]


def _kept(sheet: Sheet) -> dict[Place, Any]:
    if sheet.slug == REPORT:
        return {(ask, 0): one["value"] for ask, one in sheet.data["numbers"].items()}
    return _without_shares(sheet.data)


def _without_shares(data: Mapping[str, Any]) -> dict[Place, Any]:
    """Shares follow from the numbers beside them."""
    shares = {place for place, column in enumerate(data["columns"]) if column["percent"]}
    return {place: value for place, value in places(data).items() if place[1] not in shares}


def _now(sheets: Sequence[Sheet], numbers: Numbers) -> dict[str, Now]:
    by_slug = {one.slug: one for one in forms_of(numbers.period)}
    declared = [by_slug[sheet.slug] for sheet in sheets if sheet.slug in by_slug]
    filled = {one.form.slug: one for one in fill_all(declared, numbers)}
    return {
        sheet.slug: _report_now(sheet, numbers)
        if sheet.slug == REPORT
        else _form_now(sheet, filled.get(sheet.slug))
        for sheet in sheets
    }


def _form_now(sheet: Sheet, filled: Filled | None) -> Now:
    """A form that is no longer declared stays as it was."""
    if filled is None:
        return Now(_kept(sheet), {}, {}, {})
    data = form_as_data(filled)
    values = _without_shares(data)
    return Now(
        values,
        {(line, column): cell for line, column, cell in asking_cells(filled.form)},
        {place: about(data, place) for place in values},
        {place: filled.values[place[0]][place[1]].url for place in values},
    )


def _report_now(sheet: Sheet, numbers: Numbers) -> Now:
    report = sheet.submission.report
    assert report is not None  # a sheet of a report has its report
    content = build(report.kind, numbers, latest_wordings(report), names=False)
    told = content_as_data(content)["numbers"]
    cells = cells_of(content)
    return Now(
        {(ask, 0): one["value"] for ask, one in told.items()},
        {(ask, 0): cell for ask, cell in cells.items()},
        {(ask, 0): one["label"] for ask, one in told.items()},
        {(ask, 0): numbers.url(cell.ask) for ask, cell in cells.items()},
    )


def keys_behind(sheet: Sheet, place: Place) -> list[int]:
    """Who stood behind a number when it was frozen; a person counted twice is there twice."""
    return list(counted(_kept_keys(sheet, unpacked(sheet.behind), place)).elements())


def _kept_keys(sheet: Sheet, kept: Mapping[str, Keys], place: Place) -> Keys:
    return kept.get(place[0] if sheet.slug == REPORT else f"{place[0]} {place[1]}", "")


def differing(earlier: Sheet, sheets: Sequence[Sheet]) -> list[tuple[str, Place]]:
    """Cells, and sections, in which the sheet of a version before differs from that about to be frozen."""
    same = next((one for one in sheets if one.slug == earlier.slug), None)
    if same is None:
        return []
    then, now = _kept(earlier), _kept(same)
    if same.slug == REPORT:
        then, now = then | _worded(earlier), now | _worded(same)
    return [(earlier.slug, place) for place in {**then, **now} if _differ(place, then, now)]


def _worded(sheet: Sheet) -> dict[Place, Any]:
    """Sections of a report by what they say."""
    return {(key, 0): one["blocks"] for key, one in sections_in(sheet.data).items()}
