"""Which columns the generator fills, table by table. All others take the value a new object has."""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db import models

Row = tuple[Any, ...]  # text, whole numbers and None only: both databases read them as they are
Rows = dict[str, list[Row]]

COLUMNS: dict[str, str] = {
    "organisation": "id founded_on records_from",
    "organisation_profile": "id organisation_id name short_name name_folded kind base_type code started_on",
    "organisation_placement": "id organisation_id parent_id path started_on",
    "person": "id full_name name_folded name_sort name_key sex born_on ethnicity religion national_id "
    "national_id_hash national_id_tail_hash native_province home_province home_detail occupation "
    "joined_on official_on card_number",
    "movement": "id person_id kind happened_on from_cell_id from_path from_status to_cell_id to_path to_status",
    "membership": "id person_id cell_id status path grassroots_id province_id sex born_on ethnicity religion "
    "started_on ended_on opened_by_id closed_by_id",
    "qualification": "id person_id ladder level rank reached_on",
    "exemption": "id person_id reason started_on ended_on",
    "admission": "id person_id movement_id decided_on ceremony_on",
    "recognition": "id person_id movement_id decided_on effective_on",
    "post": "id person_id position organisation_id term gained started_on",
}


def model_of(table: str) -> type[models.Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def columns(table: str) -> list[str]:
    return COLUMNS[table].split()


def constants(table: str, filled: Collection[str] | None = None) -> dict[str, Any]:
    """Columns nobody fills and their value, as the database gets it from a new object."""
    from django.db import connection

    model, filled = model_of(table), {"id", *(columns(table) if filled is None else filled)}
    fresh = model()
    return {
        str(field.column): field.get_db_prep_save(getattr(fresh, field.attname), connection)
        for field in model._meta.concrete_fields
        if field.column not in filled
    }
