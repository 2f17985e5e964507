"""A committee's target is shared out to the units right below it, and shared out anew."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.organisations.models import Organisation
from chibo.targets.actions.registering import (
    NewTarget,
    change_from_above,
    give_up_target,
    place_of,
    set_targets_from_above,
)
from chibo.targets.models import Target
from chibo.targets.queries.progress import in_force, with_history
from chibo.targets.queries.sharing import bound
from chibo.targets.rules import check_still_stands, may_close


@transaction.atomic
def share_out(
    whole: Target,
    numbers: Mapping[int, Decimal | None],
    *,
    by: User,
    reason: str = "",
    on: date | None = None,
) -> Target:
    """By key of the unit; None: no part for it. Units keep what they are not named for. What changes or is
    taken back needs a reason."""
    hold(whole)
    day = on or timezone.localdate()
    require(by, may_close, place_of(whole))
    check_still_stands(whole)
    version = in_force(whole, day)
    if version is None:
        raise Refusal(_("Chỉ tiêu chưa được duyệt nên chưa giao được."))
    rows = with_history(Target.objects.filter(whole=whole, ended_on=None))
    there = {row.organisation_id: row for row in rows}
    for key, row in there.items():
        wanted, known = numbers.get(key, _UNTOLD), bound(in_force(row, day))
        if wanted is not _UNTOLD and wanted != known:
            _change_part(row, wanted, clean(reason), by, day, least=version.least is not None)
    new = {key: one for key, one in numbers.items() if one is not None and key not in there}
    _give_parts(whole, new, by, day, least=version.least is not None)
    note(by, "target.shared_out", whole, path=place_of(whole), reason=clean(reason))
    return whole


_UNTOLD = Decimal("NaN")


def _change_part(
    row: Target, wanted: Decimal | None, reason: str, by: User, on: date, *, least: bool
) -> None:
    if not reason:
        raise Refusal(_("Đổi số đã giao thì ghi lý do điều chỉnh."))
    if wanted is None:
        give_up_target(row, reason, by=by, on=on)
        return
    low, high = (wanted, None) if least else (None, wanted)
    change_from_above(row, low, high, reason, by=by, on=on)


def _give_parts(
    whole: Target, numbers: Mapping[int, Decimal], by: User, on: date, *, least: bool
) -> None:
    units = Organisation.objects.in_bulk(list(numbers))
    given = [
        NewTarget(
            units[key],
            whole.span,
            whole.period,
            number if least else None,
            None if least else number,
            whole.figure,
            whole.key,
            whole.indicator,
            None,
            whole.measure,
            on,
        )
        for key, number in numbers.items()
    ]
    if given:
        set_targets_from_above(given, whole.organisation, by=by, whole=whole)
