"""Which offices rows of a list give people: where each is held and since when (decision 0016)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.text import fold, format_date
from chibo.imports.queries.offices import Held, cells_of, held_on, is_lived_in, places_covered
from chibo.imports.rules.office_words import FIELD
from chibo.imports.rules.problems import BLANK, KEEP
from chibo.imports.rules.rows import Office, Reading, Setting
from chibo.members.rules import may_keep_posts
from chibo.organisations.models import Place
from chibo.organisations.queries.tree import Branch, branches
from chibo.rulebook.queries import code_list

SINCE = "offices_from"
_SECTIONAL = "sectional_committee"
_VILLAGE_HEAD = "village_head"


@dataclass
class _Seats:
    """What places rows' offices are put into: the list's cells with all that stands above them by key, the
    villages they cover, which of them stand on the day and who holds what then."""

    setting: Setting
    user: User
    since: date
    above: dict[int, Branch]
    places: dict[int, list[Place]]
    standing: set[int]
    held: Held
    cells: dict[int, int]
    given: dict[tuple[str, int | str, int | None], int] = field(default_factory=dict)


def seat_officers(readings: Sequence[Reading], setting: Setting, user: User) -> None:
    """Sets `reading.offices`. What somebody holds already is left alone; a second secretary of one unit, and
    an office of a unit the user keeps no records of, are said and left out."""
    holding = [one for one in readings if one.positions and _stays(one)]
    since = _since(holding, setting) if holding else None
    if since is None:
        return
    seats = _seats(holding, setting, user, since)
    for reading in holding:
        for position in reading.positions:
            _seat(position, reading, seats)


def _stays(reading: Reading) -> bool:
    if reading.skipped or reading.state in ("error", "held", "undecided"):
        return False
    return reading.fills is not None or (reading.life is not None and not reading.life.left_on)


def _since(holding: Sequence[Reading], setting: Setting) -> date | None:
    """The day that is told, or the list's own until somebody tells; None when no office is to be written."""
    days = {"as_of": setting.as_of, "books_from": setting.books_from}
    told = setting.answers.groups.get(SINCE, "")
    if told == BLANK:
        return None
    if told not in days:
        _ask_since_when(holding, setting)
    return days.get(told, setting.as_of)


def _ask_since_when(holding: Sequence[Reading], setting: Setting) -> None:
    choices = [
        ("as_of", _("{day}, ngày của danh sách").format(day=format_date(setting.as_of))),
        ("books_from", _("{day}, khi sổ bắt đầu").format(day=format_date(setting.books_from))),
        (BLANK, _("Không ghi chức vụ nào từ tệp này")),
    ]
    sentence = _("Danh sách không nói giữ chức vụ từ ngày nào; chọn ngày ghi vào hồ sơ")
    for reading in holding:
        reading.problem(
            FIELD, "check", sentence, group=SINCE, choices=choices, chosen=choices[0][0]
        )


def _seats(holding: Sequence[Reading], setting: Setting, user: User, since: date) -> _Seats:
    filled = cells_of([one.fills.person for one in holding if one.fills], since)
    lines = [setting.where, *setting.cells.cells]
    keys = {key for one in lines for key in (*one.ancestor_ids, one.pk)}
    above, standing = branches(keys, setting.as_of), set(branches(keys, since))
    cells = {one.cell for one in holding if one.cell} | set(filled.values())
    places = places_covered(cells, since)
    held = held_on(since, standing)
    return _Seats(setting, user, since, above, places, standing, held, filled)


def _seat(position: str, reading: Reading, seats: _Seats) -> None:
    cell = seats.cells.get(reading.fills.person) if reading.fills else reading.cell
    if reading.fills and cell not in seats.above:
        return
    at = _where(position, cell, seats)
    if why := _refused(at, seats):
        reading.problem(FIELD, "check", f"{_label(position)}: {why}")
        return
    office = _office(position, at, cell, reading, seats)
    if not _holds(office, reading, seats) and _is_free(office, reading, seats):
        reading.offices.append(office)


def _refused(at: Branch | None, seats: _Seats) -> str:
    if at is None:
        return ""
    if at.pk not in seats.standing:
        return _("{unit} chưa có ngày {day}, không ghi").format(
            unit=at.short_name, day=format_date(seats.since)
        )
    if not may_keep_posts(seats.user, at):
        return _("do {unit} ghi, không ghi được từ tệp này").format(unit=at.short_name)
    return ""


def _office(
    position: str, at: Branch | None, cell: int | None, reading: Reading, seats: _Seats
) -> Office:
    place = _place(position, reading.raw.get(FIELD, ""), seats.places.get(cell or 0, []))
    since = max(seats.since, reading.life.on) if reading.life else seats.since
    return Office(position, at.pk if at else None, place.pk if place else None, since)


def _holds(office: Office, reading: Reading, seats: _Seats) -> bool:
    if reading.fills is None or office.organisation is None:
        return False
    return seats.held.has(reading.fills.person, office.position, office.organisation)


def _where(position: str, cell: int | None, seats: _Seats) -> Branch | None:
    """The unit an office belongs to; None is the new cell the row founds."""
    group = code_list("positions").item(position).extra.get("group")
    if group == "cell":
        return seats.above[cell] if cell else None
    own = seats.above[cell] if cell else seats.setting.where
    line = [*(seats.above[key] for key in own.ancestor_ids if key in seats.above), own]
    committees = [one for one in line if not one.is_cell]
    if group != _SECTIONAL:
        committees = [one for one in committees if one.kind != _SECTIONAL]
    return committees[-1] if committees else own


def _is_free(office: Office, reading: Reading, seats: _Seats) -> bool:
    """A unit has one secretary, a village one head: a second is written only when somebody says so."""
    if not _is_for_one(office):
        return True
    unit, place = office.organisation, office.place
    names = seats.held.names(office.position, unit, place) if unit else []
    first = seats.given.setdefault((office.position, unit or reading.new_cell, place), reading.row)
    if not names and first == reading.row:
        return True
    who = ", ".join(names) or _("dòng {row}").format(row=first)
    sentence = _("{office}: đã có {who}").format(office=_label(office.position), who=who)
    choices = [(BLANK, _("Không ghi chức vụ này")), (KEEP, _("Vẫn ghi"))]
    return reading.ask(FIELD, sentence, choices, seats.setting.answers) == KEEP


def _is_for_one(office: Office) -> bool:
    if office.position == _VILLAGE_HEAD:
        return office.place is not None
    return bool(code_list("positions").item(office.position).extra.get("is_secretary"))


def _place(position: str, said: str, places: Sequence[Place]) -> Place | None:
    """The village a village office belongs to, the school a principal heads: the one the text names, or
    the only one the cell covers."""
    group = code_list("positions").item(position).extra.get("group")
    if group not in ("village", "agency"):
        return None
    fit = [one for one in places if is_lived_in(one) == (group == "village")]
    named = [one for one in fit if fold(one.name) in fold(said)]
    found = named or fit
    return found[0] if len(found) == 1 else None


def _label(position: str) -> str:
    return code_list("positions").label(position)
