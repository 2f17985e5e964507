"""A record at hand may be older than the one in the books: two people have the same page open."""

from django.db import models
from django.utils.translation import gettext as _

from chibo.base.rules import Refusal


def hold(*rows: models.Model) -> None:
    """Each row becomes what the books say now and is kept from others until the transaction ends.

    Called before anything is asked of the rows or set on them, parents first: whoever comes second sees what
    the first has done. Relations at hand stay where they still hold; prefetched rows are read again. One
    question a model.
    """
    for model in dict.fromkeys(type(row) for row in rows):
        same = [row for row in rows if type(row) is model]
        found: models.QuerySet[models.Model] = (
            models.QuerySet(model).select_for_update().order_by("pk")
        )
        now = found.in_bulk([row.pk for row in same])
        for row in same:
            _catch_up(row, now.get(row.pk))


def _catch_up(row: models.Model, now: models.Model | None) -> None:
    if now is None:
        raise Refusal(_("Bản ghi này vừa được người khác xóa; mở lại trang để xem danh sách mới."))
    for column in row._meta.concrete_fields:
        setattr(row, column.attname, getattr(now, column.attname))
    vars(row).pop("_prefetched_objects_cache", None)
