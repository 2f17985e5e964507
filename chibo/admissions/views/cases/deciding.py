"""Votes on a case and what is decided: the decision, the ceremony, recognition, the card."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.admissions.actions.deciding import (
    complete_with_card,
    hold_ceremony,
    recognise_in_case,
    record_decision,
)
from chibo.admissions.actions.reviewing import Voting, record_review, withdraw_review
from chibo.admissions.forms.cases.deciding import (
    CardForm,
    CeremonyForm,
    DecideForm,
    RecogniseInCaseForm,
    ReviewForm,
)
from chibo.admissions.forms.cases.opening import ReasonForm
from chibo.admissions.models import OpinionPhase, Review, ReviewLevel
from chibo.admissions.queries.standing import line_of
from chibo.admissions.queries.voters import Entitled, entitled_in_cell, entitled_in_committee
from chibo.admissions.rules.cases import may_review
from chibo.admissions.rules.checks.deciding import check_ceremony, probation_of
from chibo.admissions.rules.reviews import levels
from chibo.admissions.views.cases.fetching import (
    Seen,
    case_or_404,
    decided_or_404,
    step,
)
from chibo.admissions.views.cases.rows import LEVEL_WORDS, PHASE_WORDS
from chibo.admissions.views.fetching import allowed_or_404
from chibo.base.partial_dates import NotADate, PartialDate
from chibo.base.text import format_date
from chibo.base.views.filling_in import posted
from chibo.documents.models import Paper
from chibo.members.actions.papers import paper_behind
from chibo.members.queries.cards import card_granted_on
from chibo.members.queries.choices import papers_for
from chibo.rulebook.queries import rule

_PHASES = {word: code for code, word in PHASE_WORDS.items()}
# Where the sentences of a vote's constraints are read.
_PLACES = {
    str(one.violation_error_message): field
    for one in Review._meta.constraints
    for name, field in (
        ("the_present_are_among_the_summoned", "present"),
        ("votes_are_of_the_present", "in_favour"),
        ("excused_are_among_the_entitled", "entitled"),
        ("a_body_votes_once_a_day", "held_on"),
    )
    if one.name == name
}
_LEVELS = {word: code for code, word in LEVEL_WORDS.items()}


def review(request: HttpRequest, key: int, phase: str, level: str) -> HttpResponse:
    """A body's vote, its numbers proposed from the books of the day asked for."""
    seen = case_or_404(request, key)
    if phase not in _PHASES or level not in _LEVELS:
        raise Http404
    body = ReviewLevel(_LEVELS[level])
    allowed_or_404(_may_vote(seen, body))
    on = _asked_day(request)
    about = _about(_PHASES[phase], body).format(name=seen.case.person.full_name)
    entitled = _entitled(seen, body, on)
    form = ReviewForm(
        posted(request),
        level=body,
        entitled=entitled,
        may_register=seen.may_decide,
        initial={"held_on": on, "body_name": _deciding_body(seen, on)},
        papers=papers_for(seen.user, seen.path),
        about=about,
    )

    def act() -> Any:
        told = form.voting | {"paper": _paper(form, seen)}
        return record_review(seen.case, Voting(_PHASES[phase], body, **told), by=seen.user)

    return step(
        request,
        seen,
        form,
        act,
        title=about,
        submit=_("Ghi biểu quyết"),
        done=_("Đã ghi biểu quyết."),
        on=on,
        books=_books(entitled, body, on),
        places=_PLACES,
        template="admissions/case_review.html",
    )


def _about(phase: str, level: ReviewLevel) -> str:
    if phase == OpinionPhase.RECOGNITION:
        said = _("{body} xét công nhận đảng viên chính thức: {name}")
    else:
        said = _("{body} xét kết nạp: {name}")
    return said.replace("{body}", str(level.label))


def _may_vote(seen: Seen, level: ReviewLevel) -> bool:
    standing = level in levels(seen.known.line)
    return standing and seen.case.closed_on is None and may_review(seen.user, seen.path, level)


def _asked_day(request: HttpRequest) -> date:
    try:
        return PartialDate.parse(request.GET.get("ngay", "")).latest
    except NotADate:
        return timezone.localdate()


def _entitled(seen: Seen, level: ReviewLevel, on: date) -> Entitled | None:
    line = line_of(seen.case.cell_key, on, seen.path)
    if line is None:
        return None
    if level == ReviewLevel.CELL:
        return entitled_in_cell(line.cell.pk, on)
    if level == ReviewLevel.SECTIONAL:
        return entitled_in_committee(line.sectional.pk, on) if line.sectional else None
    if line.basic is None:
        return None
    standing = level == ReviewLevel.DECIDING
    return entitled_in_committee(line.basic.pk, on, standing=standing)


def _deciding_body(seen: Seen, on: date) -> str:
    """Named by the version of the day: the standing committee of the basic committee, or left open."""
    line = seen.known.line
    body = rule("admission.deciding_body", on).text()
    if body != "grassroots_standing_committee" or line is None or line.basic is None:
        return ""
    return _("Ban thường vụ {committee}").format(committee=line.basic.name)


