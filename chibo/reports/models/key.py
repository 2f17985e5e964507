"""What an organisation here knows of the keys of one that is kept on another installation."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chibo.base.envelopes import Card
from chibo.organisations.models import Organisation


class KnownKey(models.Model):
    """`card` is the other side's key card (base.envelopes), `mark` how its files name it, as hex. Nothing here is
    secret; what it is worth is that somebody compared the fingerprint (`compared_with`)."""

    keeper = models.ForeignKey(Organisation, models.PROTECT, related_name="keys_known")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="keys_known_elsewhere", verbose_name=_("đơn vị")
    )
    card = models.CharField(_("mã khóa"), max_length=140)
    mark = models.CharField(max_length=16)
    compared_with = models.CharField(_("đã đối chiếu dấu khóa với"), max_length=200)
    known_from = models.DateField(_("ghi ngày"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_on = models.DateField(_("thôi dùng ngày"), null=True, blank=True)
    retired_because = models.CharField(_("lý do thôi dùng"), max_length=200, blank=True)

    class Meta:
        db_table = "known_key"
        verbose_name = _("khóa của đơn vị ngoài hệ thống")
        ordering = ["-known_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "organisation"],
                condition=Q(retired_on__isnull=True),
                name="one_standing_key_an_organisation",
                violation_error_message=_(
                    "Đơn vị này đã có khóa đang dùng: thôi dùng khóa cũ trước."
                ),
            ),
            models.UniqueConstraint(
                fields=["keeper", "mark"],
                condition=Q(retired_on__isnull=True),
                name="one_organisation_a_key",
                violation_error_message=_("Mã khóa này đã ghi cho một đơn vị khác."),
            ),
            models.CheckConstraint(
                condition=~Q(keeper=F("organisation")),
                name="nobody_carries_to_itself",
                violation_error_message=_("Đây là khóa của chính đơn vị mình."),
            ),
            models.CheckConstraint(
                condition=Q(retired_on__isnull=True) | ~Q(retired_because=""),
                name="a_key_is_retired_for_a_reason",
                violation_error_message=_("Ghi lý do thôi dùng khóa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.mark}"

    @property
    def told(self) -> Card:
        return Card.parse(self.card)
