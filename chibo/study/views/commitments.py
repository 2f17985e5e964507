"""Registrations, plans, commitments: recorded for a unit and its members, reviewed by quarter."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year
from chibo.members.models import Person
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, organisation_of
from chibo.study.actions.following import (
    NewCommitment,
    Reviewing,
    commit,
    review_commitments,
    withdraw_commitment,
)
from chibo.study.forms.following import CommitForm, ReviewForm
from chibo.study.forms.studies import ReasonForm
from chibo.study.models import Commitment
from chibo.study.queries.following import commitments_visible_to, members_with_kinds
from chibo.study.rules import may_commit, may_keep
from chibo.study.views.fetching import FIRST_YEAR, PAGE_LENGTH, frame, kept_or_404, unit_today


def record(request: HttpRequest, org: int) -> HttpResponse:
    """For the unit itself, or for members of a cell ticked on the page."""
    user, of = kept_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    rows = members_with_kinds(of, year) if of.is_cell else members_with_kinds(of, year).none()
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("trang"))
    people = {row.person_id: row.person for row in page.object_list}
    form = CommitForm(
        posted(request),
        offered=list(people),
        keeper=of.papers_keeper,
        year=of.on.year,
        initial=_first(request, of, year),
    )
    back = f"{reverse('study:year', args=[of.pk])}?nam={year}"
    context = frame(user, of, "year", {"label": _("Ghi đăng ký, cam kết")}) | {
        "page": page,
        "ticked": form.ticked,
        "back": back,
    }

    def act() -> list[Commitment]:
        return commit(_given(form, of, people), by=user)

    done = _("Đã ghi đăng ký, cam kết.")
    return fill_in(request, form, act, context, done=done, to=back, template="study/commit.html")


def _first(request: HttpRequest, of: Branch, year: int) -> dict[str, Any]:
    kind = request.GET.get("loai", "registration")
    return {"kind": kind, "year": str(year), "made_on": of.on, "of_unit": not of.is_cell}


def _given(form: CommitForm, of: Branch, people: dict[int, Person]) -> list[NewCommitment]:
    told = form.cleaned_data
    unit = organisation_of(of)
    papers = told["papers"]

    def one(person: Person | None, act: str) -> NewCommitment:
        return NewCommitment(
            told["kind"],
            int(told["year"]),
            unit,
            told["made_on"],
            person,
            told["text"],
            act,
            papers[0] if papers else None,
        )

    own = [one(None, told["act"])] if told["of_unit"] else []
    return own + [one(people[key], "") for key in form.chosen]


def page(request: HttpRequest, commitment: int) -> HttpResponse:
    """One commitment with what was found each quarter; the cell adds a quarter here."""
    user, one = _commitment_or_404(request, commitment)
    form = ReviewForm(posted(request), initial=_this_quarter(one))
    allowed = may_keep(user, one.path) and one.withdrawn_on is None
    if request.method == "POST" and not allowed:
        raise Http404

    def act() -> Any:
        told = form.cleaned_data
        quarter = int(told["quarter"])
        found = Reviewing(one, quarter, told["on"], told["outcome"], told["remark"])
        return review_commitments([found], by=user)

    context = _frame(user, one) | {
        "commitment": one,
        "reviews": one.reviews.all(),
        "may_review": allowed,
        "may_withdraw": one.withdrawn_on is None and may_commit(user, one.path, one.person),
    }
    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã ghi kiểm điểm quý."),
        to=reverse("study:commitment", args=[one.pk]),
        template="study/commitment.html",
    )


def _this_quarter(one: Commitment) -> dict[str, Any]:
    today = timezone.localdate()
    quarter = (today.month + 2) // 3 if today.year == one.year else 4
    return {"quarter": str(quarter), "on": today, "outcome": "done"}


def withdraw(request: HttpRequest, commitment: int) -> HttpResponse:
    user, one = _commitment_or_404(request, commitment)
    if one.withdrawn_on or not may_commit(user, one.path, one.person):
        raise Http404
    form = ReasonForm(posted(request), initial={"on": timezone.localdate()})
    page = _frame(user, one) | {
        "title": _("Rút {what}").format(what=str(one).lower()),
        "lead": one.person.full_name if one.person else "",
        "note": _("Bản đã rút không tính nữa từ ngày rút; có thể ghi bản khác thay."),
        "submit": _("Rút bản này"),
        "back": reverse("study:commitment", args=[one.pk]),
    }

    def act() -> Commitment:
        told = form.cleaned_data
        return withdraw_commitment(one, told["on"], told["reason"], by=user)

    return fill_in(request, form, act, page, done=_("Đã rút."), to=str(page["back"]))


def _frame(user: User, one: Commitment) -> dict[str, Any]:
    """Crumbs of the unit for whoever reads names there; a member comes from their own page."""
    of = unit_today(one.unit_id, one.made_on)
    last = {"label": str(one)}
    if has_power(user, Power.SEE_NAMES, one.path):
        return frame(user, of, "year", last) | {"back": ""}
    own = {"label": _("Học tập của tôi"), "url": reverse("study:mine")}
    return {"of": of, "crumbs": [own, last]}


def _commitment_or_404(request: HttpRequest, key: int) -> tuple[User, Any]:
    user = signed_in(request)
    rows = commitments_visible_to(user, timezone.localdate()).filter(pk=key)
    found = rows.select_related("person", "paper").first()
    if found is None:
        raise Http404
    return user, found
