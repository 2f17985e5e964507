from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from chibo.accounts.queries import signed_in
from chibo.base.text import clean
from chibo.web.queries import searching

_LONGEST = 120


def search(request: HttpRequest) -> HttpResponse:
    """People, organisations, papers: grouped, only what the person may see."""
    text = clean(request.GET.get("q", ""))[:_LONGEST]
    user, on = signed_in(request), timezone.localdate()
    context: dict[str, object] = {"text": text}
    if text:
        context["people"] = searching.people(user, text, on)
        context["units"] = searching.organisations(user, text, on)
        context["papers"] = searching.papers(user, text, on)
        context["most"] = searching.SHOWN
        groups = ("people", "units", "papers")
        context["nothing"] = not any(context[name] for name in groups)
    return render(request, "web/search.html", context)
