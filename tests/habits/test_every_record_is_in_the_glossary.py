from django.apps import apps

from tests.habits.source import ROOT


def test_every_record_is_in_the_glossary() -> None:
    text = (ROOT / "docs" / "glossary.md").read_text()
    models = [model for model in apps.get_models() if model.__module__.startswith("chibo.")]

    assert [model.__name__ for model in models if f"`{model.__name__}`" not in text] == []
