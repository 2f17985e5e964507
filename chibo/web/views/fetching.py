"""Fetching for views: what the person may see, or 404."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.addresses import key_of
from chibo.base.rules import Refusal
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import branch_visible_to, has_power
from chibo.organisations.queries.tree import Branch, NotInTree


def branch_or_404(request: HttpRequest, key: int, day: date) -> Branch:
    """The organisation on the day. 404 outside the person's reach; NotInTree, with its sentence,
    when it is in reach but did not stand on that day."""
    user = signed_in(request)
    if found := branch_visible_to(user, key, day):
        return found
    paths = Placement.objects.filter(organisation=key).values_list("path", flat=True)
    if any(has_power(user, Power.SEE_FIGURES, path) for path in paths):
        raise NotInTree(
            _("Tổ chức này chưa thành lập hoặc đã kết thúc tại ngày {day}. Chọn ngày khác.").format(
                day=day.strftime("%d/%m/%Y")
            )
        )
    raise Http404


def number_in(request: HttpRequest, name: str) -> int | None:
    """A whole number of the address. Raises Refusal when it is something else."""
    text = request.GET.get(name, "")
    if not text:
        return None
    key = key_of(text)
    if key is None:
        raise Refusal(_("Địa chỉ có “{name}” không phải là số.").format(name=name))
    return key


def not_found_unless(allowed: bool) -> None:
    """A page nobody here may use is not shown."""
    if not allowed:
        raise Http404


def say(request: HttpRequest, sentence: str) -> None:
    messages.success(request, sentence)
