"""What is due of inspection, for the duty that keeps the file: steps, planned work, letters, discipline; and for
the office, that an expelled member is still in the books."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask, told_together
from chibo.base.due import Due
from chibo.base.statements import RowsOf
from chibo.inspection.models import (
    Complaint,
    Discipline,
    Inspected,
    Inspection,
    InspectionStep,
    Manner,
    Nature,
    Pause,
    ProgrammeItem,
)
from chibo.inspection.queries.discipline import ends_on
from chibo.inspection.queries.pauses import expected_end, shifted, still_days
from chibo.inspection.queries.reach import (
    complaints_visible_to,
    disciplines_visible_to,
    inspections_visible_to,
    kept_here,
    not_cancelled,
)
from chibo.inspection.queries.words import step_label
from chibo.members.models import Membership
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders, reach
from chibo.organisations.queries.tree import Branch, under, within
from chibo.rulebook.queries import rule, source_line

# How early a day is spoken of, and how long what was missed is; ours, not rules of the Party.
NOTICE = timedelta(days=30)
_STEPS = ("notice", "self_report", "verification", "minutes", "team_report", "deciding_meeting",
          "conclusion_notice")  # fmt: skip


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    found: list[Ask[Due]] = []
    if holders(user, Power.INSPECT):
        found += [
            *_steps(user, branch, on),
            _planned(user, branch, on),
            _letters(user, branch, on),
            _decisions(user, branch, on),
        ]
    if reach(user, Power.KEEP_RECORDS, on):
        found.append(_expelled(user, branch, on))
    return found


def _kept_under(rows: Any, branch: Branch, on: date, column: str = "keeper") -> Any:
    """Those kept by an organisation of the branch, with where it stands and what it is called."""
    here = {"organisation": OuterRef(column)}
    place = Placement.objects.on(on).filter(**here).values("path")[:1]
    name = Profile.objects.on(on).filter(**here).values("short_name")[:1]
    return rows.annotate(stands_at=Subquery(place), called=Subquery(name)).filter(
        under(branch.path, "stands_at")
    )


def _steps(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """The next step of each inspection under way, and the day each pause is looked at again."""
    taken = {
        f"has_{code}": Exists(InspectionStep.objects.filter(inspection=OuterRef("pk"), code=code))
        for code in _STEPS
    }
    mine = Inspection.objects.filter(
        kept_here(user),
        pk__in=inspections_visible_to(user).values("pk"),
        concluded_on__isnull=True,
        cancelled_on__isnull=True,
    )
    asked = _kept_under(mine, branch, on).annotate(**taken)
    paused = Pause.objects.filter(inspection__in=mine.values("pk"))
    looked = Inspected.objects.filter(
        Exists(paused.filter(inspection=OuterRef("inspection"))), inspection__in=mine.values("pk")
    )
    return told_together(
        [
            asked.values(
                "pk", "opened_on", "topic", "nature", "manner", "stands_at", "called", *taken
            ),
            paused.values(
                "inspection_id", "inspected_id", "started_on", "child_born_on", "until", "ended_on"
            ),
            looked.values("pk", "inspection_id"),
        ],
        lambda came: _step_lines(came, on),
    )


def _step_lines(came: list[list[Any]], on: date) -> list[Due]:
    cases, pauses, looked = came
    of_case: dict[int, list[Any]] = {}
    for pause in pauses:
        of_case.setdefault(pause.inspection_id, []).append(pause)
    objects: dict[int, set[int]] = {}
    for one in looked:
        objects.setdefault(one.inspection_id, set()).add(one.pk)
    lines = []
    for row in cases:
        own = of_case.get(row.pk, [])
        still = still_days(own, objects.get(row.pk, set()), on)
        lines += [_again(row, pause) for pause in own if pause.ended_on is None]
        if on not in still:
            lines.append(_next_step(row, still))
    return [line for line in lines if line.due_on and line.due_on <= on + NOTICE]


def _again(row: Any, pause: Any) -> Due:
    return Due(
        kind="inspection_paused",
        what=_("Xem xét tiếp tục sau khi hoãn, tạm dừng: {topic}").format(topic=row.topic),
        about=f"{Nature(row.nature).label} {Manner(row.manner).label.lower()}",
        due_on=expected_end(pause),
        url=reverse("inspection:page", args=[row.pk]),
        button=_("Mở hồ sơ"),
        why=_("Dự kiến khi hoãn, tạm dừng từ ngày {day}").format(
            day=f"{pause.started_on:%d/%m/%Y}"
        ),
        owner=row.called or "",
        owner_path=row.stands_at,
        of_people=False,
    )


def _next_step(row: Any, still: set[date]) -> Due:
    days = rule("inspection.step_days", row.opened_on)
    last = max((n for n, code in enumerate(_STEPS) if getattr(row, f"has_{code}")), default=-1)
    code = _STEPS[last + 1]
    day = shifted(row.opened_on + timedelta(days=days.table()[code]), still)
    return Due(
        kind=f"inspection_{code}",
        what=f"{_step_words(code, row.nature)}: {row.topic}",
        about=f"{Nature(row.nature).label} {Manner(row.manner).label.lower()}",
        due_on=day,
        url=reverse("inspection:page", args=[row.pk]),
        button=_("Mở hồ sơ"),
        why=source_line(days),
        owner=row.called or "",
        owner_path=row.stands_at,
        rule=days.code,
        of_people=False,
    )


def _step_words(code: str, nature: str) -> str:
    if code == "conclusion_notice":
        return _("Ra thông báo kết luận")
    return _("Ghi bước {step}").format(step=f"“{step_label(code, nature)}”")


def _planned(user: User, branch: Branch, on: date) -> Ask[Due]:
    begun = Inspection.objects.filter(item=OuterRef("pk"), cancelled_on__isnull=True)
    rows = ProgrammeItem.objects.filter(
        ~Exists(begun),
        programme__keeper__in=holders(user, Power.INSPECT),
        dropped_on__isnull=True,
        starts_on__lte=on + NOTICE,
        until__gte=on - timedelta(days=365),
    )
    asked = _kept_under(rows, branch, on, "programme__keeper").annotate(
        keeper=F("programme__keeper")
    )
    return Ask(
        asked.values(
            "pk", "topic", "starts_on", "until", "nature", "keeper", "stands_at", "called"
        ),
        lambda found: [_planned_line(row) for row in found],
    )


def _planned_line(row: Any) -> Due:
    return Due(
        kind="inspection_planned",
        what=_("Mở cuộc kiểm tra, giám sát theo chương trình: {topic}").format(topic=row.topic),
        about=str(Nature(row.nature).label),
        due_on=row.starts_on,
        last_on=row.until,
        url=f"{reverse('inspection:new', args=[row.keeper])}?noi-dung={row.pk}",
        button=_("Mở cuộc kiểm tra"),
        why=_("Theo chương trình kiểm tra, giám sát của năm"),
        owner=row.called or "",
        owner_path=row.stands_at,
        of_people=False,
    )


def _letters(user: User, branch: Branch, on: date) -> Ask[Due]:
    rows = Complaint.objects.filter(
        pk__in=complaints_visible_to(user).values("pk"), settled_on__isnull=True, refused=""
    )
    return Ask(
        _kept_under(rows, branch, on).values("pk", "received_on", "stands_at", "called"),
        lambda found: [_letter(row) for row in found],
    )


def _letter(row: Any) -> Due:
    known = rule("inspection.complaint_settlement", row.received_on)
    return Due(
        kind="complaint_open",
        what=_("Giải quyết đơn khiếu nại, tố cáo"),
        about=_("đơn nhận ngày {day}").format(day=f"{row.received_on:%d/%m/%Y}"),
        due_on=known.after(row.received_on),
        url=reverse("inspection:complaint", args=[row.pk]),
        button=_("Mở đơn"),
        why=source_line(known),
        owner=row.called or "",
        owner_path=row.stands_at,
        rule=known.code,
        of_people=False,
    )


def _decisions(user: User, branch: Branch, on: date) -> Ask[Due]:
    rows = Discipline.objects.filter(
        not_cancelled(on),
        pk__in=disciplines_visible_to(user).values("pk"),
        effective_on__gte=on - timedelta(days=500),
    )
    columns = ("pk", "form", "body", "decided_on", "effective_on", "decision_number")
    return Ask(
        _kept_under(rows, branch, on).values(*columns, "stands_at", "called"),
        lambda found: [line for row in found for line in _decision(row, on)],
    )


def _decision(row: Any, on: date) -> list[Due]:
    lines = []
    if row.body == "cell" and not row.decision_number:
        known = rule(
            "inspection.cell_decision_paper_deadline", max(row.decided_on, date(2025, 5, 30))
        )
        lines.append(
            _line(
                row,
                "discipline_paper",
                _("Ra văn bản quyết định kỷ luật của chi bộ"),
                known.after(row.decided_on),
                source_line(known),
            )
        )
    end = ends_on(Discipline(form=row.form, effective_on=row.effective_on))
    if end and on <= end <= on + NOTICE:
        known = rule("inspection.discipline_ends_after", row.effective_on)
        lines.append(
            _line(
                row,
                "discipline_ends",
                _("Xem xét chấm dứt hiệu lực quyết định kỷ luật"),
                end,
                source_line(known),
            )
        )
    return lines


def _line(row: Any, kind: str, what: str, day: date, why: str) -> Due:
    return Due(
        kind=kind,
        what=what,
        about=_("quyết định ngày {day}").format(day=f"{row.decided_on:%d/%m/%Y}"),
        due_on=day,
        url=reverse("inspection:discipline", args=[row.pk]),
        button=_("Mở quyết định"),
        why=why,
        owner=row.called or "",
        owner_path=row.stands_at,
        of_people=False,
    )


def _expelled(user: User, branch: Branch, on: date) -> Ask[Due]:
    """An expulsion in effect whose member still stands in the books the user keeps."""
    return Ask(
        RowsOf(_still_kept, user, branch, on), lambda found: [_expelled_line(row) for row in found]
    )


def _still_kept(user: User, branch: Branch, on: date) -> QuerySet[Any, Any]:
    kept = Membership.objects.on(on).filter(
        within(reach(user, Power.KEEP_RECORDS, on)), under(branch.path)
    )
    expelled = Discipline.objects.filter(
        not_cancelled(on), form="expulsion", effective_on__lte=on, person=OuterRef("person")
    )
    name = Profile.objects.on(on).filter(organisation=OuterRef("cell")).values("short_name")[:1]
    return kept.filter(Exists(expelled)).values(
        "person",
        full_name=F("person__full_name"),
        effective_on=Subquery(expelled.order_by("effective_on").values("effective_on")[:1]),
        stands_at=F("path"),
        called=Subquery(name),
    )


def _expelled_line(row: Any) -> Due:
    return Due(
        kind="expelled_in_books",
        what=_("Ghi đưa ra khỏi danh sách đảng viên bị khai trừ"),
        about=row.full_name,
        due_on=row.effective_on,
        url=reverse("members:move", args=[row.person, "khai-tru"]),
        button=_("Ghi biến động"),
        why=_("Quyết định khai trừ có hiệu lực ngày {day}").format(
            day=f"{row.effective_on:%d/%m/%Y}"
        ),
        owner=row.called or "",
        owner_path=row.stands_at,
        person_id=row.person,
    )
