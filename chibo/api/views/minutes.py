"""One meeting with its roll and minutes, to whom its page shows them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from chibo.api.actions import hand_over_minutes
from chibo.api.shapes.asked import Key
from chibo.api.shapes.nouns import MinutesTold
from chibo.api.views.door import Asked, Refused, asker
from chibo.api.views.lists import meeting_told
from chibo.api.views.routing import reads
from chibo.meetings.models import AgendaItem, Attendance, Meeting
from chibo.meetings.queries.content import items_of
from chibo.meetings.queries.meetings import visible_to, with_turnout, with_unit_name
from chibo.meetings.rules import is_carried
from chibo.organisations.models import Purpose


@reads(
    "/meetings/{key}",
    MinutesTold,
    "meeting",
    _("Danh sách"),
    _("Biên bản và điểm danh của một buổi"),
    _(
        "Nội dung, ý kiến, kết luận, biểu quyết, việc giao, điểm danh, kiến nghị, biểu dương và phê bình, cho "
        "đúng những người được mở trang của buổi họp. Ảnh sổ không lấy qua đây. Mỗi lần đọc được ghi nhật ký."
    ),
)
def meeting(request: Asked, key: Key) -> dict[str, Any]:
    user = asker(request, Purpose.MINUTES)
    rows = with_unit_name(with_turnout(visible_to(user, timezone.localdate())))
    found = rows.filter(pk=key).select_related("organisation", "chair", "minute_taker").first()
    if found is None:
        raise Refused(404, _now("Không có buổi họp này trong phạm vi của khóa."))
    hand_over_minutes(found, by=user)
    return meeting_told(found) | _said(found)


def _said(of: Meeting) -> dict[str, Any]:
    roll = of.roll.select_related("person").order_by("person__name_sort", "pk")
    return {
        "starts_at": of.starts_at,
        "ends_at": of.ends_at,
        "place": of.place,
        "chair": of.chair.full_name if of.chair else None,
        "minute_taker": of.minute_taker.full_name if of.minute_taker else None,
        "dues_status": of.dues_status,
        "guests": [_named(one, "name", "post", "unit") for one in of.guests.all()],
        "roll": [_present(row) for row in roll],
        "points": [_point(number, item, of) for number, item in enumerate(items_of(of), start=1)],
        "petitions": [
            _named(one, "asked", "place", "due_on", "answered_on") for one in of.petitions.all()
        ],
        "remarks": [_remark(one) for one in of.remarks.select_related("person")],
    }


def _named(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _present(row: Attendance) -> dict[str, Any]:
    return {
        "person": row.person_id,
        "name": row.person.full_name,
        "status": row.status,
        "status_label": row.get_status_display(),
        "state": row.state,
        "state_label": row.get_state_display(),
        "outside_label": row.get_outside_display() if row.outside else "",
        "reason": row.reason,
    }


def _point(number: int, item: AgendaItem, of: Meeting) -> dict[str, Any]:
    vote = getattr(item, "vote", None)
    return {
        "number": number,
        **_named(item, "title", "is_thematic", "opinions", "conclusion"),
        "paper": item.paper_id,
        "paper_number": item.paper.full_number if item.paper else None,
        "vote": vote
        and _named(vote, "base", "in_favour", "against", "other")
        | {"is_carried": is_carried(vote, of)},
        "works": [_work(link.assignment) for link in item.works.all()],
    }


def _work(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "what": row.what,
        "person": row.person_id,
        "person_name": row.person.full_name if row.person else None,
        "due_on": row.due_on,
    }


def _remark(row: Any) -> dict[str, Any]:
    return {
        "person": row.person_id,
        "name": row.person.full_name,
        "kind": row.kind,
        "kind_label": row.get_kind_display(),
        "words": row.words,
    }
