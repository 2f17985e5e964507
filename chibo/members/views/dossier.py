"""One member's paper dossier: what it holds, where it lies, who borrowed it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.base.acting import carried_out
from chibo.base.views.filling_in import posted
from chibo.members.actions.dossiers import (
    Finding,
    Shelf,
    check_dossiers,
    lend_dossier,
    place_dossiers,
    return_dossier,
)
from chibo.members.forms.dossier import (
    CheckForm,
    DocumentForm,
    LoanForm,
    ReturnForm,
    ShelfForm,
    document_name,
)
from chibo.members.models import DossierLoan, DossierState
from chibo.members.queries.choices import kept_line
from chibo.members.queries.dossier_places import (
    custody_rule,
    is_right_custodian,
    places_of,
)
from chibo.members.queries.dossiers import Contents, Line, contents
from chibo.members.views.acting import fill_in
from chibo.members.views.moving import about_person, kept_person
from chibo.members.views.page import FilePage
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import UnknownCodeError, code_list, source_line

_TONES: dict[str, str] = {
    DossierState.ORIGINAL: "ok",
    DossierState.COPY: "info",
    DossierState.MISSING: "bad",
    DossierState.NOT_NEEDED: "",
}
PLACES = {"started_on": "on", "ended_on": "on", "returned_on": "on"}


@require_safe
def dossier(request: HttpRequest, key: int) -> HttpResponse:
    """The table of contents of the dossier on a day."""
    file = FilePage.asked(request, key)
    person, on = file.person, file.day.on
    held = contents([person.pk], on)[person.pk]
    custody = custody_rule(on)
    loans = list(DossierLoan.objects.filter(person=person, lent_on__lte=on)[:20])
    context = file.context("dossier") | {
        "contents": held,
        "lines": [_row(line) for line in held.lines],
        "place": places_of([person.pk], on).get(person.pk),
        "loan": next((one for one in loans if (one.returned_on or date.max) > on), None),
        "loans": loans,
        "custody": source_line(custody) if custody else "",
        "sheets": list(person.supplement_sheets.filter(collected_on__lte=on)[:5]),
        "this_year": on.year,
    }
    return render(request, "members/dossier.html", context)


def _row(line: Line) -> dict[str, Any]:
    state = line.item.state if line.item else ""
    return {
        "line": line,
        "tone": _TONES.get(state, "warn"),
        "state": line.item.get_state_display() if line.item else _("Chưa kiểm kê"),
    }


def _back(key: int) -> str:
    return reverse("members:dossier", args=[key])


def check(request: HttpRequest, key: int) -> HttpResponse:
    """Look through the whole dossier."""
    person, user, _path = kept_person(request, key)
    today = timezone.localdate()
    held: Contents = contents([person.pk], today)[person.pk]
    form = CheckForm(posted(request), contents=held, initial={"on": today})

    def act() -> Any:
        findings = [Finding(person, **one) for one in form.found]
        return check_dossiers(findings, form.cleaned_data["on"], by=user)

    if request.method == "POST" and form.is_valid():
        carried_out(form, act, PLACES)
        if form.is_valid():
            return redirect(_back(key))
    page = about_person(person, _("Kiểm kê hồ sơ"), _("Ghi kiểm kê"))
    context = page | {"form": form, "back": _back(key)}
    return render(request, "members/check_dossier.html", context)


def document(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """One document of the dossier, with all that is known of it."""
    person, user, _path = kept_person(request, key)
    try:
        listed = code_list("dossier_documents").item(code)
    except UnknownCodeError as unknown:
        raise Http404 from unknown
    today = timezone.localdate()
    held = person.dossier_items.filter(document=listed.code, ended_on=None).first()
    names = ("state", "copies", "sheets", "dated_on", "place", "note")
    known = {name: getattr(held, name) for name in names} if held else {}
    form = DocumentForm(posted(request), initial={"on": today} | known)

    def act() -> Any:
        told = {name: form.cleaned_data[name] for name in names}
        return check_dossiers(
            [Finding(person, listed.code, **told)], form.cleaned_data["on"], by=user
        )

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi mục lục."),
        back=_back(key),
        page=about_person(person, document_name(listed), _("Ghi")),
        places=PLACES,
    )


def place(request: HttpRequest, key: int) -> HttpResponse:
    """The dossier lies somewhere else from a day on, or is handed over with the member."""
    person, user, path = kept_person(request, key)
    today = timezone.localdate()
    offered = [one for one in kept_line(user, path)[::-1] if not one.is_cell]
    offered = sorted(offered, key=lambda one: not is_right_custodian(one, today))
    now = places_of([person.pk], today).get(person.pk)
    form = ShelfForm(posted(request), custodians=offered, initial=_known(now, offered))

    def act() -> Any:
        given = dict(form.cleaned_data)
        on, chosen = given.pop("on"), given.pop("custodian")
        custodian = Organisation.objects.get(pk=int(chosen)) if chosen else None
        if custodian is not None:
            given["outside_custodian"] = ""
        return place_dossiers([person], Shelf(custodian, **given), on, by=user)

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi nơi để hồ sơ."),
        back=_back(key),
        page=about_person(person, _("Nơi để hồ sơ"), _("Ghi")),
        places=PLACES,
    )


def _known(now: Any, offered: list[Any]) -> dict[str, Any]:
    if now is None:
        return {"custodian": str(offered[0].pk) if offered else ""}
    names = ("outside_custodian", "cabinet", "shelf", "box")
    return {name: getattr(now, name) for name in names} | {"custodian": str(now.custodian_id or "")}


def lend(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody borrows the dossier."""
    person, user, _path = kept_person(request, key)
    form = LoanForm(posted(request), initial={"lent_on": timezone.localdate()})

    def act() -> Any:
        given = form.cleaned_data
        more = {name: given[name] for name in ("purpose", "note")}
        return lend_dossier(
            person, given["borrower"], given["lent_on"], given["due_on"], by=user, **more
        )

    return fill_in(
        request,
        form,
        act,
        done=_("Đã ghi sổ mượn hồ sơ."),
        back=_back(key),
        page=about_person(person, _("Cho mượn hồ sơ"), _("Ghi cho mượn")),
    )


def take_back(request: HttpRequest, key: int, loan_id: int) -> HttpResponse:
    """The dossier is back."""
    person, user, _path = kept_person(request, key)
    loan = person.dossier_loans.filter(pk=loan_id, returned_on=None).first()
    if loan is None:
        raise Http404
    form = ReturnForm(posted(request), initial={"on": timezone.localdate()})
    return fill_in(
        request,
        form,
        lambda: return_dossier(
            loan, form.cleaned_data["on"], by=user, remark=form.cleaned_data["remark"]
        ),
        done=_("Đã ghi trả hồ sơ."),
        back=_back(key),
        page=about_person(person, _("Trả hồ sơ: {who}").format(who=loan.borrower), _("Ghi đã trả")),
        places=PLACES,
    )
