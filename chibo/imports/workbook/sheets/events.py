"""What stands behind departures, decisions that were cancelled, months noted towards a removal."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import Row, SheetKind, of_model, ref
from chibo.imports.workbook.extract import Extract
from chibo.members.models import CancelledMovement, Departure, InactivityNote

_PERSON = ref("person", _("Người"), "people", required=True)
# Between the lines of a text with several: a cell holds one line.
LINES = " | "
_BEHIND = ("grounds", "applied_on", "resolved_on", "cause", "certificate", "notified_on")


def _departures(of: Extract) -> Iterator[Row]:
    told = Departure.objects.filter(movement__in=[row.pk for row in of.movements])
    rows = {row.movement_id: row for row in told}
    for movement in of.movements:
        if row := rows.get(movement.pk):
            yield {
                "movement": of.movement_keys[movement.pk],
                "person": of.person_keys[movement.person_id],
                **{name: getattr(row, name) for name in _BEHIND},
                "evidence": LINES.join(row.evidence),
            }


DEPARTURES = SheetKind(
    "departures",
    _("Ra khỏi danh sách"),
    _("Giấy tờ của một biến động rời sổ: căn cứ, chứng cứ, đơn, nghị quyết, giấy chứng tử."),
    (
        ref("movement", _("Biến động"), "movements", required=True),
        _PERSON,
        *of_model(
            Departure,
            *_BEHIND,
            "evidence",
            grounds={"kind": "code", "codes": "removal_grounds"},
            evidence={"kind": "text", "meaning": _("Nhiều chứng cứ thì cách nhau bằng dấu |.")},
        ),
    ),
    _departures,
    since=2,
)

_MOVED = ("kind", "happened_on", "from_status", "to_status", "outside_unit", "reason")


def _cancelled(of: Extract) -> Iterator[Row]:
    for row in of.by_person(of.cancelled):
        yield {
            "person": of.person_keys[row.person_id],
            **{name: getattr(row, name) for name in _MOVED},
            "from_cell": of.organisation_keys.get(row.from_cell_id or 0, ""),
            "to_cell": of.organisation_keys.get(row.to_cell_id or 0, ""),
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            "cancelled_on": row.cancelled_on,
            "cancelled_by": of.paper_keys[row.cancelled_by_id],
            "cancel_reason": row.cancel_reason,
        }


CANCELLED = SheetKind(
    "cancelled",
    _("Biến động bị hủy"),
    _(
        "Biến động mà quyết định đã bị hủy bằng một quyết định khác; không còn tính, chỉ để tra cứu."
    ),
    (
        _PERSON,
        *of_model(
            CancelledMovement,
            "kind",
            "happened_on",
            "from_status",
            "to_status",
            "outside_unit",
            "reason",
            kind={"kind": "code", "codes": "movement_kinds"},
            from_status={"heading": _("Tình trạng trước đó")},
            to_status={"heading": _("Tình trạng sau đó")},
        ),
        ref("from_cell", _("Chi bộ đi"), "organisations"),
        ref("to_cell", _("Chi bộ đến"), "organisations"),
        ref("paper", _("Quyết định bị hủy"), "papers"),
        *of_model(CancelledMovement, "cancelled_on"),
        ref("cancelled_by", _("Quyết định hủy"), "papers", required=True),
        *of_model(CancelledMovement, "cancel_reason"),
    ),
    _cancelled,
    since=2,
)

_NOTED = ("month", "kind", "good_reason", "source", "withdrawn")


def _inactivity(of: Extract) -> Iterator[Row]:
    """By person and month; what was taken back before what stands."""
    notes = of.known(of.about_people(InactivityNote), "month")

    def order(row: InactivityNote) -> tuple[Any, ...]:
        return (of.person_keys[row.person_id], row.month, row.kind, not row.withdrawn, row.pk)

    for row in sorted(notes, key=order):
        yield {
            "person": of.person_keys[row.person_id],
            **{name: getattr(row, name) for name in _NOTED},
        }


INACTIVITY = SheetKind(
    "inactivity",
    _("Không sinh hoạt"),
    _("Tháng không sinh hoạt, không đóng đảng phí ghi tay; tháng ghi bằng ngày đầu tháng."),
    (_PERSON, *of_model(InactivityNote, *_NOTED)),
    _inactivity,
    since=2,
)
