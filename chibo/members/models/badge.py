"""Party badges (Huy hiệu Đảng): one row for a person and a mark in a round, from proposal to handing over."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.base.text import format_number
from chibo.documents.models import Paper
from chibo.members.models.person import Person
from chibo.organisations.models import Organisation


class BadgeBasis(models.TextChoices):
    DUE = "due", _("Đủ tuổi Đảng")
    EARLY = "early", _("Xét tặng sớm")
    POSTHUMOUS = "posthumous", _("Truy tặng")
    EARLIER = "earlier", _("Đã được tặng từ trước")


class BadgeState(models.TextChoices):
    PROPOSED = "proposed", _("Đề nghị")
    APPROVED = "approved", _("Có quyết định")
    GIVEN = "given", _("Đã trao")
    RETURNED = "returned", _("Không trao")
    WITHDRAWN = "withdrawn", _("Rút đề nghị")


# A mark is taken while one of these holds; after the others the person may be proposed again.
LIVE = (BadgeState.PROPOSED, BadgeState.APPROVED, BadgeState.GIVEN)


class BadgeAward(models.Model):
    """What a badge was worked out from stays with it: the day counted from, the stretches left out, the
    multiple and the base salary. `bonus` is in đồng. `interruptions` are pairs of ISO days.

    `counted_from` and `reached_on` are empty for badges of before the books (`earlier`), and so is
    `round_day` when only the year is remembered. `cell` and `path` are where the person stood.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="badges")
    mark = models.PositiveSmallIntegerField(_("mốc Huy hiệu (năm tuổi Đảng)"))
    basis = models.CharField(_("diện xét"), max_length=12, choices=BadgeBasis.choices)
    state = models.CharField(_("trạng thái"), max_length=12, choices=BadgeState.choices)
    round_day = models.DateField(_("đợt trao"), null=True, blank=True)
    missed_round = models.DateField(_("bỏ sót đợt"), null=True, blank=True)
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    path = BytewiseField(max_length=60)
    counted_from = models.DateField(_("tuổi Đảng tính từ ngày"), null=True, blank=True)
    reached_on = models.DateField(_("ngày đủ mốc"), null=True, blank=True)
    interruptions = models.JSONField(_("thời gian gián đoạn"), default=list, blank=True)
    reason = models.CharField(_("lý do xét sớm"), max_length=300, blank=True)
    evidence = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("giấy tờ kèm theo"),
    )
    multiple = models.DecimalField(
        _("số lần mức lương cơ sở"), max_digits=5, decimal_places=1, null=True, blank=True
    )
    base_salary = models.BigIntegerField(_("mức lương cơ sở"), null=True, blank=True)
    bonus = models.BigIntegerField(_("tiền thưởng"), null=True, blank=True)
    rule_versions = models.CharField(max_length=120, blank=True)
    decision = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="badge_awards",
        verbose_name=_("quyết định"),
    )
    given_on = models.DateField(_("ngày trao"), null=True, blank=True)
    given_at = models.CharField(_("nơi trao"), max_length=200, blank=True)
    closing_reason = models.CharField(_("lý do không trao, rút"), max_length=300, blank=True)

    class Meta:
        db_table = "badge_award"
        verbose_name = _("Huy hiệu Đảng")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "mark"],
                condition=Q(state__in=LIVE),
                name="one_badge_a_mark",
                violation_error_message=_(
                    "Đồng chí này đã có Huy hiệu Đảng ở mốc này, hoặc đang được đề nghị."
                ),
            ),
            models.CheckConstraint(
                condition=Q(basis=BadgeBasis.EARLIER)
                | Q(round_day__isnull=False, counted_from__isnull=False, reached_on__isnull=False),
                name="a_badge_belongs_to_a_round",
                violation_error_message=_("Đề nghị tặng Huy hiệu phải thuộc một đợt trao."),
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=[BadgeBasis.EARLY, BadgeBasis.POSTHUMOUS]) | ~Q(reason=""),
                name="an_early_badge_says_why",
                violation_error_message=_("Xét tặng sớm, truy tặng phải ghi lý do."),
            ),
            models.CheckConstraint(
                condition=~Q(state=BadgeState.APPROVED) | Q(decision__isnull=False),
                name="an_approved_badge_has_its_decision",
                violation_error_message=_("Ghi quyết định tặng Huy hiệu."),
            ),
            models.CheckConstraint(
                condition=~Q(state=BadgeState.GIVEN)
                | Q(given_on__isnull=False)
                | Q(basis=BadgeBasis.EARLIER),
                name="a_given_badge_has_its_day",
                violation_error_message=_("Ghi ngày trao Huy hiệu."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[BadgeState.RETURNED, BadgeState.WITHDRAWN])
                | ~Q(closing_reason=""),
                name="a_badge_not_given_says_why",
                violation_error_message=_("Ghi lý do không trao hoặc rút đề nghị."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "round_day"], name="badge_by_path"),
            models.Index(fields=["person", "mark"], name="badge_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.name}"

    @property
    def name(self) -> str:
        return str(_("Huy hiệu {mark} năm tuổi Đảng")).format(mark=self.mark)

    @property
    def money(self) -> str:
        """The bonus as read; "" when the rulebook has none."""
        return "" if self.bonus is None else format_number(self.bonus)
