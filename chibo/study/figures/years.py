"""Figures asked by year: the key, or the year of the day asked."""

from datetime import date

from chibo.base.figures import Scope

# 03-CT/TW, the first directive that asks for a theme each year, is of 2011; the movement began in 2007.
FIRST = 2007


def years(on: date) -> dict[str, str]:
    return {str(year): str(year) for year in range(FIRST, on.year + 1)}


def year_of(scope: Scope) -> int:
    return int(scope.key or scope.as_of.year)
