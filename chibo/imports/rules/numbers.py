"""Identity and card numbers: their shape, and what an identity number says of its holder.

The number of 12 digits: 3 of the province, 1 of century and sex, 2 of the year of birth, 6 at random
(ux.md G9). There is no checksum, so only shape and agreement can be looked at.
"""

from functools import cache

from django.utils.translation import gettext as _

from chibo.base.partial_dates import PartialDate
from chibo.rulebook.queries import code_list

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


def disagreements(number: str, sex: str, born: PartialDate | None) -> list[str]:
    """Sentences about an identity number that does not fit its province, the sex or the birth year."""
    said = []
    if number[:3] not in _provinces():
        said.append(_("Ba số đầu {code} không phải mã tỉnh nào").format(code=number[:3]))
    wrong_sex = sex and (int(number[3]) % 2 == 1) != (sex == "female")
    if wrong_sex:
        written = _("nữ") if int(number[3]) % 2 else _("nam")
        said.append(_("Số định danh là của {sex}, cột giới tính ghi khác").format(sex=written))
    year = (1900 + 100 * (int(number[3]) // 2)) + int(number[4:6])
    if born is not None and born.day.year != year:
        said.append(_("Số định danh ghi sinh năm {year}, ngày sinh ghi khác").format(year=year))
    return said


def lost_zero(number: str, sex: str, born: PartialDate | None) -> str:
    """The number with the zero Excel drops, when it then agrees with everything else; else empty."""
    if len(number) != ID_DIGITS - 1 or not number.isdigit() or number.startswith("0"):
        return ""
    padded = f"0{number}"
    return "" if disagreements(padded, sex, born) else padded


@cache
def _provinces() -> frozenset[str]:
    items = code_list("provinces").items()
    return frozenset(str(item.extra["id_code"]) for item in items if "id_code" in item.extra)
