"""Models of following Hồ Chí Minh that units and members keep up, and the praise they earned."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.base.dated import Dated, DatedQuerySet
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class ModelKind(models.TextChoices):
    COLLECTIVE = "collective", _("Tập thể")
    INDIVIDUAL = "individual", _("Cá nhân")


class GoodModel(models.Model):
    """A model registered by a unit. It is new in the year it was registered and maintained in every later
    year of which it has a day left. What state it was in is told by its stages."""

    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="good_models", verbose_name=_("đơn vị")
    )
    path = BytewiseField(max_length=60)
    kind = models.CharField(_("loại"), max_length=10, choices=ModelKind.choices)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="good_models"
    )
    name = models.CharField(_("tên mô hình"), max_length=200)
    about = models.CharField(_("nội dung, cách làm"), max_length=1000, blank=True)
    registered_on = models.DateField(_("ngày đăng ký"))
    ended_on = models.DateField(_("kết thúc ngày"), null=True, blank=True)
    end_reason = models.CharField(_("lý do kết thúc"), max_length=300, blank=True)

    class Meta:
        db_table = "good_model"
        ordering = ["-registered_on", "name"]
        verbose_name = _("mô hình làm theo Bác")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="individual", person__isnull=False)
                | Q(kind="collective", person__isnull=True),
                name="a_model_of_one_names_the_member",
                violation_error_message=_(
                    "Mô hình cá nhân thì chọn đảng viên; mô hình tập thể thì không."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("registered_on")) & ~Q(end_reason=""),
                name="a_model_ended_says_why",
                violation_error_message=_(
                    "Mô hình kết thúc sau ngày đăng ký và phải ghi lý do kết thúc."
                ),
            ),
            models.UniqueConstraint(
                fields=["unit", "name", "registered_on"],
                name="one_model_a_name_and_day",
                violation_error_message=_("Đơn vị đã đăng ký mô hình này cùng ngày."),
            ),
        ]
        indexes = [models.Index(fields=["path", "registered_on"], name="good_model_by_path")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("study:model", args=[self.pk])


class Stage(models.TextChoices):
    RUNNING = "running", _("Đang thực hiện")
    SPREAD = "spread", _("Được nhân rộng")
    PAUSED = "paused", _("Tạm dừng")


class ModelStage(Dated):
    """The state of a model over a period; all are closed when it has ended."""

    model = models.ForeignKey(GoodModel, models.PROTECT, related_name="stages")
    stage = models.CharField(_("tình trạng"), max_length=10, choices=Stage.choices)
    remark = models.CharField(_("ghi chú"), max_length=300, blank=True)

    objects = DatedQuerySet["ModelStage"].as_manager()

    class Meta(Dated.Meta):
        db_table = "good_model_stage"
        ordering = ["model", "started_on", "pk"]
        verbose_name = _("tình trạng mô hình")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["model"],
                condition=Q(ended_on__isnull=True),
                name="a_model_has_one_state",
                violation_error_message=_("Mô hình chỉ có một tình trạng tại một thời điểm."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model_id}: {self.get_stage_display()}"


class Praise(models.Model):
    """A unit or a member commended for following; awards of the State and the Party stand on the file."""

    giver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="praise_given", verbose_name=_("nơi biểu dương")
    )
    path = BytewiseField(max_length=60)
    given_on = models.DateField(_("ngày"))
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="praise"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="praise")
    model = models.ForeignKey(
        GoodModel, models.PROTECT, null=True, blank=True, related_name="praise"
    )
    what = models.CharField(_("hình thức, thành tích"), max_length=300)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "praise"
        ordering = ["-given_on", "pk"]
        verbose_name = _("biểu dương, khen thưởng")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person__isnull=True)
                | Q(unit__isnull=True, person__isnull=False),
                name="praise_is_given_to_one",
                violation_error_message=_("Biểu dương một tập thể, hoặc một cá nhân."),
            )
        ]
        indexes = [models.Index(fields=["path", "given_on"], name="praise_by_path")]

    def __str__(self) -> str:
        return self.what
