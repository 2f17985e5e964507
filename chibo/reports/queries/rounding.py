from datetime import date

from chibo.base.figures import Rounding
from chibo.rulebook.queries import rule


def rounding_on(day: date) -> Rounding:
    """How shares are printed where nothing else is asked: rulebook topic `reports`."""
    return Rounding(
        rule("reports.percent_decimals", day).value, rule("reports.percent_rounding", day).value
    )
