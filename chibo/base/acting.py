"""From a form that is right to an action: what the action refuses returns to the form, nothing typed is lost."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from chibo.base.rules import NotAllowed, Refusal

T = TypeVar("T")


def carried_out(
    form: forms.BaseForm, act: Callable[[], T], places: Mapping[str, str] | None = None
) -> T | None:
    """What `act` returns, all of it or nothing written; None when it refused and the form says why.

    `places` leads errors of an action's names to fields of the form: a column, or the sentence of a
    constraint, to the field beside which it is read. A missing duty is not the form's matter: NotAllowed.
    """
    try:
        with transaction.atomic():
            return act()
    except NotAllowed:
        raise
    except (Refusal, ValidationError) as problem:
        say_why(form, problem, places)
    return None


def say_why(
    form: forms.BaseForm,
    problem: Refusal | ValidationError,
    places: Mapping[str, str] | None = None,
) -> None:
    """A refusal at the top of the form, or beside the field it is about; `places` as above."""
    if isinstance(problem, Refusal):
        form.add_error(None, problem.sentence)
        return
    for name, sentences in _by_name(problem).items():
        for sentence in sentences:
            _put(form, name, sentence, places or {})


def _by_name(problem: ValidationError) -> dict[str, list[str]]:
    return problem.message_dict if hasattr(problem, "error_dict") else {"": problem.messages}


def _put(form: forms.BaseForm, name: str, sentence: str, places: Mapping[str, str]) -> None:
    field: Any = places.get(sentence) or places.get(name) or name
    form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, sentence)
