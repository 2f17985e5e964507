"""Which account reads a file as its own."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.accounts.models import User
from chibo.members.forms.entering import grouped
from chibo.members.forms.moving import Groups
from chibo.members.models import PersonAccount


class LinkForm(forms.Form):
    """The account by its sign-in name, as the administrator opened it."""

    user = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        help_text=gettext_lazy("Tên đăng nhập của tài khoản do quản trị hệ thống đã lập."),
        max_length=64,
        error_messages={"required": gettext_lazy("Nhập tên đăng nhập của tài khoản.")},
    )

    def clean_user(self) -> User:
        typed = self.cleaned_data["user"].strip().lower()
        found = User.objects.filter(username=typed, is_active=True).first()
        if found is None:
            raise forms.ValidationError(
                _("Không có tài khoản nào mang tên này. Hỏi quản trị hệ thống tên đăng nhập đúng.")
            )
        if PersonAccount.objects.filter(user=found).exists():
            raise forms.ValidationError(
                _("Tài khoản này đang gắn với một hồ sơ khác. Bỏ gắn ở hồ sơ đó trước.")
            )
        return found

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", ["user"]))
