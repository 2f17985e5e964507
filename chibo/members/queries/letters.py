"""Letters of introduction a user may read, and whose turn it is."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from chibo.accounts.models import User
from chibo.members.models import Transfer, TransferState, TransferStep
from chibo.members.models.transfer import OPEN_STATES, Side
from chibo.organisations.models import Placement
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import named_under, taken_over
from chibo.organisations.queries.succession import with_predecessors
from chibo.organisations.queries.tree import Branch, under_ever
from chibo.rulebook.queries import NoRuleOnDay, rule

# How long a unit outside has before one asks for its slip; ours, not a rule of the Party.
SLIP_NOTICE = timedelta(days=30)
_SEARCHED_BACK = 150


def letters_visible_to(user: User, on: date) -> QuerySet[Transfer]:
    """Letters that pass through the places where the user may read names, or passed through units merged
    into these; the receiving side sees one from the day its first box is filled."""
    places = Placement.objects.on(on).filter(named_under(user, on)).values("organisation")
    boxes = TransferStep.objects.filter(transfer=OuterRef("pk"))
    begun = Exists(boxes.filter(acted_on__isnull=False))
    kept = taken_over(user, Power.SEE_NAMES)
    mine = boxes.filter(named_under(user, on) | Q(organisation__in=places) | kept)
    return Transfer.objects.filter(Exists(mine.filter(side=Side.SENDING)) | (Exists(mine) & begun))


def letter_visible_to(user: User, key: int, on: date) -> Transfer | None:
    rows = letters_visible_to(user, on).select_related("person", "movement", "stay", "issuer")
    return rows.prefetch_related(_boxes_with_names()).filter(pk=key).first()


def _boxes_with_names() -> Prefetch:
    return Prefetch("steps", TransferStep.objects.select_related("acted_by").order_by("position"))


def letters_through(user: User, of: Branch) -> QuerySet[Transfer]:
    """Those the user may read that pass through a branch, wherever it has hung."""
    return letters_visible_to(user, of.on).filter(_passes(of))


def all_letters_through(of: Branch) -> QuerySet[Transfer]:
    """Whoever may read them: to be counted, not shown."""
    return Transfer.objects.filter(_passes(of))


def _passes(of: Branch) -> Q:
    """What was under way in a unit merged into this one goes on here. Found from the boxes of the branch, not
    by asking every letter of the installation."""
    whole = with_predecessors(of)
    boxes = TransferStep.objects.filter(under_ever(whole, "path")).order_by()
    return Q(pk__in=boxes.values("transfer"))


def waiting(of: Branch) -> QuerySet[TransferStep]:
    """Boxes of a branch whose turn it is."""
    earlier = TransferStep.objects.filter(
        transfer=OuterRef("transfer"), position__lt=OuterRef("position"), acted_on__isnull=True
    )
    return TransferStep.objects.filter(
        under_ever(of, "path"),
        ~Exists(earlier),
        acted_on__isnull=True,
        transfer__state=TransferState.ON_THE_WAY,
    )


def to_send(user: User, of: Branch) -> QuerySet[Transfer]:
    return _whose_turn(user, of, Side.SENDING)


def to_receive(user: User, of: Branch) -> QuerySet[Transfer]:
    return _whose_turn(user, of, Side.RECEIVING)


def _whose_turn(user: User, of: Branch, side: str) -> QuerySet[Transfer]:
    now = waiting(of).filter(side=side).values("transfer")
    return letters_through(user, of).filter(pk__in=now)


def elsewhere(user: User, of: Branch) -> QuerySet[Transfer]:
    """Open letters that wait for a level outside the branch."""
    open_ones = letters_through(user, of).filter(state__in=OPEN_STATES)
    return open_ones.exclude(pk__in=waiting(of).values("transfer"))


def overdue(user: User, of: Branch) -> QuerySet[Transfer]:
    """Open letters that are no longer valid, past the time for official transfers, or unconfirmed."""
    return letters_through(user, of).filter(late_on(of.on))


def late_on(on: date) -> Q:
    on_the_way = Q(state=TransferState.ON_THE_WAY)
    expired = Q(valid_until__lt=on)
    slow = out_of_time(on)
    silent = Q(state=TransferState.HANDED_OVER, movement__happened_on__lt=on - SLIP_NOTICE)
    return on_the_way & (expired | slow) | silent


def out_of_time(on: date) -> Q:
    """Official transfers whose time for the procedure is over; none before the rulebook sets a time."""
    try:
        return Q(kind="official", decided_on__lte=_last_decision_out_of_time(on))
    except NoRuleOnDay:
        return Q(pk__in=[])


def _last_decision_out_of_time(on: date) -> date:
    """The latest day of effect whose time for the procedure (transfers.official_deadline) has run out."""
    allowed = rule("transfers.official_deadline", on)
    low, high = on - timedelta(days=_SEARCHED_BACK), on
    while low + timedelta(days=1) < high:
        middle = low + (high - low) // 2
        low, high = (middle, high) if allowed.after(middle) < on else (low, middle)
    return low


def done(user: User, of: Branch) -> QuerySet[Transfer]:
    return letters_through(user, of).exclude(state__in=OPEN_STATES)


def registered(user: User, of: Branch, way: str) -> QuerySet[Transfer]:
    """The register of a branch: `way` is "di" (left it), "den" (came) or "noi-bo" (from cell to cell in it)."""
    under = TransferStep.objects.filter(under_ever(of, "path"), transfer=OuterRef("pk"))
    left = Exists(under.filter(position=1))
    last = TransferStep.objects.filter(
        transfer=OuterRef("transfer"), position__gt=OuterRef("position")
    )
    came = Exists(under.filter(~Exists(last)))
    found = letters_visible_to(user, of.on)
    if way == "noi-bo":
        return found.filter(left, came)
    return found.filter(left, ~came) if way == "di" else found.filter(came, ~left)


def next_number(issuer: int, year: int) -> str:
    """The number after the highest whole number the issuer has given in a year."""
    given = Transfer.objects.filter(issuer=issuer, number_year=year)
    whole = [int(number) for number in given.values_list("number", flat=True) if number.isdigit()]
    return str(max(whole, default=0) + 1)


def received_on(transfer: Transfer) -> date | None:
    """The day of the last box, once the receiving side has filled it or has answered."""
    days = [box.acted_on for box in transfer.steps.all() if box.acted_on]
    return max(days) if days and transfer.state == TransferState.RECEIVED else None


def next_box(transfer: Transfer) -> TransferStep | None:
    """The box whose turn it is; none once the letter is done."""
    if transfer.state != TransferState.ON_THE_WAY:
        return None
    return next((box for box in transfer.steps.all() if box.acted_on is None), None)
