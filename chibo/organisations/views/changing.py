"""Founding, renaming, changing the kind."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.acting import say_why
from chibo.base.overtaking import mindful
from chibo.base.rules import Refusal
from chibo.organisations.actions.changing import change_organisation_kind, rename_organisation
from chibo.organisations.actions.founding import (
    NewOrganisation,
    found_organisation,
    open_installation,
)
from chibo.organisations.forms import FoundForm, KindForm, RenameForm, initial_profile
from chibo.organisations.models import Organisation, Profile
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.rules import may_change_tree, may_open_installation
from chibo.organisations.tabs import crumbs
from chibo.organisations.views.fetching import (
    allowed_or_404,
    branch_today,
    say,
    today,
)


def open_first(request: HttpRequest) -> HttpResponse:
    """The first organisation of an empty installation; its founder becomes the administrator."""
    allowed_or_404(may_open_installation(signed_in(request)))
    form = FoundForm(request.POST or None, parent=None)
    if form.is_valid():
        try:
            root = open_installation(_new(form), form.cleaned_data["on"], by=signed_in(request))
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            say(request, _("Đã lập {name}.").format(name=form.cleaned_data["name"]))
            return redirect(root)
    context = {"form": form, "title": _("Lập tổ chức đầu tiên"), "back": "/"}
    return render(request, "organisations/form.html", context)


def found(request: HttpRequest, key: int) -> HttpResponse:
    above = branch_today(request, key)
    allowed_or_404(may_change_tree(signed_in(request), above))
    form = FoundForm(request.POST or None, parent=above)
    if form.is_valid():
        parent = Organisation.objects.get(pk=above.pk)
        try:
            new = found_organisation(
                _new(form), parent, form.cleaned_data["on"], by=signed_in(request)
            )
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            say(request, _("Đã lập {name}.").format(name=form.cleaned_data["name"]))
            return redirect(new)
    return _form(request, above, form, _("Lập tổ chức trực thuộc"))


def _new(form: FoundForm) -> NewOrganisation:
    columns = ("name", "kind", "base_type", "short_name", "code")
    given = {name: form.cleaned_data[name] for name in columns}
    return NewOrganisation(**given, citation=form.citation)


def rename(request: HttpRequest, key: int) -> HttpResponse:
    where = branch_today(request, key)
    allowed_or_404(may_change_tree(signed_in(request), where))
    profile = _open_profile(where)
    form = mindful(RenameForm(request.POST or None, initial=dict(initial_profile(profile))))
    if form.is_valid():
        data = form.cleaned_data
        try:
            rename_organisation(
                profile.organisation,
                data["name"],
                data["on"],
                by=signed_in(request),
                short_name=data["short_name"],
                citation=form.citation,
            )
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            return _done(request, where.pk, data["on"])
    return _form(request, where, form, _("Đổi tên tổ chức"))


def change_kind(request: HttpRequest, key: int) -> HttpResponse:
    where = branch_today(request, key)
    allowed_or_404(may_change_tree(signed_in(request), where))
    profile = _open_profile(where)
    parent = branch(where.parent_id, where.on) if where.parent_id else None
    form = KindForm(
        request.POST or None, of=where, parent=parent, initial=dict(initial_profile(profile))
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            change_organisation_kind(
                profile.organisation,
                data["kind"],
                data["on"],
                by=signed_in(request),
                base_type=data["base_type"],
                code=data["code"],
                citation=form.citation,
            )
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            return _done(request, where.pk, data["on"])
    return _form(request, where, form, _("Đổi loại, loại hình, mã tổ chức"))


def _open_profile(of: Branch) -> Profile:
    found = Profile.objects.open().filter(organisation=of.pk).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, key: int, since: date) -> HttpResponse:
    say(request, _("Đã ghi thay đổi từ ngày {day}.").format(day=since.strftime("%d/%m/%Y")))
    return redirect("organisations:page", key)


def _form(request: HttpRequest, of: Branch, form: Any, title: str) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "branch": of,
        "crumbs": crumbs(signed_in(request), of, today(), itself=True),
    }
    return render(request, "organisations/form.html", context)
