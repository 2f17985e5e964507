"""What the committee would take over from the cells."""

from chibo.appraisal.models import Cycle
from chibo.appraisal.queries.cycles import TO_RATE


def proposals_untaken(cycle: Cycle, kind: str) -> dict[int, str]:
    """Levels cells proposed for rows of a kind the committee has not rated yet, by key of the row."""
    rows = cycle.rows.filter(TO_RATE, kind=kind, committee_level="", decided_level="")
    return dict(rows.exclude(proposed_level="").values_list("pk", "proposed_level"))
