"""What must not be kept of citizens: a petition says what and where, never who."""

import re

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal

# Nine digits and more, however they are grouped: a telephone, an identity card, an account.
_DIGITS = re.compile(r"\+?\d(?:[ .\-]?\d){8,}")
# 1.500.000.000: money and areas are written in groups of three and do not begin with 0.
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+")
# "ông Lò Văn A"; streets ("đường Ông Ích Khiêm") are not meant, so the large letter counts at a beginning only.
_TITLED = re.compile(
    r"(?:\b(?:ông|bà|anh|chị|cô|chú)|(?:^|[.;:]\s+)(?:Ông|Bà|Anh|Chị|Cô|Chú))\s+(\w+)\s+(\w+)"
)


def check_no_citizen(*texts: str) -> None:
    """Refuse text that holds a telephone, an identity number or the name of whoever asked."""
    for text in texts:
        found = _number_in(text)
        if found:
            raise Refusal(
                _(
                    "Không ghi số điện thoại, số căn cước của công dân (“{found}”); chỉ ghi nội dung kiến "
                    "nghị và địa bàn."
                ).format(found=found[:3] + "…")
            )
        if named := _name_in(text):
            raise Refusal(
                _(
                    "Không ghi tên công dân (“{named}”); ghi “một số hộ”, “nhân dân bản…” và nội dung kiến nghị."
                ).format(named=named)
            )


def _number_in(text: str) -> str:
    numbers = (match[0] for match in _DIGITS.finditer(text))
    return next((number for number in numbers if not _AMOUNT.fullmatch(number)), "")


def _name_in(text: str) -> str:
    """A title with two words behind it that are written large."""
    found = (m for m in _TITLED.finditer(text) if m[1][0].isupper() and m[2][0].isupper())
    return next((match[0].strip(".;: ") for match in found), "")
