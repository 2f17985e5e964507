"""Imports within reach, and what each of them wrote."""

from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.base.secrets import decrypt_bytes
from chibo.imports.models import FileImport, SavedMapping, Stage, WrittenRecord
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import reach, taken_over
from chibo.organisations.queries.tree import Branch, as_branch, branch, placed, within

OPEN = (Stage.MAPPING, Stage.REHEARSED, Stage.APPLIED)


def visible_to(user: User, on: date | None = None) -> QuerySet[FileImport]:
    """Imports into organisations where the user may import, and into those that ended there or were
    merged into them."""
    day = on or timezone.localdate()
    here = within(reach(user, Power.IMPORT, day)) & (
        holds_on(day) | Q(organisation__dissolved_on__lte=day)
    )
    units = Placement.objects.filter(here | taken_over(user, Power.IMPORT))
    return FileImport.objects.filter(organisation__in=units.values("organisation"))


def places_to_import(user: User, on: date) -> list[Branch]:
    """Organisations the user may import into, the highest of each duty first in tree order."""
    paths = reach(user, Power.IMPORT, on)
    rows = placed(on).filter(placement__path__in=paths).order_by("path")
    return [as_branch(row, on) for row in rows]


def earlier(organisation: Organisation, sha256: str, sheet: str = "") -> FileImport | None:
    """The import of the very same file into the same organisation that still stands; of the sheet, if told."""
    same = FileImport.objects.filter(organisation=organisation, sha256=sha256, stage__in=OPEN)
    if sheet:
        same = same.filter(sheet=sheet)
    return same.order_by("-pk").first()


def begun_earlier(of: FileImport) -> date | None:
    """The day the unit's books began, where that lies before the day chosen for the file."""
    begun = branch(of.organisation_id, of.as_of).records_from
    return begun if begun and begun < of.books_from else None


def content(of: FileImport) -> bytes:
    return decrypt_bytes((settings.FILES / "imports" / of.stored_as).read_bytes())


def written_keys(of: FileImport, kind: str) -> list[int]:
    return list(of.written.filter(kind=kind).values_list("key", flat=True))


def written_rows(of: FileImport) -> set[int]:
    """Rows of the file that are in the books."""
    kinds = ("members.person", WrittenRecord.FILLED)
    rows = of.written.filter(kind__in=kinds).exclude(row=WrittenRecord.OF_AN_EARLIER_FILE)
    return set(rows.values_list("row", flat=True))


def filled_files(of: FileImport) -> dict[int, list[str]]:
    """Person → the facts of their file that the import filled."""
    found: dict[int, list[str]] = {}
    for key, names in of.written.filter(kind=WrittenRecord.FILLED).values_list("key", "filled"):
        found[key] = [*found.get(key, []), *names]
    return found


def mappings_of(organisation: Organisation) -> QuerySet[SavedMapping]:
    return SavedMapping.objects.filter(organisation=organisation).order_by("name")


def mapping_for(organisation: Organisation, signature: str) -> SavedMapping | None:
    return mappings_of(organisation).filter(signature=signature).last()
