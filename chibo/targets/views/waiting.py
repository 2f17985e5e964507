"""Numbers of the units below that wait for the committee, approved many at once."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.models import Profile
from chibo.organisations.views.fetching import counted_or_404
from chibo.targets.actions.deciding import approve_targets
from chibo.targets.forms.deciding import TickedForm
from chibo.targets.models import TargetVersion
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.listing import waiting_under
from chibo.targets.queries.progress import in_force
from chibo.targets.queries.subjects import subject_of, wanted_of
from chibo.targets.rules import may_approve
from chibo.targets.views.fetching import PAGE_LENGTH, frame


def waiting(request: HttpRequest, org: int) -> HttpResponse:
    user, of = counted_or_404(request, org)
    if not may_approve(user, of.path):
        raise Http404
    rows = waiting_under(of.path).select_related("target__cohort", "proposer")
    ordered = rows.prefetch_related("target__versions").order_by("target__path", "pk")
    page = Paginator(ordered, PAGE_LENGTH).get_page(request.GET.get("trang"))
    shown: list[TargetVersion] = list(page.object_list)
    form = TickedForm(
        posted(request), offered=[one.pk for one in shown if one.proposer_id != user.pk]
    )
    context = frame(user, of, "board", {"label": _("Chờ duyệt")}) | {
        "page": page,
        "rows": _rows(shown, user, of.on),
        "ticked": form.ticked,
    }

    def act() -> Any:
        wanted = set(form.chosen)
        chosen = [one for one in shown if one.pk in wanted]
        return approve_targets(chosen, by=user, said=form.cleaned_data["note"])

    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã duyệt các chỉ tiêu đã chọn."),
        to=request.path,
        template="targets/waiting.html",
    )


def _rows(shown: list[TargetVersion], user: User, on: Any) -> list[dict[str, Any]]:
    dictionary = indicators()
    keys = {one.target.organisation_id for one in shown}
    known = Profile.objects.on(on).filter(organisation__in=keys)
    names = dict(known.values_list("organisation_id", "short_name"))
    found = []
    for one in shown:
        subject = subject_of(one.target, dictionary)
        before = in_force(one.target, on)
        found.append(
            {
                "version": one,
                "unit": names.get(one.target.organisation_id, ""),
                "label": subject.label,
                "wanted": wanted_of(one, subject.unit),
                "before": wanted_of(before, subject.unit) if before else "",
                "own": one.proposer_id == user.pk,
            }
        )
    return found
