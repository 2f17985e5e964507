from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Django's own, whose sentence has no Vietnamese yet."""

    def get_error_message(self) -> str:
        return _("Mật khẩu quá ngắn, cần ít nhất %(count)d ký tự.") % {"count": self.min_length}

    def get_help_text(self) -> str:
        return _("Mật khẩu có ít nhất %(count)d ký tự.") % {"count": self.min_length}
