"""People: every column of the file, and the levels they reached."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.base.partial_dates import PartialDate
from chibo.imports.workbook.declaring import Column, Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.imports.workbook.values import MASK
from chibo.members.models import Person, Qualification
from chibo.members.models.person import PARTIAL
from chibo.members.models.qualification import LADDERS

SECRET = ("national_id", "old_id")
_CODES = {"ethnicity": "ethnicities", "religion": "religions", "occupation": "occupations"}
_DIGITS = (*SECRET, "card_number", "old_card_number", "phone", "external_id", "resume_number")


def _columns() -> Iterator[Column]:
    """The file's own columns in the file's order; search keys and hashes are rebuilt."""
    for column in Person._meta.concrete_fields:
        name = column.name
        if (
            not column.editable
            or column.primary_key
            or name.endswith("_known_to")
            or name == "keeper"
        ):
            continue
        if name.removesuffix("_on") in PARTIAL:
            changes: dict[str, Any] = {"kind": "partial", "name": name.removesuffix("_on")}
        elif name in _CODES:
            changes = {"kind": "code", "codes": _CODES[name]}
        elif name == "traits":
            changes = {"kind": "codes", "codes": "member_traits", "required": False}
        else:
            changes = {"kind": "digits"} if name in _DIGITS else {}
        yield _column(name, changes)


def _column(name: str, changes: dict[str, Any]) -> Column:
    called = changes.pop("name", name)
    made = of_model(Person, name, **{name: changes})[0]
    return Column(
        called, made.heading, made.meaning, made.kind, made.required, made.codes, made.choices
    )


FILE = tuple(_columns())


def _people(of: Extract) -> Iterator[Row]:
    for person in of.people:
        row = {column.name: _fact(person, column.name) for column in FILE} | _card(of, person)
        if person.pk not in of.unmasked:
            row |= {name: _masked(row[name]) for name in SECRET}
        yield {
            "key": of.person_keys[person.pk],
            **row,
            "keeper": of.organisation_keys.get(person.keeper_id or 0, ""),
        }


def _card(of: Extract, person: Person) -> Row:
    """The file's card before what the register did to it after the day."""
    later = [
        row for row in of.honours.all_cards.get(person.pk, ()) if not of.until(row.happened_on)
    ]
    return card_before(later[0].replaced) if later else {}


def card_before(replaced: Mapping[str, Any]) -> Row:
    """Columns of the file from what a line of the register of cards replaced."""
    issued, known_to = replaced.get("card_issued_on"), replaced.get("card_issued_known_to")
    return {
        "card_number": replaced.get("card_number") or "",
        "card_issued": PartialDate(date.fromisoformat(issued), known_to or "day")
        if issued
        else None,
        "card_issued_at": replaced.get("card_issued_at") or "",
        "old_card_number": replaced.get("old_card_number") or "",
    }


def _fact(person: Person, name: str) -> Any:
    return person.partial(name) if name in PARTIAL else getattr(person, name)


def _masked(number: str) -> str:
    return f"{MASK * 4} {number[-4:]}" if number else ""


PEOPLE = SheetKind(
    "people",
    _("Người"),
    _("Hồ sơ của mỗi người: đảng viên, người đã rời, cán bộ chưa là đảng viên."),
    (
        key(_("Mã người trong sổ")),
        *FILE,
        ref(
            "keeper",
            _("Do tổ chức theo dõi"),
            "organisations",
            _("Với người chưa là đảng viên: tổ chức giữ hồ sơ."),
        ),
    ),
    _people,
    prefix="NG",
)


def _ladder(row: Mapping[str, Any]) -> str:
    return LADDERS.get(row.get("ladder", ""), "")


_TEXTS = ("major", "school", "form", "certificate")


def _qualifications(of: Extract) -> Iterator[Row]:
    rows = list(of.about_people(Qualification))
    place = {key: number for number, key in enumerate(of.person_keys)}
    for row in sorted(
        rows, key=lambda row: (place[row.person_id], row.ladder, row.rank, row.level, row.major)
    ):
        known = row.reached_on and PartialDate(row.reached_on, row.reached_known_to)
        yield {
            "person": of.person_keys[row.person_id],
            "ladder": row.ladder,
            "level": row.level,
            "reached": known,
            **{name: getattr(row, name) for name in _TEXTS},
        }


QUALIFICATIONS = SheetKind(
    "qualifications",
    _("Trình độ"),
    _("Trình độ học vấn, chuyên môn, lý luận, học hàm, ngoại ngữ, tin học đã đạt."),
    (
        ref("person", _("Người"), "people", required=True),
        *of_model(Qualification, "ladder"),
        Column(
            "level",
            _("Trình độ"),
            _("Theo danh mục của loại trình độ; ngoại ngữ, tiếng dân tộc, tin học ghi bằng lời."),
            "code",
            required=True,
            codes=_ladder,
        ),
        Column("reached", _("Đạt ngày"), _("Không rõ thì để trống."), "partial"),
        *of_model(Qualification, *_TEXTS),
    ),
    _qualifications,
)
