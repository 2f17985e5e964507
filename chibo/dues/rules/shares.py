"""What a unit keeps of the dues it collected and what it hands on, by its level and kind, month by month."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from chibo.dues.rules.rates import money
from chibo.rulebook.queries import NoRuleOnDay, code_list, rule, source_line

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Unit:
    """What decides the share: the kind and base type of a unit, and the percentage set for it by a decision."""

    kind: str
    base_type: str
    keeps: int | None = None
    cited: str = ""


@dataclass(frozen=True)
class Kept:
    """Of what was collected in a month: `percent` and `kept` are None where nobody knows the share."""

    month: date
    collected: int
    percent: Decimal | None
    kept: int | None
    source: str

    @property
    def working(self) -> str:
        if self.percent is None or self.kept is None:
            return self.source
        return _("tháng {month}: giữ {percent}% của {collected} = {kept}").format(
            month=f"{self.month:%m/%Y}",
            percent=f"{self.percent.normalize():f}".replace(".", ","),
            collected=money(self.collected),
            kept=money(self.kept),
        )


def share_code(unit: Unit) -> str:
    """The rule that says what a unit of this kind keeps; "" where the rulebook has none for any day."""
    kinds = code_list("organisation_kinds")
    about = kinds.item(unit.kind).extra if unit.kind in kinds else {}
    types = code_list("base_types")
    under = unit.base_type in types and types.within
    if about.get("is_cell") and not about.get("is_grassroots"):
        lives = under and types.within(unit.base_type, "residential")
        return "dues.cell_keeps_residential" if lives else "dues.cell_keeps_agency"
    if about.get("is_grassroots"):
        territory = under and types.within(unit.base_type, "territory")
        return "dues.commune_keeps" if territory else "dues.other_grassroots_keeps"
    if unit.kind in ("above_grassroots", "district"):
        return "dues.level_above_keeps"
    return ""


def keeps_on(unit: Unit, month: date) -> tuple[Decimal | None, str]:
    """The percentage of a month, and its source or why there is none."""
    if unit.keeps is not None:
        return Decimal(unit.keeps), unit.cited or _("Theo tỷ lệ ghi cho đơn vị")
    code = share_code(unit)
    unknown = _(
        "Sổ quy định chưa có tỷ lệ giữ lại của loại tổ chức này cho tháng {month}; ghi tỷ lệ ở “Vùng, tỷ lệ”."
    ).format(month=f"{month:%m/%Y}")
    if not code:
        return None, unknown
    try:
        found = rule(code, month)
    except NoRuleOnDay:
        return None, unknown
    return found.percent, source_line(found)


def split(unit: Mapping[date, Unit], collected: Iterable[tuple[date, int]]) -> list[Kept]:
    """What is kept of each month's money; `unit` is by month, as the unit and its share stood then. What is left
    is handed on, so nothing is lost by rounding."""
    found = []
    for month, amount in collected:
        percent, source = keeps_on(unit[month], month)
        kept = None if percent is None else _rounded(percent * amount / _HUNDRED)
        found.append(Kept(month, amount, percent, kept, source))
    return found


def _rounded(exact: Decimal) -> int:
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))
