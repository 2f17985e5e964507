"""Movements of one member, and side states: excused, suspended, temporarily elsewhere."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import posted
from chibo.documents.models import Paper
from chibo.members.actions.departing import Papers, leave_books
from chibo.members.actions.leaves import (
    Request,
    begin_temporary_stay,
    end_leave,
    exempt_member,
    suspend_member,
)
from chibo.members.actions.moving import transfer_member
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.events import EndDecidedForm
from chibo.members.forms.moving import (
    EndForm,
    ExemptForm,
    LeaveBooksForm,
    StayForm,
    SuspendForm,
    TransferForm,
)
from chibo.members.models import Exemption, Membership, Person, Suspension, TemporaryStay
from chibo.members.queries.choices import kept_cells, papers_for
from chibo.members.queries.file import standing
from chibo.members.queries.reach import stood_in
from chibo.members.rules import may_keep_files_at
from chibo.members.views.acting import fill_in, paper_of
from chibo.members.views.events_told import leave_title
from chibo.members.views.finding import person_or_404
from chibo.members.views.page import LEAVES, MOVES
from chibo.organisations.models import Organisation

_CONSIDERED = gettext_lazy(
    "Chi bộ xét sau khi có đơn: ngày nghị quyết không được trước ngày làm đơn."
)
LEAVING = {
    "chuyen-di": "moved_out",
    "tu-tran": "died",
    "xin-ra": "left",
    "xoa-ten": "removed",
    "khai-tru": "expelled",
    "huy-ket-nap": "admission_cancelled",
}
PLACES = {
    "happened_on": "on",
    "started_on": "on",
    "ended_on": "on",
    str(_CONSIDERED): "resolved_on",
}


def kept_person(request: HttpRequest, key: int) -> tuple[Person, User, str]:
    """The person, the user who keeps their file, and where the person stands; 404 for who does not keep it."""
    person, user = person_or_404(request, key), signed_in(request)
    stood = stood_in(person)
    if not may_keep_files_at(user, stood):
        raise Http404
    return person, user, stood[0]


def move(request: HttpRequest, key: int, how: str) -> HttpResponse:
    """The member goes to another cell, or leaves the books."""
    person, user, path = kept_person(request, key)
    title = dict(MOVES).get(how)
    if title is None:
        raise Http404
    known: dict[str, Any] = {"papers": papers_for(user, path), "about": _about(title, person)}
    form: DecisionForm
    if how == "chuyen-noi-bo":
        form = TransferForm(posted(request), cells=kept_cells(user, path), **known)
    else:
        form = LeaveBooksForm(posted(request), kind=LEAVING[how], **known)

    def act() -> Any:
        given = form.cleaned_data
        paper = paper_of(form, path, by=user)
        told = {"paper": paper, "reason": given["reason"]}
        if how == "chuyen-noi-bo":
            cell = Organisation.objects.get(pk=int(given["cell"]))
            return transfer_member(person, cell, given["on"], by=user, **told)
        told |= {name: given[name] for name in ("outside_unit", "outside_scope") if name in given}
        papers = Papers(**form.papers_told) if isinstance(form, LeaveBooksForm) else Papers()
        return leave_books(person, LEAVING[how], given["on"], papers, by=user, **told)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi: {what}.").format(what=str(title).lower()),
        back=person.get_absolute_url(),
        page=about_person(person, str(title), _("Ghi biến động")),
        places=PLACES | {"outside_unit": "outside_unit"},
    )


def about_person(
    person: Person, title: str, submit: str, stay: Membership | None = None
) -> dict[str, Any]:
    """The head of a form about somebody: who they are and where they stand today (`stay` as in `standing`)."""
    stands = standing(person, timezone.localdate(), stay)
    way = [{"label": person.full_name, "url": person.get_absolute_url()}, {"label": title}]
    about = {"person": person, "stands": stands}
    return {"title": title, "about": about, "submit": submit, "crumbs": way}


def leave(request: HttpRequest, key: int, how: str) -> HttpResponse:
    """An exemption, a suspension or a temporary stay begins."""
    person, user, path = kept_person(request, key)
    title = dict(LEAVES).get(how)
    if title is None:
        raise Http404
    form = _leave_form(request, how, user, path, _about(title, person))
    return fill_in(
        request,
        form,
        lambda: _begin_leave(person, form, paper_of(form, path, by=user), user),
        done=_("Đã ghi: {what}.").format(what=str(title).lower()),
        back=person.get_absolute_url(),
        page=about_person(person, str(title), _("Ghi")),
        places=PLACES,
    )


def _begin_leave(person: Person, form: DecisionForm, paper: Paper | None, by: User) -> Any:
    given = form.cleaned_data
    known = {"until": given["until"], "paper": paper}
    if isinstance(form, ExemptForm):
        asked = Request(**form.request)
        return exempt_member(person, given["reason"], given["on"], by=by, request=asked, **known)
    if isinstance(form, SuspendForm):
        return suspend_member(person, given["reason"], given["on"], by=by, **known)
    cell = Organisation.objects.get(pk=int(given["cell"])) if given["cell"] else None
    outside = given["outside_unit"]
    return begin_temporary_stay(
        person, given["on"], by=by, cell=cell, outside_unit=outside, **known
    )


def _about(title: Any, person: Person) -> str:
    return _("{what}: đồng chí {name}").format(what=title, name=person.full_name)


def _leave_form(request: HttpRequest, how: str, user: User, path: str, about: str) -> DecisionForm:
    data, known = posted(request), {"papers": papers_for(user, path), "about": about}
    if how == "mien":
        return ExemptForm(data, **known)
    if how == "dinh-chi":
        return SuspendForm(data, **known)
    return StayForm(data, cells=kept_cells(user, path), **known)


_LEAVES: dict[str, Any] = {"mien": Exemption, "dinh-chi": Suspension, "tam-thoi": TemporaryStay}


def end_a_leave(request: HttpRequest, key: int, how: str, leave_id: int) -> HttpResponse:
    """The exemption, suspension or stay ends; the member takes part again."""
    person, user, path = kept_person(request, key)
    model = _LEAVES.get(how)
    found = model and model.objects.open().filter(person=person, pk=leave_id).first()
    if not found:
        raise Http404
    title = _("Kết thúc: {what}").format(what=leave_title(found).lower())
    form: EndForm | EndDecidedForm
    if isinstance(found, TemporaryStay):
        form = EndForm(posted(request))
    else:
        known: dict[str, Any] = {"papers": papers_for(user, path), "about": _about(title, person)}
        form = EndDecidedForm(posted(request), leave=found, **known)

    def act() -> None:
        told: dict[str, Any] = {"reason": form.cleaned_data["reason"]}
        if isinstance(form, EndDecidedForm):
            told |= {"outcome": form.outcome, "paper": paper_of(form, path, by=user)}
        end_leave(found, form.cleaned_data["on"], by=user, **told)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi ngày kết thúc."),
        back=person.get_absolute_url(),
        page=about_person(person, title, _("Ghi")),
        places=PLACES,
    )
