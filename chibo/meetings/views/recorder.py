"""The page on the phone, its worker and its manifest: no data of anybody, so no sign-in either."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

# Named by the page with their fingerprints, and imported by modules without one.
_NAMED = (
    "css/base.css",
    "css/fonts.css",
    "css/parts.css",
    "css/recorder.css",
    "fonts/be-vietnam-pro-latin-400-normal.woff2",
    "fonts/be-vietnam-pro-latin-600-normal.woff2",
    "fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
    "fonts/be-vietnam-pro-vietnamese-600-normal.woff2",
    "icons.svg",
    "recorder/app.js",
    "star.svg",
)
_IMPORTED = (
    "recorder/beside.js",
    "recorder/controls.js",
    "recorder/document.js",
    "recorder/lock.js",
    "recorder/screens.js",
    "recorder/sealing.js",
    "recorder/sending.js",
    "recorder/store.js",
    "recorder/words.js",
    "vendor/idb.js",
)


@login_not_required
@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    context = {"on": settings.OFFLINE_RECORDING, "rounds": settings.OFFLINE_PIN_ROUNDS}
    return render(request, "meetings/recorder.html", context)


@login_not_required
@require_GET
def typed_by_hand(_request: HttpRequest) -> HttpResponse:
    """Without the slash that makes the address the beginning of all the worker keeps."""
    return redirect("meetings:recorder")


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, another one whenever a file of the page changes; switched off, one that goes."""
    page = reverse("meetings:recorder")
    if not settings.OFFLINE_RECORDING:
        context = {"code": _text("recorder/worker-off.js"), "urls": [], "version": "off"}
    else:
        named = [staticfiles_storage.url(one) for one in _NAMED]
        plain = [f"{settings.STATIC_URL}{one}" for one in _IMPORTED]
        context = {
            "code": _text("recorder/worker.js"),
            "urls": [page, *named, *plain],
            "version": _version(render(request, "meetings/recorder.html", {"on": True}).content),
        }
    answer = render(request, "meetings/worker.js", context, "text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _text(name: str) -> str:
    return Path(str(finders.find(name))).read_text(encoding="utf-8")


def _version(page: bytes) -> str:
    found = hashlib.sha256(page)
    for name in (*_NAMED, *_IMPORTED):
        found.update(Path(str(finders.find(name))).read_bytes())
    return found.hexdigest()[:16]


@login_not_required
@require_GET
def manifest(_request: HttpRequest) -> HttpResponse:
    page = reverse("meetings:recorder")
    icons = [
        {"src": staticfiles_storage.url(name), "sizes": sizes, "type": kind}
        for name, sizes, kind in (
            ("star.svg", "any", "image/svg+xml"),
            ("star-512.png", "512x512", "image/png"),
        )
    ]
    told = {
        "name": _("Ghi sinh hoạt chi bộ"),
        "short_name": _("Ghi sinh hoạt"),
        "lang": "vi",
        "id": page,
        "start_url": page,
        "scope": page,
        "display": "standalone",
        "background_color": "#F6F4F0",
        "theme_color": "#9E1B1F",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_GET
def enter(_request: HttpRequest) -> HttpResponse:
    """Where a phone whose session ended comes to sign in, and goes back to its recording."""
    return redirect("meetings:recorder")
