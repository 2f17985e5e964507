"""A photo or scan of the paper book, attached to its meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.accounts.models import User
from chibo.meetings.models.meeting import Meeting


class PhotoKind(models.TextChoices):
    JPEG = "jpeg", _("Ảnh JPEG")
    PNG = "png", _("Ảnh PNG")
    HEIC = "heic", _("Ảnh HEIC")
    PDF = "pdf", _("Bản quét PDF")


class Photo(models.Model):
    """The file lies encrypted in the files folder as `stored_as`; `kind` is what its content is, not its
    name. A photo taken back stays with the reason."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="photos")
    kind = models.CharField(_("loại tệp"), max_length=5, choices=PhotoKind.choices)
    size = models.PositiveIntegerField(_("cỡ tệp"))
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=40, unique=True)
    note = models.CharField(_("chú thích"), max_length=200, blank=True)
    added_on = models.DateField(_("gắn ngày"))
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    cancelled_on = models.DateField(_("gỡ ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do gỡ"), max_length=300, blank=True)

    class Meta:
        db_table = "meeting_photo"
        ordering = ["meeting", "pk"]
        verbose_name = _("ảnh sổ biên bản")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "sha256"],
                condition=Q(cancelled_on__isnull=True),
                name="a_photo_is_attached_once",
                violation_error_message=_("Ảnh này đã gắn với buổi họp."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_photo_taken_back_says_why",
                violation_error_message=_("Ghi lý do gỡ ảnh."),
            ),
        ]

    def __str__(self) -> str:
        return self.note or str(self.get_kind_display())

    @property
    def is_shown(self) -> bool:
        """A kind browsers draw by themselves."""
        return self.kind in (PhotoKind.JPEG, PhotoKind.PNG)
