from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register


class RulebookConfig(AppConfig):
    name = "chibo.rulebook"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(rulebook_can_be_read)


def rulebook_can_be_read(**_scope: Any) -> list[CheckMessage]:
    from chibo.rulebook.queries import RulebookError, book

    try:
        book()
    except RulebookError as problem:
        return [Error(str(problem), id="rulebook.E001")]
    return []
