"""'Chữ lớn': kept in a cookie, so that it works before sign-in and without scripts."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "chu_lon"
TEN_YEARS = 10 * 365 * 24 * 3600


@login_not_required
@require_POST
def switch_text_size(request: HttpRequest) -> HttpResponse:
    """Turn large text on or off and go back to the page asked for."""
    back = request.POST.get("tiep", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = HttpResponseRedirect(back)
    if request.COOKIES.get(COOKIE) == "1":
        answer.delete_cookie(COOKIE)
    else:
        answer.set_cookie(
            COOKIE, "1", max_age=TEN_YEARS, samesite="Lax", secure=request.is_secure()
        )
    return answer
