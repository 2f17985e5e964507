from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chibo.accounts.actions import set_large_text
from chibo.accounts.forms import TextSizeForm
from chibo.accounts.queries import signed_in
from chibo.accounts.text_size import remember_text_size


def home(request: HttpRequest) -> HttpResponse:
    """One's own account: password, second factor, size of letters."""
    user = signed_in(request)
    form = TextSizeForm(request.POST or None, initial={"large_text": user.large_text})
    if request.method == "POST" and form.is_valid():
        set_large_text(user, large_text=form.cleaned_data["large_text"], by=user)
        messages.success(request, _("Đã lưu."))
        answer = redirect("account_home")
        remember_text_size(answer, large=user.large_text)
        return answer
    return render(request, "accounts/home.html", {"form": form})
