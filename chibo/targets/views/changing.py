"""Another number in place of the one in force, or none any more; both with the reason."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.views.filling_in import fill_in, posted
from chibo.organisations.queries.tree import Branch
from chibo.targets.actions.registering import change_from_above, give_up_target, propose_change
from chibo.targets.forms.registering import ChangeForm, ReasonForm
from chibo.targets.models import Target
from chibo.targets.queries.dictionary import indicators
from chibo.targets.queries.progress import in_force
from chibo.targets.queries.subjects import subject_of
from chibo.targets.rules import may_register, may_set
from chibo.targets.views.fetching import frame, target_or_404


def _own_or_404(request: HttpRequest, key: int) -> tuple[User, Target, Branch]:
    """A target that still stands, for whoever may change it: its unit, or who set it from above."""
    user, target, of = target_or_404(request, key)
    may = may_set if target.setter_id else may_register
    if target.ended_on or not may(user, of.path):
        raise Http404
    return user, target, of


def _page(user: User, target: Target, of: Branch, title: str) -> dict[str, Any]:
    label = subject_of(target, indicators()).label
    here = {"label": label, "url": target.get_absolute_url()}
    return frame(user, of, "board", here, {"label": title}) | {
        "title": title,
        "lead": f"{label} · {of.name}",
        "back": target.get_absolute_url(),
    }


def change(request: HttpRequest, key: int) -> HttpResponse:
    user, target, of = _own_or_404(request, key)
    now = timezone.localdate()
    last = in_force(target, now) or list(target.versions.all())[-1]
    form = ChangeForm(posted(request), initial={"least": last.least, "most": last.most, "on": now})
    from_above = target.setter_id is not None
    page = _page(user, target, of, _("Đổi số của chỉ tiêu")) | {
        "note": _("Có hiệu lực ngay; số cũ vẫn giữ.")
        if from_above
        else _("Số mới chờ duyệt; số cũ còn hiệu lực đến khi ấy và vẫn giữ về sau."),
        "submit": _("Ghi số mới"),
    }

    def act() -> Any:
        told = form.cleaned_data
        action = change_from_above if from_above else propose_change
        return action(target, told["least"], told["most"], told["reason"], by=user, on=told["on"])

    done = _("Đã ghi số mới.")
    return fill_in(request, form, act, page, done=done, to=target.get_absolute_url())


def give_up(request: HttpRequest, key: int) -> HttpResponse:
    user, target, of = _own_or_404(request, key)
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})
    page = _page(user, target, of, _("Thôi chỉ tiêu")) | {
        "note": _("Chỉ tiêu đã thôi không tính đạt hay không đạt nữa, vẫn giữ để xem."),
        "submit": _("Thôi chỉ tiêu"),
    }

    def act() -> Any:
        told = form.cleaned_data
        return give_up_target(target, told["reason"], by=user, on=told["on"])

    done = _("Đã thôi chỉ tiêu.")
    return fill_in(request, form, act, page, done=done, to=target.get_absolute_url())