def _books(found: Entitled | None, level: ReviewLevel, on: date) -> str:
    if found is None or not found.total:
        return _("Sổ chưa ghi ai có quyền biểu quyết ngày {day}; ghi theo biên bản.").format(
            day=format_date(on)
        )
    if level != ReviewLevel.CELL:
        return _("Theo sổ ngày {day}: {n} ủy viên.").format(day=format_date(on), n=found.total)
    sentence = _(
        "Theo sổ ngày {day}: {total} đảng viên chính thức, {away} đang sinh hoạt tạm thời nơi khác, {excused} "
        "được miễn sinh hoạt; nếu người được miễn đều vắng thì mẫu số là {base}."
    )
    return sentence.format(
        day=format_date(on),
        total=found.total,
        away=found.away,
        excused=found.excused,
        base=found.base,
    )


def no_review(request: HttpRequest, key: int, review: int) -> HttpResponse:
    """A vote entered by mistake."""
    seen = case_or_404(request, key)
    row = get_object_or_404(seen.case.reviews.all(), pk=review)
    allowed_or_404(_may_vote(seen, ReviewLevel(row.level)))
    form = ReasonForm(posted(request))
    return step(
        request,
        seen,
        form,
        lambda: withdraw_review(row, form.cleaned_data["reason"], by=seen.user),
        title=_("Hủy biểu quyết ghi nhầm"),
        submit=_("Hủy biểu quyết"),
        done=_("Đã hủy biểu quyết; nhật ký giữ lại việc đó cùng lý do."),
    )


def decision(request: HttpRequest, key: int) -> HttpResponse:
    seen = decided_or_404(request, key)
    case = seen.case
    about = _("Kết nạp đảng viên: {name}").format(name=case.person.full_name)
    papers = papers_for(seen.user, seen.path)
    given = {
        "decided_on": case.decided_on,
        "received_on": case.received_on,
        "paper": str(case.decision_id or ""),
    }
    form = DecideForm(posted(request), papers=papers, about=about, initial=given)

    def act() -> Any:
        told = form.cleaned_data
        return record_decision(
            case,
            told["decided_on"],
            received_on=told["received_on"],
            paper=_paper(form, seen),
            by=seen.user,
        )

    return step(
        request,
        seen,
        form,
        act,
        title=_("Quyết định kết nạp"),
        submit=_("Ghi quyết định"),
        done=_("Đã ghi quyết định kết nạp."),
    )


def ceremony(request: HttpRequest, key: int) -> HttpResponse:
    """The person becomes a probationary member of the cell."""
    seen = decided_or_404(request, key)
    form = CeremonyForm(posted(request))
    check = check_ceremony(seen.known)

    def act() -> Any:
        given = form.cleaned_data
        late = given["late_reason"]
        return hold_ceremony(seen.case, given["held_on"], late_reason=late, by=seen.user)

    return step(
        request,
        seen,
        form,
        act,
        title=_("Lễ kết nạp"),
        submit=_("Ghi lễ kết nạp"),
        done=_("Đã ghi lễ kết nạp; đồng chí là đảng viên dự bị từ ngày đó."),
        books=check.full if check else "",
    )


def recognition(request: HttpRequest, key: int) -> HttpResponse:
    seen = decided_or_404(request, key)
    probation = probation_of(seen.known)
    about = _("Công nhận đảng viên chính thức: {name}").format(name=seen.case.person.full_name)
    papers = papers_for(seen.user, seen.path)
    form = RecogniseInCaseForm(posted(request), papers=papers, about=about)

    def act() -> Any:
        day, paper = form.cleaned_data["decided_on"], _paper(form, seen)
        return recognise_in_case(seen.case, day, paper=paper, by=seen.user)

    said = _("Ngày chính thức là ngày hết {n} tháng dự bị: {day}, kể cả khi xét muộn.")
    return step(
        request,
        seen,
        form,
        act,
        title=_("Quyết định công nhận đảng viên chính thức"),
        submit=_("Ghi công nhận"),
        done=_("Đã ghi công nhận đảng viên chính thức."),
        books=said.format(n=probation.months.months, day=format_date(probation.ends))
        if probation
        else "",
    )


def card(request: HttpRequest, key: int) -> HttpResponse:
    seen = decided_or_404(request, key)
    person = seen.case.person
    registered = card_granted_on([person.pk]).get(person.pk, person.card_issued_on)
    given = {"granted_on": registered, "number": person.card_number}
    form = CardForm(posted(request), initial=given, has_card=bool(person.card_number))

    def act() -> Any:
        told = form.cleaned_data
        return complete_with_card(
            seen.case, told["granted_on"], number=told["number"], by=seen.user
        )

    return step(
        request,
        seen,
        form,
        act,
        title=_("Phát thẻ đảng viên"),
        submit=_("Ghi phát thẻ"),
        done=_("Hồ sơ phát triển đảng đã hoàn thành."),
    )


def _paper(form: Any, seen: Seen) -> Paper | None:
    return paper_behind(form.chosen_paper, form.new_paper, seen.path, by=seen.user)
