"""Reading one rulebook file: TOML in, checked rows out, a sentence for anything wrong."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_DATES = ("valid_from", "valid_to", "issued_on")
_TEXTS = (
    "code",
    "label",
    "unit",
    "document",
    "clause",
    "note",
    "confidence",
    "parent",
    "name",
    "title",
    "short",
)
Place = str | Promise
CONFIDENCES = ("seen", "recalled", "conflict")


class RulebookError(Exception):
    """A rulebook file that cannot be used; its text is a sentence naming file and row."""


def table_of(path: Path) -> dict[str, Any]:
    """The file as a table, decimals exact."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise RulebookError(
            _("Tệp {file} không đọc được theo TOML: {problem}. Sửa tệp rồi khởi động lại.").format(
                file=path.name, problem=problem
            )
        ) from problem


def checked_row(
    row: object, place: Place, needed: frozenset[str], allowed: frozenset[str]
) -> Mapping[str, Any]:
    """`row` itself once its fields are known, present and of the right type."""
    if not isinstance(row, dict):
        raise RulebookError(_("{place}: phải là một bảng gồm các trường.").format(place=place))
    _check_names(row, place, needed, allowed)
    for field in row.keys() & set(_DATES):
        if type(row[field]) is not date:
            raise RulebookError(
                _(
                    "{place}: trường {field} phải là ngày viết như 2026-07-26, không có dấu nháy."
                ).format(place=place, field=field)
            )
    for field in row.keys() & set(_TEXTS):
        if not isinstance(row[field], str):
            raise RulebookError(
                _("{place}: trường {field} phải là chữ đặt trong dấu nháy.").format(
                    place=place, field=field
                )
            )
    _check_sense(row, place)
    return row


def _check_names(
    row: dict[str, Any], place: Place, needed: frozenset[str], allowed: frozenset[str]
) -> None:
    for field in sorted(row.keys() - allowed):
        raise RulebookError(
            _("{place}: không có trường nào tên {field}. Các trường được dùng: {allowed}.").format(
                place=place, field=field, allowed=", ".join(sorted(allowed))
            )
        )
    for field in sorted(needed - row.keys()):
        raise RulebookError(_("{place}: thiếu trường {field}.").format(place=place, field=field))


def _check_sense(row: dict[str, Any], place: Place) -> None:
    first, last = row.get("valid_from"), row.get("valid_to")
    if first and last and last < first:
        raise RulebookError(_("{place}: valid_to phải từ valid_from trở đi.").format(place=place))
    if row.get("confidence", "seen") not in CONFIDENCES:
        raise RulebookError(
            _("{place}: confidence chỉ nhận {allowed}.").format(
                place=place, allowed=", ".join(CONFIDENCES)
            )
        )
