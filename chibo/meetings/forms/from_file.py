"""A sealed file chosen on the desk, and what is chosen where it differs from the books."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chibo.base.sealing import OVERHEAD, unsealed
from chibo.meetings.forms.recording import LARGEST, handed
from chibo.meetings.models import Presence
from chibo.meetings.queries.recordings import Choice, Handed, MarkSent

CHOICE, THEIRS, MARK, REASON = "chon:", "da-co:", "danh:", "ly-do:"
_LONGEST_REASON = 200
_MARKS = (Presence.PRESENT, Presence.WITH_REASON, Presence.WITHOUT_REASON)


class SealedFileForm(forms.Form):
    """`sealed` is the same file again, as the page that showed what it holds sends it back."""

    file = forms.FileField(
        label=_("Tệp lưu từ điện thoại"),
        help_text=_("Tệp có đuôi .ghimay, chép từ điện thoại qua dây USB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ghimay"}),
        error_messages={
            "required": _("Chọn tệp .ghimay chép từ điện thoại."),
            "empty": _("Tệp rỗng: chép lại từ điện thoại."),
        },
    )
    sealed = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.fields["file"].required = not (data and data.get("sealed"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST + OVERHEAD:
            raise forms.ValidationError(
                _("Tệp lớn quá 512 kB, không phải bản ghi từ điện thoại."), code="large"
            )
        return file

    def content(self) -> bytes:
        """Of a valid form: the bytes of the file; nothing when they were sent back broken."""
        if self.cleaned_data["file"]:
            return bytes(self.cleaned_data["file"].read())
        try:
            return base64.b64decode(self.cleaned_data["sealed"], validate=True)
        except (binascii.Error, ValueError):
            return b""


def opened(content: bytes) -> Handed:
    """Raises Refusal with a sentence when it is no file of ours, or damaged."""
    return handed(unsealed(content))


def settled(found: Handed, posted: Mapping[str, str]) -> Handed:
    """With the choices and marks made at the screen beside those made on the phone."""
    sent = found.recording
    marks = _marks(posted)
    roll = [mark for mark in sent.roll if mark.person not in marks]
    return replace(
        found,
        recording=replace(
            sent,
            choices=dict(sent.choices) | _choices(posted),
            roll=(*roll, *marks.values()),
            keeps_only=sent.keeps_only or posted.get("viec") == "giu",
        ),
    )


def _choices(posted: Mapping[str, str]) -> dict[str, Choice]:
    return {
        name.removeprefix(CHOICE): Choice(
            posted.get(THEIRS + name.removeprefix(CHOICE), ""), take == "mine"
        )
        for name, take in posted.items()
        if name.startswith(CHOICE) and take in ("mine", "theirs")
    }


def _marks(posted: Mapping[str, str]) -> dict[int, MarkSent]:
    found = {}
    for name, state in posted.items():
        key = name.removeprefix(MARK)
        if name.startswith(MARK) and key.isascii() and key.isdecimal() and state in _MARKS:
            reason = posted.get(REASON + key, "")[:_LONGEST_REASON]
            kept = reason if state == Presence.WITH_REASON else ""
            found[int(key)] = MarkSent(int(key), state, kept)
    return found
