"""The paper behind what is recorded about a member."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from chibo.accounts.models import User
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import holders
from chibo.organisations.queries.tree import path_ids


@transaction.atomic
def paper_behind(
    chosen: Paper | None, typed: Mapping[str, Any] | None, path: str, *, by: User
) -> Paper | None:
    """The chosen paper, or the typed one entered in the register the user keeps nearest to a place."""
    if typed is None:
        return chosen
    line = path_ids(path)
    kept = [key for key in line if key in holders(by, Power.KEEP_RECORDS)]
    keeper = Organisation.objects.get(pk=(kept or line)[-1])
    return register_paper(NewPaper(**typed), keeper, by=by)
