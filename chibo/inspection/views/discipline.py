"""Decisions of discipline: the register of an organisation, one decision, handing over, cancelling."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.periods import Period
from chibo.base.views.filling_in import fill_in, posted
from chibo.base.views.years import asked_year, year_segments
from chibo.inspection.actions.discipline import (
    NewDiscipline,
    Violated,
    cancel_discipline,
    hand_over_decision,
    read_discipline,
    record_discipline,
)
from chibo.inspection.actions.opening import read_register
from chibo.inspection.forms.discipline import DisciplineForm, HandOverForm
from chibo.inspection.forms.inspections import ReasonForm
from chibo.inspection.models import Complaint, Discipline
from chibo.inspection.queries.discipline import counted, disciplined, ends_on
from chibo.inspection.queries.names import called, unit_names
from chibo.inspection.queries.reach import disciplines_visible_to
from chibo.inspection.rules import complaint_limit
from chibo.inspection.rules.discipline import Limitation, limitation, pausing_line
from chibo.inspection.views.fetching import (
    FIRST_YEAR,
    PAGE_LENGTH,
    choices,
    frame,
    kept_or_404,
    units_below,
)
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, ancestors, organisation_of
from chibo.organisations.views.fetching import counted_or_404
from chibo.rulebook.queries import code_list, source_line


@require_safe
def disciplines(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    year = asked_year(request, FIRST_YEAR)
    rows = disciplines_visible_to(user).filter(keeper=of.pk, decided_on__year=year)
    listed = rows.select_related("person").order_by("-decided_on", "-pk")
    page = Paginator(listed, PAGE_LENGTH).get_page(request.GET.get("trang"))
    if page.object_list:
        read_register(organisation_of(of), f"ky-luat {year}", by=user)
    names = called(page.object_list, of.on)
    last = min(of.on, of.on.replace(year=year, month=12, day=31))
    context = frame(user, of, "disciplines") | {
        "year": year,
        "years": year_segments(request.path, year),
        "counted": counted(disciplined(of, Period(last.replace(month=1, day=1), last))),
        "page": page,
        "rows": [
            {
                "one": one,
                "name": names[one.pk],
                "form": code_list("discipline_forms").label(one.form),
                "word": discipline_word(one),
            }
            for one in page.object_list
        ],
    }
    return render(request, "inspection/disciplines.html", context)


def discipline_word(one: Discipline) -> tuple[str, str]:
    today, end = timezone.localdate(), ends_on(one)
    if one.cancelled_on and one.cancelled_on <= today:
        return _("Đã hủy"), ""
    if end is not None and end <= today:
        return _("Đã chấm dứt"), "ok"
    return _("Đang có hiệu lực"), "bad"


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = kept_or_404(request, org)
    below = units_below(of)
    deciders = [*reversed(ancestors(of)), *below]
    form = DisciplineForm(
        posted(request),
        of=of,
        units=choices(below),
        deciders=[*choices([of]), *choices(deciders)],
        keeper=of.parent_id if of.is_cell and of.parent_id else of.pk,
        initial={"decided_on": of.on, "body": "cell" if of.is_cell else "committee"},
    )

    def act() -> Any:
        return record_discipline(organisation_of(of), [_made(form)], by=user)[0]

    page = frame(user, of, "disciplines", {"label": _("Ghi quyết định kỷ luật")}) | {
        "title": _("Ghi quyết định kỷ luật"),
        "lead": of.name,
        "note": _(
            "Thẩm quyền, số phiếu và thời hiệu được kiểm tra theo quy định tại ngày quyết định."
        ),
        "submit": _("Ghi quyết định"),
        "back": reverse("inspection:disciplines", args=[of.pk]),
    }
    return fill_in(
        request, form, act, page, done=_("Đã ghi quyết định kỷ luật."),
        to=lambda one: one.get_absolute_url(),
    )  # fmt: skip


def _made(form: DisciplineForm) -> NewDiscipline:
    given = form.cleaned_data
    papers = given["papers"]
    return NewDiscipline(
        form=given["form"],
        body=given["body"],
        decided_by=Organisation.objects.get(pk=int(given["decided_by"])),
        decided_on=given["decided_on"],
        why=given["why"],
        votes=given["votes"],
        base=given["base"],
        violations=[Violated(**line) for line in form.violations],
        person=given["person"][0] if given["person"] else None,
        unit=Organisation.objects.get(pk=int(given["unit"])) if given["unit"] else None,
        effective_on=given["effective_on"],
        concluded_on=given["concluded_on"],
        decision_number=given["decision_number"],
        paper=papers[0] if papers else None,
        heard_on=given["heard_on"],
        not_heard_because=given["not_heard_because"],
        cell_votes=given["cell_votes"],
        cell_base=given["cell_base"],
        handed_on=given["handed_on"],
    )


def discipline_or_404(request: HttpRequest, key: int) -> tuple[User, Discipline]:
    user = signed_in(request)
    rows = disciplines_visible_to(user).select_related("person", "paper", "keeper", "decided_by")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return user, found


def _frame(user: User, one: Discipline, of: Branch, *more: dict[str, str]) -> dict[str, Any]:
    name = called([one], one.decided_on)[one.pk]
    here = {"label": name, "url": one.get_absolute_url()} if more else {"label": name}
    return frame(user, of, "disciplines", here, *more) | {"one": one, "name": name}


@require_safe
def page(request: HttpRequest, discipline: int) -> HttpResponse:
    user, one = discipline_or_404(request, discipline)
    _user, of = counted_or_404(request, one.keeper_id)
    read_discipline(one, by=user)
    acts = code_list("forbidden_acts")
    limits = [(row, limitation(one, row.happened_on)) for row in one.violations.all()]
    context = _frame(user, one, of) | {
        "form_label": code_list("discipline_forms").label(one.form),
        "decider": unit_names([one.decided_by_id], one.decided_on).get(one.decided_by_id, ""),
        "word": discipline_word(one),
        "ends_on": ends_on(one),
        "complain_by": complaint_limit(one),
        "violations": [
            {"row": row, "act": acts.label(row.act) if row.act else "", "limit": limit}
            for row, limit in limits
        ],
        "limited": next((_limited(one, limit) for _row, limit in limits if limit), ""),
        "complaints": Complaint.objects.filter(discipline=one).order_by("received_on"),
    }
    return render(request, "inspection/discipline.html", context)


def _limited(one: Discipline, limit: Limitation) -> str:
    """Under which rule, and what standing still did to it."""
    source = f"{limit.rule.label}: {source_line(limit.rule)}."
    return f"{source} {pausing_line(one.concluded_on)}" if limit.stood_still else source


def hand_over(request: HttpRequest, discipline: int) -> HttpResponse:
    user, one = discipline_or_404(request, discipline)
    _user, of = counted_or_404(request, one.keeper_id)
    form = HandOverForm(
        posted(request),
        initial={"decision_number": one.decision_number, "handed_on": one.handed_on or of.on},
    )

    def act() -> Any:
        return hand_over_decision(one, by=user, **form.cleaned_data)

    page = _frame(user, one, of, {"label": _("Trao quyết định")}) | {
        "title": _("Ghi số và ngày trao quyết định"),
        "lead": called([one], one.decided_on)[one.pk],
        "note": _("Thời hạn khiếu nại tính từ ngày trao quyết định."),
        "submit": _("Ghi lại"),
        "back": one.get_absolute_url(),
    }
    return fill_in(request, form, act, page, done=_("Đã ghi."), to=one.get_absolute_url())


def cancel(request: HttpRequest, discipline: int) -> HttpResponse:
    user, one = discipline_or_404(request, discipline)
    _user, of = counted_or_404(request, one.keeper_id)
    form = ReasonForm(posted(request), initial={"on": of.on})

    def act() -> Any:
        given = form.cleaned_data
        return cancel_discipline(one, given["on"], given["reason"], by=user)

    page = _frame(user, one, of, {"label": _("Hủy quyết định")}) | {
        "title": _("Ghi hủy quyết định kỷ luật"),
        "lead": called([one], one.decided_on)[one.pk],
        "note": _("Quyết định vẫn đọc được; từ ngày hủy không tính vào số liệu."),
        "submit": _("Ghi hủy"),
        "back": one.get_absolute_url(),
    }
    return fill_in(
        request, form, act, page, done=_("Đã ghi hủy quyết định."), to=one.get_absolute_url()
    )
