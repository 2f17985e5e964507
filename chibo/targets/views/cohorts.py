"""Frozen lists of people, and who of them was reached."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.figures import Figure, UnknownFigure, figure
from chibo.base.views.filling_in import fill_in, posted
from chibo.members.queries.reach import people_visible_to
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power, near
from chibo.organisations.queries.tree import Branch, NotInTree, branch, branch_near, organisation_of
from chibo.organisations.views.fetching import named_or_404
from chibo.targets.actions.cohorts import freeze_cohort
from chibo.targets.forms.indicators import CohortForm
from chibo.targets.models import Cohort, CohortMember, Target
from chibo.targets.queries.cohorts import people_in, tells_people
from chibo.targets.queries.progress import progress, with_history
from chibo.targets.queries.standing import day_of, scope_of
from chibo.targets.queries.subjects import figures_for_targets
from chibo.targets.rules import may_register
from chibo.targets.views.fetching import PAGE_LENGTH, frame, registering_or_404
from chibo.targets.views.lines import line_of


@require_safe
def cohorts(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org)
    rows = Cohort.objects.filter(organisation=of.pk).annotate(count=Count("people"))
    page = Paginator(rows.order_by("-frozen_on", "pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    context = frame(user, of, "cohorts") | {
        "page": page,
        "rows": [(row, _figure_label(row)) for row in page.object_list],
        "may_register": may_register(user, of.path),
    }
    return render(request, "targets/cohorts.html", context)


def _figure_label(row: Cohort) -> str:
    try:
        return str(figure(row.figure).label)
    except UnknownFigure:
        return row.figure


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = registering_or_404(request, org)
    offered = [
        (one.id, str(one.label))
        for one in figures_for_targets()
        if tells_people(one) and not one.key_needed
    ]
    form = CohortForm(posted(request), figures=offered, initial={"on": of.on})
    page = frame(user, of, "cohorts", {"label": _("Chốt nhóm")}) | {
        "title": _("Chốt nhóm người để theo dõi"),
        "lead": of.name,
        "note": _("Trưởng bản chưa là đảng viên đã có danh sách riêng ở mục Phát triển đảng."),
        "submit": _("Chốt nhóm"),
        "back": reverse("targets:cohorts", args=[of.pk]),
    }

    def act() -> Cohort:
        told = form.cleaned_data
        return freeze_cohort(
            organisation_of(of), told["name"], told["figure"], by=user, on=told["on"]
        )

    return fill_in(
        request,
        form,
        act,
        page,
        done=_("Đã chốt nhóm."),
        to=lambda made: made.get_absolute_url(),
    )


@require_safe
def cohort(request: HttpRequest, cohort: int) -> HttpResponse:
    """The people of a list; with `chi-tieu` those a target's figure reached are marked."""
    user, row, of = _cohort_or_404(request, cohort)
    targets = with_history(row.targets.all())
    found = progress(targets.order_by("first_day", "pk"), timezone.localdate(), here=[of])
    asked = next((one for one in found if str(one.target.pk) == request.GET.get("chi-tieu")), None)
    chosen = asked or (found[0] if found else None)
    seen = people_visible_to(user, of.on).values("pk")
    people = CohortMember.objects.filter(cohort=row, person__in=seen).select_related("person")
    page = Paginator(people.order_by("person__name_sort", "pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    context = frame(user, of, "cohorts", {"label": row.name}) | {
        "cohort": row,
        "figure_label": _figure_label(row),
        "count": CohortMember.objects.filter(cohort=row).count(),
        "lines": [line_of(one) for one in found],
        "chosen": chosen.subject.label if chosen else "",
        "page": page,
        "reached": _reached(chosen.target, of, page.object_list) if chosen else set(),
    }
    return render(request, "targets/cohort.html", context)


def _reached(target: Target, here: Branch, shown: Any) -> set[int]:
    """Keys of the people on the page that the target's figure counts."""
    day = day_of(target, timezone.localdate())
    stands_here = (target.organisation_id, day) == (here.pk, here.on)
    try:
        of: Figure = figure(target.figure)
        place = here if stands_here else branch(target.organisation_id, day)
    except (UnknownFigure, NotInTree):
        return set()
    if not tells_people(of):
        return set()
    listed = CohortMember.objects.filter(pk__in=[one.pk for one in shown])
    found = listed.filter(person__in=people_in(of, scope_of(target, of, place)))
    return set(found.values_list("pk", flat=True))


def _cohort_or_404(request: HttpRequest, key: int) -> tuple[User, Cohort, Branch]:
    user = signed_in(request)
    row = Cohort.objects.filter(pk=key).first()
    if row is None:
        raise Http404
    here = branch_near(row.organisation_id, near(user), timezone.localdate())
    of = here or branch(row.organisation_id, row.frozen_on)
    if not has_power(user, Power.SEE_NAMES, of.path):
        raise Http404
    return user, row, of
