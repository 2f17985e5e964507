"""What every form about classes, targets and cohorts shares: carrying out, and the page of a form."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from chibo.base.acting import carried_out


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to; None shows it empty."""
    return request.POST if request.method == "POST" else None


def fill_in(
    request: HttpRequest,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    done: str | Callable[[Any], str],
    back: str,
    page: Mapping[str, Any],
    template: str = "admissions/form.html",
    places: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show the form, or carry it out and go `back`; what the action refuses is shown on the form again.

    `done` may be made from what the action returned; `places` as in `carried_out`."""
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, act, places)
        if form.is_valid():
            messages.success(request, done if isinstance(done, str) else done(made))
            return redirect(back)
    return render(request, template, {"form": form, "back": back, **page})
