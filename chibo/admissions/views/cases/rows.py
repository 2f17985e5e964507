"""The task list of a case: by stage, what is to be there, how far it has come, and the step that does it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.admissions.models import (
    CasePaper,
    OpinionPhase,
    PaperState,
    Review,
    ReviewLevel,
)
from chibo.admissions.papers.declaring import forms
from chibo.admissions.queries.stages import ADMITTED, Required, stage_order, stages_for
from chibo.admissions.rules.cases import may_see_background
from chibo.admissions.rules.checks.votes import is_carried
from chibo.admissions.rules.printing import may_print_form
from chibo.admissions.rules.required import required, said_of, state_of
from chibo.admissions.rules.reviews import levels
from chibo.admissions.views.cases.fetching import Seen
from chibo.base.text import format_date

_TONES = {
    PaperState.MISSING: "",
    PaperState.WORKING: "info",
    PaperState.TO_FIX: "warn",
    PaperState.DONE: "ok",
}
# Papers that have a step of their own, by the name of its address.
_STEPS = {
    "background_checks": "case_background",
    "introductions": "case_referee",
    "opinions": "case_opinion",
}
_DECISIONS = {
    "decision": "case_decision",
    "recognition_decision": "case_recognition",
    "card": "case_card",
}
_REVIEWED_AT = {
    "cell_review": ReviewLevel.CELL,
    "sectional_review": ReviewLevel.SECTIONAL,
    "committee_review": ReviewLevel.COMMITTEE,
    "decision": ReviewLevel.DECIDING,
}


@dataclass(frozen=True)
class Task:
    """One line; `form` is the code of the prescribed form, `print_url` fills it in from the books."""

    title: str
    state: str
    text: str = ""
    form: str = ""
    url: str = ""
    print_url: str = ""

    @property
    def word(self) -> str:
        return str(PaperState(self.state).label)

    @property
    def tone(self) -> str:
        return _TONES[PaperState(self.state)]


@dataclass(frozen=True)
class Part:
    """A stage with its tasks. `state` is "done", "current" or "" while it is to come."""

    code: str
    title: str
    sub: str
    state: str
    tasks: list[Task] = field(default_factory=list)

    @property
    def done(self) -> int:
        return sum(task.state == PaperState.DONE for task in self.tasks)


def parts(seen: Seen) -> list[Part]:
    line, case = seen.known.line, seen.case
    sectional = line is not None and line.sectional is not None
    committee = line is None or line.has_committee
    begun = {row.stage: row.started_on for row in seen.stages}
    order = stage_order(case.rules_on)
    now = order.get(case.stage or "", -1)
    papers = required(seen.known)
    found = []
    for stage in stages_for(case.rules_on, sectional=sectional, committee=committee):
        own = [paper for paper in papers if paper.stage == stage.code]
        tasks = [*_votes(seen, stage.code), *_records(seen, stage.code), *_papers(seen, own)]
        state = "current" if order[stage.code] == now else "done" if order[stage.code] < now else ""
        if case.outcome == "completed" and state == "current":
            state = "done"
        part = Part(stage.code, stage.label, _sub(state, begun.get(stage.code)), state, tasks)
        found.append(part)
    return found


def _sub(state: str, since: date | None) -> str:
    if state == "current" and since:
        return _("đang ở bước này từ {day}").format(day=format_date(since))
    if state == "done":
        return _("từ {day}").format(day=format_date(since)) if since else _("đã qua")
    return ""


# ------------------------------------------------------------------ papers


def _papers(seen: Seen, papers: list[Required]) -> Iterator[Task]:
    for paper in papers:
        row = seen.known.papers.get(paper.code)
        yield Task(
            paper.label,
            state_of(paper, seen.known),
            said_of(paper, seen.known) or _told(row),
            paper.form,
            _paper_url(seen, paper),
            _print_url(seen, paper.code),
        )


def _print_url(seen: Seen, code: str) -> str:
    form = next((form for form in forms().values() if form.paper == code), None)
    if form is None or not may_print_form(seen.user, seen.path, form):
        return ""
    return reverse("admissions:case_paper", args=[seen.case.pk, form.code, "docx"])


def _told(row: CasePaper | None) -> str:
    if row is None:
        return ""
    said = [
        row.number,
        format_date(row.dated_on) if row.dated_on else "",
        _("{who} đang giữ").format(who=row.holder) if row.holder else "",
        row.remark,
    ]
    return " · ".join(text for text in said if text)


def _paper_url(seen: Seen, paper: Required) -> str:
    """The step that brings the paper, for who may take it and once the case has come so far."""
    if paper.code in _DECISIONS:
        may = seen.may_decide and _has_come_to(seen, paper.stage)
        return _url(_DECISIONS[paper.code], seen) if may else ""
    if paper.code == "background_checks":
        may = may_see_background(seen.user, seen.path)
        return _url("case_background", seen) if may else ""
    if not seen.may_follow or (paper.stage in ADMITTED and not seen.case.admission_id):
        return ""
    if paper.code in _STEPS:
        return _url(_STEPS[paper.code], seen)
    return reverse("admissions:case_mark", args=[seen.case.pk, paper.code])


def _has_come_to(seen: Seen, stage: str) -> bool:
    order = stage_order(seen.case.rules_on)
    return order.get(seen.case.stage or "", -1) >= order.get(stage, 0)


def _url(name: str, seen: Seen) -> str:
    return reverse(f"admissions:{name}", args=[seen.case.pk])


# ------------------------------------------------------------------ votes


def _votes(seen: Seen, stage: str) -> Iterator[Task]:
    if stage == "recognition_review":
        for level in levels(seen.known.line)[:-1]:
            yield _vote(seen, OpinionPhase.RECOGNITION, level)
    elif stage in _REVIEWED_AT:
        yield _vote(seen, OpinionPhase.ADMISSION, _REVIEWED_AT[stage])
    elif stage == "recognition_decision":
        yield _vote(seen, OpinionPhase.RECOGNITION, ReviewLevel.DECIDING)


def _vote(seen: Seen, phase: OpinionPhase, level: ReviewLevel) -> Task:
    review = seen.known.review(phase, level)
    title = _("Biểu quyết của {body}").format(body=level.label.lower())
    state = PaperState.MISSING if review is None else _voted(review)
    waits = review is None or not is_carried(review)
    url = review_url(seen, phase, level) if waits and _is_next(seen, phase, level) else ""
    return Task(title, state, _counted(review), url=url)


def _is_next(seen: Seen, phase: OpinionPhase, level: ReviewLevel) -> bool:
    """Whether every body below has proposed."""
    order = levels(seen.known.line)
    below = [seen.known.review(phase, one) for one in order[: order.index(level)]]
    return all(review is not None and is_carried(review) for review in below)


def _voted(review: Review) -> PaperState:
    return PaperState.DONE if is_carried(review) else PaperState.TO_FIX


def review_url(seen: Seen, phase: str, level: str) -> str:
    """The form of a vote, for who may record it."""
    may = seen.may_follow if level == ReviewLevel.CELL else seen.may_decide
    case = seen.case
    open_phase = case.admission_id if phase == OpinionPhase.RECOGNITION else not case.admission_id
    if not may or not open_phase or case.recognition_id:
        return ""
    return reverse("admissions:case_review", args=[case.pk, PHASE_WORDS[phase], LEVEL_WORDS[level]])


# Words of addresses.
PHASE_WORDS = {OpinionPhase.ADMISSION.value: "ket-nap", OpinionPhase.RECOGNITION.value: "cong-nhan"}
LEVEL_WORDS = {
    ReviewLevel.CELL.value: "chi-bo",
    ReviewLevel.SECTIONAL.value: "dang-uy-bo-phan",
    ReviewLevel.COMMITTEE.value: "dang-uy",
    ReviewLevel.DECIDING.value: "cap-quyet-dinh",
}


def _counted(review: Review | None) -> str:
    if review is None:
        return ""
    sentence = (
        _("{day}: {favour}/{base} tán thành")
        if review.proposes
        else _("{day}: không đề nghị, {favour}/{base} tán thành")
    )
    return sentence.format(
        day=format_date(review.held_on), favour=review.in_favour, base=review.base
    )


# ------------------------------------------------------------------ what is noted without a paper


def _records(seen: Seen, stage: str) -> Iterator[Task]:
    if stage == "watched":
        yield _notes(seen)
    elif stage == "guided":
        yield _helpers(seen)
    elif stage == "ceremony":
        yield _ceremony(seen)


def _notes(seen: Seen) -> Task:
    count = len(seen.notes)
    said = ngettext("{n} nhận xét", "{n} nhận xét", count).format(n=count) if count else ""
    state = PaperState.DONE if count else PaperState.MISSING
    url = _url("case_note", seen) if seen.may_follow else ""
    return Task(_("Nhận xét theo dõi, việc thử thách"), state, said, url=url)


def _helpers(seen: Seen) -> Task:
    names = [row.member.full_name for row in seen.guidance if row.holds(seen.on)]
    state = PaperState.DONE if names else PaperState.MISSING
    url = _url("case_guide", seen) if seen.may_follow else ""
    return Task(_("Phân công đảng viên giúp đỡ"), state, ", ".join(names), url=url)


def _ceremony(seen: Seen) -> Task:
    held = seen.known.ceremony_on
    state = PaperState.DONE if held else PaperState.MISSING
    said = [format_date(held) if held else "", seen.case.late_reason]
    may = seen.may_decide and not held and seen.known.decided_on
    url = _url("case_ceremony", seen) if may else ""
    return Task(_("Lễ kết nạp"), state, " · ".join(text for text in said if text), url=url)
