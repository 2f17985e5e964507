"""Two people correct one record: a page remembers what it showed, so that what was saved since is not undone."""

from typing import Any, TypeVar, cast

from django import forms
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict  # noqa: TID251 (what a bound form holds)
from django.utils.translation import gettext as _

from chibo.base.secrets import keyed_hash

SHOWN = "as_shown"
_LENGTH = 16
Form = TypeVar("Form", bound=forms.BaseForm)


def mindful(form: Form) -> Form:
    """For a form whose initial values are what a record says now; its page carries their marks.

    Sent from a page that showed older values, it keeps what was saved since wherever nothing was typed, and
    refuses, beside the field, where both were typed. A form sent without marks is taken as it is.
    """
    now = {name: text for name in form.fields if (text := _as_shown(form, name)) is not None}
    marks = " ".join(f"{name}:{_mark(name, text)}" for name, text in now.items())
    form.fields[SHOWN] = forms.CharField(
        required=False, initial=marks, widget=forms.HiddenInput, max_length=None
    )
    if form.is_bound:
        _bring_together(form, now, marks)
    return form


def _as_shown(form: forms.BaseForm, name: str) -> str | None:
    """The text a page shows in a field of one line, of many lines or of one choice; None for others."""
    field = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(field.widget, ChoiceWidget):
        many = field.widget.allow_multiple_selected or isinstance(value, list | tuple)
        return None if many else _plain("" if value is None else value)
    if isinstance(field.widget, forms.Textarea | forms.TextInput | forms.NumberInput):
        return _plain(field.widget.format_value(value) or "")
    return None


def _plain(text: Any) -> str:
    return str(text).replace("\r\n", "\n").strip()


def _mark(name: str, text: str) -> str:
    return keyed_hash(f"{name}\n{text}")[:_LENGTH]


def _bring_together(form: forms.BaseForm, now: dict[str, str], marks: str) -> None:
    data: Any = cast(QueryDict, form.data).copy()
    told = dict(
        part.split(":", 1)
        for part in data.get(form.add_prefix(SHOWN), "").split()
        if part.count(":") == 1
    )
    both_typed = []
    for name, text in now.items():
        if told.get(name) in (None, _mark(name, text)):
            continue
        place = form.add_prefix(name)
        typed = _plain(data.get(place, ""))
        if _mark(name, typed) == told[name]:
            data[place] = text
        elif typed != text:
            both_typed.append(name)
    data[form.add_prefix(SHOWN)] = marks
    form.data = data
    _say(form, {name: now[name] for name in both_typed})


def _say(form: forms.BaseForm, saved: dict[str, str]) -> None:
    form.full_clean()
    getattr(form, "cleaned_data", {}).pop(
        SHOWN, None
    )  # the marks are the page's, not what was typed
    for name, text in saved.items():
        form.add_error(name, _sentence(form.fields[name], text))


def _sentence(field: forms.Field, text: str) -> str:
    if not text:
        return _(
            "Trong lúc đồng chí mở trang này, người khác đã để trống ô này. Xem lại rồi ghi lần nữa."
        )
    choices = getattr(field, "choices", None)
    shown = {str(code): str(label) for code, label in choices}.get(text, text) if choices else text
    return _(
        "Trong lúc đồng chí mở trang này, người khác đã ghi: “{saved}”. Xem lại rồi ghi lần nữa."
    ).format(saved=shown)
