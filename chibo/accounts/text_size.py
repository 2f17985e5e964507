from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpResponse  # noqa: TID251 (a type only)

COOKIE = "chu_lon"


def remember_text_size(response: "HttpResponse", *, large: bool) -> None:
    """A cookie, because the page frame draws before it knows who is looking."""
    response.set_cookie(
        COOKIE,
        "1" if large else "0",
        max_age=timedelta(days=365),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
