"""How allauth behaves in this house: nobody signs up, and everything it says is Vietnamese."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.accounts.actions import change_password
from chibo.accounts.addresses import client_address
from chibo.accounts.models import User
from chibo.accounts.text_size import remember_text_size
from chibo.base.secrets import decrypt, encrypt


class Accounts(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang bị khóa. Liên hệ văn phòng đảng ủy để mở lại."),
        "enter_current_password": _("Mật khẩu hiện tại không đúng."),
        "incorrect_code": _("Mã không đúng."),
        "incorrect_password": _("Mật khẩu không đúng."),
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu không đúng."),
        "too_many_login_attempts": _("Đã thử quá nhiều lần. Đợi ít phút rồi thử lại."),
        "rate_limited": _("Đã thử quá nhiều lần. Đợi ít phút rồi thử lại."),
        "same_as_current": _("Mật khẩu mới phải khác mật khẩu hiện tại."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Passwords are counted by axes, in the database; allauth's own count is for codes."""

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """The size of letters follows the person to any machine."""
        response: HttpResponse = super().post_login(request, user, **details)
        remember_text_size(response, large=user.large_text)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def set_password(self, user: User, password: str) -> None:
        request: HttpRequest = self.request
        vars(request)["password_was_given"] = user.must_change_password
        change_password(user, new=password, by=user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Who has just replaced the password they were given came to work, not to look at the account."""
        given = vars(request).get("password_was_given")
        return reverse("web:home" if given else "account_home")


class SecondFactor(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã không đúng. Hãy nhập mã đang hiện trên điện thoại."),
        "cannot_generate_recovery_codes": _("Hãy bật xác thực hai bước trước khi tạo mã dự phòng."),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
