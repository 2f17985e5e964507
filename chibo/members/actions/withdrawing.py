"""Taking back a person's last movement, entered by mistake: the stay it ended goes on as if it had not been.

The journal keeps the movement, the stay and the reason.
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F, ProtectedError, Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.members.actions.entering import open_memberships
from chibo.members.actions.moving import LeaveKind
from chibo.members.actions.posts import reopen_posts_of
from chibo.members.actions.undoing import begin_books_again
from chibo.members.models import (
    Departure,
    Exemption,
    Membership,
    Movement,
    Suspension,
    TemporaryStay,
    Transfer,
    TransferState,
)
from chibo.members.queries.file import last_movement
from chibo.members.rules import check_not_divided, may_withdraw_movement
from chibo.organisations.models import Organisation


@transaction.atomic
def withdraw_movement(movement: Movement, reason: str, *, by: User) -> None:
    """Take back the last thing that moved a person; stays are split again where the tree has moved since."""
    require(by, may_withdraw_movement, movement)
    _check_may_go(movement)
    take_back(movement, "member.movement_withdrawn", clean(reason), by)


def take_back(movement: Movement, verb: str, reason: str, by: User) -> None:
    """The last movement and what it did are gone, and the stay it ended goes on; the caller has asked."""
    held = list(
        Membership.objects.select_for_update(of=("self",))
        .filter(person=movement.person_id)
        .select_related("opened_by")
        .order_by("started_on")
    )
    stay = next((row for row in held if row.closed_by_id == movement.pk), None)
    opened = [row for row in held if row.started_on >= movement.happened_on]
    check_not_divided(opened)
    _check_no_leave_hangs(movement, stay)
    before = {"movement": snapshot(movement), "stay": snapshot(stay) if stay else None}
    path = movement.to_path or movement.from_path
    if departure := Departure.objects.filter(movement=movement).first():
        before["departure"] = snapshot(departure)
        departure.delete()
    note_all(by, [Line(verb, movement.person, path, before, reason=reason)])
    if not movement.to_cell_id:
        _reopen_leaves(movement, by, reason)
        reopen_posts_of(movement, by, reason)
    _hand_letter_back(movement, by, reason)
    _remove(movement, [*opened, *([stay] if stay else [])], opened)
    _begin_book_again(movement)
    if stay:
        open_memberships([stay.opened_by])


def _hand_letter_back(movement: Movement, by: User, reason: str) -> None:
    """A letter that made the movement waits at its last box of ours again."""
    letter = Transfer.objects.filter(movement=movement).first()
    if letter is None:
        return
    before = snapshot(letter)
    letter.movement, letter.slip, letter.state = None, "", TransferState.ON_THE_WAY
    letter.full_clean()
    letter.save()
    boxes = list(letter.steps.all())
    last = max(box.position for box in boxes if box.organisation_id)
    emptied = [box for box in boxes if box.position >= last]
    for box in emptied:
        box.acted_on, box.acted_by, box.note = None, None, ""
        box.save()
    path = movement.to_path or movement.from_path
    note_all(by, [Line("transfer.reopened", letter, path, before, snapshot(letter), reason=reason)])


def check_is_last(movement: Movement) -> None:
    """Refuse a movement upon which another builds."""
    last = last_movement(movement.person)
    if last is None or last.pk != movement.pk:
        raise Refusal(
            _(
                "Chỉ hủy được biến động cuối cùng của đồng chí {name}. Hủy biến động sau trước."
            ).format(name=movement.person.full_name)
        )


def _check_may_go(movement: Movement) -> None:
    person = movement.person
    check_is_last(movement)
    if movement.kind == "admitted":
        raise Refusal(
            _(
                "Việc kết nạp không hủy như một biến động ghi nhầm: dùng “Hủy quyết định kết nạp” "
                "trong Ghi biến động của đồng chí {name}."
            ).format(name=person.full_name)
        )
    others = Movement.objects.filter(person=person).exclude(pk=movement.pk)
    earlier = others.exclude(kind="reorganised")
    if movement.from_cell_id is None and not earlier.exists():
        raise Refusal(
            _(
                "Đây là lần đầu đồng chí {name} được ghi vào sổ nên không hủy được. Nhập từ tệp thì "
                "hoàn tác lần nhập tệp; ghi tay thì ghi biến động đưa ra khỏi sổ, lý do “nhập nhầm”."
            ).format(name=person.full_name)
        )


def _check_no_leave_hangs(movement: Movement, stay: Membership | None) -> None:
    """Taking back a return must not leave an exemption or the like without a stay to be excused from."""
    if stay is not None:
        return
    for kind in (Exemption, Suspension, TemporaryStay):
        begun = kind.objects.filter(
            person=movement.person_id, started_on__gte=movement.happened_on
        ).filter(Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")))
        if leave := begun.first():
            raise Refusal(
                _(
                    "Sau khi trở lại sổ, đồng chí {name} đã được ghi {what} từ ngày {day}; không hủy "
                    "biến động này được."
                ).format(
                    name=movement.person.full_name,
                    what=kind._meta.verbose_name,
                    day=leave.started_on.strftime("%d/%m/%Y"),
                )
            )


def _remove(movement: Movement, rows: Sequence[Membership], opened: Sequence[Membership]) -> None:
    splits = {row.opened_by_id for row in opened} - {movement.pk}
    try:
        with transaction.atomic():
            Membership.objects.filter(pk__in=[row.pk for row in rows]).delete()
            Movement.objects.filter(pk__in=[*splits, movement.pk]).delete()
    except ProtectedError as error:
        raise Refusal(
            _("Biến động này có quyết định công nhận đi kèm; hủy việc công nhận đó.")
        ) from error


def _begin_book_again(movement: Movement) -> None:
    """The book of the cell that this movement began has not begun."""
    began = Organisation.objects.filter(
        pk=movement.to_cell_id or 0, records_from=movement.happened_on
    )
    if began.exists():
        begin_books_again({movement.to_cell_id or 0})


def _reopen_leaves(movement: Movement, by: User, reason: str) -> None:
    """Leaves that the departure ended go on (they ended that day, or on the day they began when later)."""
    _reopen(Exemption, movement, by, reason)
    _reopen(Suspension, movement, by, reason)
    _reopen(TemporaryStay, movement, by, reason)


def _reopen(kind: type[LeaveKind], movement: Movement, by: User, reason: str) -> None:
    day = movement.happened_on
    ended = Q(ended_on=day) | Q(started_on__gt=day, ended_on=F("started_on"))
    leaves = kind.objects.filter(ended, person=movement.person_id)
    # Only one is open at a time: the last begun is the one that was, unless a decision had ended it.
    begun = leaves.order_by("-started_on", "-pk")
    last = next((leave for leave in begun if not getattr(leave, "outcome", "")), None)
    if last is None:
        return
    was = snapshot(last)
    last.ended_on = None
    last.save(update_fields=["ended_on"])
    verb = f"{kind._meta.model_name}.reopened"
    note_all(by, [Line(verb, last, movement.from_path, was, snapshot(last), reason)])
