"""Party cards handed out, exchanged, re-issued, taken back. The number in the file follows the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.documents.models import Paper
from chibo.members.models import CardEvent, CardKind, Membership, Person
from chibo.members.rules import may_keep_file, may_keep_files
from chibo.members.rules.cards import check_may_have_card, check_numbers, is_put_away

_KEPT = (
    "card_number",
    "card_issued_on",
    "card_issued_known_to",
    "card_issued_at",
    "old_card_number",
)


@dataclass(frozen=True)
class Handing:
    """A card for somebody. `cause` says why it is exchanged, `reason` how the old one was lost."""

    person: Person
    number: str
    cause: str = ""
    reason: str = ""


@transaction.atomic
def grant_cards(
    cards: Sequence[Handing], on: date, *, by: User, paper: Paper | None = None
) -> list[CardEvent]:
    """First cards for official members who have none, on one day by one decision; all or none."""
    for one in cards:
        if one.person.card_number:
            raise Refusal(
                _(
                    "Đồng chí {name} đã có thẻ số {number}. Đổi thẻ hoặc cấp lại ở trang hồ sơ."
                ).format(name=one.person.full_name, number=one.person.card_number)
            )
    return _hand_out(CardKind.GRANTED, cards, on, by, paper)


@transaction.atomic
def exchange_cards(
    cards: Sequence[Handing], on: date, *, by: User, paper: Paper | None = None
) -> list[CardEvent]:
    """New cards for old ones: the exchange of the whole Party, damaged cards, cards with a mistake."""
    _check_have_cards(cards)
    return _hand_out(CardKind.EXCHANGED, cards, on, by, paper)


@transaction.atomic
def reissue_card(card: Handing, on: date, *, by: User, paper: Paper | None = None) -> CardEvent:
    """A card for one that was lost; the number may be the same."""
    _check_have_cards([card])
    return _hand_out(CardKind.REISSUED, [card], on, by, paper)[0]


@transaction.atomic
def recall_card(
    person: Person, on: date, reason: str, *, by: User, paper: Paper | None = None
) -> CardEvent:
    """The card is taken back from who has left the Party; the file has no card any more."""
    require(by, may_keep_file, person)
    check_has_come([on], _("ghi thu hồi khi đã thu"))
    if not person.card_number:
        raise Refusal(
            _("Hồ sơ đồng chí {name} không có số thẻ để thu hồi.").format(name=person.full_name)
        )
    stay = person.memberships.filter(started_on__lte=on).order_by("-started_on").first()
    if stay is None:
        raise Refusal(_("Chỉ ghi thẻ cho đảng viên có tên trong sổ."))
    event = _event(CardKind.RECALLED, Handing(person, person.card_number), on, stay, paper)
    event.reason = clean(reason)
    event.full_clean()
    event.save()
    person.card_number, person.card_issued_on, person.card_issued_at = "", None, ""
    _save_person(person)
    note_all(by, [_line("card.recalled", event)])
    return event


@transaction.atomic
def withdraw_card(event: CardEvent, reason: str, *, by: User) -> None:
    """Take back the last entry about a person's card, made by mistake: the file is as it was before."""
    hold(event)
    require(by, may_keep_file, event.person)
    if not clean(reason):
        raise Refusal(_("Ghi lý do bỏ dòng này, ví dụ: nhập nhầm."))
    last = event.person.cards.order_by("happened_on", "pk").last()
    if last != event:
        raise Refusal(
            _("Sau việc này còn việc khác về thẻ, ngày {day}: bỏ việc đó trước.").format(
                day=format_date(last.happened_on) if last else ""
            )
        )
    _put_back(event.person, event.replaced)
    note_all(by, [Line("card.withdrawn", event, event.path, snapshot(event), None, clean(reason))])
    event.delete()


def _put_back(person: Person, was: Mapping[str, str | None]) -> None:
    issued = was.get("card_issued_on")
    for column in _KEPT:
        setattr(person, column, was.get(column) or "")
    person.card_issued_on = date.fromisoformat(issued) if issued else None
    person.card_issued_known_to = was.get("card_issued_known_to") or "day"
    _save_person(person)


def _check_have_cards(cards: Sequence[Handing]) -> None:
    for one in cards:
        if not one.person.card_number:
            raise Refusal(
                _("Đồng chí {name} chưa có thẻ để đổi hoặc cấp lại: phát thẻ lần đầu.").format(
                    name=one.person.full_name
                )
            )


def _hand_out(
    kind: str, cards: Sequence[Handing], on: date, by: User, paper: Paper | None
) -> list[CardEvent]:
    people = [one.person for one in cards]
    require(by, may_keep_files, people)
    check_has_come([on], _("ghi thẻ khi đã phát"))
    _check_later(cards, on)
    check_numbers({one.person: one.number for one in cards}, on)
    rows = Membership.objects.on(on).filter(person__in=[one.pk for one in people])
    stays = {row.person_id: row for row in rows}
    events = [
        _event(kind, one, on, check_may_have_card(one.person, stays.get(one.person.pk), on), paper)
        for one in cards
    ]
    for event in events:
        event.full_clean(exclude=["person", "cell", "paper"])
    CardEvent.objects.bulk_create(events, batch_size=500)
    for event in events:
        _carry(event)
    note_all(by, [_line(f"card.{kind}", event) for event in events])
    return events


def _check_later(cards: Sequence[Handing], on: date) -> None:
    """The register of a person is written in order of days."""
    keys = [one.person.pk for one in cards]
    later = CardEvent.objects.filter(person__in=keys, happened_on__gt=on)
    first = later.select_related("person").order_by("happened_on").first()
    if first:
        raise Refusal(
            _("Sổ đã ghi việc về thẻ của đồng chí {name} ngày {day}, sau ngày {on}.").format(
                name=first.person.full_name,
                day=format_date(first.happened_on),
                on=format_date(on),
            )
        )


def _event(kind: str, one: Handing, on: date, stay: Membership, paper: Paper | None) -> CardEvent:
    person = one.person
    was = {column: getattr(person, column) for column in _KEPT}
    issued = person.card_issued_on
    return CardEvent(
        person=person,
        kind=kind,
        happened_on=on,
        number=one.number,
        old_number=person.card_number,
        cause=one.cause if kind == CardKind.EXCHANGED else "",
        reason=clean(one.reason),
        paper=paper,
        cell_id=stay.cell_id,
        path=stay.path,
        replaced=was | {"card_issued_on": issued.isoformat() if issued else None},
    )


def _carry(event: CardEvent) -> None:
    """The file has the new number; a number of the old length moves to its own column."""
    person, was = event.person, event.person.card_number
    if is_put_away(was, event.happened_on):
        person.old_card_number = was
    person.card_number, person.card_issued_on = event.number, event.happened_on
    person.card_issued_known_to = "day"
    person.card_issued_at = event.paper.issuer_name if event.paper else ""
    _save_person(person)


def _save_person(person: Person) -> None:
    person.save(update_fields=_KEPT)


def _line(verb: str, event: CardEvent) -> Line:
    return Line(verb, event, event.path, None, snapshot(event), event.reason)
