"""Lists brought in from files: what was sent, how its columns were read, what came of it.

The file and everything typed while mending it hold identity numbers, so both are kept encrypted.
"""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chibo.base.secrets import SecretField
from chibo.members.models import Person
from chibo.organisations.models import Organisation


class Stage(models.TextChoices):
    MAPPING = "mapping", _("Đang ghép cột")
    REHEARSED = "rehearsed", _("Đã chạy thử")
    APPLIED = "applied", _("Đã ghi")
    UNDONE = "undone", _("Đã hoàn tác")
    CANCELLED = "cancelled", _("Đã hủy")


class FileImport(models.Model):
    """One list of members on its way into the books of an organisation's branch.

    `columns` maps a column's number (as text) to {"field", "state"}; `counts` are those of the last
    rehearsal; `batches` the journal's batches that wrote it; `stored_as` names the encrypted file under
    FILES/imports; `sheet` names the one that is read, where the file has lists on several.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="imports", verbose_name=_("nhập vào")
    )
    file_name = models.CharField(_("tên tệp"), max_length=200)
    sheet = models.CharField(_("trang tính"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("dung lượng"))
    sha256 = models.CharField(_("dấu của tệp"), max_length=64, db_index=True)
    stored_as = models.CharField(max_length=80)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"), auto_now_add=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.MAPPING)
    as_of = models.DateField(_("danh sách tính đến ngày"))
    books_from = models.DateField(_("sổ bắt đầu từ ngày"))
    reported = models.PositiveIntegerField(_("số đảng viên đã báo cáo"), null=True, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    batches = models.JSONField(default=list, blank=True)
    applied_at = models.DateTimeField(_("ghi lúc"), null=True, blank=True)
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)

    class Meta:
        db_table = "file_import"
        verbose_name = _("lần nhập từ tệp")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_name} · {self.sheet}" if self.sheet else self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:page", args=[self.pk])

    @property
    def writable(self) -> int:
        """Rows that writing would write now."""
        return sum(self.counts.get(state, 0) for state in ("ready", "check"))

    @property
    def left(self) -> int:
        """Rows that writing would leave in the waiting list."""
        return sum(self.counts.get(state, 0) for state in ("undecided", "held", "error"))

    @property
    def waiting(self) -> int:
        """Rows not in the books and not left out on purpose."""
        return self.writable + self.left


class Worksheet(models.Model):
    """What people answered and what the last rehearsal found, as JSON inside encrypted text."""

    file_import = models.OneToOneField(FileImport, models.CASCADE, related_name="worksheet")
    answers_kept = SecretField(default="", blank=True)
    findings_kept = SecretField(default="", blank=True)

    journal_hides = frozenset({"answers_kept", "findings_kept"})

    class Meta:
        db_table = "file_import_worksheet"
        verbose_name = _("bảng sửa của lần nhập")

    def __str__(self) -> str:
        return str(self.file_import_id)

    @property
    def answers(self) -> dict[str, Any]:
        return dict(json.loads(self.answers_kept)) if self.answers_kept else {}

    @answers.setter
    def answers(self, told: dict[str, Any]) -> None:
        self.answers_kept = json.dumps(told, ensure_ascii=False)

    @property
    def findings(self) -> dict[str, Any]:
        return dict(json.loads(self.findings_kept)) if self.findings_kept else {}

    @findings.setter
    def findings(self, found: dict[str, Any]) -> None:
        self.findings_kept = json.dumps(found, ensure_ascii=False)


class WrittenRecord(models.Model):
    """One record an import made, so that the whole import can be taken back. `row` as Excel counts.

    `filled` names the facts of an existing file that were blank and that the row filled (kind FILLED).
    """

    FILLED = "members.person.filled"
    OF_AN_EARLIER_FILE = 0  # the row, once a corrected file took the place of the one it stood in

    file_import = models.ForeignKey(FileImport, models.CASCADE, related_name="written")
    row = models.PositiveIntegerField(_("dòng"))
    kind = models.CharField(max_length=40)
    key = models.BigIntegerField()
    filled = models.JSONField(default=list, blank=True)

    class Meta:
        db_table = "file_import_record"
        verbose_name = _("bản ghi đã nhập")
        indexes = [
            models.Index(fields=["file_import", "kind"], name="import_record_by_kind"),
            models.Index(fields=["kind", "key"], name="import_of_a_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SavedMapping(models.Model):
    """How an organisation reads a kind of file. `signature` recognises its header next time."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="column_mappings", verbose_name=_("của")
    )
    name = models.CharField(_("tên kiểu ghép"), max_length=80)
    signature = models.CharField(max_length=64, db_index=True)
    fields = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "column_mapping"
        verbose_name = _("kiểu ghép cột")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="one_mapping_a_name",
                violation_error_message=_("Đã có kiểu ghép tên này. Đặt tên khác."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class KnownValue(models.Model):
    """What a spelling in an organisation's files means: asked once, remembered.

    `meaning` is a cell's key for the field `cell`, otherwise a code of the field's list.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="known_values")
    field = models.CharField(max_length=30)
    spelling = models.CharField(max_length=200)
    meaning = models.CharField(max_length=40)

    class Meta:
        db_table = "known_value"
        verbose_name = _("cách viết đã biết")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "field", "spelling"],
                name="one_meaning_a_spelling",
                violation_error_message=_("Cách viết này đã có nghĩa."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.spelling}"


class Comparison(models.Model):
    """The official system's list of an organisation's branch, laid beside our books of the same day.

    `columns` as those of FileImport; `counts` say what came of it (people and differences by kind);
    `previous` is the comparison whose values tell who changed what since.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="comparisons", verbose_name=_("đối chiếu của")
    )
    file_name = models.CharField(_("tên tệp"), max_length=200)
    size = models.PositiveIntegerField(_("dung lượng"))
    sha256 = models.CharField(_("dấu của tệp"), max_length=64)
    stored_as = models.CharField(max_length=80)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("tải lên lúc"), auto_now_add=True)
    as_of = models.DateField(_("số liệu của tệp tính đến ngày"))
    columns = models.JSONField(default=dict, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lần trước")
    )
    compared_at = models.DateTimeField(_("đối chiếu lúc"), null=True, blank=True)
    dropped_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)

    class Meta:
        db_table = "comparison"
        verbose_name = _("lần đối chiếu")
        ordering = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("imports:comparison", args=[self.pk])


