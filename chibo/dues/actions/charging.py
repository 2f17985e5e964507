"""The roll of a month is drawn up: what everybody owes and how it was reckoned; put right when facts change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.dues.actions.settling import know_settled
from chibo.dues.models import Charge
from chibo.dues.queries.facts import payers_charged
from chibo.dues.queries.months import last_day
from chibo.dues.rules.permits import check_near, may_collect
from chibo.dues.rules.rates import Tariff
from chibo.dues.rules.reckoning import Line as Reckoning
from chibo.dues.rules.reckoning import lines, reckoned
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branches_by_day, path_ids

AT_ONCE = 1000
_TOLD = ("category", "exempt", "amount", "volunteered", "working", "versions")


@transaction.atomic
def draw_up_roll(of: Branch, month: date, *, by: User) -> int:
    """Everybody of a branch who is not on a roll of that month yet is put on it, and the amounts of the others are
    reckoned anew. How many are new. A constant number of questions."""
    require(by, may_collect, of.path)
    check_near(month)
    found = reckoned(of, month)
    known = {
        row.person_id: row
        for row in Charge.objects.filter(
            person__in=[one.payer.person_id for one in found], month=month
        )
    }
    new = [_charge(one, month) for one in found if one.payer.person_id not in known]
    know_settled(new)
    Charge.objects.bulk_create(new, batch_size=AT_ONCE)
    _put_right([(known[one.payer.person_id], one) for one in found if one.payer.person_id in known])
    if new:
        unit = Organisation(pk=of.pk)
        told = {"month": month.isoformat(), "members": len(new)}
        note_all(by, [Line("dues.roll_drawn_up", unit, of.path, after=told)])
    return len(new)


def _charge(one: Reckoning, month: date) -> Charge:
    payer = one.payer
    return Charge(
        person_id=payer.person_id,
        cell_id=payer.cell_id,
        path=payer.path,
        month=month,
        **_values(one),
    )


def _values(one: Reckoning) -> dict[str, object]:
    return {
        "category": one.category,
        "exempt": one.due.exempt,
        "amount": one.due.amount,
        "volunteered": one.volunteered,
        "working": one.due.working,
        "versions": ";".join(one.due.versions)[:200],
    }


def _put_right(pairs: list[tuple[Charge, Reckoning]]) -> list[Charge]:
    """Charges that come out differently now; journalled by what changed their facts."""
    changed = []
    for row, one in pairs:
        values = _values(one)
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    know_settled(changed)
    Charge.objects.bulk_update(changed, [*_TOLD, "settled_on"], batch_size=AT_ONCE)
    return changed


@dataclass(frozen=True)
class Told:
    """A line of a roll as an older book tells it; `cell` is its key, `amount` None where nobody knew."""

    person: Person
    cell: int
    month: date
    category: str
    amount: int | None
    exempt: bool = False
    volunteered: int = 0
    working: str = ""
    versions: str = ""
    good_reason: str = ""


@transaction.atomic
def tell_rolls(given: Sequence[Told], *, by: User) -> list[Charge]:
    """Rolls that were drawn up elsewhere, such as in another installation: nothing is reckoned anew."""
    standing = branches_by_day({(one.cell, one.month) for one in given})
    standing |= branches_by_day(
        {(one.cell, last_day(one.month)) for one in given if (one.cell, one.month) not in standing}
    )
    paths = {(cell, day.replace(day=1)): where.path for (cell, day), where in standing.items()}
    for path in set(paths.values()):
        require(by, may_collect, path)
    rows = [_told(one, paths) for one in given]
    know_settled(rows)
    Charge.objects.bulk_create(rows, batch_size=AT_ONCE)
    for path, month in sorted({(row.path, row.month) for row in rows}):
        unit = Organisation(pk=path_ids(path)[-1])
        note_all(by, [Line("dues.roll_drawn_up", unit, path, after={"month": month.isoformat()})])
    return rows


def _told(one: Told, paths: Mapping[tuple[int, date], str]) -> Charge:
    if (one.cell, one.month) not in paths:
        raise Refusal(
            _("Chi bộ chưa có hoặc không còn tháng {month}.").format(month=f"{one.month:%m/%Y}")
        )
    row = Charge(
        person=one.person,
        cell_id=one.cell,
        path=paths[one.cell, one.month],
        month=one.month,
        category=one.category,
        exempt=one.exempt,
        amount=one.amount,
        volunteered=one.volunteered,
        working=one.working,
        versions=one.versions,
        good_reason=clean(one.good_reason),
    )
    row.clean_fields(exclude=["person", "cell"])
    return row


@transaction.atomic
def recharge(people: Collection[int], since: date, *, by: User) -> int:
    """Reckon anew what these people owe for months from one on, where a roll has them. How many changed."""
    rows = Charge.objects.filter(person__in=people, month__gte=since)
    charges = list(rows)
    for path in {row.path for row in charges}:
        require(by, may_collect, path)
    count, lines_told = 0, []
    for month in sorted({row.month for row in charges}):
        tariff = Tariff(month)
        known = {row.person_id: row for row in charges if row.month == month}
        found = lines(tariff, payers_charged(rows, month, tariff.full_age()))
        changed = _put_right([(known[one.payer.person_id], one) for one in found])
        count += len(changed)
        lines_told += [Line("dues.reckoned_anew", row, row.path) for row in changed]
    note_all(by, lines_told)
    return count
