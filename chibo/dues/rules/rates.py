"""What is due of one member for one month, exact to the đồng, with the sentence that says how.

Pure: everything about the member comes in as a `Situation`, every number from the rulebook as it stood on the
first day of the month. Nothing is rounded before the end.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from chibo.base.text import format_date, format_decimal, format_number
from chibo.rulebook.queries import NoRuleOnDay, Rule, code_list, rule, source_line

_HUNDRED = Decimal(100)
# Whose dues are a share of what they declare: category → rule.
_RATED = {
    "insured": "dues.insured_rate",
    "on_leave": "dues.on_leave_rate",
    "pensioner": "dues.pension_rate",
    "allowance": "dues.allowance_rate",
}
# Whose dues are a share of the minimum wage of the place.
_BY_WAGE = {
    "below_pension_age": "dues.below_pension_age_rate",
    "pension_age_without_pension": "dues.pension_age_without_pension_rate",
}
# Before February 2026 these paid an amount agreed within limits.
_AGREED = ("below_pension_age", "pension_age_without_pension", "student")


@dataclass(frozen=True)
class Situation:
    """A member in a month. Amounts in đồng, None where not declared; `zone` is 1 to 4; `full_age_on` is the
    day the Party age that frees from dues is reached; `exempt_case` and `reduction` are those decided."""

    category: str = ""
    base: int | None = None
    pay: int | None = None
    zone: int | None = None
    by_hand: int | None = None
    hand_reason: str = ""
    exempt_case: str = ""
    reduction: int | None = None
    full_age_on: date | None = None
    volunteered: int = 0


@dataclass(frozen=True)
class Reckoned:
    """`amount` is None where no rule or no base is known: `working` then says what is missing."""

    amount: int | None
    working: str
    versions: tuple[str, ...] = ()
    exempt: bool = False


class _Unknown(Exception):
    """What is missing, as a sentence."""


@dataclass
class Tariff:
    """The rulebook of one month. Made once for many members: each source is put into words once."""

    month: date
    _rules: dict[str, Rule | None] = field(default_factory=dict)
    _sources: dict[str, str] = field(default_factory=dict)

    def find(self, code: str) -> Rule | None:
        if code not in self._rules:
            try:
                self._rules[code] = rule(code, self.month)
            except NoRuleOnDay:
                self._rules[code] = None
        return self._rules[code]

    def source(self, found: Rule) -> str:
        if found.version not in self._sources:
            self._sources[found.version] = source_line(found)
        return self._sources[found.version]

    @property
    def in_words(self) -> str:
        return f"{self.month:%m/%Y}"

    def rounded(self, exact: Decimal) -> int:
        found = self.find("dues.rounding")
        step = Decimal(found.integer() if found else 1)
        return int((exact / step).quantize(Decimal(1), ROUND_HALF_UP) * step)

    def full_age(self) -> int | None:
        """Years of Party age that free from dues; None while no rule does."""
        found = self.find("dues.exempt_party_age")
        return found.years if found else None


@dataclass(frozen=True)
class _Share:
    """An exact amount, how it came about, and under which rules."""

    exact: Decimal
    working: str
    rules: tuple[Rule, ...]


def reckon(tariff: Tariff, of: Situation) -> Reckoned:
    """What is due. Who is exempt pays nothing, what was set by hand stands, and a reduction is of the whole."""
    freed = _freed(tariff, of)
    if freed is not None:
        return freed
    if of.by_hand is not None:
        told = _("Ghi tay {amount}: {reason}").format(
            amount=money(of.by_hand), reason=of.hand_reason
        )
        return Reckoned(of.by_hand, told)
    try:
        return _reduced(tariff, _share(tariff, of, of.category), of.reduction)
    except _Unknown as missing:
        return Reckoned(None, str(missing))


def money(amount: Decimal | int) -> str:
    """85.000 đ; what is not a whole number of đồng keeps its decimals."""
    exact = Decimal(amount)
    shown = format_decimal(exact.normalize()) if exact % 1 else format_number(exact)
    return f"{shown} đ"


def _freed(tariff: Tariff, of: Situation) -> Reckoned | None:
    age = tariff.find("dues.exempt_party_age")
    if age and of.full_age_on and of.full_age_on <= tariff.month:
        told = _("Miễn: đủ {years} năm tuổi Đảng từ {day}. {source}.").format(
            years=age.years, day=format_date(of.full_age_on), source=tariff.source(age)
        )
        return Reckoned(0, told, (age.version,), exempt=True)
    if of.exempt_case:
        case = code_list("dues_exemptions").label(of.exempt_case)
        return Reckoned(0, _("Miễn theo quyết định: {case}.").format(case=case), exempt=True)
    return None


def one_after_another(sources: Iterable[str]) -> list[str]:
    """Sources for one sentence: only the first begins with a capital, "Theo A; theo B"."""
    return [one if not place else one[:1].lower() + one[1:] for place, one in enumerate(sources)]


def _reduced(tariff: Tariff, share: _Share, percent: int | None) -> Reckoned:
    left, told = share.exact, share.working
    if percent:
        left = share.exact * (100 - percent) / _HUNDRED
        told = _("{told}; giảm {percent}% còn {left}").format(
            told=told, percent=percent, left=money(left)
        )
    amount = tariff.rounded(left)
    if amount != left:
        told = _("{told}, làm tròn {amount}").format(told=told, amount=money(amount))
    sources = dict.fromkeys(tariff.source(one) for one in share.rules)
    versions = tuple(dict.fromkeys(one.version for one in share.rules))
    return Reckoned(amount, f"{told}. {'; '.join(one_after_another(sources))}.", versions)


def _share(tariff: Tariff, of: Situation, category: str) -> _Share:
    if not category:
        raise _Unknown(_("Chưa khai nhóm đóng đảng phí; ghi bản khai của đảng viên."))
    if category in _AGREED and tariff.find("dues.old_other_min"):
        return _agreed(tariff, of, category)
    how: dict[str, Callable[[Tariff, Situation], _Share]] = {
        "unpaid_leave": _as_others,
        "working_pensioner": _pension_and_pay,
        "student": _fixed,
    }
    if category in how:
        return how[category](tariff, of)
    if category in _RATED:
        return _rated(tariff, _RATED[category], category, of.base, _base_word(category))
    if category in _BY_WAGE:
        return _by_wage(tariff, of, category)
    raise _no_rule(tariff, category)


def _rated(tariff: Tariff, code: str, category: str, base: int | None, what: str) -> _Share:
    found = tariff.find(code)
    if found is None:
        raise _no_rule(tariff, category)
    if base is None:
        raise _Unknown(_("Chưa khai {what}; ghi bản khai của đảng viên.").format(what=what))
    exact = found.percent * base / _HUNDRED
    told = f"{_percent(found)} × {money(base)} = {money(exact)}"
    return _Share(exact, told, (found,))


def _pension_and_pay(tariff: Tariff, of: Situation) -> _Share:
    known = tariff.find("dues.working_pensioner_pay_rate")
    if known is None:
        raise _no_rule(tariff, "working_pensioner")
    pension = _rated(tariff, "dues.pension_rate", "pensioner", of.base, _base_word("pensioner"))
    pay = _rated(tariff, known.code, "working_pensioner", of.pay, _("tiền công đi làm thêm"))
    exact = pension.exact + pay.exact
    told = f"{pension.working}; {pay.working}; " + _("cộng {sum}").format(sum=money(exact))
    return _Share(exact, told, (*pension.rules, *pay.rules))


def _by_wage(tariff: Tariff, of: Situation, category: str) -> _Share:
    found = tariff.find(_BY_WAGE[category])
    if found is None:
        raise _no_rule(tariff, category)
    if of.zone is None:
        raise _Unknown(_("Chưa ghi nơi này thuộc vùng lương tối thiểu nào; ghi ở “Vùng, tỷ lệ”."))
    wage = tariff.find(f"dues.minimum_wage_zone_{of.zone}")
    if wage is None:
        raise _Unknown(
            _("Sổ quy định chưa có lương tối thiểu vùng {zone} của tháng {month}.").format(
                zone="I" * of.zone if of.zone < 4 else "IV",  # noqa: PLR2004 (four zones)
                month=tariff.in_words,
            )
        )
    exact = found.percent * wage.decimal() / _HUNDRED
    told = _("{rate} × lương tối thiểu vùng {wage} = {exact}").format(
        rate=_percent(found), wage=money(wage.integer()), exact=money(exact)
    )
    return _Share(exact, told, (found, wage))


def _as_others(tariff: Tariff, of: Situation) -> _Share:
    alike = tariff.find("dues.unpaid_leave_as")
    if alike is None:
        raise _no_rule(tariff, "unpaid_leave")
    share = _share(tariff, of, alike.text())
    return _Share(share.exact, share.working, (*share.rules, alike))


def _fixed(tariff: Tariff, _of: Situation) -> _Share:
    found = tariff.find("dues.student_amount")
    if found is None:
        raise _no_rule(tariff, "student")
    told = _("Mức {amount} một tháng").format(amount=money(found.integer()))
    return _Share(found.decimal(), told, (found,))


def _agreed(tariff: Tariff, of: Situation, category: str) -> _Share:
    """Until January 2026 the cell agreed an amount; past working age half of it."""
    least, most = tariff.find("dues.old_other_min"), tariff.find("dues.old_other_max")
    past = tariff.find("dues.old_over_working_age_rate")
    if least is None or most is None or past is None:
        raise _no_rule(tariff, category)
    if of.base is None or not least.integer() <= of.base <= most.integer():
        raise _Unknown(
            _(
                "Tháng {month} còn theo {document}: ghi mức đóng chung chi bộ đã thống nhất, từ {least} đến "
                "{most} một tháng."
            ).format(
                month=tariff.in_words,
                document=least.document,
                least=money(least.integer()),
                most=money(most.integer()),
            )
        )
    told = _("Mức chi bộ thống nhất {amount}").format(amount=money(of.base))
    if category != "pension_age_without_pension":
        return _Share(Decimal(of.base), told, (least,))
    exact = past.percent * of.base / _HUNDRED
    return _Share(exact, f"{told} × {_percent(past)} = {money(exact)}", (least, past))


def _percent(found: Rule) -> str:
    return f"{format_decimal(found.percent)}%"


def _base_word(category: str) -> str:
    return {
        "insured": _("tiền lương đóng bảo hiểm tháng trước"),
        "on_leave": _("trợ cấp bảo hiểm"),
        "pensioner": _("lương hưu"),
        "allowance": _("trợ cấp"),
    }[category]


def _no_rule(tariff: Tariff, category: str) -> _Unknown:
    return _Unknown(
        _(
            "Sổ quy định chưa có mức đóng của nhóm “{category}” cho tháng {month}; ghi số tiền bằng tay kèm lý do "
            "trong bản khai."
        ).format(category=code_list("dues_categories").label(category), month=tariff.in_words)
    )
