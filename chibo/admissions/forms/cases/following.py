"""Helpers, notes, papers; who introduces, who was asked, whose background was checked."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.admissions.forms.cases.opening import day, today_field
from chibo.admissions.models import (
    BackgroundCheck,
    CasePaper,
    Opinion,
    OpinionPhase,
    PaperState,
    Referee,
    RefereeKind,
)
from chibo.base.fields import ChoiceOrNone, DayField
from chibo.documents.models import Paper
from chibo.members.forms.entering import grouped
from chibo.members.forms.moving import Groups
from chibo.members.models import Person

_OFFERED = 40


class OneGroup(forms.Form):
    @property
    def groups(self) -> Groups:
        return grouped(self, ("", list(self.fields)))


def member_field(people: Sequence[Person], *, required: bool = True) -> forms.ChoiceField:
    return ChoiceOrNone(
        label=_("Đảng viên"),
        choices=[(str(one.pk), one.full_name) for one in people],
        error_messages={"required": _("Chọn đảng viên.")},
        required=required,
    )


class GuideForm(OneGroup):
    def __init__(self, data: Any = None, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["member"] = member_field(people)
        self.fields["member"].label = _("Đảng viên giúp đỡ")
        self.fields["on"] = today_field(_("Phân công từ ngày"))


class NoteForm(OneGroup):
    def __init__(self, data: Any = None, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["text"] = forms.CharField(
            label=_("Nội dung"),
            max_length=1000,
            widget=forms.Textarea,
            error_messages={"required": _("Ghi nội dung nhận xét.")},
            help_text=_("Việc thử thách đã giao, tiến bộ, điều cần lưu ý."),
        )
        self.fields["on"] = today_field(_("Ngày"))
        self.fields["member"] = member_field(people, required=False)
        self.fields["member"].label = _("Người nhận xét")


class PaperForm(OneGroup):
    """The state of one paper of a case."""

    def __init__(
        self, data: Any = None, *, row: CasePaper | None, papers: QuerySet[Paper], **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.fields["state"] = forms.ChoiceField(
            label=_("Tình trạng"),
            choices=PaperState.choices,
            widget=forms.RadioSelect,
            initial=row.state if row else PaperState.DONE,
        )
        self.fields["dated_on"] = day(_("Ngày của văn bản"))
        self.fields["number"] = forms.CharField(
            label=_("Số, ký hiệu"), max_length=60, required=False
        )
        self.fields["holder"] = forms.CharField(
            label=_("Ai đang giữ"), max_length=150, required=False
        )
        self.fields["remark"] = forms.CharField(
            label=_("Cần sửa gì, ghi chú"), max_length=400, required=False, widget=forms.Textarea
        )
        self._offer(papers, row)
        for name in ("dated_on", "number", "holder", "remark"):
            self.initial[name] = getattr(row, name) if row else None
        self.initial["paper"] = str(row.paper_id) if row and row.paper_id else ""

    def _offer(self, papers: QuerySet[Paper], row: CasePaper | None) -> None:
        """The latest of the register, and the one chosen before."""
        latest = papers.filter(cancelled_on__isnull=True).order_by("-issued_on", "-pk")[:_OFFERED]
        self.papers = {str(paper.pk): paper for paper in latest}
        if row and row.paper:
            self.papers[str(row.paper_id)] = row.paper
        self.fields["paper"] = ChoiceOrNone(
            label=_("Văn bản trong sổ văn bản"),
            choices=[(key, f"{one} – {one.summary}"[:90]) for key, one in self.papers.items()],
            nothing=_("Không chọn"),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("state") == PaperState.TO_FIX and not given.get("remark"):
            self.add_error("remark", _("Ghi rõ cần sửa gì."))
        return given

    @property
    def marking(self) -> dict[str, Any]:
        """Facts named as in actions.following.Marking."""
        given = self.cleaned_data
        names = ("state", "dated_on", "number", "holder", "remark")
        told = {name: given[name] for name in names}
        return told | {"paper": self.papers.get(given.get("paper") or "")}


class RefereeForm(OneGroup):
    def __init__(self, data: Any = None, *, people: Sequence[Person], **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Người giới thiệu"),
            choices=RefereeKind.choices,
            widget=forms.RadioSelect,
            initial=RefereeKind.MEMBER,
        )
        self.fields["member"] = member_field(people, required=False)
        self.fields["member"].label = _("Đảng viên giới thiệu")
        self.fields["together_since"] = day(
            _("Cùng công tác, lao động, học tập, cư trú từ ngày"),
        )
        self.fields["together_since"].help_text = _(
            "Trong cùng tổ chức cơ sở đảng; tính đến ngày chi bộ xét. Như 03/02/2014."
        )
        self.fields["body_name"] = forms.CharField(
            label=_("Hoặc tên Ban chấp hành Đoàn, Công đoàn giới thiệu"),
            max_length=200,
            required=False,
        )
        self.fields["written_on"] = day(_("Ngày viết giấy, nghị quyết giới thiệu"))
        self.fields["number"] = forms.CharField(
            label=_("Số nghị quyết"), max_length=60, required=False
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == RefereeKind.MEMBER:
            if not given.get("member"):
                self.add_error("member", _("Chọn đảng viên giới thiệu."))
            if not given.get("together_since") and "together_since" not in self.errors:
                self.add_error("together_since", _("Nhập ngày bắt đầu cùng công tác, cư trú."))
            given["body_name"] = ""
        else:
            given["member"], given["together_since"] = "", None
            if not given.get("body_name"):
                self.add_error("body_name", _("Ghi tên tổ chức giới thiệu."))
        return given

    def filled(self, referee: Referee) -> Referee:
        """The referee as typed, unsaved."""
        given = self.cleaned_data
        referee.member_id = int(given["member"]) if given["member"] else None
        for name in ("kind", "together_since", "body_name", "written_on", "number"):
            setattr(referee, name, given[name])
        return referee


class OpinionForm(forms.ModelForm):
    class Meta:
        model = Opinion
        fields = (
            "phase",
            "body_name",
            "is_residence",
            "asked_on",
            "given_on",
            "present",
            "in_favour",
            "text",
        )
        field_classes = {"asked_on": DayField, "given_on": DayField}
        widgets = {"text": forms.Textarea, "phase": forms.RadioSelect}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["phase"] = forms.ChoiceField(
            label=_("Xét"),
            choices=OpinionPhase.choices,
            widget=forms.RadioSelect,
            initial=self.instance.phase or OpinionPhase.ADMISSION,
        )
        self.fields["body_name"].help_text = _("Như Hội Phụ nữ xã, Công đoàn trường.")
        self.fields["body_name"].error_messages["required"] = _("Ghi tên tổ chức cho ý kiến.")

    @property
    def groups(self) -> Groups:
        return [("", list(self))]


class CheckForm(forms.ModelForm):
    class Meta:
        model = BackgroundCheck
        fields = (
            "relation",
            "full_name",
            "born",
            "home",
            "exempt_reason",
            "sent_on",
            "sent_to",
            "sent_number",
            "returned_on",
            "result",
        )
        field_classes = {"sent_on": DayField, "returned_on": DayField}
        widgets = {"result": forms.Textarea}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["relation"].error_messages["required"] = _("Ghi quan hệ, như Bố đẻ, Vợ.")
        self.fields["full_name"].error_messages["required"] = _("Ghi họ và tên.")
        self.fields["exempt_reason"].help_text = _(
            "Như: là đảng viên, đã khai đầy đủ trong lý lịch. Để trống nếu phải thẩm tra."
        )

    @property
    def groups(self) -> Groups:
        who = ("relation", "full_name", "born", "home", "exempt_reason")
        asked = [name for name in self.fields if name not in who]
        return [
            (_("Người được thẩm tra"), [self[name] for name in who]),
            (_("Gửi và kết quả"), [self[name] for name in asked]),
        ]
