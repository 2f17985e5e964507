"""What a recording holds, in words, before it is taken in."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.text import format_date
from chibo.meetings.models import Presence, Sending
from chibo.meetings.queries.recordings import Handed, ItemSent
from chibo.members.queries.reach import people_visible_to
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Holding:
    """`facts` are pairs of a name and words; `items` have `title`, `opinions`, `conclusion`, `vote`, `works`."""

    facts: list[tuple[str, str]]
    absent: list[str]
    items: list[dict[str, Any]]


def holding(handed: Handed, of: Branch, user: User) -> Holding:
    """Names are those `user` may read in the unit on the day of the meeting."""
    sent = handed.recording
    keys = {mark.person for mark in sent.roll} | {sent.opening["chair"]}
    keys |= {sent.opening["minute_taker"]}
    keys |= {work.person for item in sent.items for work in item.works}
    seen = people_visible_to(user, of.on).filter(pk__in=keys - {None})
    names = dict(seen.values_list("pk", "full_name"))
    return Holding(
        _facts(handed, names),
        [_absence(mark, names) for mark in sent.roll if mark.state in _ABSENT],
        [_item(item, names) for item in sent.items],
    )


def taken_before(handed: Handed) -> Sending | None:
    rows = Sending.objects.select_related("meeting", "sent_by")
    return rows.filter(client_id=handed.recording.sending).first()


_ABSENT = (Presence.WITH_REASON, Presence.WITHOUT_REASON)


def _facts(handed: Handed, names: dict[int, str]) -> list[tuple[str, str]]:
    sent, held = handed.recording, handed.recording.opening
    hours = "–".join(f"{one:%H:%M}" for one in (held["starts_at"], held["ends_at"]) if one)
    came = sum(mark.state == Presence.PRESENT for mark in sent.roll)
    due = sum(mark.state != Presence.OUTSIDE for mark in sent.roll)
    led = [names.get(held[one], "") for one in ("chair", "minute_taker")]
    guests = [
        ", ".join(word for word in (guest.name, guest.post, guest.unit) if word)
        for guest in sent.guests
    ]
    return [
        (_("Loại buổi"), str(code_list("meeting_kinds").item(held["kind"]).label)),
        (_("Thời gian"), f"{hours}, {format_date(held['held_on'])}"),
        (_("Địa điểm"), held["place"]),
        (_("Chủ trì, thư ký"), ", ".join(word for word in led if word)),
        (_("Có mặt"), f"{came}/{due}" if due else ""),
        (_("Chuyên đề"), held["theme"]),
        (_("Đảng phí"), held["dues_status"]),
        (_("Khách dự"), "; ".join(guests)),
        (_("Ghi chú"), held["remark"]),
    ]


def _absence(mark: Any, names: dict[int, str]) -> str:
    name = names.get(mark.person) or _("một đồng chí không còn trong danh sách")
    state = str(Presence(mark.state).label).lower()
    return f"{name}: {state}" + (f" ({mark.reason})" if mark.reason else "")


def _item(item: ItemSent, names: dict[int, str]) -> dict[str, Any]:
    works = [
        f"{work.what} – {names.get(work.person, '')}, {format_date(work.due_on)}"
        for work in item.works
    ]
    counts = item.vote and _("tán thành {a}, không tán thành {b}, ý kiến khác {c}").format(
        a=item.vote[0], b=item.vote[1], c=item.vote[2]
    )
    told = {"title": item.title, "opinions": item.opinions, "conclusion": item.conclusion}
    return told | {"vote": counts or "", "works": works}
