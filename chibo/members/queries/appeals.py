"""Until when a removal may be appealed."""

from datetime import date

from chibo.members.models import Movement
from chibo.rulebook.queries import NoRuleOnDay, rule, working_days_after


def appeal_until(removal: Movement) -> date | None:
    """Working days from the decision, or from the day it took effect when no paper is cited; None before
    the rulebook begins."""
    decided = removal.paper.issued_on if removal.paper else removal.happened_on
    try:
        days = rule("status.removal_appeal", decided)
    except NoRuleOnDay:
        return None
    return working_days_after(decided, int(days.value))
