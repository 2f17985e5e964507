"""Opening a case; handing it on, going back, stopping and reopening it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.admissions.actions.opening import (
    NewCase,
    leave_pipeline,
    move_case,
    open_case,
    reopen_case,
)
from chibo.admissions.actions.stages import put_before_the_cell, send_back
from chibo.admissions.forms.cases.opening import (
    BackForm,
    KnownCaseForm,
    LeaveForm,
    MoveCaseForm,
    NewCaseForm,
    OnForm,
    ReasonForm,
)
from chibo.admissions.models import Case
from chibo.admissions.queries.candidates import may_be_followed, people_like
from chibo.admissions.queries.cases import cases_visible_to
from chibo.admissions.queries.stages import ADMITTED, stage_order, stages
from chibo.admissions.rules.cases import may_follow
from chibo.admissions.views.cases.fetching import (
    Seen,
    case_or_404,
    followed_or_404,
    step,
)
from chibo.admissions.views.fetching import allowed_or_404, named_or_404, today
from chibo.base.acting import carried_out
from chibo.base.addresses import key_of
from chibo.base.views.filling_in import posted
from chibo.members.actions.files import Level, register_non_member
from chibo.members.actions.papers import paper_behind
from chibo.members.forms.columns import places
from chibo.members.models import Person
from chibo.members.queries.choices import cells_under, papers_for
from chibo.members.queries.reach import person_visible_to
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import reach
from chibo.organisations.queries.tree import Branch
from chibo.organisations.tabs import crumbs


def begin(request: HttpRequest, org: int) -> HttpResponse:
    """Begin to follow somebody: one already known to the books, or somebody new."""
    user, of = named_or_404(request, org, today())
    allowed_or_404(may_follow(user, of.path))
    person = _chosen(request, user)
    cells = cells_under(of.path)
    form: Any = (
        KnownCaseForm(posted(request), cells=cells)
        if person
        else NewCaseForm(posted(request), cells=cells)
    )
    if request.method == "POST" and form.is_valid():
        case = carried_out(form, lambda: _opened(form, person, user), places())
        if case is not None:
            done = _("Đã mở hồ sơ theo dõi {name}.").format(name=case.person.full_name)
            messages.success(request, done)
            return redirect(case)
    text = request.GET.get("tim", "").strip()
    context = {
        "form": form,
        "person": person,
        "text": text,
        "found": people_like(user, text, timezone.localdate()) if text else [],
        "of": of,
        "title": _begin_title(person),
        "submit": _("Mở hồ sơ theo dõi"),
        "back": of_url(of),
        "crumbs": [*crumbs(user, of, today(), itself=True), {"label": _("Mở hồ sơ theo dõi")}],
    }
    return render(request, "admissions/open_case.html", context)


@require_safe
def of_person(request: HttpRequest, key: int) -> HttpResponse:
    """From a person's file to the latest case; for who has none, to where one is opened."""
    user, on = signed_in(request), timezone.localdate()
    person = person_visible_to(user, key)
    if person is None:
        raise Http404
    case = cases_visible_to(user, on).filter(person=person).order_by("-opened_on", "-pk").first()
    if case is not None:
        return redirect(case)
    keeper = person.keeper_id
    if keeper is None or not may_be_followed(person, on):
        messages.info(
            request, _("Chưa có hồ sơ phát triển đảng của {name}.").format(name=person.full_name)
        )
        return redirect(person)
    return redirect(f"{reverse('admissions:open_case', args=[keeper])}?nguoi={person.pk}")


def of_url(of: Branch) -> str:
    return Organisation(pk=of.pk).get_absolute_url()


def _begin_title(person: Person | None) -> str:
    if person is None:
        return _("Theo dõi quần chúng ưu tú")
    return _("Theo dõi {name}").format(name=person.full_name)


def _chosen(request: HttpRequest, user: User) -> Person | None:
    key = key_of(request.GET.get("nguoi", ""))
    if not key:
        return None
    person = person_visible_to(user, key)
    if person is None or not may_be_followed(person, timezone.localdate()):
        raise Http404
    return person


def _opened(form: Any, person: Person | None, user: User) -> Case:
    told = form.about_case
    if person is None:
        cell = Organisation.objects.get(pk=told["cell_id"])
        level = form.cleaned_data.get("level_schooling")
        levels = [Level("schooling", level)] if level else []
        person = register_non_member(form.facts, cell, told["opened_on"], by=user, levels=levels)
    return open_case(NewCase(person, **told), by=user)


