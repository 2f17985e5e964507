"""Moving and ending units. They live at the door because members move along."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.acting import say_why
from chibo.base.asof import AsOf
from chibo.base.rules import Refusal
from chibo.base.text import format_date, format_number
from chibo.members.actions.units import end_unit, move_unit
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, cells_in, placed_under
from chibo.organisations.rules import check_child_kind, may_change_tree
from chibo.organisations.tabs import crumbs
from chibo.web.forms import EndUnitForm, MoveForm
from chibo.web.views.fetching import branch_or_404, not_found_unless, say


def move(request: HttpRequest, key: int) -> HttpResponse:
    """Rehearses first: what moves along is shown before anything is written."""
    unit = _changeable(request, key)
    form = MoveForm(request.POST or None, user=signed_in(request))
    if not form.is_valid():
        return _form(request, unit, form, _("Chuyển về tổ chức khác"), _("Xem trước"))
    above, day = form.cleaned_data["parent"], form.cleaned_data["on"]
    try:
        check_child_kind(above, unit.kind)
        if "chac-chan" not in request.POST:
            return _rehearsed(request, unit, form, above)
        move_unit(
            Organisation.objects.get(pk=unit.pk),
            Organisation.objects.get(pk=above.pk),
            day,
            by=signed_in(request),
            citation=form.citation,
        )
    except (Refusal, ValidationError) as problem:
        say_why(form, problem)
        return _form(request, unit, form, _("Chuyển về tổ chức khác"), _("Xem trước"))
    say(
        request,
        _("{unit} trực thuộc {above} từ ngày {day}.").format(
            unit=unit.name, above=above.name, day=format_date(day)
        ),
    )
    return redirect("organisations:page", unit.pk)


def _rehearsed(request: HttpRequest, unit: Branch, form: MoveForm, above: Branch) -> HttpResponse:
    consequences = [
        (_("Tổ chức chuyển"), unit.name),
        (_("Về trực thuộc"), above.name),
        (_("Từ ngày"), format_date(form.cleaned_data["on"])),
        (_("Đơn vị đi cùng"), format_number(placed_under(unit.path, unit.on).count() - 1)),
        (_("Trong đó chi bộ"), format_number(cells_in(unit).count())),
        (_("Đảng viên đi cùng"), format_number(roll(unit).count())),
    ]
    context = {
        "form": form,
        "branch": unit,
        "crumbs": crumbs(signed_in(request), unit, AsOf(unit.on), itself=True),
        "consequences": consequences,
        "carried": [(name, request.POST.get(name, "")) for name in form.fields],
    }
    return render(request, "web/move_rehearsed.html", context)


def end(request: HttpRequest, key: int) -> HttpResponse:
    unit = _changeable(request, key)
    form = EndUnitForm(request.POST or None, unit=unit)
    if form.is_valid():
        data = form.cleaned_data
        try:
            end_unit(
                Organisation.objects.get(pk=unit.pk),
                data["on"],
                by=signed_in(request),
                reason=data["reason"],
                citation=form.citation,
            )
        except (Refusal, ValidationError) as problem:
            say_why(form, problem)
        else:
            say(request, _("{name} đã kết thúc hoạt động.").format(name=unit.name))
            return redirect("organisations:page", unit.parent_id)
    return _form(request, unit, form, _("Kết thúc hoạt động"), _("Kết thúc hoạt động"), danger=True)


def _changeable(request: HttpRequest, key: int) -> Branch:
    unit = branch_or_404(request, key, timezone.localdate())
    not_found_unless(may_change_tree(signed_in(request), unit) and unit.parent_id is not None)
    return unit


def _form(
    request: HttpRequest, unit: Branch, form: Form, title: str, send: str, *, danger: bool = False
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "title": title, "send": send, "branch": unit}
    context |= {
        "crumbs": crumbs(signed_in(request), unit, AsOf(unit.on), itself=True),
        "danger": danger,
    }
    return render(request, "web/unit_form.html", context)