class ComparedPerson(models.Model):
    """One person on either side. What both sides say is JSON inside encrypted text: {"name", "ours", "theirs"},
    the sides by field code in the plain form of `rules.comparing`."""

    class Standing(models.TextChoices):
        SAME = "same", _("Giống nhau")
        DIFFERS = "differs", _("Có chỗ khác")
        OURS = "ours", _("Chỉ sổ này có")
        THEIRS = "theirs", _("Chỉ bên kia có")

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="people")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    row = models.PositiveIntegerField(_("dòng"), null=True, blank=True)
    # What an import wrote may be taken back, its cells too: what was compared goes with it.
    cell = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    standing = models.CharField(max_length=8, choices=Standing.choices)
    facts_kept = SecretField(default="", blank=True)

    journal_hides = frozenset({"facts_kept"})

    class Meta:
        db_table = "compared_person"
        verbose_name = _("người được đối chiếu")
        indexes = [models.Index(fields=["comparison", "person"], name="compared_by_person")]

    def __str__(self) -> str:
        return f"{self.comparison_id} {self.row or self.person_id}"

    @property
    def facts(self) -> dict[str, Any]:
        return dict(json.loads(self.facts_kept)) if self.facts_kept else {}

    @facts.setter
    def facts(self, told: dict[str, Any]) -> None:
        self.facts_kept = json.dumps(told, ensure_ascii=False)


class Difference(models.Model):
    """One field (or PRESENCE) on which the two sides do not agree, and what becomes of it.

    `verdict` says where to correct it; it is proposed from who changed the value and may be set by hand.
    `claimed_on` is the day it was last marked corrected there, where the next file still says otherwise.
    """

    PRESENCE = "presence"

    class Changed(models.TextChoices):
        UNKNOWN = "", _("Chưa có lần trước")
        OURS = "ours", _("Sổ này đổi")
        THEIRS = "theirs", _("Bên kia đổi")
        BOTH = "both", _("Cả hai đổi")
        BEFORE = "before", _("Khác từ lần trước")

    class Verdict(models.TextChoices):
        UNDECIDED = "", _("Chưa rõ bên nào đúng")
        THERE = "there", _("Sửa bên kia")
        HERE = "here", _("Sửa sổ này")

    class Outcome(models.TextChoices):
        OPEN = "", _("Chưa sửa")
        FIXED = "fixed", _("Đã sửa bên kia")
        TAKEN = "taken", _("Đã lấy theo bên kia")

    of = models.ForeignKey(ComparedPerson, models.CASCADE, related_name="differences")
    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="differences")
    field = models.CharField(max_length=30)
    changed = models.CharField(max_length=6, choices=Changed.choices, blank=True)
    verdict = models.CharField(max_length=5, choices=Verdict.choices, blank=True)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    claimed_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "difference"
        verbose_name = _("chỗ khác nhau")
        constraints = [
            models.UniqueConstraint(
                fields=["of", "field"],
                name="one_difference_a_field",
                violation_error_message=_("Mục này của người này đã có trong lần đối chiếu."),
            )
        ]
        indexes = [
            models.Index(fields=["comparison", "outcome", "verdict"], name="difference_to_mend")
        ]

    def __str__(self) -> str:
        return f"{self.of_id} {self.field}"
