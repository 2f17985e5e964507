"""Model columns that behave alike on both databases."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


def column_name(model: type[models.Model], column: str) -> str:
    """What people call a column, as its model says."""
    field = model._meta.get_field(column)
    assert isinstance(field, models.Field)
    return str(field.verbose_name)


class BytewiseField(models.CharField):
    """Text compared byte by byte: prefixes are index ranges, and stored sort keys sort as made."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
