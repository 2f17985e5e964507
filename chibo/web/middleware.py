"""Around every page: the journal learns that work comes from the screen; a refusal becomes a page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chibo.audit.models import Source
from chibo.audit.sources import coming_from
from chibo.base.addresses import NUL, names_somebody
from chibo.base.asof import BadDay, as_of
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.queries.tree import NotInTree

NOT_SO_ASKED = 405
SEARCHED = ("q", "tim")  # what is typed into a search box, and stands in the address
FOR_PROGRAMS = "application/problem+json"  # said in its own words by chibo/api

Answer = Callable[[HttpRequest], HttpResponse]


class FromTheScreen:
    """All lines that one request leaves in the journal share a batch and name the screen."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        for_programs = request.path.startswith("/api/")  # said in its own words at its door
        if NUL in request.META.get("QUERY_STRING", "") and not for_programs:
            raise SuspiciousOperation("NUL in the query string")
        if not for_programs and any(names_somebody(request.GET.get(key, "")) for key in SEARCHED):
            return _without_the_number(request)
        with coming_from(Source.SCREEN):
            answer = self.get_response(request)
        said = answer.headers.get("Content-Type", "").startswith(FOR_PROGRAMS)
        return (
            _only_sent(request, answer)
            if answer.status_code == NOT_SO_ASKED and not said
            else answer
        )

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A refusal nobody caught: its own sentence, and the way back to today when a day is at fault."""
        if not isinstance(problem, Refusal):
            return None
        about_day = isinstance(problem, BadDay | NotInTree) and "ngay" in request.GET
        context: dict[str, object] = {"sentence": problem.sentence, "about_day": about_day}
        context["today_url"] = _without_day(request)
        return render(request, "web/refusal.html", context, status=_status(problem))


def _without_the_number(request: HttpRequest) -> HttpResponse:
    """To the same page by an address that keeps nobody's number, for history and proxies hold addresses."""
    kept = request.GET.copy()
    for key in SEARCHED:
        if names_somebody(kept.get(key, "")):
            del kept[key]
    messages.warning(
        request,
        _(
            "Không tìm bằng cả số định danh hay số thẻ, vì chữ gõ vào ô tìm đứng trong địa chỉ trang."
            " Chỉ gõ 4 số cuối định danh, hoặc các số đầu của số thẻ."
        ),
    )
    return redirect(f"{request.path}?{kept.urlencode()}" if kept else request.path)


def _only_sent(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """An address that only takes what a form sends, opened as a page: said in words."""
    sentence = _("Địa chỉ này chỉ nhận nội dung gửi từ một biểu mẫu, không mở xem được.")
    page = render(request, "web/refusal.html", {"sentence": sentence}, status=NOT_SO_ASKED)
    page["Allow"] = bare.get("Allow", "")
    return page


def _status(problem: Refusal) -> int:
    if isinstance(problem, NotAllowed):
        return 403
    return 404 if isinstance(problem, NotInTree) else 400


def _without_day(request: HttpRequest) -> str:
    try:
        return as_of(request).today_url
    except BadDay:
        return request.path
