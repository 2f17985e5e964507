"""What a sweep of a unit found, kept for the level above and for the next one; what left the desk."""

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note, note_reading
from chibo.audit.snapshots import snapshot
from chibo.base.rules import require
from chibo.cleaning.models import Sweep
from chibo.cleaning.rules.access import may_mend, may_see_findings, may_take_along
from chibo.cleaning.rules.checking import Checked
from chibo.cleaning.rules.declaring import Severity
from chibo.cleaning.rules.summing import summed
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch


@transaction.atomic
def record_sweep(checked: Checked, *, by: User) -> Sweep:
    """Keep the counts of a branch as they are now; recorded again on one day, the last ones stand."""
    of = checked.of
    require(by, may_mend, of)
    known = Sweep.objects.select_for_update().filter(organisation=of.pk, swept_on=of.on).first()
    sweep = known or Sweep(organisation_id=of.pk, swept_on=of.on)
    before = snapshot(sweep) if known else None
    sweep.path, sweep.swept_by = of.path, by
    told = summed(checked)
    sweep.members, sweep.clean_files = told.members, told.clean
    sweep.wrong = told.by_severity.get(Severity.WRONG, 0)
    sweep.doubtful = told.by_severity.get(Severity.DOUBT, 0)
    sweep.missing = told.by_severity.get(Severity.GAP, 0)
    sweep.rules = dict(told.by_rule)
    sweep.cells = [[one.key, one.members, one.clean[""]] for one in told.cells]
    sweep.full_clean(exclude=["organisation", "swept_by"])
    sweep.save()
    note(by, "sweep.recorded", sweep, path=of.path, before=before)
    return sweep


@transaction.atomic
def note_worklist(of: Branch, count: int, *, by: User) -> None:
    """The worklist leaves as a workbook."""
    require(by, may_take_along, of)
    organisation = Organisation.objects.get(pk=of.pk)
    note_reading(by, "findings.exported", organisation, path=of.path, reason=str(count))


@transaction.atomic
def note_slips(of: Branch, count: int, *, by: User) -> None:
    """Comparison slips of a branch are printed."""
    require(by, may_take_along, of)
    organisation = Organisation.objects.get(pk=of.pk)
    note_reading(by, "slips.printed", organisation, path=of.path, reason=str(count))


@transaction.atomic
def note_slip(person: Person, of: Branch, *, by: User) -> None:
    """One member's comparison slip is printed."""
    require(by, may_see_findings, of)
    note_reading(by, "slip.printed", person, path=of.path)
