"""Badges, cards, reasons of other days told as they were: from a data workbook, after the stays they rest on.

Nothing is worked out anew and no file changes: what was worked out then is among the facts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.members.models import BadgeAward, CardEvent, CardKind, Membership, Movement, Person
from chibo.members.models.badge import LIVE
from chibo.members.rules import may_keep_files
from chibo.members.rules.cards import check_borne_by_one, check_digits
from chibo.organisations.models import Organisation

_COME = gettext_lazy("ghi khi việc đã diễn ra")
_LINKED = ("person", "cell", "paper", "decision", "evidence")


@dataclass(frozen=True)
class Past:
    """A badge or a line of the register of cards: `facts` are its columns. `stood_from` is the first day of
    the stay in the cell it rests on; None for the latest there. `ref` names an import's row."""

    person: Person
    cell: Organisation
    facts: Mapping[str, Any]
    stood_from: date | None = None
    ref: str = ""


Kept = TypeVar("Kept", BadgeAward, CardEvent)


@transaction.atomic
def keep_badges(badges: Sequence[Past], *, by: User) -> list[BadgeAward]:
    """Enter badges in the states they are in, all or none."""
    _allow(badges, by)
    check_has_come((one.facts["given_on"] for one in badges if one.facts["given_on"]), str(_COME))
    awards = [BadgeAward(person=one.person, **one.facts) for one in badges]
    _check_marks(awards)
    _place(awards, badges)
    BadgeAward.objects.bulk_create(awards, batch_size=500)
    note_all(by, _lines("badge.kept", awards, badges))
    return awards


@transaction.atomic
def keep_cards(cards: Sequence[Past], *, by: User) -> list[CardEvent]:
    """Enter lines of the register of cards, all or none; the files have their numbers already."""
    _allow(cards, by)
    check_has_come((one.facts["happened_on"] for one in cards), str(_COME))
    events = [CardEvent(person=one.person, **one.facts) for one in cards]
    for event in events:
        if event.kind != CardKind.RECALLED:
            check_digits(event.person, event.number, event.happened_on)
    check_borne_by_one([(event.person, event.number) for event in events])
    _place(events, cards)
    CardEvent.objects.bulk_create(events, batch_size=500)
    note_all(by, _lines("card.kept", events, cards))
    return events


@transaction.atomic
def keep_reasons(reasons: Mapping[tuple[Person, date], str], *, by: User) -> None:
    """Why the tree moved somebody on a day: such movements come of the tree and say nothing themselves."""
    people = {person.pk: person for person, _day in reasons}
    require(by, may_keep_files, list(people.values()))
    asked = {(person.pk, day): reason for (person, day), reason in reasons.items()}
    rows = [
        row
        for row in Movement.objects.filter(kind="reorganised", person__in=people)
        if row.reason != asked.get((row.person_id, row.happened_on), row.reason)
    ]
    for row in rows:
        row.reason = asked[row.person_id, row.happened_on]
    Movement.objects.bulk_update(rows, ["reason"], batch_size=500)
    note_all(by, [Line("movement.explained", row, row.to_path, reason=row.reason) for row in rows])


def _allow(told: Sequence[Past], by: User) -> None:
    people = {one.person.pk: one.person for one in told}
    require(by, may_keep_files, list(people.values()))


def _check_marks(awards: Sequence[BadgeAward]) -> None:
    people = {award.person_id for award in awards}
    held = BadgeAward.objects.filter(person__in=people, state__in=LIVE)
    taken = set(held.values_list("person", "mark"))
    for award in awards:
        if award.state not in LIVE:
            continue
        if (award.person_id, award.mark) in taken:
            raise Refusal(
                _("Đồng chí {name} đã có Huy hiệu {mark} năm tuổi Đảng.").format(
                    name=award.person.full_name, mark=award.mark
                )
            )
        taken.add((award.person_id, award.mark))


def _place(rows: Sequence[Kept], told: Sequence[Past]) -> None:
    """Where each stood. The database checks many at once; one alone is told in words what it breaks."""
    stays = _stays(told)
    for row, one in zip(rows, told, strict=True):
        row.cell, row.path = one.cell, _path(one, stays.get((one.person.pk, one.cell.pk)))
        row.clean_fields(exclude=_LINKED)
        if len(rows) == 1:
            row.validate_constraints()


def _stays(told: Sequence[Past]) -> dict[tuple[int, int], dict[date, str]]:
    """By person and cell: the days stays began there, with their tree paths."""
    people = {one.person.pk for one in told}
    stays: dict[tuple[int, int], dict[date, str]] = {}
    for row in Membership.objects.filter(person__in=people).order_by("started_on", "pk"):
        stays.setdefault((row.person_id, row.cell_id), {})[row.started_on] = row.path
    return stays


def _path(one: Past, stays: Mapping[date, str] | None) -> str:
    if not stays:
        raise Refusal(
            _("Đồng chí {name} không sinh hoạt ở {cell} lúc nào.").format(
                name=one.person.full_name, cell=one.cell
            )
        )
    latest = stays[max(stays)]
    return stays.get(one.stood_from, latest) if one.stood_from else latest


def _lines(verb: str, rows: Sequence[Kept], told: Sequence[Past]) -> list[Line]:
    return [
        Line(verb, row, row.path, None, snapshot(row), ref=one.ref)
        for row, one in zip(rows, told, strict=True)
    ]
