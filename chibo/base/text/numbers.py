"""Numbers as Vietnamese write them: 1.234,5."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text.letters import clean

_SWAP = str.maketrans(",.", ".,")
_THOUSANDS_BY_DOT = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_THOUSANDS_BY_COMMA = re.compile(r"\d{1,3}(,\d{3})+\.\d+|\d{1,3}(,\d{3}){2,}")
_COMMA_AND_THREE = re.compile(r"[1-9]\d{0,2},\d{3}")
_PLAIN = re.compile(r"\d+([.,]\d+)?")


class NotANumber(Refusal, ValueError):
    """What was typed cannot be read as one number."""


def format_number(value: float | Decimal, places: int = 0) -> str:
    """10225 becomes '10.225'; half is rounded up, away from zero."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded or abs(rounded):,f}".translate(_SWAP)  # there is no minus zero


def format_decimal(value: float | Decimal) -> str:
    """The number with exactly the decimals it has: Decimal('1234.50') becomes '1.234,50'."""
    return f"{Decimal(str(value)):,f}".translate(_SWAP)


def format_percent(value: float | Decimal, places: int = 1) -> str:
    """`value` is already out of a hundred: 89.474 becomes '89,5%'."""
    return format_number(value, places) + "%"


def parse_decimal(text: str) -> Decimal:
    """Read 96,35 · 96.35 · 1.234,5 · 1,234.5 · 10.225 (a thousand's dot) · 89,5%.

    Raises NotANumber where a comma may be either sign: 1,234.
    """
    bare = clean(text).removesuffix("%").replace(" ", "")
    sign, digits = ("-", bare[1:]) if bare[:1] in ("-", "\u2212") else ("", bare)
    return Decimal(sign + _plain_digits(digits, clean(text)))


def _plain_digits(digits: str, typed: str) -> str:
    if not digits.isascii():
        raise NotANumber(_("«%(typed)s» không phải là số.") % {"typed": typed})
    if _THOUSANDS_BY_DOT.fullmatch(digits) and not digits.startswith("0"):
        return digits.replace(".", "").replace(",", ".")
    if _COMMA_AND_THREE.fullmatch(digits):
        raise NotANumber(_two_readings(digits))
    if _THOUSANDS_BY_COMMA.fullmatch(digits):
        return digits.replace(",", "")
    if _PLAIN.fullmatch(digits):
        return digits.replace(",", ".")
    raise NotANumber(
        _("«%(typed)s» không phải là số. Ghi như 1.234 hoặc 96,35.") % {"typed": typed}
    )


def _two_readings(digits: str) -> str:
    whole, _comma, rest = digits.partition(",")
    return _("«%(typed)s» có thể hiểu là %(thousands)s hoặc %(decimal)s. Hãy ghi rõ hơn.") % {
        "typed": digits,
        "thousands": f"{whole}.{rest}",
        "decimal": f"{whole},{rest}0",
    }
