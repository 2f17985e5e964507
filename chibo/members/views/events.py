"""A leave goes on, ends or is cancelled; a decision that moved a member is cancelled; inactivity is noted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.base.views.filling_in import posted
from chibo.members.actions.cancelling import cancel_decision
from chibo.members.actions.departing import (
    excuse_inactivity,
    note_inactivity,
    withdraw_inactivity,
)
from chibo.members.actions.leaves import Request, cancel_leave, extend_leave
from chibo.members.forms.events import (
    CancelDecisionForm,
    ExcuseForm,
    ExtendForm,
    InactivityForm,
)
from chibo.members.forms.moving import WithdrawForm
from chibo.members.models import Exemption, Movement, Person, Suspension
from chibo.members.queries.choices import papers_for
from chibo.members.queries.file import last_movement
from chibo.members.rules import may_withdraw_movement
from chibo.members.views.acting import fill_in, paper_of
from chibo.members.views.columns import code_label
from chibo.members.views.events_told import leave_title
from chibo.members.views.moving import PLACES, about_person, kept_person
from chibo.members.views.withdrawing import consequence

_DECIDED: dict[str, type[Exemption] | type[Suspension]] = {
    "mien": Exemption,
    "dinh-chi": Suspension,
}


def _open_leave(person: Person, how: str, leave_id: int) -> Any:
    model = _DECIDED.get(how)
    found = model and model.objects.open().filter(person=person, pk=leave_id).first()
    if not found:
        raise Http404
    return found


def extend(request: HttpRequest, key: int, how: str, leave_id: int) -> HttpResponse:
    """The exemption or suspension goes on by a new decision."""
    person, user, path = kept_person(request, key)
    leave = _open_leave(person, how, leave_id)
    what = leave_title(leave).lower()
    title = _("Gia hạn: {what}").format(what=what)
    about = _("{what}: đồng chí {name}").format(what=title, name=person.full_name)
    form = ExtendForm(posted(request), leave=leave, papers=papers_for(user, path), about=about)

    def act() -> Any:
        given = form.cleaned_data
        told: dict[str, Any] = {"reason": given["reason"], "paper": paper_of(form, path, by=user)}
        if form.request is not None:
            told["request"] = Request(**form.request)
        return extend_leave(leave, given["on"], given["until"], by=user, **told)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi gia hạn."),
        back=person.get_absolute_url(),
        page=about_person(person, title, _("Ghi gia hạn")),
        places=PLACES,
    )


def cancel_a_leave(request: HttpRequest, key: int, how: str, leave_id: int) -> HttpResponse:
    """The decision behind the exemption or suspension is cancelled from the start."""
    person, user, path = kept_person(request, key)
    leave = _open_leave(person, how, leave_id)
    title = _("Hủy quyết định: {what}").format(what=leave_title(leave).lower())
    about = _("{what} của đồng chí {name}").format(what=title, name=person.full_name)
    form = CancelDecisionForm(posted(request), papers=papers_for(user, path), about=about)

    def act() -> Any:
        given, paper = form.cleaned_data, paper_of(form, path, by=user)
        assert paper
        return cancel_leave(leave, given["on"], paper, given["reason"], by=user)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi hủy quyết định; hồ sơ giữ lại cả hai."),
        back=reverse("members:life", args=[person.pk]),
        page=about_person(person, title, _("Hủy quyết định")),
        places=PLACES,
    )


def cancel_movement(request: HttpRequest, key: int, movement_id: int) -> HttpResponse:
    """The decision behind the last movement is cancelled: what it did is undone, both stay readable."""
    person, user, path = kept_person(request, key)
    movement = _last_or_404(person, movement_id)
    if not may_withdraw_movement(user, movement):
        raise Http404
    what = code_label("movement_kinds", movement.kind)
    title = _("Hủy quyết định: {what}").format(what=what[:1].lower() + what[1:])
    about = _("{what} của đồng chí {name}").format(what=title, name=person.full_name)
    form = CancelDecisionForm(posted(request), papers=papers_for(user, path), about=about)

    def act() -> Any:
        given = form.cleaned_data
        paper = paper_of(form, path, by=user)
        return cancel_decision(movement, given["on"], paper, given["reason"], by=user)

    page = about_person(person, title, _("Hủy quyết định"))
    return fill_in(
        request,
        form,
        act,
        done=_("Đã hủy theo quyết định; quá trình giữ lại cả biến động và việc hủy."),
        back=reverse("members:life", args=[person.pk]),
        page=page | {"undoes": consequence(movement)},
        places=PLACES,
    )


def _last_or_404(person: Person, movement_id: int) -> Movement:
    movement = last_movement(person)
    if movement is None or movement.pk != movement_id:
        raise Http404
    return movement


def note_month(request: HttpRequest, key: int) -> HttpResponse:
    """A month without cell life or without dues."""
    person, user, _path = kept_person(request, key)
    form = InactivityForm(posted(request))

    def act() -> Any:
        given = form.cleaned_data
        return note_inactivity(
            person,
            given["month"].day,
            given["kind"],
            given["source"],
            by=user,
            good_reason=given["good_reason"],
        )

    title = _("Ghi tháng không sinh hoạt, không đóng đảng phí")
    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi."),
        back=reverse("members:inactivity", args=[person.pk]),
        page=about_person(person, title, _("Ghi")),
    )


def excuse_month(request: HttpRequest, key: int, note_id: int) -> HttpResponse:
    """The month is explained."""
    person, user, _path = kept_person(request, key)
    told, form = _note_or_404(person, note_id), ExcuseForm(posted(request))
    title = _("Ghi lý do chính đáng: {month}").format(month=f"{told.month:%m/%Y}")
    return fill_in(
        request,
        form,
        lambda: excuse_inactivity(told, form.cleaned_data["good_reason"], by=user),
        done=_("Đã ghi; tháng này không tính nữa."),
        back=reverse("members:inactivity", args=[person.pk]),
        page=about_person(person, title, _("Ghi")),
    )


def withdraw_month(request: HttpRequest, key: int, note_id: int) -> HttpResponse:
    """The month was noted by mistake."""
    person, user, _path = kept_person(request, key)
    told, form = _note_or_404(person, note_id), WithdrawForm(posted(request))
    title = _("Rút dòng ghi nhầm: {month}").format(month=f"{told.month:%m/%Y}")
    return fill_in(
        request,
        form,
        lambda: withdraw_inactivity(told, form.cleaned_data["reason"], by=user),
        done=_("Đã rút; dòng này vẫn giữ lại cùng lý do."),
        back=reverse("members:inactivity", args=[person.pk]),
        page=about_person(person, title, _("Rút")),
    )


def _note_or_404(person: Person, note_id: int) -> Any:
    told = person.inactivity_notes.filter(pk=note_id, withdrawn="").first()
    if told is None:
        raise Http404
    return told
