"""What a form about members offers: cells to stand in, papers to cite."""

from django.db.models import QuerySet
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.text import text_sort_key
from chibo.documents.models import Paper
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders
from chibo.organisations.queries.tree import (
    Branch,
    as_branch,
    branches,
    cells_in,
    path_ids,
    placed_under,
)


def papers_for(user: User, path: str) -> QuerySet[Paper]:
    """Papers in the registers above a place in the tree, as far as the user reads them."""
    return papers_visible_to(user, timezone.localdate()).filter(keeper__in=path_ids(path))


def cells_under(path: str) -> list[Branch]:
    """Cells standing today at or below a place in the tree, by name."""
    today = timezone.localdate()
    top = placed_under(path, today).first()
    if top is None:
        return []
    found = [as_branch(row, today) for row in cells_in(as_branch(top, today))]
    return sorted(found, key=lambda cell: text_sort_key(cell.short_name))


def kept_line(user: User, path: str) -> list[Branch]:
    """Organisations above and at a place whose records the user keeps, from the highest down."""
    mine = holders(user, Power.KEEP_RECORDS)
    line = path_ids(path)
    first = next((at for at, key in enumerate(line) if key in mine), len(line))
    standing = branches(line[first:], timezone.localdate())
    return [standing[key] for key in line[first:] if key in standing]


def kept_cells(user: User, path: str) -> list[Branch]:
    """Cells the user keeps around a place: all under the highest organisation above it they keep."""
    kept = kept_line(user, path)
    return cells_under(kept[0].path) if kept else []
