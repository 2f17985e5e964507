"""A member asks for a correction of the own file; whoever keeps the file answers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in
from chibo.base.acting import carried_out
from chibo.members.actions.corrections import answer_correction, ask_correction
from chibo.members.forms.corrections import AnswerForm, AskForm
from chibo.members.queries.reach import is_own_file
from chibo.members.rules.corrections import may_answer
from chibo.members.views.finding import person_or_404


def ask(request: HttpRequest, key: int) -> HttpResponse:
    user, person = signed_in(request), person_or_404(request, key)
    if not is_own_file(user, person):
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        carried_out(form, lambda: ask_correction(person, **form.cleaned_data, by=user))
        if form.is_valid():
            messages.success(request, _("Đã gửi đề nghị đến văn phòng."))
            return redirect(person)
    title = _("Đề nghị sửa hồ sơ")
    context = {
        "form": form,
        "title": title,
        "person": person,
        "submit": _("Gửi đề nghị"),
        "back": person.get_absolute_url(),
        "crumbs": [{"label": person.full_name, "url": person.get_absolute_url()}, {"label": title}],
    }
    return render(request, "members/correction.html", context)


def answer(request: HttpRequest, key: int, asked: int) -> HttpResponse:
    user, person = signed_in(request), person_or_404(request, key)
    if not may_answer(user, person):
        raise Http404
    correction = get_object_or_404(person.corrections, pk=asked)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        accepted = given["accepted"] == "yes"
        today = timezone.localdate()
        carried_out(
            form,
            lambda: answer_correction(correction, accepted, given["answer"], by=user, on=today),
        )
        if form.is_valid():
            messages.success(request, _("Đã trả lời đề nghị."))
            return redirect(person)
    title = _("Trả lời đề nghị sửa hồ sơ")
    context = {
        "form": form,
        "title": title,
        "person": person,
        "asked": correction,
        "submit": _("Ghi trả lời"),
        "back": person.get_absolute_url(),
        "crumbs": [{"label": person.full_name, "url": person.get_absolute_url()}, {"label": title}],
    }
    return render(request, "members/correction.html", context)
