"""Who came, as the phone marked it, onto the roll as the books of the day freeze it."""

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.text import clean
from chibo.meetings.actions.opening import name_guest
from chibo.meetings.actions.roll import Mark, mark_roll
from chibo.meetings.actions.sending.settling import Settling
from chibo.meetings.models import Attendance, Meeting, Outside, Presence
from chibo.meetings.queries.recordings import MarkSent, Recording
from chibo.members.queries.reach import visible_to

Pair = tuple[str, str]


def settle_roll(meeting: Meeting, sent: Recording, settling: Settling, *, by: User) -> None:
    """Who moved since the phone was prepared is said: marked without being due, or due without a mark."""
    roll = {row.person_id: row for row in meeting.roll.select_related("person")}
    marks = []
    # Who was outside on the day of preparing may be due on the day of the meeting: not marked yet.
    told = {
        mark.person: mark
        for mark in sent.roll
        if mark.state != Presence.OUTSIDE or mark.person not in roll or roll[mark.person].outside
    }
    for person, mark in told.items():
        if person in roll:
            marks += _changed(roll[person], mark, settling)
    if marks:
        mark_roll(meeting, marks, by=by)
    _keep_not_due(meeting, [mark for mark in sent.roll if mark.person not in roll], settling, by)
    settling.unmarked += [
        {"person": row.person_id, "name": row.person.full_name, "status": row.status}
        for row in roll.values()
        if row.person_id not in told and not row.outside
    ]


def _changed(row: Attendance, mark: MarkSent, settling: Settling) -> list[Mark]:
    theirs = (row.state, row.reason)
    if row.outside == Outside.SUSPENDED or (row.outside and mark.state != Presence.PRESENT):
        mine: Pair = (Presence.OUTSIDE, "")
    else:
        mine = (mark.state, clean(mark.reason) if mark.state in _ABSENT else "")
    begun = (Presence.OUTSIDE if row.outside else Presence.PRESENT, "")
    base: Pair = mark.base or (str(begun[0]), "")
    label = _("Điểm danh {name}").format(name=row.person.full_name)
    state, reason = settling.settle(
        f"roll:{row.person_id}", label, (_plain(mine), base, theirs), _words
    )
    return [] if (state, reason) == theirs else [Mark(row.person_id, state, reason)]


_ABSENT = (Presence.WITH_REASON, Presence.WITHOUT_REASON)


def _plain(pair: Pair) -> Pair:
    return str(pair[0]), pair[1]


def _words(pair: Pair) -> str:
    state = str(Presence(pair[0]).label)
    return f"{state} ({pair[1]})" if pair[1] else state


def _keep_not_due(meeting: Meeting, marks: list[MarkSent], settling: Settling, by: User) -> None:
    seen = visible_to(by, meeting.held_on).filter(person__in=[mark.person for mark in marks])
    names = dict(seen.values_list("person", "person__full_name"))
    for mark in marks:
        name = names.get(mark.person) or _("một đồng chí không còn trong danh sách")
        settling.keep(
            _("Điểm danh {name}").format(name=name),
            _words((mark.state, mark.reason)),
            _("không có trong danh sách của ngày họp"),
            _("không ghi vào danh sách"),
        )


def settle_guests(meeting: Meeting, sent: Recording, settling: Settling, *, by: User) -> None:
    known = {guest.name: guest for guest in meeting.guests.all()}
    for guest in sent.guests:
        there = known.get(clean(guest.name))
        mine = (clean(guest.post), guest.is_in_charge)
        unit = clean(guest.unit or "")
        if there is None:
            post, in_charge = mine
            name_guest(meeting, guest.name, post, is_in_charge=in_charge, by=by, unit=unit)
            continue
        theirs = (there.post, there.is_in_charge)
        label = _("Khách dự {name}").format(name=there.name)
        key = f"guest:{there.name}"
        # A guest named without more says nothing against what is known of them.
        taken = settling.settle(key, label, (mine, ("", False), theirs), _about)
        belongs = settling.settle(
            f"{key}:unit", _("{guest}, đơn vị").format(guest=label), (unit, "", there.unit)
        )
        if (*taken, belongs) != (*theirs, there.unit):
            post, in_charge = taken
            name_guest(meeting, there.name, post, is_in_charge=in_charge, by=by, unit=belongs)


def _about(about: tuple[str, bool]) -> str:
    return ", ".join(word for word in (about[0], _("phụ trách chi bộ") if about[1] else "") if word)
