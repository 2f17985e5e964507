"""What a member has to study, has promised and has been sent to; they register here themselves."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.models import User
from chibo.accounts.queries import signed_in
from chibo.base.views.filling_in import fill_in, posted
from chibo.members.models import Membership, Person
from chibo.members.queries.reach import own_files
from chibo.study.actions.following import NewCommitment, commit
from chibo.study.forms.following import OwnCommitForm
from chibo.study.queries.following import commitments_visible_to
from chibo.study.queries.studies import learners_visible_to, with_state
from chibo.study.queries.training import trainees_visible_to

_LAST = 20


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    user, person, stay = _own_or_404(request)
    today = timezone.localdate()
    listed = learners_visible_to(user, today).filter(
        person=person, study__cancelled_on__isnull=True
    )
    rows = (
        with_state(listed, today)
        .select_related("study")
        .prefetch_related("study__papers")
        .order_by("-study__frozen_on", "-pk")
    )
    commitments = commitments_visible_to(user, today).filter(
        person=person, withdrawn_on__isnull=True
    )
    trainees = trainees_visible_to(user, today).filter(person=person).select_related("training")
    context = {
        "person": person,
        "rows": [_row(row, today) for row in rows[:_LAST]],
        "commitments": commitments.order_by("-year", "kind")[:_LAST],
        "trainees": trainees.order_by("-training__first_day")[:_LAST],
        "may_register": stay is not None,
        "crumbs": [{"label": _("Học tập của tôi")}],
    }
    return render(request, "study/mine.html", context)


def _row(row: Any, today: Any) -> dict[str, Any]:
    study = row.study
    wanted = study.harvest_due_on is not None and not row.outside
    return {
        "study": study,
        "word": _word(row, today),
        "harvest": row.harvest_on,
        "harvest_due": study.harvest_due_on if wanted and not row.harvest_on else None,
        "harvest_late": wanted and not row.harvest_on and study.harvest_due_on < today,
    }


def _word(row: Any, today: Any) -> tuple[str, str]:
    if row.outside:
        return _("Ngoài diện phải học"), ""
    if row.came:
        return _("Đã học {day}").format(day=f"{row.last_came:%d/%m/%Y}"), "ok"
    late = row.study.closes_on < today
    return (_("Chưa học, quá hạn"), "bad") if late else (_("Phải học"), "warn")


def register(request: HttpRequest) -> HttpResponse:
    user, person, stay = _own_or_404(request)
    if stay is None:
        raise Http404
    today = timezone.localdate()
    form = OwnCommitForm(
        posted(request),
        year=today.year,
        initial={"kind": "registration", "year": str(today.year)},
    )

    def act() -> Any:
        told = form.cleaned_data
        given = NewCommitment(
            told["kind"], int(told["year"]), stay.cell, today, person, told["text"]
        )
        return commit([given], by=user)

    page = {
        "title": _("Đăng ký làm theo Bác"),
        "lead": person.full_name,
        "note": _("Bí thư chi bộ xem được bản này và ghi nhận xét từng quý."),
        "submit": _("Đăng ký"),
        "back": reverse("study:mine"),
        "crumbs": [
            {"label": _("Học tập của tôi"), "url": reverse("study:mine")},
            {"label": _("Đăng ký làm theo Bác")},
        ],
    }
    return fill_in(request, form, act, page, done=_("Đã đăng ký."), to=reverse("study:mine"))


def _own_or_404(request: HttpRequest) -> tuple[User, Person, Membership | None]:
    """The user's own file and where they belong today; 404 for a user who has none."""
    user = signed_in(request)
    person = Person.objects.filter(pk__in=own_files(user)).first()
    if person is None:
        raise Http404
    today = timezone.localdate()
    stay = Membership.objects.on(today).filter(person=person).select_related("cell").first()
    return user, person, stay
