"""The tree of a workbook, told again day by day: names, moves, foundings, ends; then its places.

Within one day names change first; then a unit moves after what it moves under and before what it
leaves, is founded after what stands above it, and ends after what left it, for so only can it have
happened.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from graphlib import CycleError, TopologicalSorter

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.text import fold, format_date
from chibo.imports.actions.replaying import Replay, citation
from chibo.imports.actions.replaying_places import settle_places
from chibo.imports.workbook.reading import Line
from chibo.imports.workbook.sheets.tree import FRAME
from chibo.members.actions.units import end_unit, move_unit
from chibo.organisations.actions.changing import change_organisation_kind, rename_organisation
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.actions.founding import (
    NewOrganisation,
    found_organisation,
    open_installation,
)
from chibo.organisations.models import (
    Duty,
    Organisation,
    Placement,
    Profile,
    Role,
)


@dataclass
class Unit:
    """One organisation of the workbook with its rows in order of days."""

    line: Line
    profiles: list[Line] = field(default_factory=list)
    placements: list[Line] = field(default_factory=list)

    @property
    def key(self) -> str:
        return str(self.line["key"])

    @property
    def founded_on(self) -> date:
        day: date = self.line["founded_on"]
        return day

    def placed_on(self, day: date) -> list[Line]:
        return [line for line in self.placements if line["started_on"] == day]


@dataclass
class Growing:
    """`above` is what each unit hangs under so far; `duty` lets whoever opens an empty installation
    keep its records until the workbook is in."""

    replay: Replay
    units: dict[str, Unit]
    above: dict[str, str] = field(default_factory=dict)
    duty: Duty | None = None

    def line_up(self, key: str) -> list[str]:
        """The unit itself and all above it."""
        found: list[str] = []
        while key and key not in found:
            found.append(key)
            key = self.above.get(key, "")
        return found


def grow_tree(replay: Replay) -> Growing:
    """Bring in organisations, places and who covers them."""
    units = _units(replay)
    growing = Growing(replay, units)
    there = _recognise(growing)
    new = [unit for key, unit in units.items() if key not in there and _is_told(unit, replay)]
    for day in _days(new):
        _names_change(growing, new, day)
        for act in _in_order(growing, new, day):
            act()
    settle_places(replay)
    return growing


def _units(replay: Replay) -> dict[str, Unit]:
    units = {line["key"]: Unit(line) for line in replay.contents["organisations"]}
    for line in replay.contents["profiles"]:
        units[line["organisation"]].profiles.append(line)
    for line in replay.contents["placements"]:
        units[line["organisation"]].placements.append(line)
    for unit in units.values():
        unit.profiles.sort(key=lambda line: line["started_on"])
        unit.placements.sort(key=lambda line: line["started_on"])
    return units


# ---------------------------------------------------------------- what is there already


def _recognise(growing: Growing) -> set[str]:
    """Units that stand here already, by code or by name under the same parent: those of the frame stay
    as they are, others should not be here."""
    replay, standing = growing.replay, set[str]()
    for key, unit in growing.units.items():
        found = _standing(growing, unit) if unit.profiles and unit.placements else None
        if found and unit.line["part"] == FRAME:
            replay.organisations[key] = found
            replay.known.add(key)
        elif found:
            standing.add(key)
            there = _("{name} đã có trong hệ thống. Sổ chỉ nhập vào nơi chưa có các tổ chức này.")
            replay.wrong(unit.line.problem(there.format(name=found), "name"))
    return standing | replay.known


def _standing(growing: Growing, unit: Unit) -> Organisation | None:
    codes = {_digits(line["code"]) for line in unit.profiles} - {""}
    if codes:
        coded = Profile.objects.filter(code__in=codes).select_related("organisation").first()
        return coded.organisation if coded else None
    parents = {line["parent"] for line in unit.placements}
    above = [growing.replay.organisations[key] for key in parents if key in growing.replay.known]
    places = Placement.objects.filter(parent__in=above)
    if parents == {""}:
        places = Placement.objects.filter(parent__isnull=True)
    names = {fold(line["name"]) for line in unit.profiles}
    return Organisation.objects.filter(
        pk__in=places.values("organisation"), profiles__name_folded__in=names
    ).first()


def _digits(code: str | None) -> str:
    return (code or "").replace(".", "")


# ---------------------------------------------------------------- whether a life is told without gaps


def _is_told(unit: Unit, replay: Replay) -> bool:
    for name, lines in ((_("tên"), unit.profiles), (_("nơi trực thuộc"), unit.placements)):
        if not lines:
            missing = _("Chưa có {what} nào ở trang tương ứng.").format(what=name)
            replay.wrong(unit.line.problem(missing, "key"))
            return False
        if broken := _gap(unit, lines):
            replay.wrong(broken[0].problem(broken[1], "started_on"))
            return False
    return True


def _gap(unit: Unit, lines: Sequence[Line]) -> tuple[Line, str] | None:
    """The first row that does not begin where the one before it ended."""
    expected: date | None = unit.founded_on
    for line in lines:
        if line["started_on"] != expected:
            day = format_date(expected) if expected else _("không còn ngày nào")
            return line, _("Phải bắt đầu từ {day}, nối liền dòng trước.").format(day=day)
        expected = line["ended_on"]
    ends = unit.line["dissolved_on"]
    if expected != ends:
        day = format_date(ends) if ends else _("để trống")
        return lines[-1], _("Ngày kết thúc phải là {day} như ở trang Tổ chức.").format(day=day)
    return None


# ---------------------------------------------------------------- day by day


def _days(units: Iterable[Unit]) -> list[date]:
    days = {line["started_on"] for unit in units for line in (*unit.profiles, *unit.placements)}
    return sorted(days | {unit.line["dissolved_on"] for unit in units} - {None})


def _names_change(growing: Growing, units: Sequence[Unit], day: date) -> None:
    replay = growing.replay
    for unit in units:
        organisation = replay.organisations.get(unit.key)
        for before, line in zip(unit.profiles, unit.profiles[1:], strict=False):
            if line["started_on"] == day and organisation:
                replay.one(line, partial(_rename, organisation, before, line, replay.by))


def _rename(organisation: Organisation, before: Line, line: Line, by: User) -> Profile:
    kept = [before[name] == line[name] for name in ("kind", "base_type", "code")]
    on, short = line["started_on"], line["short_name"] or ""
    if all(kept):
        return rename_organisation(
            organisation, line["name"], on, by=by, short_name=short, citation=citation(line)
        )
    return change_organisation_kind(
        organisation,
        line["kind"],
        on,
        by=by,
        base_type=line["base_type"] or "",
        code=line["code"] or "",
        name=line["name"],
        short_name=short,
        citation=citation(line),
    )


def _in_order(growing: Growing, units: Sequence[Unit], day: date) -> list[Callable[[], None]]:
    """What happens to the tree on a day, each after what must come before it."""
    happens = _Happenings(growing, units, day)
    try:
        order = list(TopologicalSorter(happens.after()).static_order())
    except CycleError:
        order = list(happens.after())
    return [partial(happens.take, step) for step in order]


_Step = tuple[str, str]  # what happens (move, found, end), to which unit


@dataclass
class _Happenings:
    """What one day does to the tree."""

    growing: Growing
    units: Sequence[Unit]
    day: date

    def __post_init__(self) -> None:
        self.of = {unit.key: unit for unit in self.units}
        self.founded = [unit for unit in self.units if unit.founded_on == self.day]
        self.ended = [unit for unit in self.units if unit.line["dissolved_on"] == self.day]
        self.moved = {
            unit.key: unit.placed_on(self.day)[0]
            for unit in self.units
            if unit.founded_on != self.day and unit.placed_on(self.day) and self._moves_itself(unit)
        }

    def _moves_itself(self, unit: Unit) -> bool:
        """It hangs elsewhere, or again under a parent that itself did not move that day."""
        parent = unit.placed_on(self.day)[0]["parent"]
        if parent != self.growing.above.get(unit.key, ""):
            return True
        above = self.growing.units.get(parent)
        return (
            above is not None
            and parent not in self.growing.replay.known
            and not above.placed_on(self.day)
        )

    def after(self) -> dict[_Step, set[_Step]]:
        """Step → the steps before it."""
        steps: dict[_Step, set[_Step]] = {}
        for unit in self.founded:
            steps.setdefault(("found", unit.key), set()).update(
                self._standing(unit.placements[0]["parent"])
            )
        for key, line in self.moved.items():
            left = self.growing.line_up(self.growing.above.get(key, ""))
            entered = self._standing(line["parent"], but=[*left, key])
            steps.setdefault(("move", key), set()).update(entered)
            for other in left:
                if other in self.moved:
                    steps.setdefault(("move", other), set()).add(("move", key))
        for unit in self.ended:
            self._end_after(unit, steps)
        return steps

    def _standing(self, key: str, but: Sequence[str] = ()) -> set[_Step]:
        """What must have happened for a place in the tree to be as it is at the day's close."""
        line = [one for one in self.growing.line_up(key) if one not in but]
        found = {("move", one) for one in line if one in self.moved}
        return found | {("found", unit.key) for unit in self.founded if unit.key in line}

    def _end_after(self, unit: Unit, steps: dict[_Step, set[_Step]]) -> None:
        mine: _Step = ("end", unit.key)
        below = [key for key, above in self.growing.above.items() if above == unit.key]
        ending = {other.key for other in self.ended}
        before = steps.setdefault(mine, set())
        before |= {("move", key) for key in below if key in self.moved}
        before |= {("end", key) for key in below if key in ending}
        carried = bool(unit.placed_on(self.day))
        for key in self.growing.line_up(unit.key):
            if key in self.moved and (carried or key == unit.key):
                before.add(("move", key))
            elif key in self.moved:
                steps.setdefault(("move", key), set()).add(mine)

    def take(self, step: _Step) -> None:
        what, key = step
        unit, replay = self.of[key], self.growing.replay
        if what == "found":
            _found(self.growing, unit)
        elif (
            what == "move"
            and key in replay.organisations
            and replay.made(self.moved[key], "parent")
        ):
            line = self.moved[key]
            if replay.one(line, partial(self._move, key, line)) is not None:
                self.growing.above[key] = line["parent"]
        elif what == "end" and key in replay.organisations:
            replay.one(unit.line, partial(self._end, unit))

    def _move(self, key: str, line: Line) -> list[Placement]:
        here = self.growing.replay.organisations
        return move_unit(
            here[key],
            here[line["parent"]],
            self.day,
            by=self.growing.replay.by,
            citation=citation(line),
        )

    def _end(self, unit: Unit) -> bool:
        end_unit(
            self.growing.replay.organisations[unit.key],
            self.day,
            by=self.growing.replay.by,
            reason=unit.line["dissolution_reason"] or "",
            citation={"decision_number": unit.line["dissolution_number"] or ""},
        )
        return True


