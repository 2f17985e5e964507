"""The journal: who did what, when, why and from which source. Written once, never changed.

It knows no other app: a line holds a kind, a key and a label, so that a record can be gone
and its history still reads. Database triggers refuse update and delete (see the migrations).
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.TextChoices):
    SCREEN = "screen", _("màn hình")
    IMPORT = "import", _("nhập từ tệp")
    COMMAND = "command", _("dòng lệnh")
    API = "api", _("giao diện lập trình")
    DEMO = "demo", _("dữ liệu mẫu")


class Entry(models.Model):
    at = models.DateTimeField(_("lúc"), auto_now_add=True, db_index=True)
    batch = models.UUIDField(_("lượt"), default=uuid.uuid4, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("ai")
    )
    actor_name = models.CharField(_("tên người làm"), max_length=150)
    verb = models.CharField(_("việc"), max_length=60)
    kind = models.CharField(_("loại bản ghi"), max_length=60)
    key = models.CharField(_("mã bản ghi"), max_length=40)
    label = models.CharField(_("bản ghi"), max_length=250)
    path = models.CharField(_("chỗ trong cây"), max_length=60, blank=True)
    before = models.JSONField(_("trước"), null=True)
    after = models.JSONField(_("sau"), null=True)
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    source = models.CharField(_("nguồn"), max_length=10, choices=Source.choices)
    source_ref = models.CharField(_("dấu của nguồn"), max_length=120, blank=True)

    class Meta:
        db_table = "journal"
        verbose_name = _("dòng nhật ký")
        indexes = [
            models.Index(fields=["kind", "key", "at"], name="journal_of_a_record"),
            models.Index(fields=["path", "at"], name="journal_of_a_branch"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"
