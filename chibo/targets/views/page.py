"""One target: what was registered and approved when, where it stands, what was closed; decided here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chibo.accounts.models import User
from chibo.base.acting import carried_out
from chibo.base.views.filling_in import posted
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.targets.actions.deciding import approve_targets, return_target
from chibo.targets.forms.deciding import DecisionForm
from chibo.targets.models import Target
from chibo.targets.queries.progress import Progress, progress
from chibo.targets.queries.sharing import shared_out
from chibo.targets.queries.subjects import wanted_of
from chibo.targets.rules import may_close, may_decide, may_register, may_set
from chibo.targets.views.fetching import frame, target_or_404
from chibo.targets.views.lines import line_of, with_unit


@require_safe
def page(request: HttpRequest, key: int) -> HttpResponse:
    user, target, of = target_or_404(request, key)
    return _shown(request, user, target, of, DecisionForm(None))


def _shown(
    request: HttpRequest, user: User, target: Target, of: Branch, form: DecisionForm
) -> HttpResponse:
    today = timezone.localdate()
    (one,) = progress([target], min(today, target.last_day), today)
    context = frame(user, of, "board", {"label": one.subject.label}) | {
        "target": target,
        "one": one,
        "line": line_of(one),
        "form": form,
        "versions": [_version(one, row) for row in target.versions.all()],
        "closings": [(row, with_unit(row.value, one.subject.unit)) for row in target.results.all()],
        "parts_told": shared_out(target),
        "may": _may(user, one, of),
    }
    return render(request, "targets/page.html", context)


def _version(one: Progress, row: Any) -> dict[str, Any]:
    return {
        "row": row,
        "wanted": wanted_of(row, one.subject.unit),
        "in_force": one.version is not None and one.version.pk == row.pk,
    }


def _may(user: User, one: Progress, of: Branch) -> dict[str, bool]:
    open_one = one.target.ended_on is None
    from_above = one.target.setter_id is not None
    own = may_set(user, of.path) if from_above else may_register(user, of.path)
    return {
        "decide": open_one and one.waiting is not None and may_decide(user, one.waiting, of.path),
        "change": open_one and own and one.waiting is None,
        "give_up": open_one and own,
        "share": open_one and not of.is_cell and one.version is not None
        and one.target.cohort_id is None and may_close(user, of.path),
        "compare": not of.is_cell or has_power(user, Power.SEE_FIGURES, of.path[:-SEGMENT]),
    }  # fmt: skip


@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """`viec=duyet` approves what waits, `viec=tra` returns it with the reason."""
    user, target, of = target_or_404(request, key)
    waiting = next((one for one in target.versions.all() if one.waits), None)
    if waiting is None or not may_decide(user, waiting, of.path):
        raise Http404
    form = DecisionForm(posted(request))
    if form.is_valid():
        said = form.cleaned_data["said"]
        if form.cleaned_data["viec"] == "tra":
            carried_out(form, lambda: return_target(waiting, said, by=user))
            done = _("Đã trả lại đơn vị.")
        else:
            carried_out(form, lambda: approve_targets([waiting], by=user, said=said))
            done = _("Đã duyệt chỉ tiêu.")
        if form.is_valid():
            messages.success(request, done)
            return redirect(target)
    return _shown(request, user, target, of, form)
