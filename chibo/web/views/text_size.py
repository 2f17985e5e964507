from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from chibo.accounts.actions import set_large_text
from chibo.accounts.queries import signed_in
from chibo.accounts.text_size import COOKIE, remember_text_size


@require_POST
def switch_text_size(request: HttpRequest) -> HttpResponse:
    """Turn 'Chữ lớn' on or off and go back to the page named by `tiep`."""
    user = signed_in(request)
    large = request.COOKIES.get(COOKIE) != "1"
    set_large_text(user, large_text=large, by=user)
    answer = HttpResponseRedirect(page_to_return_to(request))
    remember_text_size(answer, large=large)
    return answer


def page_to_return_to(request: HttpRequest) -> str:
    """The path in `tiep` when it is one of ours; a foreign address becomes the first page."""
    back = request.POST.get("tiep", "/")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if ours else "/"
