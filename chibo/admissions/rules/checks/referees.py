"""Who introduces the person: enough of them, and each qualified."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.admissions.models import RefereeKind
from chibo.admissions.queries.knowing import Introducer, Known
from chibo.admissions.rules.checks.check import Check, met, unmet
from chibo.admissions.rules.checks.people import months_between
from chibo.base.text import format_date
from chibo.rulebook.queries import add_months, rule

_YEAR = 12


def check_number_of_referees(known: Known, on: date) -> Check:
    """Two official members; or one with the committee of a union."""
    alone, beside = rule("admission.referees", on), rule("admission.referees_with_union", on)
    members = sum(one.kind == RefereeKind.MEMBER for one in known.introducers)
    unions = [one for one in known.introducers if _union_counts(one, known, on)]
    if unions and members >= beside.integer():
        sentence = _("Người giới thiệu: {n} đảng viên chính thức và {union}.")
        return met("referees", sentence.format(n=members, union=unions[0].name), beside)
    if members >= alone.integer():
        sentence = _("Người giới thiệu: {n} đảng viên chính thức.")
        return met("referees", sentence.format(n=members), alone)
    sentence = _(
        "Mới có {n} đảng viên chính thức giới thiệu{unions}; cần {alone}, hoặc {beside} cùng nghị quyết giới "
        "thiệu của Đoàn Thanh niên (còn trong tuổi đoàn) hay Công đoàn."
    )
    said = sentence.format(
        n=members,
        unions=_(" và {union}").format(union=unions[0].name) if unions else "",
        alone=alone.integer(),
        beside=beside.integer(),
    )
    return unmet("referees", said, beside)


def check_referees(known: Known, on: date) -> list[Check]:
    """One sentence about each member who introduces, and about a union whose word cannot count."""
    checks = [_qualified(one, on) for one in known.introducers if one.kind == RefereeKind.MEMBER]
    over = [
        _over_union_age(one, known, on)
        for one in known.introducers
        if one.kind == RefereeKind.YOUTH_UNION and not _of_union_age(known, on)
    ]
    return checks + over


def _union_counts(one: Introducer, known: Known, on: date) -> bool:
    if one.kind == RefereeKind.YOUTH_UNION:
        return _of_union_age(known, on)
    return one.kind == RefereeKind.TRADE_UNION


def _of_union_age(known: Known, on: date) -> bool:
    """To the end of the last year of age; who knows no birth is not turned away for it."""
    most = rule("admission.youth_union_age_max", on).years
    return known.born is None or on < add_months(known.born.latest, _YEAR * (most + 1))


def _over_union_age(one: Introducer, known: Known, on: date) -> Check:
    most = rule("admission.youth_union_age_max", on)
    sentence = _(
        "{union}: người vào Đảng sinh {born}, đến {on} đã quá tuổi đoàn ({most} tuổi); nghị quyết giới thiệu của "
        "Đoàn không thay được đảng viên giới thiệu. Bỏ giới thiệu này, thêm đảng viên giới thiệu."
    )
    return unmet(
        "union_age",
        sentence.format(union=one.name, born=known.born, on=format_date(on), most=most.years),
        most,
    )


def _qualified(one: Introducer, on: date) -> Check:
    """No minimum time as an official member is asked (S9 q52)."""
    together = rule("admission.referee_together_months", on)
    said = {"name": one.name, "on": format_date(on), "asked": together.months}
    if not one.is_official:
        sentence = _(
            "Đồng chí {name} không phải là đảng viên chính thức ngày {on}, không giới thiệu được."
        )
        return unmet("referee_official", sentence.format(**said), together)
    if not one.is_here:
        sentence = _(
            "Đồng chí {name} ngày {on} sinh hoạt ở tổ chức cơ sở đảng khác; người giới thiệu phải cùng tổ chức "
            "cơ sở đảng ít nhất {asked} tháng."
        )
        return unmet("referee_here", sentence.format(**said), together)
    return _long_enough(one, on, said)


def _long_enough(one: Introducer, on: date, said: dict[str, object]) -> Check:
    together = rule("admission.referee_together_months", on)
    since = one.together_since or on
    said |= {"since": format_date(since), "n": months_between(since, on)}
    if on >= together.after(since):
        sentence = _(
            "Đồng chí {name} giới thiệu: cùng công tác, học tập, cư trú từ {since}, đến {on} được {n} tháng."
        )
        return met("referee_together", sentence.format(**said), together)
    known_by_books = one.here_since == since and one.since != since
    why = _(" (theo sổ, chuyển đến tổ chức cơ sở đảng này ngày đó)") if known_by_books else ""
    sentence = _(
        "Đồng chí {name} cùng công tác, học tập, cư trú với người vào Đảng từ {since}{why}, đến {on} mới "
        "{n} tháng, chưa đủ {asked} tháng."
    )
    return unmet("referee_together", sentence.format(why=why, **said), together)
