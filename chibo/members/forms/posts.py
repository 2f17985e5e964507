"""Offices: which, where, since when, how gained; and the same put right afterwards."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.base.fields import ChoiceOrNone, DayField
from chibo.members.forms.decision import DecisionForm
from chibo.members.forms.entering import day_field, decision_group, grouped
from chibo.members.forms.moving import Groups
from chibo.members.models import Post
from chibo.members.models.post import Gained
from chibo.organisations.models import Place
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


def _office_fields(
    organisations: Sequence[Branch], village_places: Sequence[Place]
) -> dict[str, forms.Field]:
    return {
        "position": ChoiceOrNone(
            label=gettext_lazy("Chức vụ"),
            choices=code_list("positions").choices(),
            error_messages={"required": gettext_lazy("Chọn chức vụ.")},
        ),
        "organisation": ChoiceOrNone(
            label=gettext_lazy("Tại"),
            choices=[(str(one.pk), one.name) for one in organisations],
            error_messages={"required": gettext_lazy("Chọn tổ chức của chức vụ này.")},
        ),
        "place": ChoiceOrNone(
            label=gettext_lazy("Thôn, bản, đơn vị"),
            choices=[(str(place.pk), place.name) for place in village_places],
            nothing=gettext_lazy("Không"),
            required=False,
        ),
        "on": day_field(gettext_lazy("Giữ chức từ ngày"), gettext_lazy("Nhập ngày.")),
        "term": forms.CharField(
            label=gettext_lazy("Nhiệm kỳ"),
            help_text=gettext_lazy("Ví dụ: 2025-2030."),
            max_length=20,
            required=False,
        ),
        "gained": ChoiceOrNone(
            label=gettext_lazy("Hình thức"), choices=Gained.choices, required=False
        ),
        "seconded_from": forms.CharField(
            label=gettext_lazy("Tăng cường từ"), max_length=150, required=False
        ),
    }


class PostForm(DecisionForm):
    def __init__(
        self,
        data: Any = None,
        *,
        organisations: Sequence[Branch],
        village_places: Sequence[Place],
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.fields |= _office_fields(organisations, village_places)

    @property
    def groups(self) -> Groups:
        own = [name for name in self.fields if name not in self.DECISION]
        return grouped(self, (_("Chức vụ"), own), decision_group())


class CorrectPostForm(forms.Form):
    """An office as it is written, to be put right; one that is over with its end."""

    def __init__(
        self,
        data: Any = None,
        *,
        post: Post,
        organisations: Sequence[Branch],
        village_places: Sequence[Place],
    ) -> None:
        super().__init__(data, initial=_as_written(post))
        places = list({one.pk: one for one in (post.place, *village_places) if one}.values())
        self.fields |= _office_fields(organisations, places)
        if post.ended_on:
            self.fields["until"] = DayField(
                label=gettext_lazy("Thôi giữ từ ngày"),
                help_text=gettext_lazy("Để trống nếu vẫn đang giữ."),
                required=False,
            )
            self.fields["end_reason"] = forms.CharField(
                label=gettext_lazy("Lý do thôi giữ"), max_length=200, required=False
            )
        self.fields["why"] = forms.CharField(
            label=gettext_lazy("Lý do sửa"),
            max_length=300,
            help_text=gettext_lazy("Ví dụ: ghi nhầm ngày."),
            error_messages={"required": gettext_lazy("Ghi lý do sửa, ví dụ: ghi nhầm ngày.")},
        )

    @property
    def groups(self) -> Groups:
        return grouped(self, ("", [field.name for field in self.visible_fields()]))


def _as_written(post: Post) -> dict[str, Any]:
    same = ("position", "term", "gained", "seconded_from", "end_reason")
    return {name: getattr(post, name) for name in same} | {
        "organisation": str(post.organisation_id),
        "place": str(post.place_id or ""),
        "on": post.started_on,
        "until": post.ended_on,
    }
