"""What a member's file lists: its entries, and who looked at or changed it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.audit.labels import verb_label
from chibo.audit.queries import history_of
from chibo.members.forms.standing import ENTRIES
from chibo.members.queries.corrections import of_person
from chibo.members.views.page import FilePage


@require_safe
def entries(request: HttpRequest, key: int) -> HttpResponse:
    """The lists of the file: career, relatives, awards, travel, household."""
    file = FilePage.asked(request, key)
    lists = [
        {
            "name": name,
            "title": title,
            "headings": [form.base_fields[column].label for column in form.columns()],
            "rows": [
                {
                    "pk": entry.pk,
                    "cells": [entry_cell(entry, column) for column in form.columns()],
                }
                for entry in getattr(file.person, relation).all()
            ],
        }
        for name, (title, form, relation) in ENTRIES.items()
    ]
    return render(request, "members/entries.html", file.context("entries") | {"lists": lists})


def entry_cell(entry: Any, column: str) -> str:
    value = getattr(entry, column)
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int) and column.startswith("income"):
        return f"{value:,}".replace(",", ".")
    return "" if value is None else str(value)


@require_safe
def journal(request: HttpRequest, key: int) -> HttpResponse:
    """Who looked at or changed this file."""
    file = FilePage.asked(request, key)
    if not file.may_read_journal:
        return redirect("members:page", key)
    lines = [(line, verb_label(line.verb)) for line in history_of("members.person", key)[:100]]
    told = {"lines": lines, "corrections": of_person(file.person)}
    return render(request, "members/journal.html", file.context("journal") | told)
