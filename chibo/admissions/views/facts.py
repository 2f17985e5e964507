"""Recording an admission, and the recognition that ends its probation."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.admissions.actions import (
    Admitting,
    admit_members,
    recognise_member,
    withdraw_recognition,
)
from chibo.admissions.forms.facts import AdmitForm, AdmitKnownForm, RecogniseForm
from chibo.admissions.models import Recognition
from chibo.admissions.rules.facts import may_admit
from chibo.base.acting import carried_out
from chibo.base.text import format_date
from chibo.documents.models import Paper
from chibo.members.actions.entering import Entering
from chibo.members.actions.files import Level, fill
from chibo.members.actions.papers import paper_behind
from chibo.members.forms.columns import FileForm, places
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.moving import WithdrawForm
from chibo.members.models import Person, Status
from chibo.members.queries.choices import cells_under, kept_cells, papers_for
from chibo.members.queries.file import last_movement, standing
from chibo.members.queries.reach import person_visible_to, stood_in
from chibo.members.rules import may_keep_files_at, may_withdraw_movement
from chibo.organisations.queries.reach import visible_to
from chibo.organisations.queries.tree import Branch, ancestors, as_branch


def admit(request: HttpRequest, org: int) -> HttpResponse:
    """A new member: the file, the decision, the ceremony."""
    user = signed_in(request)
    of = _branch_or_404(user, org)
    form = AdmitForm(
        _posted(request),
        cells=cells_under(of.path),
        papers=papers_for(user, of.path),
        about=_("Kết nạp đảng viên"),
    )

    def act() -> Any:
        levels = [Level(ladder, level) for ladder, level in form.levels]
        person = fill(Person(), form.facts)
        return admit_members([_admitting(form, person, levels, of.path, user)], by=user)

    title = _("Kết nạp đảng viên")
    return _fill_in(
        request,
        form,
        act,
        done=_("Đã ghi việc kết nạp đồng chí {name}.").format(
            name=request.POST.get("full_name", "").strip()
        ),
        back=reverse("members:list", args=[of.pk]),
        page={"title": title, "submit": _("Ghi kết nạp"), "crumbs": _crumbs(of, title)},
        places=places() | {"joined_on": "decided_on"},
    )


def admit_known(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody whose file is already kept joins the Party."""
    person, user, path = _kept_person(request, key)
    form = AdmitKnownForm(
        _posted(request),
        cells=kept_cells(user, path),
        papers=papers_for(user, path),
        about=_("Kết nạp đồng chí {name}").format(name=person.full_name),
    )
    return _fill_in(
        request,
        form,
        lambda: admit_members([_admitting(form, person, [], path, user)], by=user),
        done=_("Đã ghi việc kết nạp đồng chí {name}.").format(name=person.full_name),
        back=person.get_absolute_url(),
        page=_about(person, _("Kết nạp đảng viên"), _("Ghi kết nạp")),
        places={"happened_on": "ceremony_on"},
    )


def recognise(request: HttpRequest, key: int) -> HttpResponse:
    """The probationary member becomes official, from the day the probation ended."""
    person, user, path = _kept_person(request, key)
    stands = standing(person, timezone.localdate())
    if stands.stay is None or stands.stay.status != Status.PROBATIONARY:
        messages.warning(
            request,
            _("Đồng chí {name} không phải là đảng viên dự bị.").format(name=person.full_name),
        )
        return redirect(person)
    form = RecogniseForm(
        _posted(request),
        probation=stands.probation,
        papers=papers_for(user, path),
        about=_("Công nhận đảng viên chính thức đồng chí {name}").format(name=person.full_name),
    )

    def act() -> Any:
        given, paper = form.cleaned_data, _paper(form, path, user)
        return recognise_member(
            person, given["effective_on"], given["decided_on"], by=user, paper=paper
        )

    return _fill_in(
        request,
        form,
        act,
        done=_("Đã ghi công nhận chính thức đồng chí {name}.").format(name=person.full_name),
        back=person.get_absolute_url(),
        page=_about(person, _("Công nhận đảng viên chính thức"), _("Ghi công nhận")),
        places={"happened_on": "effective_on"},
    )


