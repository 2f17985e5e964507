"""The organisation people mean by a code or a name, current or old."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import clean, fold
from chibo.organisations.models import Organisation, Profile

CODE_DIGITS = 14
NAMED_AT_MOST = 5


class NotOneOrganisation(Refusal):
    """No organisation of that code or name, or several."""


def find_organisation(text: str) -> Organisation:
    """`text` is a 14-digit code, dots or not, or a name: as written, else without marks, else its end
    ("Mường Sang" for Đảng bộ xã Mường Sang). Raises NotOneOrganisation with the candidates."""
    asked = clean(text)
    for reading in _readings(asked):
        if found := list(Organisation.objects.filter(pk__in=_meant(reading)).order_by("pk")):
            return _the_one(found, asked)
    raise NotOneOrganisation(
        _(
            "Không có tổ chức đảng nào có mã hoặc tên “{asked}”. Ghi mã 14 số hoặc tên đầy đủ."
        ).format(asked=asked)
    )


def _readings(asked: str) -> list[Q]:
    """From the strictest to the most forgiving; the first that finds anything decides."""
    digits, folded = re.sub(r"[.\s]", "", asked), fold(asked)
    if re.fullmatch(rf"[0-9]{{{CODE_DIGITS}}}", digits):
        return [Q(code=digits)]
    if not folded:
        return []
    return [
        Q(name=asked) | Q(short_name=asked),
        Q(name_folded=folded),
        Q(name__endswith=f" {asked}"),
        Q(name_folded__endswith=f" {folded}"),
    ]


def _meant(reading: Q) -> list[int]:
    return list(Profile.objects.filter(reading).values_list("organisation", flat=True).distinct())


def _the_one(found: list[Organisation], asked: str) -> Organisation:
    if len(found) == 1:
        return found[0]
    candidates = [_described(one) for one in found[:NAMED_AT_MOST]]
    if len(found) > NAMED_AT_MOST:
        candidates.append("…")
    raise NotOneOrganisation(
        _(
            "“{asked}” có thể là {count} tổ chức: {candidates}. Ghi mã 14 số hoặc tên đầy đủ."
        ).format(asked=asked, count=len(found), candidates="; ".join(candidates))
    )


def _described(one: Organisation) -> str:
    """ "Chi bộ bản Trên (38.168.053.000.001), thuộc Đảng bộ xã Mường Mẫu"."""
    profile = one.profiles.latest("started_on")
    placement = one.placements.select_related("parent").latest("started_on")
    code = f" ({profile.dotted_code})" if profile.code else ""
    above = _(", thuộc {parent}").format(parent=placement.parent) if placement.parent else ""
    return f"{profile.name}{code}{above}"
