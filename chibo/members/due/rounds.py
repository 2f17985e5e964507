"""Badge rounds that are near: how many would be proposed."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.base.due import Due, Tally
from chibo.members.due.counting import Counted, Sum, near_round
from chibo.members.queries.coming import Round
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import source_line


def badges_to_propose(found: Sequence[Counted], of: Branch, on: date) -> list[Due]:
    round_, count = near_round(on), sum(one.badges for one in found)
    if round_ is None or not count:
        return []
    return [
        Due(
            kind="badge_round",
            what=_words(round_),
            about=ngettext("{n} đảng viên", "{n} đảng viên", count).format(n=count),
            due_on=round_.day,
            url=reverse("members:badges", args=[of.pk]) + f"?dot={round_.day.isoformat()}",
            button=_("Lập danh sách"),
            why=source_line(round_.rule),
            rule=round_.rule.code,
            owner=of.short_name,
            owner_path=of.path,
            count=count,
        )
    ]


def _words(round_: Round) -> str:
    return _("Lập hồ sơ đề nghị tặng Huy hiệu Đảng đợt {day}").format(day=round_.label)


def badge_tallies(by_unit: Sequence[Sum], on: date) -> list[Tally]:
    round_ = near_round(on)
    if round_ is None:
        return []
    what, why, code = _words(round_), source_line(round_.rule), round_.rule.code
    return [
        Tally("badge_round", what, one.unit, one.count, round_.day, why, code, each=False)
        for one in by_unit
    ]
