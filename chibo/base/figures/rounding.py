"""How a share is printed. Half up by default; some offices cut digits off instead."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

_MODES = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN}


@dataclass(frozen=True)
class Rounding:
    decimals: int = 2
    mode: Literal["half_up", "truncate"] = "half_up"


def percent(value: int | Decimal, base: int | Decimal, rounding: Rounding | None = None) -> Decimal:
    """The share of `value` in `base` in percent. Never rounded to none or to all when it is neither:
    9.999 of 10.000 is 99,9, not 100,0. Raises ZeroDivisionError on an empty base."""
    chosen = rounding or Rounding()
    if base == 0:
        raise ZeroDivisionError
    exact, step = Decimal(value) * 100 / Decimal(base), Decimal(1).scaleb(-chosen.decimals)
    rounded = exact.quantize(step, rounding=_MODES[chosen.mode])
    if rounded not in (0, 100) or rounded == exact:
        return rounded
    return rounded + step if exact > rounded else rounded - step
