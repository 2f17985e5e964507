"""The same person twice: within the file, and against the books."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.secrets import keyed_hash
from chibo.base.text import same_name_key
from chibo.imports.queries.people import Found, Known, Sought, find_people, may_be_same_day
from chibo.imports.rules.filling import fill_blanks
from chibo.imports.rules.problems import FILL, SKIP
from chibo.imports.rules.rows import Reading, Setting

NEW = "new"
WRITTEN = "written"


def check_duplicates(
    readings: Sequence[Reading], setting: Setting, user: User, own: Collection[int]
) -> None:
    """`own` are people this very import has already written."""
    _check_within_file(readings, setting)
    found = find_people([_sought(reading) for reading in readings], user, setting.today)
    for reading in readings:
        _compare_with_books(reading, found, setting, own)


def _sought(reading: Reading) -> Sought:
    return Sought(
        reading.row,
        same_name_key(reading.facts.get("full_name", "")),
        reading.date("born"),
        keyed_hash(reading.facts.get("national_id", "")),
        reading.facts.get("card_number", ""),
    )


def _check_within_file(readings: Sequence[Reading], setting: Setting) -> None:
    seen_ids: dict[tuple[str, str], int] = {}
    seen_names: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for name in ("national_id", "card_number"):
            number = reading.facts.get(name)
            if (
                number
                and (first := seen_ids.setdefault((name, number), reading.row)) != reading.row
            ):
                sentence = _("Trùng số với dòng {row}").format(row=first)
                reading.problem(name, "error", sentence, typed=reading.raw.get(name, ""))
        _check_name_within_file(reading, seen_names, setting)


def _check_name_within_file(
    reading: Reading, seen: dict[str, list[Reading]], setting: Setting
) -> None:
    key, born = same_name_key(reading.facts.get("full_name", "")), reading.date("born")
    for other in seen[key]:
        both_known = born is not None and other.date("born") is not None
        if (
            both_known
            and may_be_same_day(born, other.date("born"))
            and not _other_id(reading, other)
        ):
            sentence = _("Cùng họ tên, ngày sinh với dòng {row}").format(row=other.row)
            told = reading.ask(
                "full_name", sentence, _people_choices(), setting.answers, severity="undecided"
            )
            if told == SKIP:
                reading.skipped = _("trùng dòng {row} của tệp").format(row=other.row)
            break
    seen[key].append(reading)


def _other_id(one: Reading, other: Reading) -> bool:
    """Two different identity numbers are two people."""
    first, second = one.facts.get("national_id"), other.facts.get("national_id")
    return bool(first and second and first != second)


def _people_choices() -> list[tuple[str, str]]:
    return [
        ("", _("Một hay hai người?")),
        (SKIP, _("Cùng một người, bỏ dòng này")),
        (NEW, _("Hai người khác nhau, ghi cả hai")),
    ]


def _compare_with_books(
    reading: Reading, found: Found, setting: Setting, own: Collection[int]
) -> None:
    same = [found.by_id.get(reading.row), found.by_card.get(reading.row)]
    numbered = [known for known in same if known]
    named = [known for known in found.by_name.get(reading.row, []) if known not in numbered]
    if any(known.key in own for known in [*numbered, *named]):
        reading.skipped = WRITTEN
    elif numbered:
        _same_number(reading, numbered[0], "national_id" if same[0] else "card_number", setting)
    elif named:
        _same_name(reading, named, setting)


def _same_number(reading: Reading, known: Known, name: str, setting: Setting) -> None:
    if not known.visible:
        sentence = _("Số này đã có trong hồ sơ ở đơn vị khác; làm thủ tục chuyển sinh hoạt")
        reading.problem(name, "error", sentence, typed=reading.raw.get(name, ""))
        return
    group = f"there:{name}" if _surely_the_same(reading, known) else ""
    told = setting.answers.check(reading.row, name) or setting.answers.groups.get(group, "")
    if told == SKIP:
        reading.skipped = _("đã có hồ sơ, trùng số")
    elif told == FILL:
        fill_blanks(reading, known, name, _one_person())
    else:
        _ask_about_number(reading, known, name, group)


def _surely_the_same(reading: Reading, known: Known) -> bool:
    """The number, the name and the birth say so: a list sent again asks once for all of them."""
    same_name = same_name_key(reading.facts.get("full_name", "")) == same_name_key(known.name)
    return same_name and may_be_same_day(reading.date("born"), known.born)


def _ask_about_number(reading: Reading, known: Known, name: str, group: str) -> None:
    choices = [("", _("Chọn sau khi xem")), *_one_person()]
    described = _described(known)
    if group:
        sentence = _("Đã có hồ sơ, trùng số và họ tên: {known}").format(known=described)
        reading.problem(
            name, "undecided", sentence, group=group, choices=choices, compare=[known.key]
        )
        return
    sentence = _("Số này đã có trong hồ sơ {known}").format(known=described)
    shown = reading.raw.get(name, "")
    reading.problem(name, "error", sentence, choices=choices, compare=[known.key], typed=shown)


def _one_person() -> list[tuple[str, str]]:
    return [
        (SKIP, _("Cùng một người, giữ hồ sơ đã có")),
        (FILL, _("Cùng một người, bổ sung ô còn trống")),
    ]


def _same_name(reading: Reading, named: list[Known], setting: Setting) -> None:
    told = setting.answers.check(reading.row, "full_name")
    if told == SKIP:
        reading.skipped = _("đã có hồ sơ {name}").format(name=named[0].name)
        return
    choices = [
        *(_one_person() if len(named) == 1 else _one_person()[:1]),
        (NEW, _("Người khác, ghi hồ sơ mới")),
    ]
    if told == FILL and len(named) == 1:
        fill_blanks(reading, named[0], "full_name", choices)
    elif told != NEW:
        reading.problem(
            "full_name",
            "undecided",
            _("Có thể trùng {known}").format(known=_described(named[0])),
            choices=[("", _("Chọn sau khi xem")), *choices],
            compare=[known.key for known in named],
        )


def _described(known: Known) -> str:
    """Hoàng Thị Hòa, sinh 1985, Tiểu khu 1."""
    born = _("sinh {year}").format(year=known.born.day.year) if known.born else ""
    return ", ".join(part for part in (known.name, born, known.cell) if part)
