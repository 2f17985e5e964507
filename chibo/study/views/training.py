"""One course: who was sent, results and certificates, who did not finish."""

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
from chibo.base.text import clean, fold
from chibo.base.views.filling_in import fill_in, posted
from chibo.members.models import Membership, Person
from chibo.organisations.queries.tree import Branch, branch
from chibo.study.actions.training import (
    NewTraining,
    Outcome,
    Sent,
    correct_training,
    day_known,
    record_results,
    send_to_training,
    withdraw_trainee,
)
from chibo.study.forms.studies import SendForm
from chibo.study.forms.training import ResultForm, TrainingForm, WithdrawForm
from chibo.study.models import Result, Trainee, Training
from chibo.study.queries.following import with_unit_name
from chibo.study.queries.training import people_to_send, trainees_visible_to, visible_to
from chibo.study.rules import may_keep_training
from chibo.study.views.fetching import PAGE_LENGTH, frame


@require_safe
def page(request: HttpRequest, training: int) -> HttpResponse:
    user, one, of = training_or_404(request, training)
    today = timezone.localdate()
    listed = trainees_visible_to(user, today).filter(training=one)
    rows = with_unit_name(listed, today, "sent_by").select_related("person")
    page = Paginator(rows.order_by("person__name_sort", "pk"), PAGE_LENGTH).get_page(
        request.GET.get("trang")
    )
    results = list(listed.values_list("result", "certificate_on"))
    context = _frame(user, one, of) | {
        "page": page,
        "sent": len(results),
        "certified": sum(day is not None for _result, day in results),
        "dropped": sum(result == Result.DROPPED for result, _day in results),
        "open": sum(not result for result, _day in results),
        "begun": one.first_day <= today,
        "ended": one.last_day <= today,
        "may_keep": may_keep_training(user, of.path),
    }
    return render(request, "study/training.html", context)


def correct(request: HttpRequest, training: int) -> HttpResponse:
    user, one, of = _kept_or_404(request, training)
    names = ("kind", "name", "held_by", "first_day", "last_day", "planned")
    form = TrainingForm(posted(request), initial={name: getattr(one, name) for name in names})

    def act() -> Training:
        return correct_training(one, NewTraining(**form.cleaned_data), by=user)

    page = _form(user, one, of, _("Sửa lớp"), _("Ghi lại"))
    return fill_in(request, form, act, page, done=_("Đã sửa lớp."), to=one.get_absolute_url())


def send(request: HttpRequest, training: int) -> HttpResponse:
    """Tick who is sent; fifty on a page, found by name."""
    user, one, of = _kept_or_404(request, training)
    text = clean(request.GET.get("tim", ""))
    there = branch(of.pk, day_known(one))
    people = people_to_send(there, one)
    if text:
        people = [
            who for who in people if all(w in fold(who.full_name) for w in fold(text).split())
        ]
    page = Paginator(people, PAGE_LENGTH).get_page(request.GET.get("trang"))
    shown = {who.pk: who for who in page.object_list}
    cells = _cells(shown, there)
    form = SendForm(posted(request), offered=list(shown))

    def act() -> Any:
        sent = [Sent(shown[key], cells.get(key, of.pk)) for key in form.chosen]
        return send_to_training(one, sent, by=user)

    context = _form(user, one, of, _("Cử đi học"), _("Cử người đã chọn")) | {
        "page": page,
        "text": text,
        "ticked": form.ticked,
    }
    return fill_in(
        request,
        form,
        act,
        context,
        done=_("Đã ghi người được cử đi học."),
        to=one.get_absolute_url(),
        template="study/send.html",
    )


def _cells(people: dict[int, Person], there: Branch) -> dict[int, int]:
    """The cell that sends each member; officials outside the Party are sent by the organiser."""
    stays = Membership.objects.on(there.on).filter(person__in=people)
    return dict(stays.values_list("person_id", "cell_id"))


def result(request: HttpRequest, trainee: int) -> HttpResponse:
    user, row, of = _trainee_or_404(request, trainee)
    names = ("result", "certificate_number", "certificate_on", "dropped_reason")
    form = ResultForm(posted(request), initial={name: getattr(row, name) for name in names})

    def act() -> Any:
        return record_results(row.training, [Outcome(row, **form.cleaned_data)], by=user)

    title = _("Kết quả của {name}").format(name=row.person.full_name)
    page = _form(user, row.training, of, title, _("Ghi kết quả"))
    to = row.training.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã ghi kết quả."), to=to)


def withdraw(request: HttpRequest, trainee: int) -> HttpResponse:
    user, row, of = _trainee_or_404(request, trainee)
    if row.result:
        raise Http404
    form = WithdrawForm(posted(request))

    def act() -> None:
        withdraw_trainee(row, form.cleaned_data["reason"], by=user)

    title = _("Bỏ {name} khỏi danh sách").format(name=row.person.full_name)
    page = _form(user, row.training, of, title, _("Bỏ khỏi danh sách"))
    to = row.training.get_absolute_url()
    return fill_in(request, form, act, page, done=_("Đã bỏ khỏi danh sách."), to=to)


def _form(user: User, one: Training, of: Branch, title: str, submit: str) -> dict[str, Any]:
    return _frame(user, one, of, {"label": title}) | {
        "title": title,
        "lead": one.name,
        "note": _("Nhật ký giữ lại ai ghi và lúc nào."),
        "submit": submit,
        "back": one.get_absolute_url(),
    }


def _frame(user: User, one: Training, of: Branch, *more: dict[str, str]) -> dict[str, Any]:
    here = {"label": one.name, "url": reverse("study:training", args=[one.pk])}
    return frame(user, of, "trainings", here, *more) | {"training": one}


def training_or_404(request: HttpRequest, key: int) -> tuple[User, Training, Branch]:
    user = signed_in(request)
    one: Training | None = visible_to(user, timezone.localdate()).filter(pk=key).first()
    if one is None:
        raise Http404
    return user, one, branch(one.organiser_id, day_known(one))


def _kept_or_404(request: HttpRequest, key: int) -> tuple[User, Training, Branch]:
    user, one, of = training_or_404(request, key)
    if not may_keep_training(user, of.path):
        raise Http404
    return user, one, of


def _trainee_or_404(request: HttpRequest, key: int) -> tuple[User, Trainee, Branch]:
    user = signed_in(request)
    rows = trainees_visible_to(user, timezone.localdate()).filter(pk=key)
    row: Trainee | None = rows.select_related("person", "training").first()
    if row is None:
        raise Http404
    of = branch(row.training.organiser_id, day_known(row.training))
    if not may_keep_training(user, of.path):
        raise Http404
    return user, row, of
