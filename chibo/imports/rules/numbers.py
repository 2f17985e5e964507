"""Identity and card numbers: their shape, and the zero a sheet drops."""

from django.utils.translation import gettext as _

from chibo.base.partial_dates import PartialDate
from chibo.members.rules import disagreements

ID_DIGITS = 12
OLD_ID_DIGITS = 9
CARD_DIGITS = 12
OLD_CARD_DIGITS = (8, 9, 10)


def shape_problem(number: str, digits: int) -> str:
    """Empty when the number has its digits; else a sentence."""
    if not number.isascii() or not number.isdigit():
        return _("Chỉ gồm chữ số, cần {digits} số").format(digits=digits)
    if len(number) != digits:
        return _("Có {has} số, cần {digits} số").format(has=len(number), digits=digits)
    return ""


def lost_zero(number: str, sex: str, born: PartialDate | None) -> str:
    """The number with the zero Excel drops, when it then agrees with everything else; else empty."""
    if len(number) != ID_DIGITS - 1 or not number.isdigit() or number.startswith("0"):
        return ""
    padded = f"0{number}"
    return "" if disagreements(padded, sex, born) else padded
