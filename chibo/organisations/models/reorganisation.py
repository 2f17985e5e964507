"""Merging, splitting, ending and moving organisations by one decision, as one thing that can be undone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.dated import Cited
from chibo.organisations.models.organisation import Organisation


class ReorganisationKind(models.TextChoices):
    MERGE = "merge", _("Hợp nhất, sáp nhập")
    SPLIT = "split", _("Chia, tách")
    UPGRADE = "upgrade", _("Nâng chi bộ lên đảng bộ")
    TRANSFER = "transfer", _("Chuyển nguyên đơn vị về tổ chức khác")
    RENAME = "rename", _("Đổi tên")
    DISSOLVE = "dissolve", _("Giải thể")
    LEVEL = "level", _("Kết thúc một cấp trung gian")


class Reorganisation(Cited):
    """`top` is the organisation below which it all happens: who manages the tree there runs it.

    `plan` is `organisations.plan.Plan` as JSON, `told` what the rehearsal said when it was carried out:
    both sides and the counts of what changed. `on` is empty while a draft does not say the day.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        APPLIED = "applied", _("Đã thực hiện")
        UNDONE = "undone", _("Đã hoàn tác")
        DROPPED = "dropped", _("Đã bỏ")

    kind = models.CharField(_("hình thức"), max_length=12, choices=ReorganisationKind.choices)
    top = models.ForeignKey(Organisation, models.PROTECT, related_name="reorganisations")
    on = models.DateField(_("có hiệu lực từ ngày"), null=True, blank=True)
    status = models.CharField(
        _("tình trạng"), max_length=8, choices=Status.choices, default=Status.DRAFT
    )
    plan = models.JSONField(default=dict, blank=True)
    told = models.JSONField(default=dict, blank=True)
    begun_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undo_reason = models.CharField(_("lý do hoàn tác"), max_length=300, blank=True)

    journal_skips = frozenset({"plan", "told"})

    class Meta:
        db_table = "reorganisation"
        verbose_name = _("sắp xếp tổ chức")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="applied") | Q(on__isnull=False),
                name="an_applied_reorganisation_has_its_day",
                violation_error_message=_("Ghi ngày có hiệu lực của quyết định."),
            )
        ]
        indexes = [models.Index(fields=["top", "on"], name="reorganisation_by_top")]

    def __str__(self) -> str:
        day = f" {self.on:%d/%m/%Y}" if self.on else ""
        return f"{self.get_kind_display()}{day}"


class Succession(models.Model):
    """What came out of what. `merged`: the predecessor ended and the successor stands in its place;
    `split`: units or members of it went to the successor, which is new."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("nhập vào")
        SPLIT = "split", _("tách từ")

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(Organisation, models.PROTECT, related_name="became")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField(_("từ ngày"))

    class Meta:
        db_table = "succession"
        verbose_name = _("đơn vị kế tục")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "on"],
                name="one_succession_of_two_units_a_day",
                violation_error_message=_("Hai tổ chức này đã được ghi kế tục nhau từ ngày đó."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Touched(models.Model):
    """A row that a reorganisation made or changed, so that it can be taken back exactly.

    `step` counts its writes in order. Of a changed row `before` and `after` hold the changed columns; of
    a new one `before` is empty and `after` holds them all.
    """

    reorganisation = models.ForeignKey(Reorganisation, models.PROTECT, related_name="touched")
    step = models.PositiveIntegerField()
    model = models.CharField(max_length=60)
    key = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField()

    class Meta:
        db_table = "reorganisation_row"
        verbose_name = _("dòng do sắp xếp tổ chức ghi")
        indexes = [models.Index(fields=["reorganisation", "step"], name="touched_in_order")]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
