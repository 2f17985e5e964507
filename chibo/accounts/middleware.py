"""Before every page: headers, the end of a session, the idle lock, the first own password."""

import copy
import time
from collections.abc import Callable

from axes.helpers import get_lockout_response
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from chibo.accounts.queries import signed_in

Answer = Callable[[HttpRequest], HttpResponse]

STARTED = "started_at"
LAST_SEEN = "last_seen_at"
PASSWORD = "mo_khoa_mat_khau"
GO_BACK = "mo_khoa_quay_lai"
_NOT_CARRIED = {PASSWORD, GO_BACK, "csrfmiddlewaretoken"}
_SESSION_WRITE_EVERY = 30  # seconds; spares the database a write at every click
_OPEN_WHILE_BOUND = {"account_logout", "account_change_password"}


class SecureHeaders:
    """What Django and django-csp leave out: device permissions; nothing kept on shared machines."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)  # static files never load one
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SessionLimits:
    """A session ends some hours after sign-in, and a quiet one asks for the password again.

    A form sent after the pause is not lost: the lock page carries its fields, and goes on with
    them once the password is right. Only chosen files have to be chosen again.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now, session = time.time(), request.session
        if now - session.setdefault(STARTED, now) > settings.SESSION_LENGTH.total_seconds():
            return self._signed_out(request)
        if now - session.setdefault(LAST_SEEN, now) > settings.IDLE_LOCK.total_seconds():
            refused = self._asked_again(request)
            if refused:
                return refused
        if now - session[LAST_SEEN] > _SESSION_WRITE_EVERY:
            session[LAST_SEEN] = now
        return self.get_response(request)

    def _signed_out(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        messages.info(request, _("Phiên làm việc đã hết giờ. Mời đồng chí đăng nhập lại."))
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        back = request.get_full_path() if request.method == "GET" else "/"
        return redirect_to_login(back)

    def _asked_again(self, request: HttpRequest) -> HttpResponse | None:
        """None once the password is right and the request may go on to its view."""
        if resolve(request.path_info).view_name == "account_logout":
            return None
        password = request.POST.get(PASSWORD)
        if password is None:
            return self._lock_page(request)
        attempt = self._bare(request)
        name = signed_in(request).username
        if authenticate(attempt, username=name, password=password) is None:
            if getattr(attempt, "axes_locked_out", False):
                return get_lockout_response(attempt, credentials={"username": name})
            return self._lock_page(request, wrong=True)
        request.session[LAST_SEEN] = time.time()
        if GO_BACK in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        request.POST = self._without_password(request)  # type: ignore[assignment]  # Django takes it, its types do not
        return None

    def _lock_page(self, request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        carried = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in _NOT_CARRIED
        ]
        context = {
            "carried": carried,
            "go_back": request.method == "GET" or GO_BACK in request.POST,
            "files_lost": bool(request.FILES),
            "wrong": wrong,
            "minutes": int(settings.IDLE_LOCK.total_seconds() // 60),
        }
        return render(request, "accounts/idle_lock.html", context, status=403)

    def _bare(self, request: HttpRequest) -> HttpRequest:
        """The count of failures keeps what was sent, but the waiting form is not its business."""
        bare = copy.copy(request)
        bare.POST = QueryDict()
        return bare

    def _without_password(self, request: HttpRequest) -> QueryDict:
        kept = request.POST.copy()
        del kept[PASSWORD]
        return kept


class OwnPasswordFirst:
    """Whoever signs in with a one-time password chooses an own one before anything else."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        bound = user.is_authenticated and signed_in(request).must_change_password
        if bound and resolve(request.path_info).view_name not in _OPEN_WHILE_BOUND:
            return redirect(reverse("account_change_password"))
        return self.get_response(request)
