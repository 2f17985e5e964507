from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A list's filters kept under a name by one user; `query` is the part of the address after "?"."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(_("tên bộ lọc"), max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        db_table = "saved_view"
        ordering = ["name"]
        verbose_name = _("bộ lọc đã lưu")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="one_saved_view_a_name",
                violation_error_message=_("Đã có bộ lọc mang tên này."),
            )
        ]

    def __str__(self) -> str:
        return self.name
