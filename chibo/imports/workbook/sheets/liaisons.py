"""Committee members in charge of cells and villages, and their visits."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chibo.imports.workbook.declaring import (
    Column,
    Row,
    SheetKind,
    dated,
    key,
    of_model,
    ref,
)
from chibo.imports.workbook.extract import Extract
from chibo.meetings.models import Liaison, Visit

VISIT = ("planned_on", "came_on", "missed_on", "missed", "of_village", "raised", "remark")


def _liaisons(of: Extract) -> Iterator[Row]:
    for row in of.followers.liaisons:
        yield {
            "key": of.followers.liaison_keys[row.pk],
            "committee": of.organisation_keys[row.committee_id],
            "person": of.person_keys[row.person_id],
            "cell": of.organisation_keys.get(row.cell_id or 0, ""),
            "place": of.place_keys.get(row.place_id or 0, ""),
            "topic": row.topic,
            "paper": of.paper_keys.get(row.paper_id or 0, ""),
            "started_on": row.started_on,
            **of.ended(row, "ended_on", "end_reason"),
        }


LIAISONS = SheetKind(
    "liaisons",
    _("Phụ trách chi bộ"),
    _("Mỗi dòng một cấp ủy viên phụ trách một chi bộ, hoặc một thôn, bản."),
    (
        key(_("Mã phân công trong sổ")),
        ref("committee", _("Cấp ủy phân công"), "organisations", required=True),
        ref("person", _("Đồng chí"), "people", required=True),
        ref("cell", _("Chi bộ"), "organisations", _("Ghi chi bộ, hoặc địa bàn.")),
        ref("place", _("Thôn, bản, đơn vị"), "places"),
        *of_model(Liaison, "topic"),
        ref("paper", _("Văn bản"), "papers"),
        *dated(Liaison),
        *of_model(Liaison, "end_reason"),
    ),
    _liaisons,
    prefix="PT",
    since=2,
)


def _visits(of: Extract) -> Iterator[Row]:
    for row in of.followers.visits:
        works = [of.honours.work_keys.get(one.assignment_id, "") for one in row.works.all()]
        came, missed = of.until(row.came_on), of.until(row.missed_on)
        yield {
            "liaison": of.followers.liaison_keys[row.liaison_id],
            "planned_on": row.planned_on,
            "came_on": came,
            "missed_on": missed,
            "missed": row.missed if missed else "",
            "of_village": row.of_village,
            "raised": row.raised if came else "",
            "remark": row.remark if came else "",
            "works": sorted(filter(None, works)),
        }


VISITS = SheetKind(
    "visits",
    _("Lần dự họp"),
    _("Lịch dự họp và các lần đã dự của cấp ủy viên phụ trách."),
    (
        ref("liaison", _("Phân công"), "liaisons", required=True),
        *of_model(Visit, *VISIT, raised={"kind": "lines"}, remark={"kind": "lines"}),
        Column("works", _("Việc giao sau khi dự"), kind="refs", of="works"),
    ),
    _visits,
    since=2,
)
