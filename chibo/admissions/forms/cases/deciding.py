"""Votes, the decision, the ceremony, recognition and the card."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.admissions.forms.cases.opening import day
from chibo.admissions.models import Review, ReviewLevel
from chibo.admissions.queries.voters import Entitled
from chibo.base.columns import column_name
from chibo.base.text import format_date
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import decision_group, grouped
from chibo.members.forms.moving import Groups
from chibo.rulebook.queries import rule_versions

COUNTS = ("entitled", "away", "excused_absent", "present", "in_favour", "against", "other")
_MAY_BE_EMPTY = ("away", "excused_absent", "against", "other")


class WithDecision(DecisionForm):
    """Own fields first, then the paper behind them."""

    title: Any = ""

    @property
    def groups(self) -> Groups:
        own = [name for name in self.fields if name not in self.DECISION]
        return grouped(self, (self.title, own), decision_group())


class ReviewForm(DecisionForm):
    """A body's vote; `entitled` are the books' numbers on the day the form was asked for. Who keeps no
    register of papers chooses among those there (`may_register` False)."""

    def __init__(
        self,
        data: Any = None,
        *,
        level: str,
        entitled: Entitled | None,
        may_register: bool,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.level = level
        self.fields["paper_kind"].initial = "resolution"
        if not may_register:
            for name in self.DECISION[1:]:
                del self.fields[name]
        self.fields["held_on"] = day(_("Ngày họp"), _("Nhập ngày họp."))
        for name in COUNTS:
            self.fields[name] = _count(name)
        if level != ReviewLevel.CELL:
            del self.fields["away"], self.fields["excused_absent"]
        self._ask_what_came_of_it()
        if entitled is not None and entitled.total:
            self._propose(entitled)

    def _ask_what_came_of_it(self) -> None:
        self.fields["proposes"] = forms.BooleanField(
            label=_("Đề nghị (biểu quyết thông qua)"),
            required=False,
            initial=True,
            help_text=_("Bỏ chọn khi không thông qua: kết quả vẫn được giữ, hồ sơ ở lại bước này."),
        )
        self.fields["remark"] = forms.CharField(
            label=_("Nhận xét, kết luận"), max_length=1000, required=False, widget=forms.Textarea
        )
        if self.level == ReviewLevel.DECIDING:
            self.fields["body_name"] = forms.CharField(
                label=_("Cơ quan quyết định"),
                max_length=200,
                error_messages={"required": _("Ghi cơ quan quyết định.")},
            )

    def _propose(self, entitled: Entitled) -> None:
        self.initial.update(entitled=entitled.total, present=entitled.base)
        if self.level != ReviewLevel.CELL:
            return
        self.initial.update(away=entitled.away, excused_absent=entitled.excused)
        if entitled.suspended:
            said = ngettext(
                "Không kể {n} đồng chí đang bị đình chỉ sinh hoạt.",
                "Không kể {n} đồng chí đang bị đình chỉ sinh hoạt.",
                entitled.suspended,
            )
            self.fields["entitled"].help_text = said.format(n=entitled.suspended)

    @property
    def voting(self) -> dict[str, Any]:
        """Facts named as in actions.reviewing.Voting, without phase, level and paper."""
        given = self.cleaned_data
        counts = {name: given.get(name) or 0 for name in COUNTS}
        told = {name: given.get(name) for name in ("held_on", "proposes", "remark")}
        return counts | told | {"body_name": given.get("body_name", "")}

    @property
    def groups(self) -> Groups:
        counts = [name for name in COUNTS if name in self.fields]
        body = ["body_name"] if "body_name" in self.fields else []
        return grouped(
            self,
            (_("Cuộc họp"), [*body, "held_on"]),
            (_("Biểu quyết"), counts),
            (_("Kết luận"), ["proposes", "remark"]),
            (_("Nghị quyết, báo cáo (nếu có)"), [n for n in self.DECISION if n in self.fields]),
        )


def _count(name: str) -> forms.IntegerField:
    label = column_name(Review, name)
    needed = name not in _MAY_BE_EMPTY
    hints = {
        "entitled": _("Với chi bộ: đảng viên chính thức, không kể đảng viên dự bị."),
        "excused_absent": _("Người được miễn mà vẫn dự họp thì tính là có mặt, không ghi ở đây."),
    }
    return forms.IntegerField(
        label=label[:1].upper() + label[1:],
        min_value=0,
        required=needed,
        initial=0 if not needed else None,
        help_text=hints.get(name, ""),
        error_messages={"required": _("Nhập một số.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class DecideForm(WithDecision):
    """The day the cell received the decision counts for decisions of the time before 208-QĐ/TW."""

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.title = _("Quyết định kết nạp")
        self.fields["decided_on"] = day(
            _("Ngày ban hành quyết định"), _("Nhập ngày của quyết định kết nạp.")
        )
        self.fields["decided_on"].help_text = _("Tuổi Đảng tính từ ngày này.")
        self.fields["received_on"] = day(_("Ngày chi bộ nhận quyết định"))
        self.fields["received_on"].help_text = _receipt_needed()


def _receipt_needed() -> str:
    """Up to which decisions the cell's receipt is asked for, from the versions of the rule."""
    received = [
        version
        for version in rule_versions("admission.ceremony_deadline_from")
        if version.text() == "decision_received_on"
    ]
    last = received[-1].valid_to if received else None
    if last is None:
        return _("Hạn tổ chức lễ tính từ ngày này.")
    sentence = _("Bắt buộc với quyết định ban hành đến {day}: hạn tổ chức lễ tính từ ngày nhận.")
    return sentence.format(day=format_date(last))


class CeremonyForm(forms.Form):
    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["held_on"] = day(_("Ngày lễ kết nạp"), _("Nhập ngày tổ chức lễ kết nạp."))
        self.fields["held_on"].help_text = _("12 tháng dự bị tính từ ngày này.")
        self.fields["late_reason"] = forms.CharField(
            label=_("Lý do tổ chức quá hạn"), max_length=300, required=False
        )

    @property
    def groups(self) -> Groups:
        return grouped(self, (_("Lễ kết nạp"), ["held_on", "late_reason"]))


class RecogniseInCaseForm(WithDecision):
    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.title = _("Quyết định công nhận")
        self.fields["decided_on"] = day(
            _("Ngày quyết định công nhận"), _("Nhập ngày của quyết định công nhận.")
        )


class CardForm(forms.Form):
    """The number of a card that is known already is only shown."""

    def __init__(self, data: Any = None, *, has_card: bool, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["granted_on"] = day(_("Ngày phát thẻ"), _("Nhập ngày phát thẻ."))
        self.fields["number"] = forms.CharField(
            label=_("Số thẻ đảng viên"),
            max_length=20,
            required=not has_card,
            disabled=has_card,
            error_messages={"required": _("Nhập số thẻ.")},
        )

    @property
    def groups(self) -> Groups:
        return grouped(self, (_("Thẻ đảng viên"), ["granted_on", "number"]))
