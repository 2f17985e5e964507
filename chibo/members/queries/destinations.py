"""The cell people mean by what they write on a letter: its name, best with the committee above it."""

from datetime import date

from django.db.models import Q

from chibo.base.text import clean, fold
from chibo.organisations.queries.tree import Branch, as_branch, branches, cell_kinds, placed

OFFERED = 5


def cells_called(text: str, on: date) -> list[Branch]:
    """Cells of that name standing on a day: "Chi bộ bản Bên, Đảng bộ xã Chiềng Bên", or a code of 14
    digits; marks may be missing. Without a committee, all cells of the name."""
    wanted, _comma, above = (clean(part) for part in text.partition(","))
    digits = wanted.replace(".", "").replace(" ", "")
    named = Q(profile__name_folded=fold(wanted)) | Q(
        profile__name_folded__endswith=f" {fold(wanted)}"
    )
    if not fold(wanted):
        return []
    rows = placed(on).filter(Q(profile__code=digits) if digits.isdigit() else named)
    found = [as_branch(row, on) for row in rows.filter(profile__kind__in=cell_kinds())[:200]]
    if not above:
        return found
    lines = branches({key for one in found for key in one.ancestor_ids}, on)
    meant = {key for key, one in lines.items() if fold(one.name).endswith(fold(above))}
    return [one for one in found if meant.intersection(one.ancestor_ids)]


def full_names(cells: list[Branch], on: date) -> list[str]:
    """Each with the committee right above it."""
    above = branches({one.parent_id for one in cells if one.parent_id}, on)
    return [
        f"{one.name}, {above[one.parent_id].name}" if one.parent_id in above else one.name
        for one in cells
    ]
