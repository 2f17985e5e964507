"""A member declares a category and a base from a month on; what was reckoned of those months is put right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.dues.actions.charging import recharge
from chibo.dues.models import Declaration
from chibo.dues.rules.permits import EXEMPT, check_near, may_collect
from chibo.members.models import Person
from chibo.members.queries.reach import all_stood_in
from chibo.rulebook.queries import code_list

AT_ONCE = 500


@dataclass(frozen=True)
class Declared:
    """What is declared, from a month (its first day) on. Amounts are đồng a month, None where not asked."""

    person: Person
    category: str
    since: date
    declared_on: date
    base: int | None = None
    pay: int | None = None
    by_hand: int | None = None
    hand_reason: str = ""
    volunteered: int = 0
    volunteer_note: str = ""
    ref: str = ""


@transaction.atomic
def declare(given: Sequence[Declared], *, by: User) -> list[Declaration]:
    """Each ends the member's declaration before it at that month; one of a later month is left in place."""
    paths = all_stood_in([one.person for one in given])
    for one in given:
        for path in paths[one.person.pk][:1]:
            require(by, may_collect, path)
        _check(one)
    rows = [_row(one) for one in given]
    _end_before(rows)
    for row in rows:
        row.clean_fields(exclude=["person"])
    Declaration.objects.bulk_create(rows, batch_size=AT_ONCE)
    note_all(
        by,
        [
            Line(
                "dues.declared",
                row,
                next(iter(paths[row.person_id]), ""),
                after=snapshot(row),
                ref=one.ref,
            )
            for one, row in zip(given, rows, strict=True)
        ],
    )
    if rows:
        recharge([row.person_id for row in rows], min(row.started_on for row in rows), by=by)
    return rows


def _check(one: Declared) -> None:
    check_near(one.since)
    check_has_come([one.declared_on], _("ghi bản khai khi đảng viên đã khai"))
    if one.category not in code_list("dues_categories") or one.category == EXEMPT:
        raise Refusal(_("Chọn nhóm đóng đảng phí; người được miễn thì ghi quyết định miễn."))
    if any(amount is not None and amount < 0 for amount in (one.base, one.pay)):
        raise Refusal(_("Số tiền khai không được âm."))
    if one.by_hand is not None and not clean(one.hand_reason):
        raise Refusal(_("Ghi lý do vì sao mức đóng được ghi bằng tay."))
    if one.volunteered < 0:
        raise Refusal(_("Số tự nguyện đóng thêm không được âm."))


def _row(one: Declared) -> Declaration:
    return Declaration(
        person=one.person,
        category=one.category,
        base="" if one.base is None else str(one.base),
        pay="" if one.pay is None else str(one.pay),
        by_hand=one.by_hand,
        hand_reason=clean(one.hand_reason),
        volunteered=one.volunteered,
        volunteer_note=clean(one.volunteer_note),
        declared_on=one.declared_on,
        started_on=one.since,
    )


def _end_before(rows: Iterable[Declaration]) -> None:
    """Close what held on the first day of each, and let each end where a later one begins."""
    made: dict[int, list[Declaration]] = {}
    for row in rows:
        made.setdefault(row.person_id, []).append(row)
    held: dict[int, list[Declaration]] = {}
    for old in Declaration.objects.filter(person__in=made):
        held.setdefault(old.person_id, []).append(old)
    changed: list[Declaration] = []
    for key, new in made.items():
        changed += _fit_in(held.get(key, []), sorted(new, key=lambda row: row.started_on))
    Declaration.objects.bulk_update(changed, ["ended_on"], batch_size=AT_ONCE)


def _fit_in(held: Sequence[Declaration], new: Sequence[Declaration]) -> list[Declaration]:
    """Sets the ends; the old rows whose end changed."""
    before = {row.pk: row.ended_on for row in held}
    known = [row for row in held if row.ended_on is None or row.ended_on > row.started_on]
    for row in new:
        for old in known:
            if old.started_on <= row.started_on and (
                old.ended_on is None or old.ended_on > row.started_on
            ):
                old.ended_on = row.started_on
        later = [old.started_on for old in known if old.started_on > row.started_on]
        row.ended_on = min(later, default=None)
        known = [*known, row]
    return [row for row in held if row.ended_on != before[row.pk]]
