"""The list of a class: people sent in one go, certificates in one go, who did not complete."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.accounts.queries import signed_in
from chibo.admissions.actions.courses import (
    Certificate,
    Sending,
    certify,
    drop_participants,
    send_to_course,
    withdraw_certificate,
    withdraw_participant,
)
from chibo.admissions.forms.courses import CertificatesForm, ReasonForm, SendForm
from chibo.admissions.models import Participant
from chibo.admissions.queries.courses import Offered, Reading, cell_names, kept_people, offered
from chibo.admissions.rules.courses import known_day
from chibo.admissions.views.courses import (
    PAGE_LENGTH,
    about,
    course_url,
    kept_reading_or_404,
)
from chibo.admissions.views.filling import fill_in
from chibo.base.text import clean
from chibo.base.views.filling_in import posted
from chibo.members.models import Person
from chibo.organisations.queries.tree import Branch, as_branch, branch, cells_in


def send(request: HttpRequest, key: int) -> HttpResponse:
    """Tick who is sent: those on the way in every cell of the branch, or somebody found by name."""
    read = kept_reading_or_404(request, key)
    of = branch(read.organiser.pk, known_day(read.course))
    text = clean(request.GET.get("tim", ""))
    found = kept_people(of, text, read.course) if text else []
    chosen = _of_cell(offered(read.course, of), request.GET.get("chi-bo", ""))
    page = Paginator(chosen, PAGE_LENGTH).get_page(request.GET.get("trang"))
    form = SendForm(posted(request), offered=list(page.object_list), found=found, cells=_cells(of))

    def act() -> Any:
        sent = [Sending(person, cell) for person, cell in form.chosen]
        return send_to_course(read.course, sent, by=signed_in(request))

    return fill_in(
        request,
        form,
        act,
        done=_sent_words,
        back=course_url(read.course),
        page=about(request, read, _("Cử học viên"), _("Cử người đã chọn"))
        | _offer(request, page, found, text, of),
        template="admissions/send.html",
    )


def _sent_words(rows: Sequence[Participant]) -> str:
    return ngettext(
        "Đã đưa {n} người vào danh sách lớp.", "Đã đưa {n} người vào danh sách lớp.", len(rows)
    ).format(n=len(rows))


def _of_cell(people: list[Offered], cell: str) -> list[Offered]:
    return [one for one in people if str(one.cell_id) == cell] if cell else people


def _cells(of: Branch) -> list[Branch]:
    return [as_branch(row, of.on) for row in cells_in(of)]


def _offer(
    request: HttpRequest, page: Page[Offered], found: list[Person], text: str, of: Branch
) -> dict[str, Any]:
    return {
        "page": page,
        "found": found,
        "text": text,
        "of": of,
        "ticked": set(request.POST.getlist("nguoi")),
        "cell": request.GET.get("chi-bo", ""),
        "cells": _cells(of),
    }


def give_certificates(request: HttpRequest, key: int) -> HttpResponse:
    """One day for all, numbers in a row or each typed; who is not ticked gets none. Of a larger class
    fifty at a time (`trang`)."""
    read = kept_reading_or_404(request, key)
    open_ones = read.participants.filter(certificate_on__isnull=True, dropped_reason="")
    asked = request.POST.get("trang") or request.GET.get("trang")
    page = Paginator(open_ones, PAGE_LENGTH).get_page(asked)
    waiting = list(page.object_list)
    form = CertificatesForm(posted(request), waiting=waiting, initial={"on": read.course.last_day})

    def act() -> Any:
        on = form.cleaned_data["on"]
        given = [Certificate(one, number, on) for one, number in form.given]
        return certify(read.course, given, by=signed_in(request))

    return fill_in(
        request,
        form,
        act,
        done=_certified_words,
        back=course_url(read.course),
        page=about(request, read, _("Ghi giấy chứng nhận"), _("Ghi giấy chứng nhận"))
        | {"rows": _waiting(form, read, waiting), "page": page},
        template="admissions/certificates.html",
    )


def _certified_words(rows: Sequence[Participant]) -> str:
    return _("Đã ghi {n} giấy chứng nhận.").format(n=len(rows))


def _waiting(
    form: CertificatesForm, read: Reading, waiting: Sequence[Participant]
) -> list[dict[str, Any]]:
    names = cell_names((one.sent_by_id for one in waiting), read.course.first_day)
    ticked = form.data.getlist("cap") if form.is_bound else [str(one.pk) for one in waiting]  # type: ignore[attr-defined]  # bound to what was posted
    return [
        {
            "one": one,
            "cell": names.get(one.sent_by_id, ""),
            "field": form[f"so_{one.pk}"],
            "ticked": str(one.pk) in ticked,
        }
        for one in waiting
    ]


def drop(request: HttpRequest, key: int, participant: int) -> HttpResponse:
    """Did not complete the class."""
    read, one = _participant_or_404(request, key, participant)
    form = ReasonForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: drop_participants(
            read.course, [(one, form.cleaned_data["reason"])], by=signed_in(request)
        ),
        done=_("Đã ghi {name} không hoàn thành lớp.").format(name=one.person.full_name),
        back=course_url(read.course),
        page=about(
            request,
            read,
            _("{name} không hoàn thành lớp").format(name=one.person.full_name),
            _("Ghi"),
        ),
    )


def withdraw_from_list(request: HttpRequest, key: int, participant: int) -> HttpResponse:
    """Listed by mistake; or, when a certificate was entered by mistake, that alone is taken back."""
    read, one = _participant_or_404(request, key, participant)
    form = ReasonForm(posted(request))
    certified = one.certificate_on is not None

    def act() -> Any:
        reason, by = form.cleaned_data["reason"], signed_in(request)
        if certified:
            return withdraw_certificate(one, reason, by=by)
        return withdraw_participant(one, reason, by=by)

    title = (
        _("Bỏ giấy chứng nhận ghi nhầm của {name}") if certified else _("Bỏ {name} khỏi danh sách")
    ).format(name=one.person.full_name)
    return fill_in(
        request,
        form,
        act,
        done=_("Đã bỏ; nhật ký giữ lại việc đó cùng lý do."),
        back=course_url(read.course),
        page=about(request, read, title, _("Bỏ")),
    )


def _participant_or_404(
    request: HttpRequest, key: int, participant: int
) -> tuple[Reading, Participant]:
    read = kept_reading_or_404(request, key)
    return read, get_object_or_404(read.participants, pk=participant)
