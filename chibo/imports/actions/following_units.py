"""Imports when units end: what is half done is closed, what was learnt goes on with the unit in their place."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.imports.models import FileImport, KnownValue, SavedMapping, Stage
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class ImportsFollow:
    """A Carrier (organisations.consequences). A list half read is of cells that are no more; files already
    written stay with the old unit, where its successor reads them."""

    def describe(self, shape: Shape) -> list[Consequence]:
        count = _half_done([unit.pk for unit in shape.ended]).count()
        told = _("{n} tệp đang nhập dở ở đơn vị kết thúc: đóng lại, cần thì tải lên ở đơn vị mới.")
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        rows = list(_half_done(fates.heirs))
        with trace.changing(rows, ["stage"]):
            for row in rows:
                row.stage = Stage.CANCELLED
        note_all(by, [Line("file.cancelled", row, reason=fates.reason) for row in rows])
        trace.create(_mappings(fates))
        trace.create(_values(fates))


def _half_done(units: Collection[int]) -> QuerySet[FileImport]:
    rows = FileImport.objects.filter(organisation__in=list(units))
    return rows.filter(stage__in=[Stage.MAPPING, Stage.REHEARSED]).order_by("pk")


def _mappings(fates: Fates) -> list[SavedMapping]:
    """Those of merged units under names the successor has not given."""
    heirs = set(fates.units.values())
    taken = set(
        SavedMapping.objects.filter(organisation__in=heirs).values_list("organisation", "name")
    )
    found = []
    for row in SavedMapping.objects.filter(organisation__in=list(fates.units)).order_by("pk"):
        heir = fates.units[row.organisation_id]
        if (heir, row.name) not in taken:
            taken.add((heir, row.name))
            facts = {"name": row.name, "signature": row.signature, "fields": row.fields}
            found.append(SavedMapping(organisation_id=heir, **facts))
    return found


def _values(fates: Fates) -> list[KnownValue]:
    """Spellings the successor does not know; a cell that ended means the one in its place."""
    heirs = set(fates.units.values())
    known = KnownValue.objects.filter(organisation__in=heirs)
    taken = set(known.values_list("organisation", "field", "spelling"))
    found = []
    for row in KnownValue.objects.filter(organisation__in=list(fates.units)).order_by("pk"):
        key = (fates.units[row.organisation_id], row.field, row.spelling)
        if key not in taken:
            taken.add(key)
            organisation, field, spelling = key
            found.append(
                KnownValue(
                    organisation_id=organisation,
                    field=field,
                    spelling=spelling,
                    meaning=_meaning(row, fates),
                )
            )
    return found


def _meaning(row: KnownValue, fates: Fates) -> str:
    if row.field != "cell" or not row.meaning.isdecimal():
        return row.meaning
    return str(fates.cells.get(int(row.meaning), row.meaning))
