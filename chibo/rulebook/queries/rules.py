"""Rules: one dated version of one value, with the document it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.rulebook.queries.calendar_days import add_months, add_years, ahead, working_days_after
from chibo.rulebook.queries.toml_rows import RulebookError


class UnknownRuleError(LookupError):
    """No rule has this code: a mistake in our own code or in an override file."""


class NoRuleOnDay(Refusal):
    """The rule exists, but no version of it covers the day asked for."""


class WrongKindError(TypeError):
    """The value was asked for as something it is not."""


@dataclass(frozen=True)
class Rule:
    """`valid_to` is the last day in force, None while open. `document` is the number as printed."""

    code: str
    label: str
    value: Any
    unit: str
    valid_from: date
    valid_to: date | None
    document: str
    issued_on: date | None
    clause: str
    note: str
    confidence: str
    file: str

    @property
    def topic(self) -> str:
        return self.code.partition(".")[0]

    @property
    def version(self) -> str:
        """The stamp a record keeps to say which version it was handled under."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def integer(self) -> int:
        return int(self._as(int))

    def decimal(self) -> Decimal:
        return Decimal(self._as((int, Decimal)))

    def text(self) -> str:
        return str(self._as(str))

    def boolean(self) -> bool:
        if isinstance(self.value, bool):
            return self.value
        raise self._wrong_kind("bool")

    def day(self) -> date:
        if isinstance(self.value, date):
            return self.value
        raise self._wrong_kind("date")

    def entries(self) -> tuple[Any, ...]:
        return tuple(self._as(list))

    def table(self) -> Mapping[str, Any]:
        if isinstance(self.value, dict):
            return self.value
        raise self._wrong_kind("dict")

    @property
    def days(self) -> int:
        return self._in("days")

    @property
    def working_days(self) -> int:
        return self._in("working_days")

    @property
    def months(self) -> int:
        return self._in("months")

    @property
    def years(self) -> int:
        return self._in("years")

    @property
    def percent(self) -> Decimal:
        self._check_unit("percent")
        return self.decimal()

    def reached(self, votes: int, of: int) -> bool:
        """True when `votes` of `of` are the share this rule asks for, exactly counted."""
        self._check_unit("share")
        share = self.table()
        cast, needed = votes * share["denominator"], of * share["numerator"]
        return bool(cast > needed if share["strictly_more"] else cast >= needed)

    def after(self, start: date) -> date:
        """The day this much time after `start`; the value must be a length of time."""
        steps = {
            "days": ahead,
            "working_days": working_days_after,
            "months": add_months,
            "years": add_years,
        }
        if self.unit not in steps:
            raise self._wrong_kind("a length of time")
        return steps[self.unit](start, self.integer())

    def _in(self, unit: str) -> int:
        self._check_unit(unit)
        return self.integer()

    def _check_unit(self, unit: str) -> None:
        if self.unit != unit:
            raise WrongKindError(f"{self.version} is in {self.unit or 'no unit'}, not in {unit}")

    def _as(self, kind: type | tuple[type, ...]) -> Any:
        if isinstance(self.value, kind) and not isinstance(self.value, bool):
            return self.value
        raise self._wrong_kind(str(kind))

    def _wrong_kind(self, wanted: str) -> WrongKindError:
        return WrongKindError(f"{self.version} holds {self.value!r}, not {wanted}")


RULE_FIELDS = frozenset(field for field in Rule.__dataclass_fields__ if field != "file")
RULE_NEEDED = frozenset({"code", "value", "valid_from"})


def rule_from(row: Mapping[str, Any], file: str) -> Rule:
    return Rule(
        code=row["code"],
        label=row.get("label", ""),
        value=row["value"],
        unit=row.get("unit", ""),
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        document=row.get("document", ""),
        issued_on=row.get("issued_on"),
        clause=row.get("clause", ""),
        note=row.get("note", ""),
        confidence=row.get("confidence", "seen"),
        file=file,
    )


def version_on(versions: tuple[Rule, ...], day: date) -> Rule:
    """Raises NoRuleOnDay with a sentence when no version covers the day."""
    for version in versions:
        if version.holds(day):
            return version
    raise NoRuleOnDay(
        _(
            "Chưa có quy định “{label}” cho ngày {day}: sổ quy định có từ {first} đến {last}. "
            "Kiểm tra lại ngày, hoặc bổ sung vào thư mục rulebook của nơi cài đặt."
        ).format(
            label=versions[0].label,
            day=format_date(day),
            first=format_date(versions[0].valid_from),
            last=format_date(versions[-1].valid_to) if versions[-1].valid_to else _("nay"),
        )
    )


def in_order(versions: list[Rule]) -> tuple[Rule, ...]:
    """Versions of one rule by date, open ones closed by their successor; raises on overlap and gap.

    A later row without label or unit has those of the row before it.
    """
    ordered = sorted(versions, key=lambda version: version.valid_from)
    done: list[Rule] = []
    for number, version in enumerate(ordered):
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        done.append(_settled(version, done[-1] if done else None, following))
    if not done[0].label:
        raise RulebookError(
            _("{file}, quy định {code}: thiếu trường label.").format(
                file=done[0].file, code=done[0].code
            )
        )
    _check_kinds(done)
    return tuple(done)


def _check_kinds(versions: list[Rule]) -> None:
    """What reads a rule reads all its versions: an override may change the value, not what it is."""
    for version in versions:
        if _kind(version.value) != _kind(versions[0].value):
            raise RulebookError(
                _(
                    "{file}, quy định {code}: value của bản từ {first} phải là {kind} như các bản khác; "
                    "đang là “{value}”."
                ).format(
                    file=version.file,
                    code=version.code,
                    first=format_date(version.valid_from),
                    kind=_kind(versions[0].value),
                    value=version.value,
                )
            )


def _kind(value: object) -> str:
    words = {
        bool: _("true hoặc false"),
        int: _("số"),
        Decimal: _("số"),
        str: _("chữ trong dấu nháy"),
        list: _("danh sách trong [ ]"),
        dict: _("bảng trong { }"),
    }
    return words.get(type(value), _("ngày"))


def _settled(version: Rule, before: Rule | None, following: Rule | None) -> Rule:
    last = version.valid_to
    if following is not None:
        eve = ahead(following.valid_from, -1)
        last = last or eve
        if last != eve or following.valid_from == version.valid_from:
            raise _out_of_step(version, following, overlap=last > eve)
    return Rule(
        **{
            **version.__dict__,
            "valid_to": last,
            "label": version.label or (before.label if before else ""),
            "unit": version.unit or (before.unit if before else ""),
        }
    )


def _out_of_step(version: Rule, following: Rule, *, overlap: bool) -> RulebookError:
    if overlap:
        sentence = _("{file}, quy định {code}: bản từ {first} chồng lên bản từ {second}.")
    else:
        sentence = _(
            "{file}, quy định {code}: bỏ trống ngày giữa bản từ {first} và bản từ {second}."
        )
    return RulebookError(
        sentence.format(
            file=following.file,
            code=version.code,
            first=format_date(version.valid_from),
            second=format_date(following.valid_from),
        )
    )
