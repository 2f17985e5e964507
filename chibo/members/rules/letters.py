"""Who fills which box of a letter of introduction, and who may take it back."""

from collections.abc import Sequence
from itertools import takewhile

from django.utils import timezone

from chibo.accounts.models import User
from chibo.members.models import Transfer, TransferState, TransferStep
from chibo.members.models.transfer import OPEN_STATES, Side
from chibo.members.queries.letters import letters_visible_to, next_box
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power


def may_fill_box(user: User, box: TransferStep) -> bool:
    """A level fills its own box only: who keeps records there or above it, then or now."""
    if box.organisation_id is None:
        return False
    today = Placement.objects.open().filter(organisation=box.organisation_id)
    places = {box.path, *today.values_list("path", flat=True)}
    return any(has_power(user, Power.KEEP_RECORDS, path) for path in places)


def fillable(user: User, transfer: Transfer) -> list[TransferStep]:
    """The boxes from the next one on that one user may fill without waiting for anybody."""
    if next_box(transfer) is None:
        return []
    empty = [box for box in transfer.steps.all() if box.acted_on is None]
    return list(takewhile(lambda box: may_fill_box(user, box), empty))


def may_withdraw_letter(user: User, transfer: Transfer) -> bool:
    """The sender may, as long as no other level has acted: every inside box filled so far is the user's,
    and while none is, the first one."""
    inside = [box for box in transfer.steps.all() if box.organisation_id]
    acted = [box for box in inside if box.acted_on] or inside[:1]
    if transfer.is_arrival or transfer.state not in OPEN_STATES:
        return False
    return all(may_fill_box(user, box) for box in acted)


def may_return_letter(user: User, transfer: Transfer) -> bool:
    """The level whose turn it is may refuse, once somebody has introduced the member to it."""
    box = next_box(transfer)
    return box is not None and box.position > 1 and may_fill_box(user, box)


def may_readdress_letter(user: User, transfer: Transfer) -> bool:
    """The receiving side, while the member waits there: who fills the next box and the last one."""
    box = next_box(transfer)
    if box is None or box.side != Side.RECEIVING or transfer.is_departure:
        return False
    last = list(transfer.steps.all())[-1]
    return may_fill_box(user, box) and may_fill_box(user, last)


def may_extend_letter(user: User, transfer: Transfer) -> bool:
    """Who wrote the letter; for a letter from outside, the first level of ours."""
    inside = [box for box in transfer.steps.all() if box.organisation_id]
    return transfer.state == TransferState.ON_THE_WAY and may_fill_box(user, inside[0])


def may_confirm_arrival(user: User, transfer: Transfer) -> bool:
    """The last level of ours notes what the unit outside answers."""
    inside = [box for box in transfer.steps.all() if box.organisation_id]
    return transfer.state == TransferState.HANDED_OVER and may_fill_box(user, inside[-1])


def may_end_stay(user: User, transfer: Transfer) -> bool:
    """Home or host notes that the temporary member is back."""
    if transfer.stay is None or transfer.stay.ended_on is not None:
        return False
    return any(may_fill_box(user, box) for box in transfer.steps.all())


def may_print_letters(user: User, letters: Sequence[Transfer]) -> bool:
    """Whoever reads them."""
    keys = {one.pk for one in letters}
    return letters_visible_to(user, timezone.localdate()).filter(pk__in=keys).count() == len(keys)
