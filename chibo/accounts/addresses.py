"""Who is at the door, before anybody has signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The last hop's word counts only when the installation has a proxy of its own."""
    if settings.TRUST_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded:
            return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def attempted_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """One spelling, so that capitals do not open a second count of wrong passwords."""
    given = credentials or {}
    name = given.get("username") or given.get("login") or request.POST.get("login", "")
    return str(name).strip().lower()
