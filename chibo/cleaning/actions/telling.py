"""What another installation's desk kept, brought in by the data workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.base.rules import check_has_come, require
from chibo.base.text import clean
from chibo.cleaning.models import Confirmation, Sweep
from chibo.cleaning.rules.access import may_mend
from chibo.cleaning.rules.declaring import Finding
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch


@dataclass(frozen=True)
class ToldRight:
    """A finding as the rules make it here, and what was said of it there. `ref` is named by the journal."""

    finding: Finding
    why: str
    on: date
    who: str
    ref: str = ""


@dataclass(frozen=True)
class ToldSweep:
    """`counts` are columns of Sweep; `rules` and `cells` as it keeps them."""

    organisation: Organisation
    on: date
    who: str
    counts: dict[str, int]
    rules: dict[str, int]
    cells: list[list[int]]
    ref: str = ""


@transaction.atomic
def tell_confirmed(of: Branch, told: Sequence[ToldRight], *, by: User) -> list[Confirmation]:
    """Findings of the branch that were compared with the papers elsewhere; each is asked for once."""
    require(by, may_mend, of)
    check_has_come([one.on for one in told], _("ghi xác nhận đã có"))
    made = [_confirmation(one, by) for one in told]
    for one in made:
        one.full_clean(exclude=["person", "organisation", "confirmed_by"])
        one.save()
    lines = [
        Line("finding.confirmed", row, row.path, reason=str(one.finding.rule.title), ref=one.ref)
        for one, row in zip(told, made, strict=True)
    ]
    note_all(by, lines)
    return made


def _confirmation(told: ToldRight, by: User) -> Confirmation:
    rule, person, unit = told.finding.key
    return Confirmation(
        rule=rule,
        person_id=person,
        organisation_id=unit,
        path=told.finding.path,
        fingerprint=told.finding.fingerprint,
        note=clean(told.why),
        confirmed_on=told.on,
        confirmed_by=by,
        told_by=clean(told.who),
    )


@transaction.atomic
def tell_sweep(told: ToldSweep, *, by: User) -> Sweep:
    """What a sweep counted on its day."""
    of = branch(told.organisation, told.on)
    require(by, may_mend, of)
    check_has_come([told.on], _("ghi kết quả rà soát đã có"))
    sweep = Sweep(
        organisation=told.organisation,
        path=of.path,
        swept_on=told.on,
        swept_by=by,
        told_by=clean(told.who),
        rules=told.rules,
        cells=told.cells,
        **told.counts,
    )
    sweep.full_clean(exclude=["swept_by"])
    sweep.save()
    note_all(by, [Line("sweep.recorded", sweep, of.path, ref=told.ref)])
    return sweep
