"""Many files put right in one go, through the members' own action: all of them or none."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.cleaning.rules.access import may_mend
from chibo.members.actions.files import correct_file
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch


@transaction.atomic
def correct_files(
    of: Branch, given: Sequence[tuple[Person, Mapping[str, Any]]], why: str, *, by: User
) -> int:
    """How many were corrected. A file that is refused names its person; then nothing is written."""
    require(by, may_mend, of)
    if not given:
        raise Refusal(_("Chưa ghi gì để sửa; điền ít nhất một dòng."))
    for person, facts in given:
        try:
            correct_file(person, facts, by=by, reason=clean(why))
        except ValidationError as problem:
            said = "; ".join(problem.messages)
            raise Refusal(f"{person.full_name}: {said}") from problem
    organisation = Organisation.objects.get(pk=of.pk)
    note_reading(by, "files.corrected", organisation, path=of.path, reason=str(len(given)))
    return len(given)
