"""One submission: where it stands, what it holds, what is asked of whom next."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.asof import BadDay
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.organisations.models import Organisation
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import branches
from chibo.reports.actions.receiving import accept_submission, return_submission
from chibo.reports.actions.signing import attach_scan, open_scan, sign_with
from chibo.reports.actions.submitting import (
    answer_remark,
    begin_submission,
    check_submission,
    reopen_submission,
    submit,
)
from chibo.reports.forms.submissions import (
    AcceptForm,
    AnswerForm,
    HandInForm,
    ReopenForm,
    ReturnForm,
    SignedForm,
)
from chibo.reports.frozen.answered import DECIDED
from chibo.reports.models import FORMS, Remark, Scan, Stage, Submission
from chibo.reports.queries.keys import keepers_of
from chibo.reports.queries.scans import content_of
from chibo.reports.queries.submissions import versions
from chibo.reports.rules.scans import check_size
from chibo.reports.rules.submissions import (
    REOPENED,
    may_open_scan,
    may_prepare,
    may_receive,
    may_reopen,
    may_submit,
)
from chibo.reports.views.submission_told import (
    compared_of,
    history_of,
    problems_of,
    remarks_of,
    rows_of,
    steps_of,
)
from chibo.reports.views.submissions_fetching import (
    TONES,
    Handed,
    handed_or_404,
    submission_frame,
)

_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


@require_POST
def begin(request: HttpRequest, org: int) -> HttpResponse:
    """The submission of a period: begun, or the one that is there. A unit that ended since may hand in what it
    lived through."""
    user, kind = signed_in(request), request.POST.get("loai", FORMS)
    of = branch_visible_to(user, org, _last_lived(request))
    if of is None or not may_submit(user, of):
        raise Http404
    period = _period(request)
    there = versions(org, kind, period).first()
    if there is not None:
        return redirect(there)
    try:
        organisation = Organisation.objects.get(pk=org)
        return redirect(begin_submission(organisation, kind, period, by=user))
    except Refusal as problem:
        messages.error(request, problem.sentence)
        return redirect(f"{reverse('reports:forms', args=[org])}?ky={period.code}")


def _last_lived(request: HttpRequest) -> date:
    """The last day of the period that has come; today for one that cannot be read, which only those are told
    who may see the unit."""
    today = timezone.localdate()
    with suppress(BadDay):
        return min(_period(request).last, today)
    return today


def _period(request: HttpRequest) -> Period:
    try:
        return Period.parse(request.POST.get("ky", ""))
    except ValueError as problem:
        raise BadDay(str(problem)) from None


@require_safe
def page(request: HttpRequest, submission: int) -> HttpResponse:
    return _shown(request, handed_or_404(request, submission), {})


@require_POST
def check(request: HttpRequest, submission: int) -> HttpResponse:
    found = handed_or_404(request, submission)
    if not may_prepare(found.user, found.submission):
        raise Http404
    try:
        checked = check_submission(found.submission, by=found.user)
    except Refusal as problem:
        messages.error(request, problem.sentence)
        return redirect(found.submission)
    told = _("Đã kiểm tra: mọi số đều khớp.")
    if checked.problems:
        told = _("Đã kiểm tra: còn {n} chỗ chưa khớp.").format(n=len(checked.problems))
    messages.success(request, told)
    return redirect(checked)


@require_POST
def hand_in(request: HttpRequest, submission: int) -> HttpResponse:
    found = handed_or_404(request, submission)
    if not may_prepare(found.user, found.submission):
        raise Http404
    form = HandInForm(request.POST)

    def act() -> Submission:
        return submit(found.submission, form.cleaned_data["note"], by=found.user)

    return _done(
        request, found, "hand_in", form, act, _("Đã nộp. Số liệu đã chốt, giữ nguyên từ nay.")
    )


@require_POST
def accept(request: HttpRequest, submission: int) -> HttpResponse:
    found = _receiving(request, submission)
    form = AcceptForm(request.POST)

    def act() -> Submission:
        return accept_submission(found.submission, form.cleaned_data["words"], by=found.user)

    return _done(request, found, "accept", form, act, _("Đã nhận bản nộp."))


@require_POST
def send_back(request: HttpRequest, submission: int) -> HttpResponse:
    found = _receiving(request, submission)
    form = ReturnForm(request.POST)

    def act() -> Submission:
        return return_submission(found.submission, form.cleaned_data["why"], by=found.user)

    return _done(request, found, "send_back", form, act, _("Đã trả lại, đơn vị thấy các góp ý."))


@require_POST
def reopen(request: HttpRequest, submission: int) -> HttpResponse:
    found = handed_or_404(request, submission)
    if not may_reopen(found.user, found.submission):
        raise Http404
    form = ReopenForm(request.POST)
    if found.submission.stage == Stage.RETURNED:
        form.fields["why"].required = False

    def act() -> Submission:
        return reopen_submission(found.submission, form.cleaned_data["why"], by=found.user)

    return _done(request, found, "reopen", form, act, _("Đã mở lần nộp mới; lần trước giữ nguyên."))


@require_POST
def sign(request: HttpRequest, submission: int) -> HttpResponse:
    found = handed_or_404(request, submission)
    if not may_prepare(found.user, found.submission):
        raise Http404
    form = SignedForm(request.POST, request.FILES, found.submission)
    return _done(
        request, found, "sign", form, lambda: _signed(found, form), _("Đã ghi văn bản ký.")
    )


def _signed(found: Handed, form: BaseForm) -> Submission:
    told = form.cleaned_data
    file = told["file"]
    if file:
        check_size(file.size)
        attach_scan(found.submission, file.read(), by=found.user)
    return sign_with(found.submission, told["number"], told["signed_on"], by=found.user)


@require_safe
def scan_file(request: HttpRequest, submission: int, scan: int) -> HttpResponse:
    """Never drawn as a page: an attachment of a known kind that may run nothing."""
    found = handed_or_404(request, submission)
    kept = get_object_or_404(Scan, pk=scan, submission=found.submission)
    if not may_open_scan(found.user, found.submission):
        raise Http404
    try:
        content = content_of(kept)
    except OSError as gone:
        raise Http404 from gone
    open_scan(kept, by=found.user)
    answer = HttpResponse(content, content_type=_TYPES[kept.kind])
    answer["Content-Disposition"] = f'attachment; filename="ban-ky-{kept.pk}.{kept.kind}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def answer(request: HttpRequest, submission: int, remark: int) -> HttpResponse:
    found = handed_or_404(request, submission)
    said = get_object_or_404(Remark, pk=remark, submission=found.submission)
    if not may_prepare(found.user, found.submission):
        raise Http404
    form = AnswerForm(request.POST)
    done = None
    if form.is_valid():
        done = carried_out(
            form, lambda: answer_remark(said, form.cleaned_data["text"], by=found.user)
        )
    if done is None:
        messages.error(request, " ".join(str(one) for e in form.errors.values() for one in e))
    newest = versions(found.of.pk, found.submission.kind, found.submission.period).first()
    return redirect(f"{(newest or found.submission).get_absolute_url()}#gop-y")


def _receiving(request: HttpRequest, submission: int) -> Handed:
    found = handed_or_404(request, submission)
    if not may_receive(found.user, found.submission):
        raise Http404
    return found


def _done(
    request: HttpRequest,
    found: Handed,
    name: str,
    form: BaseForm,
    act: Callable[[], Submission],
    words: str,
) -> HttpResponse:
    """The page of what came out; the same page with what was refused, nothing typed lost."""
    done = carried_out(form, act) if form.is_valid() else None
    if done is None:
        return _shown(request, found, {name: form})
    messages.success(request, words)
    return redirect(done)


def _shown(request: HttpRequest, found: Handed, failed: Mapping[str, BaseForm]) -> HttpResponse:
    one, user = found.submission, found.user
    prepares, receives = may_prepare(user, one), found.receives
    newest, rows = found.versions[0].pk == one.pk, rows_of(found)
    context = submission_frame(found) | {
        "steps": steps_of(one),
        "tone": TONES[Stage(one.stage)],
        "prepares": prepares,
        "may_check": prepares and not one.is_frozen,
        "may_hand_in": prepares and one.stage == Stage.CHECKED,
        "may_decide": receives and one.stage == Stage.SUBMITTED,
        "may_reopen": newest and one.stage in REOPENED and may_reopen(user, one),
        "opens_scans": found.names,
        "rows": rows,
        "is_checked": one.stage != Stage.DRAFT,
        "problems": problems_of(found, rows),
        "remarks": remarks_of(found),
        "answers": prepares and newest,
        "scans": list(one.scans.all()),
        "history": history_of(found),
        "forms": {**_forms(one), **failed},
        **compared_of(request, found),
        **_carried(found, prepares=prepares, receives=receives),
    }
    return render(request, "reports/submission.html", context)


def _carried(found: Handed, *, prepares: bool, receives: bool) -> dict[str, Any]:
    """The file for the level above, or where its key is to be written down first; the answer for the unit."""
    one = found.submission
    if not one.is_frozen:
        return {}
    answers = receives and one.stage in DECIDED
    keepers = keepers_of(found.of) if prepares or answers else set()
    carries = prepares and found.of.pk in keepers
    keys_url = reverse("reports:keys", args=[found.of.pk])
    return {
        "carries": carries,
        "keys_url": keys_url if prepares and not carries and _keeps_keys(found) else "",
        "carries_answer": answers and found.of.parent_id in keepers,
    }


def _keeps_keys(found: Handed) -> bool:
    """Below another level, and not ended."""
    return bool(found.of.parent_id and branches([found.of.pk], timezone.localdate()))


def _forms(one: Submission) -> dict[str, BaseForm]:
    hand_in_form = HandInForm(None, initial={"note": one.note})
    hand_in_form.fields["note"].required = bool(one.problems)
    reopen_form = ReopenForm(None)
    reopen_form.fields["why"].required = one.stage != Stage.RETURNED
    return {
        "hand_in": hand_in_form,
        "accept": AcceptForm(None),
        "send_back": ReturnForm(None),
        "reopen": reopen_form,
        "sign": SignedForm(None, None, one),
    }
