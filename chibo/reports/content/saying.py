"""Numbers as pieces of a sentence."""

from dataclasses import replace
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.figures import Figure, Reading, figure
from chibo.base.text import format_number
from chibo.reports.content.pieces import Piece
from chibo.reports.queries.asking import Ask, Form, When
from chibo.reports.queries.numbers import Numbers
from chibo.reports.wording import (
    compared,
    down,
    last_term,
    last_year,
    of_base,
    part_of,
    roughly,
    up,
)

# Groups that are names keep their capital inside a sentence.
_PROPER = frozenset({"ethnicity", "religion", "child"})


def beside(numbers: Numbers) -> str:
    """What the period is compared with."""
    return last_term() if numbers.period.is_term else last_year()


def not_known() -> str:
    return _("chưa có số liệu")


def said(ask: Ask, numbers: Numbers) -> list[Piece]:
    """The pieces a placeholder stands for: one, or one a group for a breakdown in words."""
    if ask.is_list:
        return _list_said(ask, numbers)
    return [spoken(ask, numbers, label_of(ask, than=beside(numbers)))]


def spoken(ask: Ask, numbers: Numbers, label: str = "") -> Piece:
    """One number or phrase. `label` is what it is called where people edit the text around it."""
    reading = numbers.reading(ask)
    text = _text(ask, reading, numbers)
    about = ask.plain().a_year_before() if ask.form == "compare" else ask
    return Piece(
        text or not_known(),
        ask,
        label,
        numbers.url(about),
        str(ask),
        unknown=not text,
        reading=reading,
    )


def _text(ask: Ask, reading: Reading, numbers: Numbers) -> str:
    """ "" when the number is not known."""
    if reading.value is None:
        return ""
    if isinstance(reading.value, Decimal) or (reading.said and not ask.form):
        return reading.said or reading.shown  # as it is, such as an income or a rating
    value = reading.value
    match ask.form:
        case "compare":
            before = numbers.reading(ask.plain().a_year_before()).value
            return compared(value, before, numbers.rounding, beside(numbers))
        case "up" | "down":
            return (up if ask.form == "up" else down)(value, reading.unit)
        case "rough":
            return roughly(value)
        case "ratio" if reading.base is not None:
            return of_base(value, reading.base, reading.unit, numbers.rounding)
        case "part" if reading.base is not None:
            return part_of(value, reading.base, reading.unit, numbers.rounding)
    return format_number(value)


def _list_said(ask: Ask, numbers: Numbers) -> list[Piece]:
    """ "3 Thái, 1 Mông": the words between are pieces of their own."""
    pieces: list[Piece] = []
    for key, reading in numbers.groups(ask).items():
        if not reading.value:
            continue
        one = replace(ask, group=key)
        number = format_number(reading.value)
        if pieces:
            pieces.append(Piece(", "))
        pieces.append(
            Piece(
                number,
                one,
                label_of(one, reading.label),
                numbers.url(one),
                str(one),
                reading=reading,
            )
        )
        pieces.append(Piece(f" {_in_sentence(reading.label, ask.by)}"))
    return pieces or [Piece(not_known(), ask, label_of(ask), "", str(ask), unknown=True)]


def _in_sentence(label: str, dimension: str) -> str:
    if dimension in _PROPER or label[:2].isupper():
        return label
    return label[:1].lower() + label[1:]


def label_of(ask: Ask, group: str = "", than: str = "") -> str:
    """What a number is called where people edit the text around it; one name, one question. `group` is the
    name of its group, where it is one of a breakdown; `than` what the period is compared with."""
    than = than or last_year()
    one = figure(ask.figure)
    parts = (_key_label(one, ask), _when(ask.when, than), _group_label(one, ask, group))
    return f"{one.label}{''.join(parts)}{_form(ask.form)}"


def _when(when: When, than: str) -> str:
    match when:
        case "eve":
            return _(", đầu kỳ")
        case "before":
            return f", {than}"
        case "before_eve":
            return _(", đầu {than}").format(than=than)
    return ""


def _form(form: Form) -> str:
    match form:
        case "ratio" | "part":
            return _(", tỷ lệ")
        case "compare":
            return _(", so cùng kỳ")
        case "up":
            return _(", tăng")
        case "down":
            return _(", giảm")
        case "rough":
            return _(", nói tròn")
    return ""


def _key_label(one: Figure, ask: Ask) -> str:
    if not ask.key:
        return ""
    known = one.keys(timezone.localdate()) if one.keys else {}
    return f" – {known.get(ask.key, ask.key)}"


def _group_label(one: Figure, ask: Ask, group: str) -> str:
    if not ask.by:
        return ""
    label = str(one.dimension(ask.by).label)
    name = label[:1].lower() + label[1:]
    if ask.group is None:
        return _(", theo {dimension}").format(dimension=name)
    return f", {name} “{group or ask.group}”"
