"""“Để nguyên”: a finding compared with the papers and right; what was confirmed, and taking it back."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.cleaning.actions.confirming import confirm_finding, reopen_finding
from chibo.cleaning.forms import KeepForm
from chibo.cleaning.models import Confirmation
from chibo.cleaning.queries.desk import confirmations
from chibo.cleaning.rules.access import may_mend, may_withdraw
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import check_file, check_units
from chibo.cleaning.rules.declaring import Finding
from chibo.cleaning.views.fetching import (
    PAGE_LENGTH,
    frame,
    list_url,
    mended_or_404,
    named_or_404,
)
from chibo.cleaning.views.words import source_of
from chibo.organisations.queries.tree import Branch, path_ids
from chibo.organisations.views.fetching import say


def keep(request: HttpRequest, org: int, rule: str, person: int | None = None) -> HttpResponse:
    """Leave one finding as it is, with what was looked at."""
    user, of = mended_or_404(request, org)
    finding = _finding_or_404(of, rule, person)
    form = KeepForm(request.POST if request.method == "POST" else None)
    back = list_url(of)
    if request.method == "POST" and form.is_valid():
        carried_out(form, lambda: confirm_finding(finding, of, form.cleaned_data["note"], by=user))
        if form.is_valid():
            say(request, _("Đã xác nhận để nguyên; khi dữ liệu thay đổi sẽ nhắc lại."))
            return redirect(back)
    name = finding.file.full_name if finding.file else finding.unit.name if finding.unit else ""
    context = frame(user, of, {"label": _("Để nguyên"), "url": ""}) | {
        "form": form,
        "finding": finding,
        "name": name,
        "source": source_of(finding.rule),
        "back": back,
    }
    return render(request, "cleaning/keep.html", context)


def _finding_or_404(of: Branch, rule: str, person: int | None) -> Finding:
    unit = None if person else of.pk
    key = (rule, person, unit)
    checked = check_file(of, person) if person else check_units(of)
    found = next((one for one in checked.found if one.key == key), None)
    if found is None:
        raise Http404
    return found


@require_safe
def kept(request: HttpRequest, org: int) -> HttpResponse:
    """What was confirmed right in the unit, by whom and why."""
    user, of = named_or_404(request, org)
    page = Paginator(confirmations(of), PAGE_LENGTH).get_page(request.GET.get("trang"))
    every = rules()
    mends = may_mend(user, of)
    rows = [
        {
            "kept": one,
            "name": one.person.full_name if one.person else str(one.organisation),
            "url": reverse("members:page", args=[one.person_id])
            if one.person_id
            else reverse("organisations:page", args=[one.organisation_id]),
            "title": every[one.rule].title if one.rule in every else one.rule,
        }
        for one in page
    ]
    context = frame(user, of, {"label": _("Đã để nguyên"), "url": ""}) | {
        "page": page,
        "rows": rows,
        "may_mend": mends,
    }
    return render(request, "cleaning/kept.html", context)


@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """The finding is shown again."""
    user = signed_in(request)
    found = Confirmation.objects.filter(pk=key, withdrawn_on__isnull=True).first()
    if found is None or not may_withdraw(user, found):
        raise Http404
    reopen_finding(found, by=user)
    say(request, _("Đã bỏ xác nhận ngày {day}.").format(day=f"{timezone.localdate():%d/%m/%Y}"))
    return redirect("cleaning:kept", path_ids(found.path)[-1])
