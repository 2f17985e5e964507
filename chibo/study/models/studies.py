"""A paper of a higher level, or the theme of a year, is studied: who must, who came, who handed in a paper."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.columns import BytewiseField
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class StudyKind(models.TextChoices):
    PAPER = "paper", _("Nghị quyết, chỉ thị")
    THEME = "theme", _("Chuyên đề năm")


class Study(models.Model):
    """`frozen_on` is the day whose books say who must study; `path` is where the organisation hung then.

    `theme_year` belongs to the yearly theme of learning from Hồ Chí Minh. `harvest_due_on` and `register_by`
    are None where no paper and no registration is asked for.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="studies", verbose_name=_("nơi tổ chức học")
    )
    path = BytewiseField(max_length=60)
    kind = models.CharField(_("loại"), max_length=10, choices=StudyKind.choices)
    title = models.CharField(_("nội dung học tập"), max_length=300)
    theme_year = models.PositiveSmallIntegerField(_("chuyên đề của năm"), null=True, blank=True)
    frozen_on = models.DateField(_("chốt danh sách ngày"))
    closes_on = models.DateField(_("học xong trước ngày"))
    harvest_due_on = models.DateField(_("hạn nộp bài thu hoạch"), null=True, blank=True)
    register_by = models.DateField(_("hạn đăng ký làm theo"), null=True, blank=True)
    papers = models.ManyToManyField(Paper, related_name="studies", blank=True)
    cancelled_on = models.DateField(_("thôi tổ chức ngày"), null=True, blank=True)
    cancel_reason = models.CharField(_("lý do thôi"), max_length=300, blank=True)

    class Meta:
        db_table = "study"
        ordering = ["-frozen_on", "-pk"]
        verbose_name = _("đợt học tập")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="theme", theme_year__isnull=False)
                | Q(kind="paper", theme_year__isnull=True, register_by__isnull=True),
                name="the_theme_has_its_year",
                violation_error_message=_(
                    "Chuyên đề năm phải ghi năm; học nghị quyết, chỉ thị thì không ghi năm và hạn đăng ký."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("frozen_on")),
                name="a_study_closes_after_its_list",
                violation_error_message=_("Ngày học xong phải từ ngày chốt danh sách trở đi."),
            ),
            models.CheckConstraint(
                condition=Q(harvest_due_on__isnull=True) | Q(harvest_due_on__gte=F("frozen_on")),
                name="harvest_is_due_after_the_list",
                violation_error_message=_(
                    "Hạn nộp bài thu hoạch phải từ ngày chốt danh sách trở đi."
                ),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancel_reason=""),
                name="a_study_given_up_says_why",
                violation_error_message=_("Ghi lý do thôi tổ chức."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "theme_year"],
                condition=Q(theme_year__isnull=False, cancelled_on__isnull=True),
                name="one_theme_a_year",
                violation_error_message=_("Năm này đã mở chuyên đề; mở đợt đó để ghi tiếp."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "title", "frozen_on"],
                name="one_study_a_title_and_day",
                violation_error_message=_("Đã có đợt học cùng nội dung, cùng ngày chốt danh sách."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "frozen_on"], name="study_by_path"),
            models.Index(fields=["theme_year"], name="study_by_theme"),
            models.Index(fields=["harvest_due_on"], name="study_by_harvest"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("study:page", args=[self.pk])

    def is_cancelled(self, on: date) -> bool:
        return self.cancelled_on is not None and self.cancelled_on <= on


class Outside(models.TextChoices):
    EXCUSED = "excused", _("Miễn sinh hoạt")
    AWAY = "away", _("Sinh hoạt tạm thời nơi khác")
    SUSPENDED = "suspended", _("Đình chỉ sinh hoạt")
    ELSEWHERE = "elsewhere", _("Đã có trong danh sách học nơi khác")
    OTHER = "other", _("Lý do khác")


class Learner(models.Model):
    """A member on the frozen list of a study, in the cell of that day; who is `outside` is not in the base.

    `theme_year` repeats that of the study, while it goes on, so that nobody is in two bases of one year.
    `harvest_on` is the day a paper was handed in. `came_on` repeats the day of the first class they came to, so
    that who is still missing is found among who is (actions.sessions keeps it).
    """

    study = models.ForeignKey(
        Study,
        models.PROTECT,
        related_name="learners",
        db_index=False,  # learner_by_study
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="studies")
    cell = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    path = BytewiseField(max_length=60)
    outside = models.CharField(_("ngoài diện"), max_length=10, choices=Outside.choices, blank=True)
    outside_reason = models.CharField(_("lý do ngoài diện"), max_length=200, blank=True)
    theme_year = models.PositiveSmallIntegerField(null=True, blank=True)
    harvest_on = models.DateField(_("nộp bài thu hoạch ngày"), null=True, blank=True)
    came_on = models.DateField(_("dự học lần đầu ngày"), null=True, blank=True, editable=False)

    class Meta:
        db_table = "learner"
        verbose_name = _("người phải học")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "person"],
                name="a_member_is_on_the_list_once",
                violation_error_message=_("Đảng viên này đã có trong danh sách học."),
            ),
            models.UniqueConstraint(
                fields=["person", "theme_year"],
                condition=Q(outside="", theme_year__isnull=False),
                name="nobody_studies_a_theme_in_two_places",
                violation_error_message=_(
                    "Đảng viên này đã ở trong diện học chuyên đề năm ấy của nơi khác."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(outside="other") | ~Q(outside_reason=""),
                name="another_reason_is_named",
                violation_error_message=_("Ghi lý do để ngoài diện phải học."),
            ),
            models.CheckConstraint(
                condition=Q(outside="") | Q(harvest_on__isnull=True),
                name="harvest_is_of_those_who_must_study",
                violation_error_message=_("Người ngoài diện không phải nộp bài thu hoạch."),
            ),
        ]
        indexes = [
            models.Index(fields=["path", "study"], name="learner_by_path"),
            models.Index(fields=["study", "path"], name="learner_by_study"),
            models.Index(fields=["person"], name="learner_by_person"),
            models.Index(
                fields=["path", "study"],
                condition=Q(came_on__isnull=True),
                name="learner_not_come",
            ),
            models.Index(
                fields=["path", "study"],
                condition=Q(harvest_on__isnull=True),
                name="learner_without_harvest",
            ),
            models.Index(
                fields=["path", "theme_year"],
                condition=Q(theme_year__isnull=False),
                name="learner_of_a_theme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study_id}: {self.person_id}"


class StudySession(models.Model):
    """One class of a study. Members who came are turns; who came besides is a number only."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="sessions")
    held_on = models.DateField(_("ngày học"))
    place = models.CharField(_("địa điểm"), max_length=200)
    speaker = models.CharField(_("báo cáo viên"), max_length=200, blank=True)
    others_present = models.PositiveSmallIntegerField(_("người ngoài Đảng dự"), default=0)
    others_said = models.CharField(_("người ngoài Đảng là ai"), max_length=200, blank=True)

    class Meta:
        db_table = "study_session"
        ordering = ["study", "held_on", "pk"]
        verbose_name = _("lớp học tập")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "held_on", "place"],
                name="one_class_a_day_and_place",
                violation_error_message=_("Đã ghi lớp học ngày này tại nơi này."),
            )
        ]
        indexes = [models.Index(fields=["held_on"], name="study_session_by_day")]

    def __str__(self) -> str:
        return f"{self.study} {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("study:session", args=[self.pk])


class SessionTurn(models.Model):
    """A member came to a class: two classes of one person are two turns."""

    session = models.ForeignKey(StudySession, models.PROTECT, related_name="turns")
    learner = models.ForeignKey(Learner, models.PROTECT, related_name="turns")

    class Meta:
        db_table = "study_turn"
        verbose_name = _("lượt dự học")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "learner"],
                name="a_member_comes_to_a_class_once",
                violation_error_message=_("Đảng viên này đã được ghi có mặt ở lớp này."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.learner_id}"
