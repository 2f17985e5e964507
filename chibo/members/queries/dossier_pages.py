"""What a page of a list of dossiers shows beside each name, read together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from chibo.base.asking import rows_together
from chibo.members.models import DossierItem, DossierPlace, Membership
from chibo.members.queries.dossier_places import out_on
from chibo.members.queries.dossiers import Contents, contents_with, items_of
from chibo.members.queries.listing import names_of_cells

_PLACE = ("cabinet", "shelf", "box")


@dataclass(frozen=True)
class Beside:
    """By cell its name; by person where the dossier lies and when it is due back; `out`: how many are lent."""

    cells: Mapping[int, str]
    contents: Mapping[int, Contents]
    marks: Mapping[int, str]
    due: Mapping[int, date]
    out: int


def beside(rows: Sequence[Membership], somebody: Q, on: date) -> Beside:
    """`somebody`: the condition on a row with a `person` that it is of the branch."""
    people = [row.person_id for row in rows]
    cells, items, places, loans, out = rows_together(
        [
            names_of_cells({row.cell_id for row in rows}, on),
            items_of(people, on).values("person_id", "document", "state"),
            DossierPlace.objects.on(on).filter(person__in=people).values("person_id", *_PLACE),
            out_on(on).filter(person__in=people).values("person_id", "due_on"),
            out_on(on).filter(somebody).values("pk"),
        ]
    )
    found = [DossierItem(**vars(item)) for item in items]
    return Beside(
        {one.organisation_id: one.short_name for one in cells},
        contents_with(found, people, on),
        {one.person_id: DossierPlace(**vars(one)).shelf_mark for one in places},
        {one.person_id: one.due_on for one in loans},
        len(out),
    )
