"""The rulebook of this process: shipped files first, then those of the installation over them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.statements import STATEMENTS
from chibo.rulebook.queries.lists import (
    ITEM_FIELDS,
    ITEM_NEEDED,
    LIST_FIELDS,
    LIST_NEEDED,
    CodeList,
    Item,
    UnknownCodeError,
    check_list,
    item_from,
)
from chibo.rulebook.queries.rules import (
    RULE_FIELDS,
    RULE_NEEDED,
    Rule,
    UnknownRuleError,
    in_order,
    rule_from,
    version_on,
)
from chibo.rulebook.queries.toml_rows import RulebookError, checked_row, table_of

SHIPPED = Path(__file__).parent.parent
_FILE_PARTS = frozenset({"rule", "list", "item"})


@dataclass(frozen=True)
class Book:
    """`kept` holds what was worked out from it (queries.keeping)."""

    rules: Mapping[str, tuple[Rule, ...]]
    lists: Mapping[str, CodeList]
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)


def shipped_files() -> list[Path]:
    return [*sorted(SHIPPED.glob("rules/*.toml")), *sorted(SHIPPED.glob("lists/*.toml"))]


def installation_files() -> list[Path]:
    return sorted((Path(settings.HOME) / "rulebook").glob("*.toml"))


def read_book(paths: Iterable[Path]) -> Book:
    """Later files replace rows of earlier ones: rules by code and valid_from, items by code."""
    rules: dict[str, dict[date, Rule]] = {}
    lists: dict[str, CodeList] = {}
    for path in paths:
        table = table_of(path)
        checked_row(table, path.name, frozenset(), _FILE_PARTS)
        _check_parts(table, path.name)
        for found in _rules_in(table, path.name):
            rules.setdefault(found.code, {})[found.valid_from] = found
        if "list" in table:
            _lay_over(lists, table, path.name)
    for codes in lists.values():
        check_list(codes)
    return Book({code: in_order(list(rows.values())) for code, rows in rules.items()}, lists)


def _check_parts(table: Mapping[str, Any], file: str) -> None:
    for part in ("rule", "item"):
        if not isinstance(table.get(part, []), list):
            raise RulebookError(
                _("{file}: {part} phải là nhiều bảng, mỗi bảng mở đầu bằng [[{part}]].").format(
                    file=file, part=part
                )
            )


def _rules_in(table: Mapping[str, Any], file: str) -> list[Rule]:
    found: dict[tuple[str, date], Rule] = {}
    for number, row in enumerate(table.get("rule", []), start=1):
        place = format_lazy(gettext_lazy("{file}, quy định thứ {number}"), file=file, number=number)
        checked = rule_from(checked_row(row, place, RULE_NEEDED, RULE_FIELDS), file)
        if (checked.code, checked.valid_from) in found:
            raise RulebookError(
                _("{place}: {code} đã có một bản từ cùng ngày.").format(
                    place=place, code=checked.code
                )
            )
        found[checked.code, checked.valid_from] = checked
    return list(found.values())


def _lay_over(lists: dict[str, CodeList], table: Mapping[str, Any], file: str) -> None:
    place = format_lazy(gettext_lazy("{file}, phần đầu danh mục"), file=file)
    head = checked_row(table["list"], place, LIST_NEEDED, LIST_FIELDS)
    under = lists.get(head["name"])
    if under is None and "title" not in head:
        raise RulebookError(_("{place}: thiếu trường title.").format(place=place))
    items = {item.code: item for item in under.all_items} if under else {}
    items |= _items_in(table, file)
    lists[head["name"]] = CodeList(
        name=head["name"],
        title=head.get("title") or (under.title if under else ""),
        all_items=tuple(items.values()),
        file=file,
        extendable=head.get("extendable", under.extendable if under else False),
        note=head.get("note", under.note if under else ""),
        confidence=head.get("confidence", under.confidence if under else "seen"),
    )


def _items_in(table: Mapping[str, Any], file: str) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for number, row in enumerate(table.get("item", []), start=1):
        place = format_lazy(gettext_lazy("{file}, mục thứ {number}"), file=file, number=number)
        item = item_from(checked_row(row, place, ITEM_NEEDED, ITEM_FIELDS), place)
        if item.code in found:
            raise RulebookError(
                _("{place}: mã {code} có hai lần.").format(place=place, code=item.code)
            )
        found[item.code] = item
    return found


@cache
def book() -> Book:
    """Read once per process: an edited file counts after a restart. Raises RulebookError."""
    STATEMENTS.forget()
    return read_book([*shipped_files(), *installation_files()])


def rule(code: str, on: date) -> Rule:
    """Raises UnknownRuleError for a code nobody wrote, NoRuleOnDay for a day no version covers."""
    return version_on(rule_versions(code), on)


def rule_versions(code: str) -> tuple[Rule, ...]:
    """All versions, oldest first."""
    try:
        return book().rules[code]
    except KeyError:
        raise UnknownRuleError(_("Sổ quy định không có mã {code}.").format(code=code)) from None


def rule_of_version(version: str) -> Rule:
    """The rule a record was handled under, from the stamp `Rule.version` it keeps."""
    code, _at, first = version.partition("@")
    for found in rule_versions(code):
        if found.valid_from.isoformat() == first:
            return found
    raise UnknownRuleError(_("Sổ quy định không còn bản {version}.").format(version=version))


def rules_in_force(on: date, topic: str = "") -> list[Rule]:
    """Every rule that has a version on that day, by code: the page “Quy định đang áp dụng”."""
    return [
        version
        for code, versions in sorted(book().rules.items())
        for version in versions
        if version.holds(on) and topic in ("", version.topic)
    ]


def code_list(name: str) -> CodeList:
    try:
        return book().lists[name]
    except KeyError:
        raise UnknownCodeError(_("Không có danh mục nào tên {name}.").format(name=name)) from None


def code_lists() -> list[CodeList]:
    return sorted(book().lists.values(), key=lambda codes: codes.name)
