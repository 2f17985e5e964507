"""Every address of the house, read from the resolver, and how to fill it for somebody of the world.

A new page is found by itself. When nothing here knows what its address holds, the walk fails and
names it: add a line to FILL (by name, by namespace, or by the word alone).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from chibo.base.text import fold
from tests.habits.sides import Side


@dataclass(frozen=True)
class Door:
    """One named address; `holds` are the words its route takes."""

    name: str
    route: str
    holds: tuple[str, ...]


def doors() -> list[Door]:
    return sorted(_under(get_resolver(), "", ""), key=lambda door: door.name)


def _under(resolver: URLResolver, route: str, namespace: str) -> Iterator[Door]:
    for one in resolver.url_patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            space = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _under(one, here, space)
        elif isinstance(one, URLPattern):
            name = f"{namespace}{one.name}" if one.name else f"unnamed {here}"
            yield Door(name, here, tuple(one.pattern.regex.groupindex))


# ------------------------------------------------------------------ what an address holds

Fill = Callable[[Side], Any]

# "name.word", "namespace.word" or "word" → its value; the first that is found counts.
FILL: dict[str, Fill] = {
    "org": lambda side: side.cell.pk,
    "organisations.key": lambda side: side.cell.pk,
    "organisations:cover_place.key": lambda side: side.commune.pk,
    "organisations:end_place.key": lambda side: side.commune.pk,
    "organisations:uncover_place.key": lambda side: side.commune.pk,
    "organisations:uncover_place.cell": lambda side: side.cell.pk,
    "organisations.place": lambda side: side.place.pk,
    "documents.key": lambda side: side.paper.pk,
    "documents:circulate.key": lambda side: side.commune_paper.pk,
    "documents:withdraw.key": lambda side: side.circulation.pk,
    "documents:list.key": lambda side: side.cell.pk,
    "documents:new.key": lambda side: side.cell.pk,
    "members.key": lambda side: side.person.pk,
    "members:letter_papers.org": lambda side: (side.letter, side.cell.pk)[1],
    "members:drop_view.key": lambda side: side.view.pk,
    "members.level_id": lambda side: side.level.pk,
    "members.post_id": lambda side: side.post.pk,
    "members.letter_id": lambda side: side.letter.pk,
    "members.leave_id": lambda side: side.leave.pk,
    "members:decision.about": lambda side: side.leave.pk,
    "members.loan_id": lambda side: side.loan.pk,
    "members.note_id": lambda side: side.inactivity.pk,
    "members:cancel_movement.key": lambda side: side.departed.pk,
    "members:cancel_movement.movement_id": lambda side: side.departure.pk,
    "members:answer_correction.key": lambda side: side.asked.person_id,
    "members.asked": lambda side: side.asked.pk,
    "members.event_id": lambda side: side.card.pk,
    "members.award_id": lambda side: side.badge.pk,
    "members.entry_id": lambda side: side.relative.pk,
    "members:reorganisation.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_apply.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_drop.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_paper.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_people.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_posts.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_rows.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_start.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_undo.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_units.key": lambda side: side.reorganisation.pk,
    "members:reorganisation_work.key": lambda side: side.reorganisation.pk,
    "members:return.key": lambda side: side.departed.pk,
    "members:new_arrival_of.key": lambda side: side.departed.pk,
    "members:withdraw.key": lambda side: side.departed.pk,
    "members:withdraw.movement_id": lambda side: side.departure.pk,
    "admissions:withdraw_recognition.key": lambda side: side.recognised.pk,
    "admissions:recognise.key": lambda side: side.probationer.pk,
    "admissions:admit_known.key": lambda side: side.departed.pk,
    "assignments.key": lambda side: side.work.pk,
    "meetings:circulation.key": lambda side: side.circulation.pk,
    "meetings:circulation_paper.key": lambda side: side.circulation.pk,
    "meetings.key": lambda side: side.meeting.pk,
    **{
        f"meetings:{name}.key": lambda side: side.planned.pk
        for name in ("plan", "plan_agenda", "plan_cancel", "plan_correct", "plan_move")
    },
    **{
        f"meetings:{name}.key": lambda side: side.resolution.meeting_id
        for name in ("resolution", "resolution_issue", "resolution_paper")
    },
    "meetings.photo_id": lambda side: side.photo.pk,
    "meetings.mark": lambda side: side.meeting.client_id,
    "meetings:version.key": lambda side: side.version.meeting_id,
    "meetings:version.number": lambda side: side.version.number,
    "meetings:assign.org": lambda side: side.commune.pk,
    **{
        f"meetings:{name}.key": lambda side: side.liaison.pk
        for name in ("liaison", "plan_visits", "tell_visit", "end_liaison")
    },
    "meetings:miss_visit.key": lambda side: side.planned_visit.liaison_id,
    "meetings:miss_visit.visit": lambda side: side.planned_visit.pk,
    "meetings:follow_up.key": lambda side: side.visit.liaison_id,
    "meetings:follow_up.visit": lambda side: side.visit.pk,
    "meetings:petition.key": lambda side: side.petition.pk,
    "meetings:item.key": lambda side: side.agenda_item.meeting_id,
    "meetings.item_id": lambda side: side.agenda_item.pk,
    "consolidation.key": lambda side: side.weak_plan.pk,
    "consolidation:reopen.key": lambda side: side.given_up_plan.pk,
    "consolidation.weakness": lambda side: side.weak_plan.weaknesses.get().pk,
    "consolidation.member": lambda side: side.weak_plan.force.get().pk,
    "consolidation.sent": lambda side: side.weak_plan.secondments.get().pk,
    "consolidation.milestone": lambda side: side.milestone.pk,
    "cleaning.key": lambda side: side.person.pk,
    "cleaning.person": lambda side: side.person.pk,
    "cleaning:reopen.key": lambda side: side.confirmation.pk,
    "inspection.key": lambda side: side.inspection.pk,
    **{
        f"inspection:{name}.key": lambda side: side.concluded.pk
        for name in ("remedy", "recheck", "archive")
    },
    "inspection.programme": lambda side: side.programme.pk,
    "inspection.item": lambda side: side.programme.items.get().pk,
    "inspection.discipline": lambda side: side.discipline.pk,
    "inspection.complaint": lambda side: side.complaint.pk,
    "inspection.reader": lambda side: side.inspection_reader.pk,
    "inspection.pause": lambda side: side.inspection_pause.pk,
    "inspection.inspected": lambda side: side.inspected.pk,
    "appraisal.key": lambda side: side.rating_cycle.pk,
    "appraisal:person.key": lambda side: side.person.pk,
    "appraisal.cell": lambda side: side.cell.pk,
    "appraisal.aim": lambda side: side.rating_aim.pk,
    "appraisal.agency": lambda side: side.rated_agency.pk,
    "appraisal.row": lambda side: side.rated.pk,
    "appraisal:praise.row": lambda side: side.rated_last_quarter.pk,
    "appraisal.decision": lambda side: side.rated_last_quarter.decision_id,
    "appraisal.weakness": lambda side: side.rating_weakness.pk,
    "study.key": lambda side: side.study.pk,
    "study.learner": lambda side: side.learner.pk,
    "study.session": lambda side: side.study_session.pk,
    "study.commitment": lambda side: side.commitment.pk,
    "study.model": lambda side: side.good_model.pk,
    "study.training": lambda side: side.training.pk,
    "study.trainee": lambda side: side.trainee.pk,
    "targets.key": lambda side: side.target.pk,
    "targets:change.key": lambda side: side.approved_target.pk,
    "targets:share.key": lambda side: side.commune_target.pk,
    "targets:units.org": lambda side: side.commune.pk,
    "targets.cohort": lambda side: side.frozen_list.pk,
    "targets.value": lambda side: side.indicator_value.pk,
    "dues.key": lambda side: side.person.pk,
    "dues:excuse.key": lambda side: side.late_charge.person_id,
    "dues.entry_key": lambda side: side.fund_entry.pk,
    "dues.payment_key": lambda side: side.dues_payment.pk,
    "dues.relief_key": lambda side: side.dues_relief.pk,
    "dues.remittance_key": lambda side: side.remittance.pk,
    "admissions:case_of.key": lambda side: side.case.person_id,
    "admissions:case_forms.key": lambda side: side.case.pk,
    "admissions:case_paper.key": lambda side: side.case.pk,
    "admissions.key": lambda side: side.case.pk,
    "admissions:case_reopen.key": lambda side: side.left_case.pk,
    "admissions.guidance": lambda side: side.guidance.pk,
    "admissions.referee": lambda side: side.referee.pk,
    "admissions.opinion": lambda side: side.opinion.pk,
    "admissions.check": lambda side: side.background_check.pk,
    "admissions.review": lambda side: side.review.pk,
    "admissions:course.key": lambda side: side.participant.course_id,
    "admissions:correct_course.key": lambda side: side.course.pk,
    "admissions:withdraw_course.key": lambda side: side.course.pk,
    "admissions:send_to_course.key": lambda side: side.course.pk,
    "admissions:certify.key": lambda side: side.participant.course_id,
    "admissions:drop_participant.key": lambda side: side.participant.course_id,
    "admissions:withdraw_participant.key": lambda side: side.participant.course_id,
    "admissions:freeze_heads.org": lambda side: side.commune.pk,
    "admissions:withdraw_cohort.key": lambda side: side.cohort.pk,
    "admissions.participant": lambda side: side.participant.pk,
    "admissions:course_paper.key": lambda side: side.participant.course_id,
    "imports:comparison.key": lambda side: side.comparison.pk,
    "imports:comparison_again.key": lambda side: side.comparison.pk,
    "imports:comparison_columns.key": lambda side: side.comparison.pk,
    "imports:comparison_corrections.key": lambda side: side.comparison.pk,
    "imports:comparison_decide.key": lambda side: side.comparison.pk,
    "imports:comparison_drop.key": lambda side: side.comparison.pk,
    "api.org": lambda side: side.cell.pk,
    "api.key": lambda side: side.file_import.pk,
    "api:meeting.key": lambda side: side.meeting.pk,
    "organisations:revoke_token.token": lambda side: side.token.pk,
    "imports.key": lambda side: side.file_import.pk,
    "imports.row": lambda side: side.doubtful_row,
    "reports.key": lambda side: side.report.pk,
    "reports.submission": lambda side: side.submission.pk,
    "reports:roundup.org": lambda side: side.commune.pk,
    "reports:retire_key.key": lambda side: side.known_key.pk,
    "reports:carried.submission": lambda side: side.carried.pk,
    "reports:carried_answer.submission": lambda side: side.carried.pk,
    "reports.scan": lambda side: side.submission.scans.get().pk,
    "reports.remark": lambda side: side.submission.remarks.get().pk,
    "web.key": lambda side: side.keeper.pk,
    "web.duty": lambda side: side.duty.pk,
}

# What an address holds without naming anybody's records.
PLAIN = {
    "members.section": "nhan-than",
    "members.which": "gia-dinh",
    "members:one_card.how": "cap-lai",
    "members:card_paper.which": "so-phat-the",
    "members:card_paper.form": "docx",
    "members:badge_paper.which": "danh-sach",
    "members:badge_paper.form": "docx",
    "members:move.how": "chuyen-noi-bo",
    "members:leave.how": "mien",
    "members:end_leave.how": "mien",
    "members:decision.what": "mien",
    "members.code": "doc_002",
    "members.year": "2025",
    "members.form": "docx",
    "members:extend.how": "mien",
    "members:cancel_leave.how": "mien",
    "members:letter_step.how": "buoc",
    "members:letter_paper.which": "giay-gioi-thieu",
    "members:letter_paper.form": "docx",
    "members:letter_papers.form": "docx",
    "members:letter_register_paper.form": "docx",
    "members:return.how": "phuc-hoi",
    "admissions:course_paper.form": "docx",
    "admissions:case_mark.code": "application",
    "admissions:case_review.phase": "ket-nap",
    "admissions:case_review.level": "chi-bo",
    "reports.passage": "members",
    "assignments.how": "thoi-giao",
    "study.form": "docx",
    "targets.form": "docx",
    "targets.code": "poor_household_rate_percent",
    "consolidation.form": "docx",
    "cleaning.form": "docx",
    "cleaning.rule": "phone-missing",
    "cleaning:keep.rule": "unit-decision-missing",
    "consolidation.criterion": "disunity",
    "inspection.book": "kiem-tra",
    "inspection.paper": "quyet-dinh",
    "inspection.form": "docx",
    "appraisal.form": "docx",
    "dues.form": "docx",
    "admissions.code": "cell_resolution",
    "admissions.ending": "docx",
    "meetings.ending": "docx",
    "reports.form": "docx",
    "reports.slug": "bieu-1",
    "reports:register.slug": "danh-sach-dang-vien",
    "reports:register_file.slug": "chuyen-sinh-hoat",
    "imports.ending": "pdf",
    "reports.ending": "docx",
    "web:feed.key": "khoa-khong-co-that",
    "api.name": "members",
    "web:number.name": "members",
    "web:number_export.name": "members",
    "web:week_paper.form": "docx",
}

# A page that is told its records after the question mark: its name → label → what is asked.
ASKED: dict[str, dict[str, Callable[[Side], str]]] = {
    "admissions:many_papers": {"ho-so": lambda side: f"ho-so={side.case.pk}"},
    "meetings:month_papers": {"buoi": lambda side: f"buoi={side.version.meeting_id}"},
    "members:reorganisation_begin": {"dv": lambda side: f"dv={side.commune.pk}"},
    "members:list": {"xem": lambda side: f"xem={side.person.pk}"},
    "web:search": {"q": lambda side: f"q={quote_plus(fold(side.person.full_name))}"},
    "api:figure": {"org": lambda side: f"org={side.cell.pk}"},
    "api:figure_rows": {"org": lambda side: f"org={side.cell.pk}"},
    "web:number": {"dv": lambda side: f"dv={side.cell.pk}"},
    "web:number_export": {"dv": lambda side: f"dv={side.cell.pk}"},
    "reports:handed_cell": {"dong": lambda _side: "dong=D&cot=0"},
    "reports:list": {"dv": lambda side: f"dv={side.cell.pk}&ky=2026-H1"},
    "web:tasks": {"dv": lambda side: f"dv={side.cell.pk}"},
    "web:tree": {"tim": lambda side: f"tim={side.cell_name}"},
}


class NobodyKnows(AssertionError):
    """The walk cannot fill an address."""


def addresses(door: Door, side: Side) -> dict[str, str]:
    """Page → address: the bare one and those with questions."""
    url = reverse(door.name, kwargs={word: _value(door, word, side) for word in door.holds})
    asked = ASKED.get(door.name, {})
    return {door.name: url} | {
        f"{door.name}?{label}": f"{url}?{question(side)}" for label, question in asked.items()
    }


def is_bound(door: Door) -> bool:
    """Whether the address names somebody's record."""
    return any(_key(door, word) not in PLAIN for word in door.holds)


def _value(door: Door, word: str, side: Side) -> Any:
    key = _key(door, word)
    return PLAIN[key] if key in PLAIN else FILL[key](side)


def _key(door: Door, word: str) -> str:
    namespace = door.name.rpartition(":")[0]
    for key in (f"{door.name}.{word}", f"{namespace}.{word}", word):
        if key in FILL or key in PLAIN:
            return key
    raise NobodyKnows(f"{door.name} ({door.route}): add {door.name}.{word} to FILL in doors.py")
