"""Classes: the list of a branch, one class with who was sent, and the class itself."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.admissions.actions.courses import NewCourse, correct_course, open_course, withdraw_course
from chibo.admissions.forms.courses import CorrectCourseForm, CourseForm, ReasonForm
from chibo.admissions.models import Course, CourseKind, Participant
from chibo.admissions.queries.courses import (
    Reading,
    cell_names,
    course_visible_to,
    courses_of,
    good_until,
    tally,
)
from chibo.admissions.rules.courses import may_keep_courses, may_print_course
from chibo.admissions.views.fetching import Crumbs, allowed_or_404, named_or_404, today
from chibo.admissions.views.filling import fill_in
from chibo.admissions.views.pipeline import Pipeline
from chibo.base.overtaking import mindful
from chibo.base.views.filling_in import posted
from chibo.organisations.queries.tree import organisation_of
from chibo.organisations.tabs import crumbs

PAGE_LENGTH = 50


@require_safe
def courses(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org, today())
    found, kind = courses_of(user, of), request.GET.get("loai", "")
    if kind in CourseKind.values:
        found = found.filter(kind=kind)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("trang"))
    context = {
        "of": of,
        "page": page,
        "tabs": Pipeline(request, user, of, today()).tabs("courses"),
        "kinds": _kinds(request.path, kind),
        "crumbs": [*crumbs(user, of, today(), itself=True), {"label": _("Lớp bồi dưỡng")}],
        "may_keep": may_keep_courses(user, of),
    }
    return render(request, "admissions/courses.html", context)


def _kinds(path: str, chosen: str) -> list[dict[str, Any]]:
    choices = [("", _("Tất cả")), *CourseKind.choices]
    return [
        {
            "label": label,
            "url": f"{path}?loai={code}" if code else path,
            "current": code == (chosen if chosen in CourseKind.values else ""),
        }
        for code, label in choices
    ]


@require_safe
def course(request: HttpRequest, key: int) -> HttpResponse:
    """Who was sent, by which cell, with what result."""
    read = reading_or_404(request, key)
    page = Paginator(read.participants, PAGE_LENGTH).get_page(request.GET.get("trang"))
    counts = tally(read.participants)
    context = {
        "course": read.course,
        "of": read.organiser,
        "part_only": read.units is not None,
        "page": page,
        "rows": lines(read, page.object_list),
        "counts": counts,
        "crumbs": course_crumbs(request, read),
        "may_keep": may_keep_courses(signed_in(request), read.organiser),
        "may_print": may_print_course(signed_in(request), read.organiser),
        "begun": read.course.first_day <= today().day,
        "ended": read.course.last_day <= today().day,
    }
    return render(request, "admissions/course.html", context)


def lines(read: Reading, participants: Iterable[Participant]) -> list[dict[str, Any]]:
    """A page of the list with cell names as of the class and how long each certificate is good."""
    shown = list(participants)
    names = cell_names((one.sent_by_id for one in shown), read.course.first_day)
    lasting = read.course.kind == CourseKind.AWARENESS
    return [
        {
            "one": one,
            "cell": names.get(one.sent_by_id, ""),
            "until": good_until(one.certificate_on) if lasting and one.certificate_on else None,
        }
        for one in shown
    ]


def new(request: HttpRequest, org: int) -> HttpResponse:
    user, of = named_or_404(request, org, today())
    allowed_or_404(may_keep_courses(user, of))
    form = CourseForm(posted(request), initial={"kind": request.GET.get("loai") or "awareness"})
    title = _("Mở lớp bồi dưỡng")
    organiser = organisation_of(of)
    way = [*crumbs(user, of, today(), itself=True), _courses_crumb(of.pk), {"label": title}]
    return fill_in(
        request,
        form,
        lambda: open_course(NewCourse(**form.cleaned_data), organiser, by=user),
        done=_("Đã ghi lớp; chọn học viên trong trang của lớp."),
        back=reverse("admissions:courses", args=[of.pk]),
        page={"title": title, "submit": _("Mở lớp"), "lead": of.name, "crumbs": way},
    )


def correct(request: HttpRequest, key: int) -> HttpResponse:
    read = kept_reading_or_404(request, key)
    given = {name: getattr(read.course, name) for name in CorrectCourseForm.base_fields}
    form = mindful(CorrectCourseForm(posted(request), initial=given))
    return fill_in(
        request,
        form,
        lambda: correct_course(
            read.course, NewCourse(read.course.kind, **form.cleaned_data), by=signed_in(request)
        ),
        done=_("Đã sửa lớp."),
        back=course_url(read.course),
        page=about(request, read, _("Sửa lớp"), _("Ghi")),
    )


def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """The class was entered by mistake."""
    read = kept_reading_or_404(request, key)
    form = ReasonForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: withdraw_course(read.course, form.cleaned_data["reason"], by=signed_in(request)),
        done=_("Đã bỏ lớp ghi nhầm; nhật ký giữ lại lớp cùng lý do."),
        back=reverse("admissions:courses", args=[read.organiser.pk]),
        page=about(request, read, _("Bỏ lớp ghi nhầm"), _("Bỏ lớp")),
    )


def reading_or_404(request: HttpRequest, key: int) -> Reading:
    read = course_visible_to(signed_in(request), key)
    if read is None:
        raise Http404
    return read


def kept_reading_or_404(request: HttpRequest, key: int) -> Reading:
    """The class, for who keeps its list."""
    read = reading_or_404(request, key)
    allowed_or_404(may_keep_courses(signed_in(request), read.organiser))
    return read


def course_url(of: Course) -> str:
    return reverse("admissions:course", args=[of.pk])


def course_crumbs(request: HttpRequest, read: Reading) -> Crumbs:
    way = crumbs(signed_in(request), read.organiser, today(), itself=True)
    return [*way, _courses_crumb(read.organiser.pk), {"label": read.course.name}]


def _courses_crumb(key: int) -> dict[str, str]:
    return {"label": _("Lớp bồi dưỡng"), "url": reverse("admissions:courses", args=[key])}


def about(request: HttpRequest, read: Reading, title: str, submit: str) -> dict[str, Any]:
    """What every form about one class shows around it."""
    way = course_crumbs(request, read)
    way[-1]["url"] = course_url(read.course)
    return {
        "title": title,
        "submit": submit,
        "lead": read.course.name,
        "course": read.course,
        "crumbs": [*way, {"label": title}],
    }
