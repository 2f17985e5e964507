"""A committee's target shared out to the units right below it, on one page."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.queries.tree import Branch
from chibo.targets.actions.sharing import share_out
from chibo.targets.forms.registering import SharesForm
from chibo.targets.models import Target, TargetVersion
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.progress import in_force
from chibo.targets.queries.sharing import bound, shared_out
from chibo.targets.queries.subjects import subject_of, wanted_of
from chibo.targets.rules import may_close
from chibo.targets.views.fetching import frame, target_or_404


def share(request: HttpRequest, key: int) -> HttpResponse:
    user, target, of = target_or_404(request, key)
    version = _shared_version_or_404(user, target, of)
    told = shared_out(target)
    there = {one.unit: bound(one.version) for one in told.shares} if told else {}
    form = SharesForm(posted(request), units=of.children, there=there, changing=bool(there))
    subject = subject_of(target, indicators())
    here = {"label": subject.label, "url": target.get_absolute_url()}
    page = frame(user, of, "board", here, {"label": _("Giao cho đơn vị")}) | {
        "title": _("Giao chỉ tiêu cho đơn vị"),
        "lead": f"{subject.label} · {target.period.label} · {wanted_of(version, subject.unit)}",
        "unit": subject.unit,
        "told": told,
        "back": target.get_absolute_url(),
    }

    def act() -> Any:
        reason = form.cleaned_data.get("reason", "")
        return share_out(target, form.numbers, by=user, reason=reason)

    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã giao chỉ tiêu cho các đơn vị."),
        to=target.get_absolute_url(),
        template="targets/share.html",
    )


def _shared_version_or_404(user: User, target: Target, of: Branch) -> TargetVersion:
    """The numbers in force, where units below can carry a part of them."""
    version = in_force(target, timezone.localdate())
    if target.ended_on or of.is_cell or version is None or target.cohort_id:
        raise Http404
    if not may_close(user, of.path):
        raise Http404
    return version
