"""A meeting a phone could not send comes as a sealed file: seen first, then taken in once."""

import base64
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.acting import say_why
from chibo.base.asof import AsOf
from chibo.base.rules import Refusal, require
from chibo.meetings.actions.sending.from_file import rehearse_file, take_file
from chibo.meetings.actions.sending.settling import Differing
from chibo.meetings.forms.from_file import (
    CHOICE,
    MARK,
    REASON,
    THEIRS,
    SealedFileForm,
    opened,
    settled,
)
from chibo.meetings.models import Presence
from chibo.meetings.queries.holding import holding, taken_before
from chibo.meetings.queries.recordings import Handed
from chibo.meetings.rules import may_record
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.tabs import crumbs
from chibo.organisations.views.fetching import named_or_404


def from_file(request: HttpRequest, org: int) -> HttpResponse:
    """Nothing of the file is kept here until it is taken in: the page sends it back, still sealed."""
    user, of = named_or_404(request, org)
    if not may_record(user, of.path):
        raise Http404
    form = SealedFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"of": of, "form": form, "on": settings.OFFLINE_RECORDING}
    if request.method == "POST" and settings.OFFLINE_RECORDING and form.is_valid():
        context |= _looked_at(request, form, user)
    context["crumbs"] = [
        *crumbs(user, of, AsOf(of.on), itself=True),
        {"label": _("Nhập tệp từ máy điện thoại")},
    ]
    return render(request, "meetings/from_file.html", context)


def _looked_at(request: HttpRequest, form: SealedFileForm, user: User) -> dict[str, Any]:
    content = form.content()
    try:
        found = opened(content)
        unit = _unit(found, user)
    except Refusal as no:
        say_why(form, no)
        return {}
    known = taken_before(found)
    if known is not None and known.meeting.organisation_id == unit.pk:
        return {"taken": known, "receipt": found.receipt, "before": True}
    return _tried(request, form, settled(found, request.POST.dict()), user) | {
        "unit": unit,
        "held": holding(found, unit, user),
        "sealed": base64.b64encode(content).decode(),
    }


def _unit(found: Handed, user: User) -> Branch:
    """Who may not record there is told so before anything of the file is shown."""
    try:
        unit = branch(found.organisation, found.recording.opening["held_on"])
    except Refusal:
        rehearse_file(found, by=user)
        raise
    require(user, may_record, unit.path)
    return unit


def _tried(request: HttpRequest, form: SealedFileForm, found: Handed, user: User) -> dict[str, Any]:
    """Taken in when the button was pressed, otherwise tried; what is still to choose comes back."""
    pressed = request.POST.get("viec", "")
    try:
        if pressed:
            return {"taken": take_file(found, by=user), "receipt": found.receipt}
        return {"ready": rehearse_file(found, by=user)}
    except Differing as differing:
        return {"differing": _to_choose(differing, request.POST.dict(), pressed)}
    except (Refusal, ValidationError) as no:
        say_why(form, no)
        return {"may_keep": _may_keep(found, user)}


def _may_keep(found: Handed, user: User) -> bool:
    try:
        rehearse_file(settled(found, {"viec": "giu"}), by=user)
    except (Refusal, ValidationError):
        return False
    return True


def _to_choose(differing: Differing, posted: dict[str, str], pressed: str) -> dict[str, Any]:
    """Rows for the radios, with what was chosen before."""
    fields = [
        {
            "name": CHOICE + one["key"],
            "theirs_name": THEIRS + one["key"],
            "label": one["label"],
            "theirs": one["theirs"],
            "ways": (
                ("mine", _("Trong tệp"), one["mine"]),
                ("theirs", _("Trong sổ"), one["theirs"]),
            ),
            "chosen": posted.get(CHOICE + one["key"], ""),
        }
        for one in differing.fields
    ]
    return {"fields": fields, "people": _people(differing, posted), "again": bool(pressed)}


def _people(differing: Differing, posted: dict[str, str]) -> list[dict[str, Any]]:
    states = [
        (Presence.PRESENT, "ok"),
        (Presence.WITH_REASON, "warn"),
        (Presence.WITHOUT_REASON, "bad"),
    ]
    items = [{"value": state.value, "label": state.label, "tone": tone} for state, tone in states]
    return [
        {
            "name": f"{MARK}{one['person']}",
            "reason_name": f"{REASON}{one['person']}",
            "full_name": one["name"],
            "items": items,
            "chosen": posted.get(f"{MARK}{one['person']}", ""),
            "reason": posted.get(f"{REASON}{one['person']}", ""),
        }
        for one in differing.unmarked
    ]
