"""The meeting a recording belongs to: known by its mark, by its day and kind, or opened now."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.accounts.models import User
from chibo.assignments.queries.takers import people_to_give
from chibo.base.rules import Refusal
from chibo.base.text import clean, format_date
from chibo.meetings.actions.opening import Opening, correct_opening, open_meeting
from chibo.meetings.actions.sending.settling import Settling
from chibo.meetings.models import Meeting
from chibo.meetings.queries.recordings import Recording
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

_LABELS = {
    "starts_at": gettext_lazy("Bắt đầu"),
    "ends_at": gettext_lazy("Kết thúc"),
    "place": gettext_lazy("Địa điểm"),
    "theme": gettext_lazy("Chuyên đề"),
    "dues_status": gettext_lazy("Tình hình đóng đảng phí"),
    "remark": gettext_lazy("Ghi chú"),
    "chair": gettext_lazy("Chủ trì"),
    "minute_taker": gettext_lazy("Thư ký"),
}


def begin(organisation: Organisation, sent: Recording, settling: Settling, *, by: User) -> Meeting:
    """The roll is frozen by the server on the day of the meeting, whatever the phone had prepared."""
    meeting = _known(organisation, sent)
    if meeting is None:
        people = _people(organisation, sent, by, [])
        return open_meeting(organisation, _opening(sent, sent.opening, people), by=by)
    people = _people(organisation, sent, by, [meeting.chair, meeting.minute_taker])
    now = _now(meeting)
    settled = _settled(sent, now, people, settling)
    if settled != now:
        correct_opening(meeting, _opening(sent, settled, people), by=by)
    return meeting


def _known(organisation: Organisation, sent: Recording) -> Meeting | None:
    day, kind = sent.opening["held_on"], sent.opening["kind"]
    rows = Meeting.objects.select_related("organisation", "chair", "minute_taker")
    found = rows.filter(client_id=sent.meeting).first()
    if found is None:
        return rows.filter(organisation=organisation, held_on=day, kind=kind).first()
    if (found.organisation_id, found.held_on, found.kind) != (organisation.pk, day, kind):
        raise Refusal(
            _("Bản ghi thuộc một buổi họp khác; loại buổi và ngày họp không đổi khi đã gửi.")
        )
    return found


def _people(
    organisation: Organisation, sent: Recording, by: User, led: list[Person | None]
) -> dict[int, Person]:
    """Who may lead and write: the people offered on the screen and who led so far."""
    offered = people_to_give(by, branch(organisation, sent.opening["held_on"]))
    people = {one.pk: one for one in [*offered, *led] if one is not None}
    named = {sent.opening[name] for name in ("chair", "minute_taker")} - {None}
    if not named <= set(people):
        raise Refusal(_("Mở đầu: chủ trì hoặc thư ký không có trong danh sách ngày họp; chọn lại."))
    return people


def _now(meeting: Meeting) -> dict[str, Any]:
    plain = {name: getattr(meeting, name) for name in _LABELS if name not in _LED}
    return plain | {"chair": meeting.chair_id, "minute_taker": meeting.minute_taker_id}


_LED = ("chair", "minute_taker")


def _settled(
    sent: Recording, now: Mapping[str, Any], people: Mapping[int, Person], settling: Settling
) -> dict[str, Any]:
    def shown(value: Any) -> str:
        return people[value].full_name if value in people else _words(value)

    found = {}
    for name, label in _LABELS.items():
        mine = sent.opening[name]
        mine = clean(mine) if isinstance(mine, str) else mine
        nothing = "" if isinstance(now[name], str) else None
        values = (mine, sent.opening_base.get(name, nothing), now[name])
        found[name] = settling.settle(f"opening:{name}", str(label), values, shown)
    return found


def _words(value: Any) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return format_date(value) if isinstance(value, date) else str(value or "")


def _opening(sent: Recording, given: Mapping[str, Any], people: Mapping[int, Person]) -> Opening:
    led: dict[str, Any] = {name: people.get(given[name]) for name in _LED}
    plain = {name: given[name] for name in _LABELS if name not in _LED}
    day, kind = sent.opening["held_on"], sent.opening["kind"]
    return Opening(client_id=sent.meeting, kind=kind, held_on=day, **plain, **led)
