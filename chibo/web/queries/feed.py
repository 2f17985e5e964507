"""One's own tasks as an iCalendar: kinds, counts and units; never the name of a person.

The address is read by phones and by the servers of their makers, so nothing here may say whose record
a task is about or what somebody typed: `Due.about`, `Due.why` and all but `Due.plainly` stay out of it.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.due import Due
from chibo.web.desk import Place
from chibo.web.queries.folding import list_url, where
from chibo.web.queries.tasks import LATE, all_due, band_of, tasks_in

if TYPE_CHECKING:
    from icalendar import Event

_NAMED_IN_EVENT = 10


def due_of(user: User, places: Iterable[Place], on: date) -> list[Due]:
    """The lines of all of one's places, those two places share once."""
    lines = [line for place in places for line in all_due(user, place.branch, on)]
    return sorted(dict.fromkeys(lines), key=lambda line: line.order)


def calendar_of(lines: list[Due], on: date, home: str) -> bytes:
    """One event a day and kind; what is late already stands on today. `home` begins every address."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Chi Bo//Viec can lam//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Việc cần làm"))
    calendar.add("refresh-interval;value=duration", "PT6H")
    slots: dict[tuple[date, str], list[Due]] = {}
    for line in lines:
        if line.deadline:
            slots.setdefault((max(line.deadline, on), line.plainly), []).append(line)
    for (day, what), same in slots.items():
        late = [line for line in same if band_of(line, on) == LATE]
        coming = [line for line in same if band_of(line, on) != LATE]
        for found in filter(None, (late, coming)):
            calendar.add_component(_event(day, what, found, on, home))
    return bytes(calendar.to_ical())


def _event(day: date, what: str, lines: list[Due], on: date, home: str) -> "Event":
    from icalendar import Event

    late = band_of(lines[0], on) == LATE
    event = Event()
    words = _("Quá hạn: {what} ({n} việc)") if late else _("{what} ({n} việc)")
    event.add("uid", _uid(day, lines[0].kind, what, late=late))
    event.add("dtstamp", timezone.make_aware(datetime.combine(on, time.min)))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", words.format(what=what, n=tasks_in(lines)))
    event.add("description", where(lines, _NAMED_IN_EVENT))
    event.add("url", home + list_url(loai=lines[0].kind))
    event.add("transp", "TRANSPARENT")
    return event


def _uid(day: date, kind: str, what: str, *, late: bool) -> str:
    """The same task keeps its event from one reading to the next; what is late moves with today."""
    stem = f"{kind}|{what}|{'late' if late else day.isoformat()}"
    return sha256(stem.encode()).hexdigest()[:32] + "@chibo"
