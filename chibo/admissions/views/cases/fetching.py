"""A case as its page and its steps see it, for whoever may follow it; 404 for everybody else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.admissions.models import CaseStage, Guidance, GuidanceNote
from chibo.admissions.queries.cases import case_visible_to
from chibo.admissions.queries.helping import officials_like, officials_of
from chibo.admissions.queries.knowing import Known, known
from chibo.admissions.queries.stages import stage_label
from chibo.admissions.rules.cases import may_decide, may_follow
from chibo.admissions.views.fetching import Crumbs
from chibo.admissions.views.filling import fill_in
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf
from chibo.members.models import Person
from chibo.organisations.tabs import crumbs

CASE_FORM = "admissions/case_form.html"


@dataclass(frozen=True)
class Seen:
    """`case` has the columns of queries.cases.with_stage as of `on`."""

    user: User
    case: Any
    on: date

    @cached_property
    def known(self) -> Known:
        return known(self.case, self.case.cell_key, self.on, self.path)

    @cached_property
    def stages(self) -> list[CaseStage]:
        return list(self.case.stages.order_by("started_on", "pk"))

    @cached_property
    def notes(self) -> list[GuidanceNote]:
        """The last first."""
        return list(self.case.notes.select_related("member"))

    @cached_property
    def guidance(self) -> list[Guidance]:
        """Whoever helped, the last first."""
        return list(self.case.guidance.select_related("member").order_by("-started_on"))

    @property
    def path(self) -> str:
        return str(self.case.path)

    @property
    def url(self) -> str:
        return str(self.case.get_absolute_url())

    @property
    def may_follow(self) -> bool:
        return may_follow(self.user, self.path) and self.case.closed_on is None

    @property
    def may_decide(self) -> bool:
        return may_decide(self.user, self.path) and self.case.closed_on is None

    @property
    def stage_label(self) -> str:
        return stage_label(self.case.stage or "", self.case.rules_on)

    def crumbs(self, title: str = "") -> Crumbs:
        line = self.known.line
        way = crumbs(self.user, line.cell, AsOf(self.on), itself=True) if line else []
        if line:
            board = reverse("admissions:board", args=[line.cell.pk])
            way.append({"label": _("Phát triển đảng"), "url": board})
        last = [{"label": self.case.person.full_name, "url": self.url if title else ""}]
        return [*way, *last, *([{"label": title, "url": ""}] if title else [])]


def case_or_404(request: HttpRequest, key: int) -> Seen:
    user, today = signed_in(request), timezone.localdate()
    case = case_visible_to(user, key, today)
    if case is None:
        raise Http404
    return Seen(user, case, today)


def followed_or_404(request: HttpRequest, key: int) -> Seen:
    """For who prepares the case; a closed one is not written on."""
    seen = case_or_404(request, key)
    if not seen.may_follow:
        raise Http404
    return seen


def decided_or_404(request: HttpRequest, key: int) -> Seen:
    """For who records what is decided on it."""
    seen = case_or_404(request, key)
    if not seen.may_decide:
        raise Http404
    return seen


def step(
    request: HttpRequest,
    seen: Seen,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    title: str,
    submit: str,
    done: str,
    **page: Any,
) -> HttpResponse:
    """One step of a case on a page of its own, which leads back to the case."""
    back, template = page.pop("back", seen.url), page.pop("template", CASE_FORM)
    places = page.pop("places", None)
    told = {
        "title": title,
        "submit": submit,
        "lead": lead(seen),
        "crumbs": seen.crumbs(title),
        "case": seen.case,
    }
    return fill_in(
        request,
        form,
        act,
        done=done,
        back=back,
        page=told | page,
        template=template,
        places=places,
    )


def lead(seen: Seen) -> str:
    said = [seen.case.person.full_name, seen.case.cell_name, seen.stage_label]
    return " · ".join(text for text in said if text)


@dataclass(frozen=True)
class Offered:
    """Members a form offers: officials of the cell, and those of its basic organisation found by name."""

    people: Sequence[Person]
    find: Mapping[str, str]


def offered(request: HttpRequest, seen: Seen) -> Offered:
    text = request.GET.get("tim", "").strip()
    found = officials_like(seen.known.line, text, seen.on) if text else []
    posted = key_of(request.POST.get("member", ""))
    people = [*officials_of(seen.case.cell_key, seen.on), *found]
    if posted and all(one.pk != posted for one in people):
        people += officials_like(seen.known.line, "", seen.on, key=posted)
    unique = list({one.pk: one for one in people}.values())
    none = _("Không thấy đảng viên chính thức nào tên như vậy trong tổ chức cơ sở đảng.")
    return Offered(unique, {"text": text, "none": none if text and not found else ""})