def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The recognition, the last thing recorded of the member's movements, was entered by mistake."""
    person, user, _path = _kept_person(request, key)
    movement = last_movement(person)
    recognition = Recognition.objects.filter(movement=movement).first() if movement else None
    if recognition is None or not may_withdraw_movement(user, recognition.movement):
        raise Http404
    form = WithdrawForm(_posted(request))
    page = _about(person, _("Hủy công nhận chính thức ghi nhầm"), _("Hủy công nhận"))
    return _fill_in(
        request,
        form,
        lambda: withdraw_recognition(recognition, form.cleaned_data["reason"], by=user),
        done=_("Đã hủy việc công nhận; nhật ký giữ lại việc đó cùng lý do."),
        back=reverse("members:life", args=[person.pk]),
        page=page | {"consequence": _consequence(recognition)},
        places={},
    )


def _consequence(recognition: Recognition) -> str:
    return _(
        "Đồng chí {name} trở lại là đảng viên dự bị của {cell} từ {day}; ngày chính thức trong hồ sơ để trống."
    ).format(
        name=recognition.person.full_name,
        cell=recognition.movement.to_cell,
        day=format_date(recognition.effective_on),
    )


def _branch_or_404(user: User, key: int) -> Branch:
    """The organisation as it stands today, for who admits there; 404 for everybody else."""
    today = timezone.localdate()
    row = visible_to(user, today).filter(pk=key).first()
    if row is None or not may_admit(user, as_branch(row, today)):
        raise Http404
    return as_branch(row, today)


def _kept_person(request: HttpRequest, key: int) -> tuple[Person, User, str]:
    """The person, the user who keeps their file, and where the person stands; 404 for who does not keep it."""
    user = signed_in(request)
    person = person_visible_to(user, key)
    stood = stood_in(person) if person else []
    if person is None or not may_keep_files_at(user, stood):
        raise Http404
    return person, user, stood[0]


def _crumbs(of: Branch, title: str) -> list[dict[str, str]]:
    line = [*ancestors(of), of]
    way = [{"label": one.name, "url": reverse("organisations:page", args=[one.pk])} for one in line]
    return [*way, {"label": title, "url": ""}]


def _about(person: Person, title: str, submit: str) -> dict[str, Any]:
    stands = standing(person, timezone.localdate())
    way = [{"label": person.full_name, "url": person.get_absolute_url()}, {"label": title}]
    about = {"person": person, "stands": stands}
    return {"title": title, "about": about, "submit": submit, "crumbs": way}


def _paper(form: DecisionForm, path: str, user: User) -> Paper | None:
    return paper_behind(form.chosen_paper, form.new_paper, path, by=user)


def _posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; None shows it empty."""
    return request.POST if request.method == "POST" else None


def _admitting(form: Any, person: Person, levels: list[Level], path: str, user: User) -> Admitting:
    given = form.cleaned_data
    entering = Entering(
        person=person,
        cell_id=int(given["cell"]),
        on=given["ceremony_on"],
        status=Status.PROBATIONARY,
        levels=levels,
        paper=_paper(form, path, user),
    )
    return Admitting(
        entering,
        given["decided_on"],
        referees=given["referees"],
        is_readmission=given["is_readmission"],
    )


def _fill_in(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    done: str,
    back: str,
    page: Mapping[str, Any],
    places: Mapping[str, str],
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        carried_out(form, act, places)
        if form.is_valid():
            messages.success(request, done)
            if isinstance(form, FileForm) and form.warning:
                messages.warning(request, form.warning)
            return redirect(back)
    return render(request, "members/form.html", {"form": form, "back": back, **page})
