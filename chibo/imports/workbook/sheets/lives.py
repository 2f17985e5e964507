"""The lists inside a member's file."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Column, Row, SheetKind, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.members.models import Award, CareerEntry, Household, Relative, TravelAbroad

_PERSON = ref("person", _("Người"), "people", required=True)


def _rows(model: type[Model], *names: str) -> Callable[[Extract], Iterator[Row]]:
    """The lines in the order the file shows them."""

    def rows(of: Extract) -> Iterator[Row]:
        place = {key: number for number, key in enumerate(of.person_keys)}
        found: list[Any] = list(of.about_people(model))
        for row in sorted(found, key=lambda row: place[row.person_id]):
            yield {
                "person": of.person_keys[row.person_id],
                **{name: getattr(row, name) for name in names},
            }

    return rows


def _sheet(
    code: str, name: Any, meaning: Any, model: type[Model], *names: str, **changes: Any
) -> SheetKind:
    columns: tuple[Column, ...] = (_PERSON, *of_model(model, *names, **changes))
    return SheetKind(code, name, meaning, columns, _rows(model, *names))


CAREER = _sheet(
    "career",
    _("Quá trình công tác"),
    _("Từng quãng của quá trình hoạt động và công tác, theo thứ tự trong lý lịch."),
    CareerEntry,
    "position",
    "since",
    "until",
    "work",
    position={"heading": _("Thứ tự"), "meaning": _("Để trống là 0.")},
)
RELATIVES = _sheet(
    "relatives",
    _("Gia đình"),
    _("Quan hệ gia đình khai trong lý lịch."),
    Relative,
    "relation",
    "full_name",
    "born",
    "native_place",
    "home",
    "occupation",
    "is_member",
    "note",
)
AWARDS = _sheet(
    "awards",
    _("Khen thưởng"),
    _("Huân chương, huy chương, bằng khen, huy hiệu đã được tặng."),
    Award,
    "year",
    "name",
    "given_by",
)
TRAVELS = _sheet(
    "travels",
    _("Nước ngoài"),
    _("Những lần đi nước ngoài."),
    TravelAbroad,
    "country",
    "purpose",
    "left_on",
    "returned_on",
)
HOUSEHOLDS = _sheet(
    "households",
    _("Kinh tế hộ"),
    _("Hoàn cảnh kinh tế khai từng năm; tiền tính bằng đồng."),
    Household,
    "year",
    "income",
    "income_per_head",
    "house",
    "land",
    "business",
    "assets",
)
