"""Members by age and sex on a day, and five years before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.asof import AsOf
from chibo.base.figures import Breakdown, Group, InGroups, Scope, figure, groups_together
from chibo.base.text import format_date
from chibo.organisations.queries.tree import Branch, itself_on
from chibo.rulebook.queries import add_months, code_list
from chibo.web.links import number_url

YEARS_BEFORE = 5
SEXES = ("male", "female", "")


@dataclass(frozen=True)
class Count:
    """A number of the table and, where it is drawn, of the picture; nobody leads nowhere."""

    value: int
    url: str


@dataclass(frozen=True)
class Line:
    """One age band: members now and then by `SEXES`; `then` is empty while nothing is known."""

    key: str
    label: str
    now: list[Count]
    then: list[Count]

    @property
    def whole(self) -> int:
        return sum(one.value for one in self.now)

    @property
    def whole_then(self) -> int:
        return sum(one.value for one in self.then)


@dataclass(frozen=True)
class Ages:
    """`lines` from the oldest down, unknown age last. The reasons say why nothing is known of a day."""

    lines: list[Line]
    on: date
    before: date
    reason: str = ""
    reason_before: str = ""

    @property
    def unknown_sex(self) -> bool:
        """Whether the table needs the column of those whose sex is not recorded."""
        return any(one.value for line in self.lines for one in [*line.now[2:], *line.then[2:]])

    @property
    def totals(self) -> list[int]:
        return [sum(line.now[at].value for line in self.lines) for at in range(len(SEXES))]

    @property
    def totals_then(self) -> list[int]:
        known = [line for line in self.lines if line.then]
        return [sum(line.then[at].value for line in known) for at in range(len(SEXES))]

    @property
    def whole(self) -> int:
        return sum(self.totals)

    @property
    def whole_then(self) -> int:
        return sum(self.totals_then)

    @property
    def drawn(self) -> list[Line]:
        return [line for line in self.lines if line.key]

    @property
    def longest(self) -> int:
        """The longest bar or outline."""
        sides = [one.value for line in self.drawn for one in [*line.now[:2], *line.then[:2]]]
        return max([*sides, 1])

    @property
    def left_out(self) -> int:
        """Who is in the table and not in the picture: of unknown age or sex."""
        whole = sum(line.whole for line in self.lines)
        return whole - sum(one.value for line in self.drawn for one in line.now[:2])

    @property
    def bands(self) -> list[dict[str, Any]]:
        """What the part `c-pyramid` draws."""
        return [
            {
                "label": line.label,
                "men": line.now[0].value,
                "women": line.now[1].value,
                "men_url": line.now[0].url,
                "women_url": line.now[1].url,
                "men_then": line.then[0].value if line.then else None,
                "women_then": line.then[1].value if line.then else None,
            }
            for line in self.drawn
        ]


def ages(of: Branch, on: AsOf) -> Ages:
    """Both days in one count."""
    before = add_months(on.day, -12 * YEARS_BEFORE)
    then, unknown = itself_on(of, before), figure("members").unknown
    reason = unknown(Scope(of, on.day))
    reason_before = (
        unknown(Scope(then, before))
        if then
        else _("Chưa có số liệu: tổ chức chưa thành lập tại ngày {day}.").format(
            day=format_date(before)
        )
    )
    sides = [[] if reason else _asks(of, on.day)]
    sides += [[] if reason_before or then is None else _asks(then, before)]
    groups = iter(groups_together([one for side in sides for one in side]))
    now, past = ([next(groups) for _one in side] for side in sides)
    past_on = AsOf(before, is_today=False)
    return Ages(
        _lines((now, of.pk, on), (past, of.pk, past_on)), on.day, before, reason, reason_before
    )


def _asks(of: Branch, day: date) -> list[Breakdown]:
    members, scope = figure("members"), Scope(of, day)
    age, sex = members.dimension("age"), members.dimension("sex")
    return [(age, InGroups(members.rows, ((sex, one),)), scope) for one in SEXES]


_Side = tuple[Sequence[Sequence[Group]], int, AsOf]


def _lines(now: _Side, then: _Side) -> list[Line]:
    bands = {item.code: item.label for item in reversed(code_list("age_bands").items())}
    sides = [[{one.key: one.value for one in groups} for groups in side[0]] for side in (now, then)]
    if any(found.get("") for side in sides for found in side):
        bands[""] = _("Chưa rõ tuổi")
    return [
        Line(key, label, _counts(key, sides[0], now), _counts(key, sides[1], then))
        for key, label in bands.items()
    ]


def _counts(band: str, found: Sequence[Mapping[str, int]], side: _Side) -> list[Count]:
    """Nothing where nothing is known of the day."""
    _groups, of, on = side
    return [
        Count(
            one.get(band, 0),
            number_url("members", of, on, where=[f"sex:{sex}", f"age:{band}"])
            if one.get(band)
            else "",
        )
        for sex, one in zip(SEXES, found, strict=False)
    ]
