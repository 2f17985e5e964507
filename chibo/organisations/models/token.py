"""What a program shows to act as a user within one of their duties, until a day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chibo.organisations.models.duty import Duty


class Purpose(models.TextChoices):
    FIGURES = "figures", _("Đọc số liệu")
    LISTS = "lists", _("Đọc danh sách")
    DOCUMENTS = "documents", _("Đọc sổ văn bản")
    MINUTES = "minutes", _("Đọc biên bản")
    SEND_MEETINGS = "send_meetings", _("Gửi buổi sinh hoạt")
    SEND_FILES = "send_files", _("Gửi tệp nhập")


class ApiToken(models.Model):
    """`purposes` are codes of Purpose. Only a digest of the text is kept; it dies with its duty."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_tokens")
    # A duty goes only when the reorganisation that gave it is taken back; its tokens go with it.
    duty = models.ForeignKey(
        Duty, models.CASCADE, related_name="api_tokens", verbose_name=_("nhiệm vụ")
    )
    name = models.CharField(_("tên khóa"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    purposes = models.JSONField(_("được làm"))
    made_on = models.DateField(_("lập ngày"), default=timezone.localdate)
    expires_on = models.DateField(_("hết hạn ngày"))
    last_used_on = models.DateField(_("dùng lần cuối ngày"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("hủy lúc"), null=True, blank=True)

    journal_hides = frozenset({"digest"})
    journal_skips = frozenset({"last_used_on"})

    class Meta:
        db_table = "api_token"
        verbose_name = _("khóa truy cập")
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("made_on")),
                name="a_token_expires_after_it_was_made",
                violation_error_message=_("Khóa phải hết hạn sau ngày lập."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def allows(self) -> list[str]:
        """What it may be used for, in words."""
        return [str(one.label) for one in Purpose if one in self.purposes]


class CallCount(models.Model):
    """How often `who` (a token, or an address without one) called within a minute, counted since 1970. Kept for
    that minute alone."""

    who = models.CharField(max_length=80)
    minute = models.BigIntegerField()
    calls = models.PositiveIntegerField()

    class Meta:
        db_table = "call_count"
        verbose_name = _("số lần gọi")
        constraints = [
            models.UniqueConstraint(
                fields=["who", "minute"],
                name="one_count_of_calls_a_minute",
                violation_error_message=_("Số lần gọi của phút này đã có."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.who} {self.minute}: {self.calls}"
