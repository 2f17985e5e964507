"""The account of a member: it reads the member's file as its own."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.views.filling_in import posted
from chibo.members.actions.accounts import link_account, unlink_account
from chibo.members.forms.accounts import LinkForm
from chibo.members.forms.moving import WithdrawForm
from chibo.members.models import Person, PersonAccount
from chibo.members.queries.file import account_of
from chibo.members.views.acting import fill_in
from chibo.members.views.moving import about_person, kept_person


def account(request: HttpRequest, key: int) -> HttpResponse:
    """Link an account to the file, or take the link away."""
    person, user, _path = kept_person(request, key)
    linked = account_of(person)
    return _unlink(request, linked, user) if linked else _link(request, person, user)


def _link(request: HttpRequest, person: Person, user: User) -> HttpResponse:
    form = LinkForm(posted(request))
    return fill_in(
        request,
        form,
        lambda: link_account(form.cleaned_data["user"], person, by=user),
        done=_("Đã gắn tài khoản với hồ sơ; người dùng tài khoản xem được hồ sơ này."),
        back=person.get_absolute_url(),
        page=about_person(person, _("Gắn tài khoản với hồ sơ"), _("Gắn tài khoản")),
    )


def _unlink(request: HttpRequest, linked: PersonAccount, user: User) -> HttpResponse:
    form = WithdrawForm(posted(request))
    title = _("Bỏ gắn tài khoản {name}").format(name=linked.user.username)
    return fill_in(
        request,
        form,
        lambda: unlink_account(linked, form.cleaned_data["reason"], by=user),
        done=_("Đã bỏ gắn; tài khoản không còn xem được hồ sơ này."),
        back=linked.person.get_absolute_url(),
        page=about_person(linked.person, title, _("Bỏ gắn")),
    )