def _found(growing: Growing, unit: Unit) -> None:
    replay, first = growing.replay, unit.placements[0]
    if not replay.made(first, "parent"):
        return
    growing.above[unit.key] = first["parent"] or ""
    founded = replay.one(
        unit.line, lambda: _founded(growing, unit, replay.organisation(first, "parent"))
    )
    if founded:
        replay.organisations[unit.key] = founded


def _founded(growing: Growing, unit: Unit, parent: Organisation | None) -> Organisation:
    first = unit.profiles[0]
    decision = citation(first)
    if not any(decision.values()):
        decision = citation(unit.placements[0])
    new = NewOrganisation(
        first["name"],
        first["kind"],
        first["base_type"] or "",
        first["short_name"] or "",
        first["code"] or "",
        decision,
    )
    if parent is not None:
        return found_organisation(
            new, parent, unit.founded_on, by=growing.replay.by, as_history=True
        )
    root = open_installation(new, unit.founded_on, by=growing.replay.by)
    _keep_records(growing, root)
    return root


def _keep_records(growing: Growing, root: Organisation) -> None:
    """Whoever opens an installation administers it; the workbook's records need an office's duty too."""
    opener = User.objects.get(pk=growing.replay.by.pk)
    growing.duty = give_duty(opener, Role.OFFICE, root, timezone.localdate(), by=opener)
    growing.replay.by = User.objects.get(pk=opener.pk)
