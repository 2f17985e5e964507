"""The page of a form: shown, carried out, or shown again with what the action refused."""

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
    page: Mapping[str, Any],
    *,
    done: str | Callable[[Any], str],
    to: str | Callable[[Any], str],
    template: str = "filling_in.html",
    places: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Show the form, or carry it out and go `to` an address.

    `done` and `to` may be made of what the action returned; `places` as in `carried_out`. A form's own
    `warning` is said beside what was done.
    """
    if request.method == "POST" and form.is_valid():
        made = carried_out(form, act, places)
        if form.is_valid():
            messages.success(request, done if isinstance(done, str) else done(made))
            if warning := getattr(form, "warning", ""):
                messages.warning(request, warning)
            return redirect(to if isinstance(to, str) else to(made))
    return render(request, template, {"form": form, **page})