def to_cell(request: HttpRequest, key: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    form = OnForm(posted(request), label=_("Đưa ra chi bộ xét từ ngày"))
    return step(
        request,
        seen,
        form,
        lambda: put_before_the_cell(seen.case, form.cleaned_data["on"], by=seen.user),
        title=_("Đưa ra chi bộ xét"),
        submit=_("Đưa ra chi bộ xét"),
        done=_("Hồ sơ đang chờ chi bộ xét."),
    )


def move(request: HttpRequest, key: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    form = MoveCaseForm(posted(request), cells=_reachable_cells(seen))

    def act() -> Any:
        cell = Organisation.objects.get(pk=int(form.cleaned_data["cell"]))
        return move_case(seen.case, cell, form.cleaned_data["on"], by=seen.user)

    return step(
        request,
        seen,
        form,
        act,
        title=_("Chuyển chi bộ theo dõi"),
        submit=_("Chuyển"),
        done=_("Đã chuyển hồ sơ sang chi bộ mới."),
    )


def _reachable_cells(seen: Seen) -> list[Branch]:
    """Cells whose cases the user may follow, the present one left out."""
    paths = reach(seen.user, Power.FOLLOW_CASES, seen.on)
    found = {cell.pk: cell for path in paths for cell in cells_under(path)}
    return [cell for key, cell in found.items() if key != seen.case.cell_key]


def back(request: HttpRequest, key: int) -> HttpResponse:
    seen = followed_or_404(request, key)
    order = stage_order(seen.case.rules_on)
    now = order.get(seen.case.stage, 0)
    earlier = [stage for stage in stages(seen.case.rules_on) if order[stage.code] < now]
    if seen.case.admission_id:
        earlier = [stage for stage in earlier if stage.code in ADMITTED]
    form = BackForm(posted(request), stages=earlier)

    def act() -> Any:
        given = form.cleaned_data
        return send_back(seen.case, given["stage"], given["on"], given["reason"], by=seen.user)

    return step(
        request,
        seen,
        form,
        act,
        title=_("Quay lại giai đoạn trước"),
        submit=_("Quay lại"),
        done=_("Hồ sơ đã quay lại giai đoạn trước."),
    )


def leave(request: HttpRequest, key: int) -> HttpResponse:
    """Stop considering somebody; a probationary member is struck off by it, with the decision."""
    seen = followed_or_404(request, key)
    struck = bool(seen.case.admission_id)
    allowed_or_404(seen.may_decide or not struck)
    about = _("Xóa tên đảng viên dự bị {name}").format(name=seen.case.person.full_name)
    papers = papers_for(seen.user, seen.path)
    form = LeaveForm(posted(request), struck=struck, papers=papers, about=about)

    def act() -> Any:
        given = form.cleaned_data
        chosen = paper_behind(form.chosen_paper, form.new_paper, seen.path, by=seen.user)
        return leave_pipeline(
            seen.case,
            given["reason"],
            given["on"],
            by=seen.user,
            remark=given["remark"],
            paper=chosen,
        )

    return step(
        request,
        seen,
        form,
        act,
        title=_("Dừng xem xét"),
        submit=_("Dừng xem xét"),
        done=_("Đã dừng xem xét; hồ sơ được giữ lại cùng lý do."),
        warning=_struck(seen) if struck else None,
    )


def _struck(seen: Seen) -> dict[str, str]:
    text = _(
        "{name} đang là đảng viên dự bị: dừng ở đây là xóa tên trong danh sách đảng viên từ ngày ghi ở dưới, "
        "theo quyết định."
    )
    name = seen.case.person.full_name
    return {"title": _("Xóa tên đảng viên dự bị"), "text": text.format(name=name)}


def reopen(request: HttpRequest, key: int) -> HttpResponse:
    seen = case_or_404(request, key)
    allowed_or_404(may_follow(seen.user, seen.path) and seen.case.closed_on is not None)
    form = ReasonForm(posted(request))
    return step(
        request,
        seen,
        form,
        lambda: reopen_case(seen.case, form.cleaned_data["reason"], by=seen.user),
        title=_("Mở lại hồ sơ"),
        submit=_("Mở lại"),
        done=_("Hồ sơ đã mở lại ở giai đoạn cũ."),
    )
