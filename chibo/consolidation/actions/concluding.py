"""A committee says of signs of weakness whether they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import check_has_come, require
from chibo.base.text import clean, clean_lines
from chibo.consolidation.models import Conclusion
from chibo.consolidation.rules import check_below, check_criterion, may_keep
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch


@dataclass(frozen=True)
class NewConclusion:
    """`found` is what the records said, "" where the committee saw the sign itself."""

    criterion: str
    confirmed: bool
    reason: str
    concluded_on: date
    found: str = ""
    evidence: str = ""
    ref: str = ""


@transaction.atomic
def conclude(
    committee: Organisation, unit: Organisation, given: Sequence[NewConclusion], *, by: User
) -> list[Conclusion]:
    """Confirm signs or set them aside, all or none; earlier conclusions stay."""
    check_has_come((one.concluded_on for one in given), _("ghi kết luận khi đã kết luận"))
    rows, lines = [], []
    for one in given:
        above, of = branch(committee, one.concluded_on), branch(unit, one.concluded_on)
        require(by, may_keep, above)
        check_below(of, above)
        check_criterion(one.criterion, one.concluded_on)
        row = Conclusion(
            unit=unit,
            path=of.path,
            committee=committee,
            criterion=one.criterion,
            confirmed=one.confirmed,
            found=clean(one.found)[:500],
            reason=clean_lines(one.reason),
            evidence=clean_lines(one.evidence),
            concluded_on=one.concluded_on,
        )
        row.full_clean()
        row.save()
        rows.append(row)
        lines.append(Line("weakness.concluded", row, of.path, after=snapshot(row), ref=one.ref))
    note_all(by, lines)
    return rows
