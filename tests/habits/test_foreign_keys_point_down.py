from django.apps import apps
from django.db import models

# Lowest first; the same order as the import-linter contract in pyproject.toml.
FLOORS = [
    "base",
    "rulebook",
    "accounts",
    "audit",
    "organisations",
    "documents",
    "members",
    "assignments",
    "admissions meetings study dues inspection targets",
    "appraisal consolidation",
    "reports imports cleaning",
    "web api",
]
HEIGHT = {app: floor for floor, names in enumerate(FLOORS) for app in names.split()}


def ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("chibo.")]


def test_foreign_keys_point_down() -> None:
    upwards = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model in ours()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
        for target in [field.related_model]
        if isinstance(target, type) and target.__module__.startswith("chibo.")
        if target._meta.app_label != model._meta.app_label
        if HEIGHT[target._meta.app_label] >= HEIGHT[model._meta.app_label]
    ]

    assert upwards == []


def test_every_constraint_says_a_sentence() -> None:
    silent = [
        f"{model._meta.label}: {constraint.name}"
        for model in ours()
        for constraint in model._meta.constraints
        if constraint.violation_error_message == constraint.default_violation_error_message
    ]

    assert silent == []


def test_every_table_has_a_name_of_its_own() -> None:
    automatic = [
        model._meta.label
        for model in ours()
        if model._meta.db_table == f"{model._meta.app_label}_{model._meta.model_name}"
    ]

    assert automatic == []
