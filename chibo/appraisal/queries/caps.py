"""How many may be rated best: counted from the levels of a group, by the rulebook of the year. Pure but for the
rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from chibo.appraisal.queries.levels import GOOD, TOP
from chibo.base.text import format_decimal
from chibo.rulebook.queries import NoRuleOnDay, Rule, rule, source_line

_MODES = {"down": ROUND_DOWN, "half_up": ROUND_HALF_UP, "up": ROUND_CEILING}


@dataclass(frozen=True)
class CapRule:
    """The four parameters of a year: share, what it is a share of, rounding, and of whom."""

    share: Rule
    base: Rule
    rounding: Rule
    group: Rule

    @property
    def percent(self) -> Decimal:
        return self.share.percent

    @property
    def counts_excellent(self) -> bool:
        """Whether those rated best stand in the base themselves."""
        return self.base.text() == "good_or_better"

    @property
    def base_words(self) -> str:
        if self.counts_excellent:
            return _("số xếp hoàn thành tốt trở lên")
        return _("số xếp hoàn thành tốt")

    @property
    def rounding_words(self) -> str:
        words = {
            "down": _("làm tròn xuống"),
            "half_up": _("làm tròn từ 0,5 lên"),
            "up": _("làm tròn lên"),
        }
        return words[self.rounding.text()]

    @property
    def words(self) -> str:
        """ "20% của số xếp hoàn thành tốt trở lên, làm tròn xuống"."""
        return _("{percent}% của {base}, {rounding}").format(
            percent=format_decimal(self.percent),
            base=self.base_words,
            rounding=self.rounding_words,
        )

    @property
    def source(self) -> str:
        return source_line(self.share)

    def exact(self, best: int, good: int) -> Decimal:
        base = good + best if self.counts_excellent else good
        return self.percent * base / 100

    def most(self, best: int, good: int) -> int:
        mode = _MODES[self.rounding.text()]
        return int(self.exact(best, good).quantize(Decimal(1), rounding=mode))


@dataclass(frozen=True)
class Cap:
    """The cap of one group while `best` are rated best and `good` the level below."""

    rule: CapRule
    group: str
    best: int
    good: int

    @property
    def base(self) -> int:
        return self.good + self.best if self.rule.counts_excellent else self.good

    @property
    def most(self) -> int:
        return self.rule.most(self.best, self.good)

    @property
    def is_over(self) -> bool:
        return self.best > self.most

    @property
    def over(self) -> int:
        return max(0, self.best - self.most)

    @property
    def room(self) -> int:
        """How many of those rated good may still be raised: with each of them the base may shrink."""
        low, high = 0, self.good
        while low < high:
            middle = (low + high + 1) // 2
            if self.raised(middle).is_over:
                high = middle - 1
            else:
                low = middle
        return low

    def raised(self, count: int) -> "Cap":
        """If `count` more were raised from good to best."""
        return Cap(self.rule, self.group, self.best + count, self.good - count)

    @property
    def counted(self) -> str:
        """ "20% của 15 (số xếp hoàn thành tốt trở lên) = 3, làm tròn xuống: nhiều nhất 3"."""
        return _("{percent}% của {base} ({means}) = {exact}, {rounding}: nhiều nhất {most}").format(
            percent=format_decimal(self.rule.percent),
            base=self.base,
            means=self.rule.base_words,
            exact=format_decimal(self.rule.exact(self.best, self.good).normalize() + 0),
            rounding=self.rule.rounding_words,
            most=self.most,
        )

    @property
    def sentence(self) -> str:
        """What a refusal says: the rule and the numbers."""
        return _(
            "Nhóm “{group}” xếp mức cao nhất {best}, vượt {over}: {counted}. Căn cứ: {source}."
        ).format(
            group=self.group,
            best=self.best,
            over=self.over,
            counted=self.counted,
            source=self.rule.source,
        )


def cap_rule(on: date, *, special: bool = False) -> CapRule | None:
    """None in years of which the rulebook knows no cap. `special` takes the higher share; raises NoRuleOnDay in
    a year that has none."""
    try:
        share = rule("appraisal.excellent_cap", on)
    except NoRuleOnDay:
        if special:
            raise
        return None
    if special:
        share = rule("appraisal.excellent_cap_special", on)
    return CapRule(
        share,
        rule("appraisal.excellent_cap_base", on),
        rule("appraisal.excellent_cap_rounding", on),
        rule("appraisal.excellent_cap_group", on),
    )


def caps(ruled: CapRule | None, counts: Mapping[str, Mapping[int, int]]) -> list[Cap]:
    """One per group; `counts` gives by name of the group how many stand at each rank."""
    if ruled is None:
        return []
    return [
        Cap(ruled, group, ranks.get(TOP, 0), ranks.get(GOOD, 0)) for group, ranks in counts.items()
    ]
