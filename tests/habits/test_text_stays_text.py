"""Whatever people type is shown as typed: no word of a record ever becomes a part of the page."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models, transaction
from django.db.models import Value
from django.db.models.functions import Cast, Concat
from pytest_django.plugin import DjangoDbBlocker

from chibo.base.columns import BytewiseField
from chibo.base.secrets import SecretField
from tests.habits.doors import addresses, doors
from tests.habits.sides import ours
from tests.habits.test_access_walk import PUBLIC
from tests.habits.walking import Answer, Person, one_world

pytestmark = pytest.mark.django_db

HOSTILE = "<i onerror=x>'\"&"
RAW = "<i onerror"
# Words the program itself chose, and the journal, which is never changed.
LEFT_ALONE = {"journal", "django_session"}


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Answer]]:
    """Every page of the office and of the administrator, all free text being hostile."""
    with one_world(django_db_blocker) as world, transaction.atomic():
        side = ours(world)
        asked = [
            page
            for door in doors()
            if door.name not in PUBLIC
            for page in addresses(door, side).items()
        ]
        turn_hostile()
        people = [Person("office", world.an), Person("admin", world.admin)]
        yield [person.get(page, url) for page, url in asked for person in people]
        transaction.set_rollback(True)


def turn_hostile() -> None:
    for model in apps.get_models():
        if model.__module__.startswith("chibo.") and model._meta.db_table not in LEFT_ALONE:
            names = [column.name for column in model._meta.concrete_fields if is_free(column)]
            if names:
                told = Concat(Value(HOSTILE), Cast("pk", models.CharField()))
                model.objects.update(**dict.fromkeys(names, told))


def is_free(column: models.Field) -> bool:
    """Text of some length that is no code, no key, no secret and unique to nobody."""
    if isinstance(column, SecretField | BytewiseField | models.EmailField):
        return False
    if column.unique or column.name == "password":
        return False
    long = isinstance(column, models.CharField) and (column.max_length or 0) >= 100
    return long and not column.choices


def test_columns_are_found() -> None:
    found = {
        f"{model._meta.model_name}.{column.name}"
        for model in apps.get_models()
        if model.__module__.startswith("chibo.")
        for column in model._meta.concrete_fields
        if is_free(column)
    }
    assert {"person.full_name", "profile.name", "paper.summary", "user.full_name"} <= found


def test_hostile_text_reaches_the_pages(answers: list[Answer]) -> None:
    """Or else the next test would prove nothing."""
    assert len([answer for answer in answers if "&lt;i onerror" in answer.body]) > 20


def test_hostile_text_stays_text(answers: list[Answer]) -> None:
    assert [str(answer) for answer in answers if RAW in answer.body] == []


def test_hostile_text_breaks_no_page(answers: list[Answer]) -> None:
    assert [str(answer) for answer in answers if answer.status >= 500] == []
