"""How full a file is: the starred columns of the national data sheet of 2025.

The country of a place is not asked for: it is Việt Nam unless the file says otherwise. A card number
and a day of recognition are required of official members only.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chibo.members.models import Membership, Status


@dataclass(frozen=True)
class Required:
    """`column` is tested for being filled; text columns are empty, dates null."""

    column: str
    label: str | Promise
    official_only: bool = False

    @property
    def is_date(self) -> bool:
        return self.column.endswith("_on")


REQUIRED = (
    Required("sex", _("giới tính")),
    Required("born_on", _("ngày sinh")),
    Required("ethnicity", _("dân tộc")),
    Required("religion", _("tôn giáo")),
    Required("national_id_hash", _("số định danh")),
    Required("birth_province", _("tỉnh khai sinh")),
    Required("birth_detail", _("nơi khai sinh")),
    Required("native_province", _("tỉnh quê quán")),
    Required("native_detail", _("quê quán")),
    Required("home_province", _("tỉnh thường trú")),
    Required("home_detail", _("nơi thường trú")),
    Required("joined_on", _("ngày vào Đảng")),
    Required("official_on", _("ngày chính thức"), official_only=True),
    Required("card_number", _("số thẻ đảng viên"), official_only=True),
)
_ALWAYS_THERE = 2  # name and organisation


def lacks_something() -> Q:
    """The condition that a membership's person lacks a required column."""
    condition = Q()
    for required in REQUIRED:
        condition |= lacks(required.column)
    return condition


def lacks(code: str) -> Q:
    """The condition that one required column is empty; raises KeyError for another column."""
    required = {one.column: one for one in REQUIRED}[code]
    empty = _empty(required)
    return empty & Q(status=Status.OFFICIAL) if required.official_only else empty


def lacks_national_id() -> Q:
    return Q(person__national_id_hash="")


def _empty(required: Required) -> Q:
    if required.is_date:
        return Q(**{f"person__{required.column}__isnull": True})
    return Q(**{f"person__{required.column}": ""})


def missing(membership: Membership) -> list[str]:
    """Names of the required columns that are empty."""
    return [
        str(required.label)
        for required in _asked(membership)
        if not getattr(membership.person, required.column)
    ]


def filled_percent(membership: Membership) -> int:
    """Share of the required columns that are filled, cut to whole percents: 100 only when none lacks."""
    asked = len(_asked(membership)) + _ALWAYS_THERE
    return (asked - len(missing(membership))) * 100 // asked


def _asked(membership: Membership) -> list[Required]:
    official = membership.status == Status.OFFICIAL
    return [required for required in REQUIRED if official or not required.official_only]
