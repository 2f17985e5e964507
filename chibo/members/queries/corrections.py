"""What members ask to have corrected, for whoever answers and for themselves."""

from chibo.members.models import CorrectionRequest, Person


def of_person(person: Person) -> list[CorrectionRequest]:
    """Open ones first, then the latest answered."""
    rows = list(person.corrections.order_by("-asked_on", "-pk"))
    return sorted(rows, key=lambda row: row.answered_on is not None)
