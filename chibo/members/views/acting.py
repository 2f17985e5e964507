"""The page of a form about members: one address to go back to, and the paper behind it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from chibo.accounts.models import User
from chibo.base.views import filling_in
from chibo.documents.models import Paper
from chibo.members.actions.papers import paper_behind
from chibo.members.forms.decision import DecisionForm


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
    context = {"back": back, **page}
    return filling_in.fill_in(
        request, form, act, context, done=done, to=back, template="members/form.html", places=places
    )


def paper_of(form: DecisionForm, path: str, *, by: User) -> Paper | None:
    return paper_behind(form.chosen_paper, form.new_paper, path, by=by)
