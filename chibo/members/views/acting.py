"""What every form about members shares: carrying out, and the page of a form."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.documents.models import Paper
from chibo.members.actions.papers import paper_behind
from chibo.members.forms.columns import FileForm
from chibo.members.forms.decision import DecisionForm


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; None shows it empty."""
    return request.POST if request.method == "POST" else None


def fill_in(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    done: str,
    back: str,
    page: Mapping[str, Any],
    places: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show the form, or carry it out and go `back`; what the action refuses is shown on the form again."""
    if request.method == "POST" and form.is_valid():
        carried_out(form, act, places)
        if form.is_valid():
            messages.success(request, done)
            if isinstance(form, FileForm) and form.warning:
                messages.warning(request, form.warning)
            return redirect(back)
    return render(request, "members/form.html", {"form": form, "back": back, **page})


def paper_of(form: DecisionForm, path: str, *, by: User) -> Paper | None:
    return paper_behind(form.chosen_paper, form.new_paper, path, by=by)
