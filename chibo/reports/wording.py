"""Numbers in the trade's words, and words that must not say more than the number.

compared(6, 4)             "tăng 2 so với cùng kỳ năm trước, bằng 150%"
of_base(90, 224, …)        "90/224 đảng viên, đạt 40,18%"
bounded("trên 550", 553)   True; False at 550
roughly(553)               "trên 550"
"""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from chibo.base.figures import Amount, Rounding, percent
from chibo.base.text import NotANumber, clean, format_decimal, format_number, parse_decimal

# How far a rough word may stand from the number, as a share of the mark it names.
_NEAR = Decimal("0.1")
_ROUGHLY = Decimal("0.05")
# Fewer are counted one by one; from so much of a step on, the next mark is named.
_FEWEST_ROUNDED = 20
_NEARLY = Decimal("0.8")


def share_text(value: Amount, base: Amount, rounding: Rounding) -> str:
    """ "40,18%"; a share that is exactly whole has no idle zeros: "100%"."""
    shown = percent(value, base, rounding)
    whole = shown.to_integral_value()
    exact = whole == shown and shown * base == Decimal(value) * 100
    return f"{format_decimal(whole if exact else shown)}%"


def of_base(value: Amount, base: Amount, unit: str, rounding: Rounding) -> str:
    """What was reached, always with its base: "90/224 đảng viên, đạt 40,18%"."""
    return _with_base(value, base, unit, rounding, _("{counted}, đạt {share}"))


def part_of(value: Amount, base: Amount, unit: str, rounding: Rounding) -> str:
    """What belongs, always with its base: "78/224 đảng viên, chiếm 34,82%"."""
    return _with_base(value, base, unit, rounding, _("{counted}, chiếm {share}"))


def _with_base(value: Amount, base: Amount, unit: str, rounding: Rounding, sentence: str) -> str:
    counted = f"{format_number(value)}/{format_number(base)} {unit}"
    if base == 0:
        return counted
    return sentence.format(counted=counted, share=share_text(value, base, rounding))


def up(value: int, unit: str) -> str:
    return (
        _("tăng {n} {unit}").format(n=format_number(value), unit=unit) if value else _("không tăng")
    )


def down(value: int, unit: str) -> str:
    return (
        _("giảm {n} {unit}").format(n=format_number(value), unit=unit) if value else _("không giảm")
    )


def compared(
    now: Amount | None,
    before: Amount | None,
    rounding: Rounding | None = None,
    beside: str = "",
) -> str:
    """How the period stands to the one it is compared with; "" when the present is not known. `beside` names
    that one: the same period last year, unless told otherwise."""
    if now is None:
        return ""
    beside = beside or last_year()
    if before is None:
        return _("chưa có số liệu {beside}").format(beside=beside)
    if now == before:
        return _("không tăng, không giảm so với {beside}").format(beside=beside)
    words = _("tăng {n}") if now > before else _("giảm {n}")
    moved = words.format(n=format_number(abs(Decimal(now) - before)))
    moved = _("{moved} so với {beside}").format(moved=moved, beside=beside)
    if before == 0:
        return _("{moved} ({beside} không có)").format(moved=moved, beside=_short(beside))
    if now == 0:
        return moved
    return _("{moved}, bằng {share}").format(
        moved=moved, share=share_text(now, before, rounding or Rounding())
    )


def last_year() -> str:
    return _("cùng kỳ năm trước")


def last_term() -> str:
    return _("nhiệm kỳ trước")


def _short(beside: str) -> str:
    return _("cùng kỳ") if beside == last_year() else beside


def difference(now: Amount | None, before: Amount | None) -> str:
    """For a column of a table: "tăng 2", "giảm 1", "0"; "" when either side is not known."""
    if now is None or before is None:
        return ""
    if now == before:
        return "0"
    return (_("tăng {n}") if now > before else _("giảm {n}")).format(
        n=format_number(abs(Decimal(now) - before))
    )


_BOUND = re.compile(r"(trên|hơn|dưới|gần|khoảng)\s+([0-9][0-9.,]*)", re.IGNORECASE)


def is_bound(words: str) -> bool:
    """Whether the words are a rough number such as "trên 550"."""
    return _mark(words) is not None


def bounded(words: str, value: Amount) -> bool:
    """Whether "trên 550", "gần 600", "khoảng 550"… may be said of the value.

    trên: above the mark. hơn: above it by a tenth at most. dưới: below. gần: below by a tenth at
    most. khoảng: at most a twentieth away. Raises ValueError when the words are not of that form.
    """
    found = _mark(words)
    if found is None:
        raise ValueError(words)
    word, mark = found
    near, about = mark * _NEAR, mark * _ROUGHLY
    return {
        "trên": value > mark,
        "hơn": mark < value <= mark + near,
        "dưới": value < mark,
        "gần": mark - near <= value < mark,
        "khoảng": mark - about <= value <= mark + about,
    }[word]


def roughly(value: int) -> str:
    """A number as people round it in speech: "trên 550" of 553, "gần 600" of 597; itself where it is round or
    too small to be rounded. What is said is always true (`bounded`)."""
    step = _step(value)
    below = value // step * step
    if value < _FEWEST_ROUNDED or below == value:
        return format_number(value)
    nearly = _("gần {n}").format(n=format_number(below + step))
    if value - below > step * _NEARLY and bounded(nearly, value):
        return nearly
    return _("trên {n}").format(n=format_number(below))


def _step(value: int) -> int:
    """Tens up to a hundred, fifties up to a thousand, then half of each next power of ten."""
    digits = len(str(value))
    return 10 if digits <= len("99") else 5 * 10 ** (digits - 2)


def _mark(words: str) -> tuple[str, Decimal] | None:
    match = _BOUND.fullmatch(clean(words))
    if not match:
        return None
    try:
        return match[1].lower(), parse_decimal(match[2])
    except NotANumber:
        return None
