"""A form whose page is older than the record: nothing typed is lost, nothing saved is undone."""

from typing import Any

from django import forms
from django.http import QueryDict

from chibo.base.overtaking import SHOWN, mindful


class Note(forms.Form):
    phone = forms.CharField(required=False)
    words = forms.CharField(required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(choices=[("a", "Loại một"), ("b", "Loại hai")])
    urgent = forms.BooleanField(required=False)


OPENED = {"phone": "0900", "words": "Một\nHai", "kind": "a", "urgent": False}


def sent(saved_since: dict[str, Any], typed: dict[str, str]) -> Note:
    """The page was opened on OPENED; somebody saved; then this came, lines ending as browsers send them."""
    page = mindful(Note(initial=OPENED))
    shown = {"phone": "0900", "words": "Một\r\nHai", "kind": "a", SHOWN: str(page[SHOWN].value())}
    data = QueryDict(mutable=True)
    data.update(shown | typed)
    return mindful(Note(data, initial=OPENED | saved_since))


def kept(form: Note) -> dict[str, Any]:
    assert form.is_valid(), form.errors
    assert SHOWN not in form.cleaned_data
    read = {name: form.cleaned_data[name] for name in ("phone", "words", "kind")}
    return read | {"words": read["words"].replace("\r\n", "\n")}


def test_nobody_else_saved() -> None:
    assert kept(sent({}, {"phone": "0911"})) == {"phone": "0911", "words": "Một\nHai", "kind": "a"}


def test_what_was_saved_in_another_field_stays() -> None:
    form = sent({"words": "Ba", "kind": "b"}, {"phone": "0911"})
    assert kept(form) == {"phone": "0911", "words": "Ba", "kind": "b"}


def test_two_who_type_the_same_agree() -> None:
    assert kept(sent({"phone": "0911"}, {"phone": "0911"}))["phone"] == "0911"


def test_both_typed_in_one_field_is_refused_beside_it() -> None:
    form = sent({"phone": "0922", "kind": "b"}, {"phone": "0911"})

    assert list(form.errors) == ["phone"]
    assert "người khác đã ghi: “0922”" in form.errors["phone"][0]
    assert form["phone"].value() == "0911"


def test_sent_again_after_the_refusal_it_is_taken() -> None:
    first = sent({"phone": "0922"}, {"phone": "0911"})
    again = QueryDict(mutable=True)
    again.update({name: first[name].value() for name in (SHOWN, "phone", "words", "kind")})
    second = mindful(Note(again, initial=OPENED | {"phone": "0922"}))

    assert kept(second)["phone"] == "0911"


def test_a_choice_is_said_in_its_words_and_an_emptied_field_as_empty() -> None:
    form = sent({"kind": "b", "words": ""}, {"kind": "", "words": "Ba"})

    assert "“Loại hai”" in " ".join(form.errors["kind"])
    assert "để trống ô này" in form.errors["words"][0]


def test_without_marks_it_is_taken_as_it_is() -> None:
    form = sent({"phone": "0922"}, {"phone": "0911", SHOWN: ""})
    assert kept(form)["phone"] == "0911"


def test_marks_that_were_tampered_with_break_nothing() -> None:
    for marks in ("x", ":::", "phone:", "\x00", "phone:1 phone:2 khac:3"):
        sent({}, {SHOWN: marks}).is_valid()
