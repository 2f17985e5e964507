"""The rules themselves: what each looks for and what it rests on."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.cleaning.rules.areas import AREAS
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.views.words import SEVERITY_WORDS, TONES, source_of


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """For everybody with an account: it says nothing of anybody."""
    signed_in(request)
    every = rules().values()
    areas = [
        {
            "title": AREAS[area],
            "rows": [
                {
                    "title": one.title,
                    "word": SEVERITY_WORDS[one.severity],
                    "tone": TONES[one.severity],
                    "source": source_of(one),
                }
                for one in found
            ],
        }
        for area, found in groupby(every, key=lambda one: one.area)
    ]
    context = {
        "areas": areas,
        "count": len(every),
        "crumbs": [{"label": _("Quy tắc rà soát dữ liệu"), "url": ""}],
    }
    return render(request, "cleaning/rules.html", context)
