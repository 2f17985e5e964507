"""Who gives targets of admission, and to whom they can be given."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power


def may_set_targets(user: User, path: str) -> bool:
    """Who keeps records above the organisation at that place of the tree."""
    return has_power(user, Power.KEEP_RECORDS, path)


def places_in_period(keys: Collection[int], period: Period) -> dict[int, str]:
    """The last tree path in the period per organisation; refuses one that did not stand in it."""
    rows = Placement.objects.filter(organisation__in=keys).during(period).order_by("started_on")
    found = dict(rows.values_list("organisation_id", "path"))
    for missing in Organisation.objects.filter(pk__in=set(keys) - set(found))[:1]:
        raise Refusal(
            _("{name} không hoạt động trong {period}; chọn kỳ khác.").format(
                name=missing, period=period.label
            )
        )
    return found
