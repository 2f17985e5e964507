"""The register of Party cards: what was handed out, exchanged, re-issued, taken back."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.documents.models import Paper
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation


class CardKind(models.TextChoices):
    GRANTED = "granted", _("Phát thẻ")
    EXCHANGED = "exchanged", _("Đổi thẻ")
    REISSUED = "reissued", _("Cấp lại thẻ bị mất")
    RECALLED = "recalled", _("Thu hồi thẻ")


class CardCause(models.TextChoices):
    """Why a card was exchanged."""

    WHOLE_PARTY = "whole_party", _("Đổi thẻ toàn Đảng")
    DAMAGED = "damaged", _("Thẻ hỏng")
    WRONG = "wrong", _("Thẻ ghi sai")


class CardEvent(models.Model):
    """`number` is the card handed out, or taken back; `old_number` the one it replaces.

    `replaced` keeps the card columns of the file as they were, so that an entry made by mistake is taken
    back exactly. `cell` and `path` are where the person stood on the day.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="cards")
    kind = models.CharField(_("việc"), max_length=10, choices=CardKind.choices)
    happened_on = models.DateField(_("ngày"))
    number = models.CharField(_("số thẻ"), max_length=20)
    old_number = models.CharField(_("số thẻ cũ"), max_length=20, blank=True)
    cause = models.CharField(_("diện đổi"), max_length=12, choices=CardCause.choices, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="card_events",
        verbose_name=_("quyết định"),
    )
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    path = BytewiseField(max_length=60)
    replaced = models.JSONField(default=dict, blank=True)

    journal_skips = frozenset({"replaced"})

    class Meta:
        db_table = "card_event"
        verbose_name = _("thẻ đảng viên")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "happened_on", "kind"],
                name="one_card_event_a_day",
                violation_error_message=_("Việc này về thẻ của đồng chí đã ghi trong ngày."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=CardKind.EXCHANGED) | ~Q(cause=""),
                name="an_exchange_says_why",
                violation_error_message=_("Chọn diện đổi thẻ: toàn Đảng, thẻ hỏng hay ghi sai."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[CardKind.REISSUED, CardKind.RECALLED]) | ~Q(reason=""),
                name="a_card_lost_or_recalled_says_why",
                violation_error_message=_("Ghi lý do mất thẻ hoặc thu hồi thẻ."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "happened_on"], name="card_event_by_path"),
            models.Index(fields=["person", "happened_on"], name="card_event_by_person"),
            models.Index(fields=["number"], name="card_event_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}: {self.person}"
