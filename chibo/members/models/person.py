"""A person: a member, one who may become one, or an official who is not in the Party.

The columns are those of the member's file (1-HSĐV, 2-HSĐV and the 28 national columns of 2025).
Dates that papers know only to the month or year keep that precision beside them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chibo.base.addresses import page_of
from chibo.base.columns import BytewiseField
from chibo.base.partial_dates import PartialDate
from chibo.base.secrets import SecretField


class Sex(models.TextChoices):
    MALE = "male", _("Nam")
    FEMALE = "female", _("Nữ")


class Precision(models.TextChoices):
    DAY = "day", _("ngày")
    MONTH = "month", _("tháng")
    YEAR = "year", _("năm")


# Dates kept as far as they are known, in the columns …_on and …_known_to.
PARTIAL = ("born", "enlisted", "discharged", "union_joined", "joined", "official", "card_issued")


def precision_column() -> models.CharField:
    return models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)


def person_url(key: int) -> str:
    """For lines that know no more of a person than the key."""
    return page_of("members:page", key)


class Person(models.Model):
    # Identity
    full_name = models.CharField(_("họ và tên"), max_length=120)
    name_folded = BytewiseField(max_length=120, editable=False)
    name_sort = BytewiseField(max_length=400, editable=False)
    name_key = BytewiseField(max_length=200, editable=False)
    birth_name = models.CharField(_("họ và tên khai sinh"), max_length=120, blank=True)
    aliases = models.CharField(_("tên gọi khác"), max_length=200, blank=True)
    sex = models.CharField(_("giới tính"), max_length=6, choices=Sex.choices, blank=True)
    born_on = models.DateField(_("ngày sinh"), null=True, blank=True)
    born_known_to = precision_column()
    ethnicity = models.CharField(_("dân tộc"), max_length=30, blank=True)
    religion = models.CharField(_("tôn giáo"), max_length=30, blank=True)
    national_id = SecretField(_("số định danh cá nhân"), blank=True)
    national_id_hash = models.CharField(max_length=64, blank=True, editable=False)
    national_id_tail_hash = models.CharField(max_length=64, blank=True, editable=False)
    old_id = SecretField(_("số CMND cũ"), blank=True)
    old_id_hash = models.CharField(max_length=64, blank=True, editable=False)
    external_id = models.CharField(_("ID trên cơ sở dữ liệu đảng viên"), max_length=40, blank=True)
    # Places, as on the papers
    birth_country = models.CharField(_("quốc gia đăng ký khai sinh"), max_length=60, blank=True)
    birth_province = models.CharField(_("tỉnh đăng ký khai sinh"), max_length=60, blank=True)
    birth_detail = models.CharField(_("nơi đăng ký khai sinh"), max_length=250, blank=True)
    native_country = models.CharField(_("quốc gia quê quán"), max_length=60, blank=True)
    native_province = models.CharField(_("tỉnh quê quán"), max_length=60, blank=True)
    native_detail = models.CharField(_("quê quán"), max_length=250, blank=True)
    home_country = models.CharField(_("quốc gia thường trú"), max_length=60, blank=True)
    home_province = models.CharField(_("tỉnh thường trú"), max_length=60, blank=True)
    home_detail = models.CharField(_("nơi thường trú"), max_length=250, blank=True)
    home_before_2025 = models.CharField(_("thường trú trước sáp nhập"), max_length=250, blank=True)
    temporary_home = models.CharField(_("nơi tạm trú"), max_length=250, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    # Work
    occupation = models.CharField(_("nghề nghiệp (thống kê)"), max_length=40, blank=True)
    occupation_text = models.CharField(_("nghề nghiệp hiện nay"), max_length=200, blank=True)
    occupation_at_admission = models.CharField(
        _("nghề nghiệp khi vào Đảng"), max_length=200, blank=True
    )
    enlisted_on = models.DateField(_("ngày nhập ngũ"), null=True, blank=True)
    enlisted_known_to = precision_column()
    discharged_on = models.DateField(_("ngày xuất ngũ"), null=True, blank=True)
    discharged_known_to = precision_column()
    military_rank = models.CharField(_("cấp bậc"), max_length=60, blank=True)
    state_titles = models.CharField(_("danh hiệu được phong"), max_length=250, blank=True)
    disability_class = models.CharField(_("thương binh hạng"), max_length=60, blank=True)
    policy_family = models.CharField(_("gia đình chính sách"), max_length=120, blank=True)
    health = models.CharField(_("tình trạng sức khỏe"), max_length=120, blank=True)
    traits = models.JSONField(_("đặc điểm thống kê"), default=list, blank=True)
    # Union and Party
    union_joined_on = models.DateField(_("ngày vào Đoàn"), null=True, blank=True)
    union_joined_known_to = precision_column()
    union_joined_at = models.CharField(_("nơi vào Đoàn"), max_length=200, blank=True)
    joined_on = models.DateField(_("ngày vào Đảng"), null=True, blank=True)
    joined_known_to = precision_column()
    joined_at = models.CharField(_("nơi kết nạp"), max_length=200, blank=True)
    official_on = models.DateField(_("ngày chính thức"), null=True, blank=True)
    official_known_to = precision_column()
    official_at = models.CharField(_("nơi công nhận chính thức"), max_length=200, blank=True)
    referees = models.CharField(_("người giới thiệu"), max_length=300, blank=True)
    card_number = models.CharField(_("số thẻ đảng viên"), max_length=20, blank=True)
    card_issued_on = models.DateField(_("ngày cấp thẻ"), null=True, blank=True)
    card_issued_known_to = precision_column()
    card_issued_at = models.CharField(_("nơi cấp thẻ"), max_length=200, blank=True)
    old_card_number = models.CharField(_("số thẻ theo Quyết định 85"), max_length=20, blank=True)
    resume_number = models.CharField(_("số lý lịch"), max_length=30, blank=True)
    note = models.CharField(_("ghi chú"), max_length=500, blank=True)
    # Where non-members are kept: an official or village cadre belongs to a committee's area.
    keeper = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="known_people",
        db_index=False,
        verbose_name=_("do tổ chức theo dõi"),
    )

    journal_hides = frozenset({"national_id", "old_id"})
    journal_skips = frozenset(
        {
            "name_folded",
            "name_sort",
            "name_key",
            "national_id_hash",
            "national_id_tail_hash",
            "old_id_hash",
        }
    )

    class Meta:
        db_table = "person"
        verbose_name = _("người")
        constraints = [
            models.UniqueConstraint(
                fields=["national_id_hash"],
                condition=~Q(national_id_hash=""),
                name="one_person_an_identity_number",
                violation_error_message=_("Số định danh cá nhân này đã có trong một hồ sơ khác."),
            ),
            models.UniqueConstraint(
                fields=["card_number"],
                condition=~Q(card_number=""),
                name="one_person_a_card_number",
                violation_error_message=_("Số thẻ đảng viên này đã có trong một hồ sơ khác."),
            ),
            models.CheckConstraint(
                condition=Q(official_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(official_on__gte=models.F("joined_on")),
                name="official_after_joining",
                violation_error_message=_("Ngày chính thức phải sau ngày vào Đảng."),
            ),
        ]
        indexes = [
            models.Index(fields=["name_folded"], name="person_by_folded_name"),
            models.Index(fields=["name_key", "born_on"], name="person_by_name_and_birth"),
            # Lists of large branches walk people in their order until a page is full (queries.walking).
            models.Index(fields=["name_sort"], name="person_by_sorted_name"),
            models.Index(fields=["born_on"], name="person_by_birth"),
            models.Index(fields=["joined_on"], name="person_by_joining"),
            models.Index(fields=["official_on"], name="person_by_recognition"),
            # The unique indexes above leave empty numbers out, and so answer no look-up by themselves:
            # neither database can tell that a list of numbers holds no empty one.
            models.Index(fields=["national_id_hash"], name="person_by_id"),
            models.Index(fields=["card_number"], name="person_by_card"),
            models.Index(fields=["national_id_tail_hash"], name="person_by_id_tail"),
            models.Index(fields=["old_card_number"], name="person_by_old_card"),
            # Almost nobody has a keeper: an index of empty places looks useless to SQLite and goes unused.
            models.Index(
                fields=["keeper"], condition=Q(keeper__isnull=False), name="person_by_keeper"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return person_url(self.pk)

    def partial(self, name: str) -> PartialDate | None:
        """One of the file's dates as known: born, joined, official, union_joined, card_issued…"""
        day = getattr(self, f"{name}_on")
        return PartialDate(day, getattr(self, f"{name}_known_to")) if day else None

    def place(self, which: str) -> str:
        """Of birth, native or home; the province is not said twice when the detail ends with it."""
        detail, province = (getattr(self, f"{which}_{part}") for part in ("detail", "province"))
        parts = (detail,) if detail.endswith(province) else (detail, province)
        return ", ".join(filter(None, parts))

    @property
    def masked_id(self) -> str:
        return f"•••• •••• {self.national_id[-4:]}" if self.national_id else ""


class PersonAccount(models.Model):
    """Whose file an account may read as its own."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="own_file")
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")

    class Meta:
        db_table = "person_account"
        verbose_name = _("tài khoản của đảng viên")

    def __str__(self) -> str:
        return f"{self.user} = {self.person}"
