"""People in the sentences of a reorganisation: by name only for whoever may read names where they are."""

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.members.models import Person
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power


def comrade(by: User, person: Person, unit: int | None, *, begins: bool = False) -> str:
    """ "đồng chí Lò Văn A" or "một đồng chí"; `begins`: at the head of a sentence. `unit` is where the
    record stands."""
    if _may_read(by, unit or person.keeper_id):
        words = _("đồng chí {name}").format(name=person.full_name)
    else:
        words = _("một đồng chí")
    return words[:1].upper() + words[1:] if begins else words


def _may_read(by: User, unit: int | None) -> bool:
    paths = Placement.objects.filter(organisation=unit).values_list("path", flat=True)
    return any(has_power(by, Power.SEE_NAMES, path) for path in paths)
