"""How a share is printed. Half up by default; some offices cut digits off instead."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Literal

_MODES = {"half_up": ROUND_HALF_UP, "truncate": ROUND_DOWN}


@dataclass(frozen=True)
class Rounding:
    decimals: int = 2
    mode: Literal["half_up", "truncate"] = "half_up"


def percent(value: int, base: int, rounding: Rounding | None = None) -> Decimal:
    """The share of `value` in `base` in percent. Raises ZeroDivisionError on an empty base."""
    chosen = rounding or Rounding()
    if base == 0:
        raise ZeroDivisionError
    exact = Decimal(value) * 100 / Decimal(base)
    return exact.quantize(Decimal(1).scaleb(-chosen.decimals), rounding=_MODES[chosen.mode])
