"""The schedule of meetings with the agendas to come; numbers given to a unit's own papers."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.documents.models import GivenNumber, NumberSeries
from chibo.imports.workbook.declaring import Row, SheetKind, key, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.meetings.models import PlannedItem, PlannedMeeting

PLANNED = ("kind", "planned_on", "first_on", "made_on", "starts_at", "place", "theme")
ON_THE_WAY = ("remark", "move_reason")


def _plans(of: Extract) -> Iterator[Row]:
    for row in of.scheduled.plans:
        yield {
            "key": of.scheduled.plan_keys[row.pk],
            "organisation": of.organisation_keys[row.organisation_id],
            **{name: getattr(row, name) for name in (*PLANNED, *ON_THE_WAY)},
            "leader": of.person_keys.get(row.leader_id or 0, ""),
            **of.ended(row, "cancelled_on", "cancel_reason"),
            "meeting": of.gathered.keys.get(row.meeting_id or 0, ""),
        }


MEETING_PLANS = SheetKind(
    "meeting_plans",
    _("Lịch họp"),
    _("Buổi họp trong lịch: ngày đang định, ngày định lúc đầu, đã họp thành buổi nào, hủy vì sao."),
    (
        key(_("Mã lịch trong sổ")),
        ref("organisation", _("Tổ chức"), "organisations", required=True),
        *of_model(PlannedMeeting, *PLANNED, kind={"kind": "code", "codes": "meeting_kinds"}),
        ref("leader", _("Chủ trì"), "people"),
        *of_model(PlannedMeeting, *ON_THE_WAY, "cancelled_on", "cancel_reason"),
        ref("meeting", _("Đã họp thành buổi"), "meetings"),
    ),
    _plans,
    prefix="LB",
    since=2,
)


def _items(of: Extract) -> Iterator[Row]:
    for plan in of.scheduled.plans:
        for row in plan.items.all():
            yield {
                "plan": of.scheduled.plan_keys[plan.pk],
                "title": row.title,
                "paper": of.paper_keys.get(row.paper_id or 0, ""),
                "is_thematic": row.is_thematic,
            }


PLANNED_ITEMS = SheetKind(
    "planned_items",
    _("Nội dung trong lịch"),
    _("Nội dung dự kiến của buổi họp trong lịch, theo thứ tự."),
    (
        ref("plan", _("Lịch"), "meeting_plans", required=True),
        *of_model(PlannedItem, "title"),
        ref("paper", _("Văn bản"), "papers"),
        *of_model(PlannedItem, "is_thematic"),
    ),
    _items,
    since=2,
)


def _numbers(of: Extract) -> Iterator[Row]:
    for row in of.scheduled.numbers:
        yield {
            "paper": of.paper_keys[row.paper_id],
            "term": row.series.term,
            "number": row.number,
        }


GIVEN_NUMBERS = SheetKind(
    "given_numbers",
    _("Số văn bản đã cấp"),
    _("Số đã cấp trong nhiệm kỳ cho văn bản của chính tổ chức; số sau cấp tiếp từ đây."),
    (
        ref("paper", _("Văn bản"), "papers", required=True),
        *of_model(NumberSeries, "term"),
        *of_model(GivenNumber, "number"),
    ),
    _numbers,
    since=2,
)

SCHEDULED = (GIVEN_NUMBERS, MEETING_PLANS, PLANNED_ITEMS)
