"""Fetching through the one door, and the frame all pages of inspection share."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.asof import AsOf
from chibo.base.views.filling_in import fill_in
from chibo.inspection.models import Inspection
from chibo.inspection.queries.reach import inspections_visible_to
from chibo.inspection.rules import may_handle, may_inspect, may_report_on
from chibo.organisations.queries.tree import Branch, as_branch, branch, branches, cells_in
from chibo.organisations.tabs import crumbs, tabs
from chibo.organisations.views.fetching import counted_or_404

PAGE_LENGTH = 50
FIRST_YEAR = 2001


def kept_or_404(request: HttpRequest, org: int) -> tuple[User, Branch]:
    """The organisation today, for whoever inspects in its own name."""
    user, of = counted_or_404(request, org)
    if not may_inspect(user, of.pk):
        raise Http404
    return user, of


def inspection_or_404(request: HttpRequest, key: int) -> tuple[User, Inspection]:
    user = signed_in(request)
    rows = inspections_visible_to(user).select_related("item__programme", "keeper", "unit")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return user, found


def handled_or_404(request: HttpRequest, key: int) -> tuple[User, Inspection]:
    user, found = inspection_or_404(request, key)
    if not may_handle(user, found) or found.cancelled_on:
        raise Http404
    return user, found


def reported_or_404(request: HttpRequest, key: int) -> tuple[User, Inspection]:
    """For whoever writes down what was done and found: the duty and the team."""
    user, found = inspection_or_404(request, key)
    if not may_report_on(user, found) or found.cancelled_on:
        raise Http404
    return user, found


def units_below(of: Branch) -> list[Branch]:
    """Cells of the branch, itself left out."""
    rows = cells_in(of).order_by("path")
    return [as_branch(row, of.on) for row in rows if row.pk != of.pk]


def choices(units: Sequence[Branch]) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in units]


def keeper_today(key: int, inspection: Inspection) -> Branch:
    today = timezone.localdate()
    return branches([key], today).get(key) or branch(key, inspection.opened_on)


def frame(user: User, of: Branch, part: str, *more: Mapping[str, str]) -> dict[str, Any]:
    """Context of a page of the organisation: tabs, parts of inspection, crumbs down to `more`."""
    names = {
        "list": _("Cuộc kiểm tra, giám sát"),
        "programmes": _("Chương trình"),
        "disciplines": _("Kỷ luật"),
        "complaints": _("Đơn, thư"),
    }
    keeps = may_inspect(user, of.pk)
    return {
        "of": of,
        "keeps": keeps,
        "parts": [
            {
                "label": label,
                "url": reverse(f"inspection:{name}", args=[of.pk]),
                "current": name == part,
            }
            for name, label in names.items()
            if keeps
        ],
        "tabs": tabs(user, of, AsOf(of.on), "kiem-tra"),
        "crumbs": [
            *crumbs(user, of, AsOf(of.on), itself=True),
            {"label": names[part], "url": reverse(f"inspection:{part}", args=[of.pk])},
            *more,
        ],
    }


def inspection_frame(
    user: User, inspection: Inspection, *more: Mapping[str, str]
) -> dict[str, Any]:
    """Context of a page of one inspection. Crumbs lead through the organisation only for its duty."""
    of = keeper_today(inspection.keeper_id, inspection)
    keeps = may_inspect(user, of.pk)
    title = {"label": inspection.topic[:60], "url": inspection.get_absolute_url()}
    line = (
        [
            *crumbs(user, of, AsOf(timezone.localdate()), itself=True),
            {"label": _("Kiểm tra, giám sát"), "url": reverse("inspection:list", args=[of.pk])},
        ]
        if keeps
        else [{"label": _("Hồ sơ kiểm tra được xem"), "url": reverse("inspection:mine")}]
    )
    open_ = inspection.cancelled_on is None and inspection.archived_on is None
    return {
        "inspection": inspection,
        "of": of,
        "handles": may_handle(user, inspection) and open_,
        "reports": may_report_on(user, inspection) and open_ and inspection.concluded_on is None,
        "crumbs": [*line, title if more else {"label": title["label"]}, *more],
    }


def answer_about(
    request: HttpRequest,
    user: User,
    one: Inspection,
    form: BaseForm,
    act: Any,
    words: dict[str, str],
) -> HttpResponse:
    """A form about one inspection. `words`: title, note, submit, done, and lead where it is not the topic."""
    page = inspection_frame(user, one, {"label": words["title"]}) | {
        "title": words["title"],
        "lead": words.get("lead", one.topic),
        "note": words["note"],
        "submit": words["submit"],
        "back": one.get_absolute_url(),
    }
    return fill_in(request, form, act, page, done=words["done"], to=one.get_absolute_url())
