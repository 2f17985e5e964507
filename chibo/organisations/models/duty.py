"""What a user account may do where and when. A duty is not a post: posts belong to members."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Cited, Dated, DatedQuerySet
from chibo.organisations.models.organisation import Organisation


class Role(models.TextChoices):
    ADMIN = "admin", _("Quản trị hệ thống")
    OFFICE = "office", _("Cán bộ văn phòng, tổ chức")
    SECRETARY = "secretary", _("Bí thư đảng ủy")
    DEPUTY = "deputy", _("Phó bí thư thường trực")
    INSPECTION = "inspection", _("Ủy ban kiểm tra")
    IN_CHARGE = "in_charge", _("Ủy viên phụ trách chi bộ")
    CELL_SECRETARY = "cell_secretary", _("Bí thư chi bộ")
    CELL_DEPUTY = "cell_deputy", _("Phó bí thư chi bộ")
    CELL_COMMITTEE = "cell_committee", _("Chi ủy viên")
    MEMBER = "member", _("Đảng viên")
    SUPERIOR = "superior", _("Cấp trên (số tổng hợp)")
    SUPERIOR_NAMES = "superior_names", _("Cấp trên (được xem danh sách)")
    AUDITOR = "auditor", _("Kiểm toán nhật ký")


class Duty(Dated, Cited):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duties")
    role = models.CharField(_("nhiệm vụ"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="duties", verbose_name=_("tại")
    )

    objects = DatedQuerySet["Duty"].as_manager()

    class Meta(Dated.Meta):
        db_table = "duty"
        verbose_name = _("nhiệm vụ trên hệ thống")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(ended_on__isnull=True),
                name="one_open_duty_of_a_kind",
                violation_error_message=_("Tài khoản này đang giữ nhiệm vụ đó tại đây."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} ({self.user})"
