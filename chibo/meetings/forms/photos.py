"""Photos chosen on the phone or the desk."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

_MOST_AT_ONCE = 20


class _ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Cleans to a list of uploaded files."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = data if isinstance(data, Sequence) else [data]
        if len(files) > _MOST_AT_ONCE:
            raise forms.ValidationError(
                _now("Gắn mỗi lần nhiều nhất {n} ảnh.").format(n=_MOST_AT_ONCE)
            )
        return [super(_FilesField, self).clean(one, initial) for one in files] or [
            super().clean(None, initial)
        ]


class PhotosForm(forms.Form):
    pictures = _FilesField(
        label=_("Ảnh hoặc bản quét"),
        widget=_ManyFiles(attrs={"accept": "image/jpeg,image/png,image/heic,application/pdf"}),
        help_text=_("JPEG, PNG, HEIC hoặc PDF; chọn được nhiều tệp."),
        error_messages={"required": _("Chọn ảnh cần gắn."), "empty": _("Tệp rỗng.")},
    )
    words = forms.CharField(
        label=_("Chú thích"),
        max_length=200,
        required=False,
        help_text=_("Như: trang 12–14 sổ nghị quyết."),
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label=_("Lý do gỡ"), max_length=300, error_messages={"required": _("Ghi lý do gỡ ảnh.")}
    )
