from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        """Names are kept in lower case, so a sign-in with capitals finds the same person."""
        return self.get(username=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. What they may do is a duty in an organisation, never a flag here."""

    username = models.CharField(
        _("tên đăng nhập"),
        max_length=64,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9._-]*\Z",
                _("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang."),
            )
        ],
        error_messages={"unique": _("Tên đăng nhập này đã có người dùng; hãy chọn tên khác.")},
    )
    full_name = models.CharField(_("họ và tên"), max_length=120)
    email = models.EmailField(_("thư điện tử"), blank=True)
    is_active = models.BooleanField(_("được đăng nhập"), default=True)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)
    large_text = models.BooleanField(_("chữ to"), default=False)
    created_at = models.DateTimeField(_("lập lúc"), default=timezone.now, editable=False)

    journal_hides = frozenset({"password"})
    journal_skips = frozenset({"last_login"})

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        db_table = "user_account"
        ordering: ClassVar[list[str]] = ["username"]
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="username_in_lower_case",
                condition=models.Q(username=Lower("username")),
                violation_error_message=_("Tên đăng nhập phải viết bằng chữ thường."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.split(" ")[-1] if self.full_name else self.username


class CalendarKey(models.Model):
    """What a phone shows to fetch its owner's calendar of tasks: kept as a digest, one an account."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_key")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("lập lúc"), default=timezone.now, editable=False)

    journal_hides = frozenset({"digest"})

    class Meta:
        db_table = "calendar_key"
        verbose_name = _("địa chỉ lịch việc")

    def __str__(self) -> str:
        return self.user.username
