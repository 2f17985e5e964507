"""The figures on top of a page, with the shares and comparisons beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.asof import AsOf
from chibo.base.figures import (
    Amount,
    Breakdown,
    Group,
    InGroups,
    Reading,
    Rounding,
    Scope,
    figure,
    percent,
    read_together,
)
from chibo.base.periods import Period
from chibo.base.text import format_decimal, format_number
from chibo.organisations.queries.tree import Branch, know_books
from chibo.rulebook.queries import code_list
from chibo.web.links import number_url, reading_url

_MEMBERS = ("members", "members_official", "members_probationary", "members_women")
_LEVELS = (
    "members_professional_from_intermediate",
    "members_theory_from_intermediate",
    "committee_theory_intermediate",
    "village_cadres_schooling_from_lower_secondary",
)
_MIDDLE_OF_YEAR = 6


@dataclass(frozen=True)
class Shown:
    """A figure as a page shows it; `shown` is "" while there is no value, `sub` then says why."""

    label: str
    shown: str
    unit: str
    sub: str
    href: str


@dataclass(frozen=True)
class Level:
    """A share as a bar: `value` is the percentage, rounded for drawing."""

    label: str
    value: int
    shown: str
    note: str
    url: str


@dataclass(frozen=True)
class Figures:
    strip: list[Shown]
    levels: list[Level]
    opening: Reading
    closing: Reading


def half_so_far(day: date) -> Period:
    """From the first day of the half-year to the day."""
    half = Period.half(day.year, 1 if day.month <= _MIDDLE_OF_YEAR else 2)
    return Period(half.first, day)


def figures_of(branch: Branch, before: Branch | None, on: AsOf) -> Figures:
    """Everything the top of a branch's page shows, in one count. `before` is the branch at the
    close of last year, None when it did not stand in the tree then."""
    know_books([branch, before] if before else [branch])
    half = half_so_far(on.day)
    now = Scope(branch, on.day)
    last_year = now.over(half.a_year_before())
    levels = _LEVELS[:2] if branch.is_cell else _LEVELS
    asked = {name: (figure(name), now) for name in [*_MEMBERS, "members_minority", *levels]}
    if not branch.is_cell:
        asked["cells"] = (figure("cells"), now)
        asked |= {f"cells {one}": (figure("cells"), now.keyed(one)) for one in _top_types(on.day)}
    for name in ("admitted", "recognised"):
        asked[name] = (figure(name), now.over(half))
        asked[f"{name} a year before"] = (figure(name), last_year)
    eve = Period.year(on.day.year).eve
    asked["opening"] = (figure("members"), Scope(before or branch, eve))
    read = dict(zip(asked, read_together(list(asked.values())), strict=True))
    return Figures(
        _strip(branch, read, on),
        _levels([read[name] for name in levels], on),
        read["opening"],
        read["members"],
    )


def _strip(branch: Branch, read: Mapping[str, Reading], on: AsOf) -> list[Shown]:
    shown = [_members(read, on)]
    if "cells" in read:
        shown.append(_cells(branch, read, on))
    shown.append(_moved(read, "admitted", _("Kết nạp"), on))
    shown.append(_moved(read, "recognised", _("Chính thức"), on))
    shown.append(_share(read["members_women"], _("Đảng viên nữ"), on))
    shown.append(_share(read["members_minority"], _("Dân tộc thiểu số"), on))
    return shown


def number_shown(value: Amount | None) -> str:
    return "" if value is None else format_number(value)


def _members(read: Mapping[str, Reading], on: AsOf) -> Shown:
    members, official = read["members"], read["members_official"]
    sub = members.reason
    if members.value is not None:
        sub = _("{official} chính thức · {probationary} dự bị").format(
            official=number_shown(official.value),
            probationary=number_shown(read["members_probationary"].value),
        )
    return _shown(members, _("Đảng viên"), sub, on, by="status")


def _cells(branch: Branch, read: Mapping[str, Reading], on: AsOf) -> Shown:
    cells = read["cells"]
    counts = [
        (label.lower(), read[f"cells {one}"].value or 0)
        for one, label in _top_types(on.day).items()
    ]
    counts.append((_("chưa rõ"), (cells.value or 0) - sum(n for _label, n in counts)))
    sub = " · ".join(
        f"{format_number(n)} {label}" for label, n in [one for one in counts if one[1]][:3]
    )
    label = _("Chi bộ trực thuộc") if branch.kind == "grassroots_committee" else _("Chi bộ")
    return _shown(cells, label, sub, on, by="base_type")


def _top_types(on: date) -> dict[str, str]:
    types = code_list("base_types")
    return {code: label for code, label in types.choices(on) if not types.item(code).parent}


def _moved(read: Mapping[str, Reading], name: str, label: str, on: AsOf) -> Shown:
    now, then = read[name], read[f"{name} a year before"]
    sub = now.reason
    if now.value is not None:
        sub = _("cùng kỳ trước: {n}").format(n=number_shown(then.value) or _("chưa có số liệu"))
    since = _("{label} từ {day}").format(label=label, day=f"{half_so_far(on.day).first:%d/%m}")
    return _shown(now, since, sub, on)


def _share(reading: Reading, label: str, on: AsOf) -> Shown:
    return _shown(reading, label, reading.reason or share_text(reading), on)


def share_text(reading: Reading) -> str:
    """ "78/224 = 34,82%"; the numerator alone has no share of an empty base."""
    if reading.value is None or reading.base is None:
        return ""
    pair = f"{format_number(reading.value)}/{format_number(reading.base)}"
    return pair if reading.percent is None else f"{pair} = {format_decimal(reading.percent)}%"


def _shown(reading: Reading, label: str, sub: str, on: AsOf, by: str = "") -> Shown:
    href = reading_url(reading, on, by=by)
    return Shown(label, number_shown(reading.value), "", sub, href)


def _levels(readings: Sequence[Reading], on: AsOf) -> list[Level]:
    return [
        Level(
            reading.label,
            round(reading.percent or 0),
            _("chưa có") if reading.percent is None else f"{format_decimal(reading.percent)}%",
            reading.reason or f"{share_text(reading).partition(' =')[0]} {reading.base_means}",
            reading_url(reading, on),
        )
        for reading in readings
    ]


@dataclass(frozen=True)
class Band:
    label: str
    men: int
    women: int
    men_url: str
    women_url: str


@dataclass(frozen=True)
class Pyramid:
    bands: list[Band]
    longest: int
    men: str
    women: str
    left_out: int


def pyramid_asks(branch: Branch, on: AsOf) -> list[Breakdown]:
    """Men and women by age band."""
    members, scope = figure("members"), Scope(branch, on.day)
    age, sex = members.dimension("age"), members.dimension("sex")
    return [(age, InGroups(members.rows, ((sex, one),)), scope) for one in ("male", "female")]


def pyramid(groups: Sequence[Sequence[Group]], branch: Branch, on: AsOf) -> Pyramid | None:
    """Members by age band and sex, oldest first, from what `pyramid_asks` asks; None while there are none."""
    men, women = groups
    counts = {
        "male": {group.key: group.value for group in men},
        "female": {group.key: group.value for group in women},
    }
    bands = [
        Band(
            item.label,
            counts["male"].get(item.code, 0),
            counts["female"].get(item.code, 0),
            _band_url(branch, on, "male", item.code, counts),
            _band_url(branch, on, "female", item.code, counts),
        )
        for item in reversed(code_list("age_bands").items())
    ]
    totals = {sex: sum(groups.values()) for sex, groups in counts.items()}
    if not sum(totals.values()):
        return None
    left_out = sum(groups.get("", 0) for groups in counts.values())
    longest = max(max(band.men, band.women) for band in bands)
    women_share = _women_share(totals)
    return Pyramid(
        bands,
        longest or 1,
        _("Nam {n}").format(n=format_number(totals["male"])),
        _("Nữ {n} ({share})").format(n=format_number(totals["female"]), share=women_share),
        left_out,
    )


def _women_share(totals: Mapping[str, int]) -> str:
    whole = sum(totals.values())
    return f"{format_decimal(percent(totals['female'], whole, Rounding(1)))}%"


def _band_url(
    branch: Branch, on: AsOf, sex: str, band: str, counts: Mapping[str, Mapping[str, int]]
) -> str:
    if not counts[sex].get(band):
        return ""
    return number_url("members", branch.pk, on, where=[f"sex:{sex}", f"age:{band}"])


_MOVED = {"entered": "+", "increases": "+", "decreases": "−"}


@dataclass(frozen=True)
class Line:
    """`amount` is None while there is no value; what left is below 0."""

    label: str
    shown: str
    url: str
    total: bool = False
    amount: Amount | None = None


def balance_period(on: AsOf) -> Period:
    """From the first day of the year to the day."""
    return Period(date(on.day.year, 1, 1), on.day)


def balance_asks(branch: Branch, period: Period) -> list[Breakdown]:
    """First entries, increases and decreases by kind; nothing while the books have not begun."""
    scope = Scope(branch, branch.on).over(period)
    moved = [figure(name) for name in _MOVED]
    if moved[0].unknown(scope):
        return []
    return [(one.dimension("kind"), one.rows, scope) for one in moved]


def balance(
    ends: tuple[Reading, Reading],
    groups: Sequence[Sequence[Group]],
    branch: Branch,
    on: AsOf,
    period: Period,
) -> list[Line]:
    """The opening, what `balance_asks` asks, the closing. `ends` are the members at both."""
    lines = [_balance_line(_("Đầu kỳ"), ends[0], _past(period.eve))]
    if reason := figure("entered").unknown(Scope(branch, branch.on).over(period)):
        return [*lines, Line(reason, "", "")]
    for (name, sign), found in zip(_MOVED.items(), groups, strict=True):
        lines += _moves(name, sign, found, branch, on, period)
    return [*lines, _balance_line(_("Cuối kỳ"), ends[1], on)]


def _past(day: date) -> AsOf:
    return AsOf(day, is_today=False)


def _balance_line(label: str, reading: Reading, on: AsOf) -> Line:
    url = reading_url(reading, on)
    return Line(label, number_shown(reading.value), url, total=True, amount=reading.value)


def _moves(
    name: str, sign: str, groups: Sequence[Group], branch: Branch, on: AsOf, period: Period
) -> list[Line]:
    return [
        Line(
            group.label,
            f"{sign}{format_number(group.value)}",
            number_url(name, branch.pk, on, key=group.key, period=period),
            amount=-group.value if name == "decreases" else group.value,
        )
        for group in groups
    ]
