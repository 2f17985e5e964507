"""The page of a form about classes, targets and cohorts: one address to go back to, done or not."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from chibo.base.views import filling_in


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
    context = {"back": back, **page}
    return filling_in.fill_in(
        request, form, act, context, done=done, to=back, template=template, places=places
    )
