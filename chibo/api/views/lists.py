"""Members, meetings, papers and work of a branch, as the pages list them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chibo.api.actions import hand_over_list
from chibo.api.shapes.answers import Paged
from chibo.api.shapes.asked import Day, Page, Size, UnitKey
from chibo.api.shapes.nouns import MeetingTold, Member, PaperTold, WorkTold
from chibo.api.views.door import Asked, asker
from chibo.api.views.fetching import day_of, label_of, named_unit_of, paged, partly
from chibo.api.views.routing import reads
from chibo.assignments.queries.works import visible_to as works_visible_to
from chibo.assignments.queries.works import with_state, with_unit_names, work_of
from chibo.base.asof import AsOf
from chibo.documents.queries import papers_of
from chibo.meetings.queries.meetings import meetings_of, with_turnout, with_unit_name
from chibo.meetings.queries.meetings import visible_to as meetings_visible_to
from chibo.members.models import Membership
from chibo.members.queries.listing import cell_names, in_order, listed, with_files
from chibo.organisations.models import Purpose
from chibo.organisations.queries.tree import Branch


@reads(
    "/organisations/{org}/members",
    Paged[Member],
    "members",
    _("Danh sách"),
    _("Đảng viên của một tổ chức tại một ngày"),
    _(
        "Đảng viên của tổ chức và các đơn vị bên dưới, xếp theo tên. Không bao giờ có số định danh. "
        "Mỗi trang lấy ra được ghi nhật ký."
    ),
)
def members(
    request: Asked, org: UnitKey, on: Day = None, page: Page = 1, size: Size = 50
) -> dict[str, Any]:
    user = asker(request, Purpose.LISTS)
    of = named_unit_of(user, org, day_of(on))
    hand_over_list(of, f"members {page}/{size}", by=user)
    rows = with_files(in_order(listed(user, of), "ten"))
    return paged(rows, page, size, lambda found: _members(found, of))


def _members(rows: list[Membership], of: Branch) -> list[dict[str, Any]]:
    names = cell_names({row.cell_id for row in rows}, {of.pk: of.short_name}, of.on)
    day = AsOf(of.on, of.on == timezone.localdate())
    return [_member(row, names.get(row.cell_id, ""), day) for row in rows]


def _member(row: Membership, cell_name: str, day: AsOf) -> dict[str, Any]:
    person = row.person
    return {
        "id": person.pk,
        "name": person.full_name,
        "cell": row.cell_id,
        "cell_name": cell_name,
        "status": row.status,
        "status_label": row.get_status_display(),
        "sex": row.sex,
        "born": partly(person.partial("born"), day.on),
        "ethnicity": row.ethnicity,
        "ethnicity_label": label_of("ethnicities", row.ethnicity),
        "religion": row.religion,
        "religion_label": label_of("religions", row.religion),
        "joined": partly(person.partial("joined"), day.on),
        "official": partly(person.partial("official"), day.on),
        "url": day.url(reverse("members:page", args=[person.pk])),
    }


@reads(
    "/organisations/{org}/meetings",
    Paged[MeetingTold],
    "meetings",
    _("Danh sách"),
    _("Buổi sinh hoạt của một tổ chức"),
    _(
        "Các buổi của tổ chức và đơn vị bên dưới đến ngày xem, mới nhất trước; có mặt trên số phải dự."
    ),
)
def meetings(
    request: Asked, org: UnitKey, on: Day = None, page: Page = 1, size: Size = 50
) -> dict[str, Any]:
    user = asker(request, Purpose.LISTS)
    of = named_unit_of(user, org, day_of(on))
    rows = meetings_visible_to(user, of.on) & meetings_of(of)
    told = with_unit_name(with_turnout(rows)).order_by("-held_on", "-pk")
    return paged(told, page, size, lambda found: [meeting_told(row) for row in found])


def meeting_told(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "organisation": row.organisation_id,
        "organisation_name": row.unit_name or "",
        "kind": row.kind,
        "title": row.title,
        "theme": row.theme,
        "held_on": row.held_on,
        "state": row.state,
        "state_label": row.get_state_display(),
        "present": row.present,
        "base": row.base,
        "url": row.get_absolute_url(),
    }


@reads(
    "/organisations/{org}/documents",
    Paged[PaperTold],
    "documents",
    _("Văn bản"),
    _("Sổ văn bản của một tổ chức"),
    _("Văn bản trong sổ của chính tổ chức, ban hành đến ngày xem, mới nhất trước."),
)
def documents(
    request: Asked, org: UnitKey, on: Day = None, page: Page = 1, size: Size = 50
) -> dict[str, Any]:
    user = asker(request, Purpose.DOCUMENTS)
    of = named_unit_of(user, org, day_of(on))
    return paged(papers_of(user, of), page, size, lambda found: [_paper(row, of) for row in found])


def _paper(row: Any, of: Branch) -> dict[str, Any]:
    return {
        "id": row.pk,
        "number": row.full_number,
        "kind": row.kind,
        "kind_label": label_of("document_types", row.kind),
        "issuer": row.issuer_name,
        "issued_on": row.issued_on,
        "effective_on": row.effective_on,
        "summary": row.summary,
        "secrecy": row.secrecy,
        "signed_by": row.signed_by,
        "cancelled_on": row.cancelled_on if row.is_cancelled(of.on) else None,
        "url": row.get_absolute_url(),
    }


@reads(
    "/organisations/{org}/assignments",
    Paged[WorkTold],
    "assignments",
    _("Danh sách"),
    _("Việc giao của một tổ chức"),
    _(
        "Việc do tổ chức và đơn vị bên dưới giao hoặc được giao đến ngày xem, theo hạn; người nhận được nêu tên "
        "nên mỗi trang lấy ra được ghi nhật ký."
    ),
)
def assignments(
    request: Asked, org: UnitKey, on: Day = None, page: Page = 1, size: Size = 50
) -> dict[str, Any]:
    user = asker(request, Purpose.LISTS)
    of = named_unit_of(user, org, day_of(on))
    hand_over_list(of, f"assignments {page}/{size}", by=user)
    rows = with_state(works_visible_to(user, of.on) & work_of(of), of.on)
    told = with_unit_names(rows.select_related("person"), of.on).order_by("due_on", "pk")
    return paged(told, page, size, lambda found: [_work(row) for row in found])


def _work(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "what": row.what,
        "giver": row.giver_id,
        "giver_name": row.giver_name or "",
        "unit": row.unit_id,
        "unit_name": row.unit_name,
        "person": row.person_id,
        "person_name": row.person.full_name if row.person else None,
        "given_on": row.given_on,
        "due_on": row.due_on,
        "done_on": row.done_on,
        "verified_on": row.verified_on,
        "cancelled_on": row.cancelled_on,
        "progress": row.progress,
        "state": row.state,
        "url": row.get_absolute_url(),
    }
