from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chibo.accounts.queries import signed_in
from chibo.members.models import PersonAccount
from chibo.web.desk import CHOSEN, desk
from chibo.web.queries.own import own_page


def desks(request: HttpRequest) -> HttpResponse:
    """The person's duties; choosing one makes it where they work from now on."""
    now = desk(request)
    if request.method == "POST":
        chosen = request.POST.get("noi", "")
        if chosen in [place.key for place in now.places]:
            request.session[CHOSEN] = chosen
        return redirect("web:home")
    return render(request, "web/desks.html", {"desk": now})


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What concerns the person as a member, whatever duty the account has."""
    found = own_page(signed_in(request), timezone.localdate())
    return render(request, "web/own.html", {"own": found})


def own_file(request: HttpRequest) -> HttpResponse:
    """To the person's own member file; to the first page when the account is linked to none."""
    link = PersonAccount.objects.filter(user=signed_in(request)).first()
    return redirect("members:page", link.person_id) if link else redirect("web:home")
