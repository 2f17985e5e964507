"""A paper is sent round to the cells below, to be made known at their meetings; taken back."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.base.asof import AsOf
from chibo.documents.actions import Circulating, circulate_papers, withdraw_circulation
from chibo.documents.forms import CirculateForm, WithdrawForm
from chibo.documents.models import Paper
from chibo.documents.queries import circulations_visible_to, visible_to
from chibo.documents.rules import may_register_paper
from chibo.documents.views.way import down_to_register
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch, as_branch, cells_in


def circulate(request: HttpRequest, key: int) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    mine = visible_to(user, today).select_related("keeper")
    paper = get_object_or_404(mine, pk=key, cancelled_on=None, secrecy="none")
    keeper = _kept(request, paper.keeper_id)
    if keeper.is_cell:
        raise Http404
    cells = [as_branch(row, today) for row in cells_in(keeper)]
    form = CirculateForm(request.POST or None, cells=cells)
    if form.is_valid():
        one = _circulating(form, paper)
        made = carried_out(form, lambda: circulate_papers([one], by=user))
        if made:
            messages.success(request, _("Đã giao {n} chi bộ phổ biến.").format(n=len(one.cells)))
            return redirect(made[0])
    title = _("Giao chi bộ phổ biến {number}").format(number=paper.full_number)
    return _form(request, keeper, form, title=title, send=_("Giao phổ biến"), paper=paper)


def _circulating(form: CirculateForm, paper: Paper) -> Circulating:
    given = form.cleaned_data
    return Circulating(
        paper=paper,
        organisation=paper.keeper,
        audience=given["audience"],
        cells=given["to"],
        asked_on=timezone.localdate(),
        due_on=given["due_on"],
        remark=given["remark"],
    )


def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    rows = circulations_visible_to(user, today).select_related("paper", "organisation")
    one = get_object_or_404(rows, pk=key, withdrawn_on=None)
    where = _kept(request, one.organisation_id)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if carried_out(form, lambda: withdraw_circulation(one, reason, by=user)):
            messages.success(request, _("Đã thôi giao phổ biến."))
            return redirect(one.paper)
    title = _("Thôi giao phổ biến {number}").format(number=one.paper.full_number)
    return _form(request, where, form, title=title, send=_("Thôi giao"), paper=one.paper)


def _kept(request: HttpRequest, key: int) -> Branch:
    """The committee today, for whoever keeps its register."""
    user = signed_in(request)
    found = branch_visible_to(user, key, timezone.localdate())
    if found is None or not may_register_paper(user, found):
        raise Http404
    return found


def _form(
    request: HttpRequest, keeper: Branch, form: Form, *, title: str, send: str, paper: Paper
) -> HttpResponse:
    line = down_to_register(signed_in(request), keeper, AsOf(keeper.on))
    here = [{"label": paper.full_number, "url": paper.get_absolute_url()}, {"label": send}]
    context: dict[str, Any] = {
        "form": form,
        "branch": keeper,
        "crumbs": [*line, *here],
        "title": title,
        "send": send,
        "back": paper.get_absolute_url(),
    }
    return render(request, "documents/form.html", context)
