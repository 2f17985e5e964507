from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.accounts.queries import able_to_sign_in


def say(field: forms.Field, label: Any, help_text: Any = "") -> None:
    """Our words on a field of allauth's; a placeholder is no substitute for a label."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["login"], _("Tên đăng nhập"))
        say(self.fields["password"], _("Mật khẩu"))
        self.fields["login"].widget.attrs.update(autocapitalize="none", spellcheck="false")

    @property
    def nobody_can_yet(self) -> bool:
        """A new installation: no account has a password to sign in with."""
        return not able_to_sign_in().exists()


class OwnPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["oldpassword"], _("Mật khẩu hiện tại"))
        say(
            self.fields["password1"],
            _("Mật khẩu mới"),
            _("Ít nhất 10 ký tự, không phải toàn chữ số, không giống tên của đồng chí."),
        )
        say(self.fields["password2"], _("Nhập lại mật khẩu mới"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần nhập mật khẩu mới chưa giống nhau."))
        if first and first == cleaned.get("oldpassword"):
            self.add_error("password1", _("Mật khẩu mới phải khác mật khẩu hiện tại."))
        return cleaned


class ConfirmPasswordForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["password"], _("Mật khẩu"))


class CodeForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], _("Mã 6 số trên điện thoại, hoặc một mã dự phòng"))


class ConfirmCodeForm(ReauthenticateByCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], _("Mã 6 số trên điện thoại, hoặc một mã dự phòng"))


class TurnOnSecondFactorForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], _("Mã 6 số đang hiện trên điện thoại"))


class TextSizeForm(forms.Form):
    large_text = forms.BooleanField(label=_("Chữ to"), required=False)
