"""Numbers of the rulebook that readers and rules ask for."""

from datetime import date

from chibo.rulebook.queries import NoRuleOnDay, rule


def longest_relief(first: date) -> int | None:
    """Months a relief may last at most when it begins in that month; None while no rule says."""
    try:
        return rule("dues.relief_max_months", first).months
    except NoRuleOnDay:
        return None
