from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils import timezone

from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.organisations.queries.reach import branch_visible_to
from chibo.organisations.queries.tree import Branch


def branch_today(request: HttpRequest, key: int) -> Branch:
    """The organisation as it stands today, when the person may see it; 404 otherwise."""
    found = branch_visible_to(signed_in(request), key, timezone.localdate())
    if found is None:
        raise Http404
    return found


def allowed_or_404(allowed: bool) -> None:
    """A form nobody here may send is not shown."""
    if not allowed:
        raise Http404


def today() -> AsOf:
    return AsOf(timezone.localdate())


def say(request: HttpRequest, sentence: str) -> None:
    messages.success(request, sentence)
