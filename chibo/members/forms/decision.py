"""The decision behind what is recorded: chosen from the register, or registered on the way."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.documents.models import Paper
from chibo.rulebook.queries import code_list

_OFFERED = 40
_NEEDED = {
    "paper_number": gettext_lazy("Nhập số của văn bản, ví dụ 15."),
    "paper_symbol": gettext_lazy("Nhập ký hiệu của văn bản, ví dụ QĐ/ĐU."),
    "paper_day": gettext_lazy("Nhập ngày ban hành văn bản."),
    "paper_issuer": gettext_lazy("Nhập cơ quan ban hành văn bản."),
}


class DecisionForm(forms.Form):
    """`papers` are those the person at the screen may choose from; `about` is offered as the summary."""

    paper = ChoiceOrNone(
        label=gettext_lazy("Văn bản đã có trong sổ"),
        choices=(),
        nothing=gettext_lazy("Không chọn"),
        required=False,
    )
    paper_number = forms.CharField(label=gettext_lazy("Số"), max_length=20, required=False)
    paper_symbol = forms.CharField(label=gettext_lazy("Ký hiệu"), max_length=40, required=False)
    paper_kind = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), required=False)
    paper_day = DayField(label=gettext_lazy("Ngày ban hành"), required=False)
    paper_issuer = forms.CharField(
        label=gettext_lazy("Cơ quan ban hành"), max_length=200, required=False
    )
    paper_summary = forms.CharField(label=gettext_lazy("Trích yếu"), max_length=500, required=False)

    DECISION = (
        "paper",
        "paper_number",
        "paper_symbol",
        "paper_kind",
        "paper_day",
        "paper_issuer",
        "paper_summary",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        papers: QuerySet[Paper] | None = None,
        about: str = "",
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.about = about
        kinds = self.fields["paper_kind"]
        assert isinstance(kinds, forms.ChoiceField)
        kinds.choices = code_list("document_types").choices()
        kinds.initial = "decision"
        self.papers = {}
        if papers is not None:
            latest = papers.filter(cancelled_on__isnull=True).order_by("-issued_on", "-pk")
            self.papers = {str(paper.pk): paper for paper in latest[:_OFFERED]}
        chosen = self.fields["paper"]
        assert isinstance(chosen, forms.ChoiceField)
        offered = [(key, f"{paper} – {paper.summary}"[:90]) for key, paper in self.papers.items()]
        chosen.choices = [("", _("Không chọn")), *offered]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        typed = [given.get(name) for name in _NEEDED]
        if given.get("paper") and any(typed):
            self.add_error("paper", _("Chọn văn bản trong sổ hoặc ghi văn bản mới, không cả hai."))
        elif any(typed) or given.get("paper_summary"):
            for name, sentence in _NEEDED.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, str(sentence))
        return given

    @property
    def chosen_paper(self) -> Paper | None:
        return self.papers.get(self.cleaned_data.get("paper") or "")

    @property
    def new_paper(self) -> dict[str, Any] | None:
        """Facts of a paper to be registered, named as in documents.actions.NewPaper."""
        given = self.cleaned_data
        if not given.get("paper_number"):
            return None
        return {
            "number": given["paper_number"],
            "symbol": given["paper_symbol"],
            "kind": given.get("paper_kind") or "decision",
            "issuer_name": given["paper_issuer"],
            "issued_on": given["paper_day"],
            "summary": given.get("paper_summary") or self.about,
        }
