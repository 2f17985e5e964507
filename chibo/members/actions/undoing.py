"""Taking back what an import entered, as a whole, while nothing builds on it."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.members.models import Membership, Movement, Person, Qualification
from chibo.members.rules import may_keep_members
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branches


@transaction.atomic
def undo_entering(movements: Sequence[Movement], *, by: User, reason: str) -> int:
    """Remove people whom these movements brought into the books, with all they entered; returns how many.

    The journal keeps what was removed. Refuses when anything else has been recorded about one of them.
    """
    people = [movement.person_id for movement in movements]
    for day in {movement.happened_on for movement in movements}:
        keys = {m.to_cell_id for m in movements if m.happened_on == day and m.to_cell_id}
        for cell in branches(keys, day).values():
            require(by, may_keep_members, cell)
    _check_untouched(movements)
    lines = [
        Line(
            "member.entering_undone", m.person, m.to_path, before=snapshot(m.person), reason=reason
        )
        for m in movements
    ]
    note_all(by, lines)
    Membership.objects.filter(person__in=people).delete()
    Movement.objects.filter(person__in=people).delete()
    Qualification.objects.filter(person__in=people).delete()
    Person.objects.filter(pk__in=people).delete()
    _begin_books_again({m.to_cell_id for m in movements if m.to_cell_id})
    return len(people)


def _begin_books_again(cells: set[int]) -> None:
    """A book begins with the first movement into its cell; without any it has not begun."""
    for key in cells:
        entered = Movement.objects.filter(to_cell=key).aggregate(day=Min("happened_on"))
        Organisation.objects.filter(pk=key).update(records_from=entered["day"])


def _check_untouched(movements: Sequence[Movement]) -> None:
    own = {movement.pk for movement in movements}
    people = [movement.person_id for movement in movements]
    later = (
        Movement.objects.filter(person__in=people)
        .exclude(pk__in=own)
        .exclude(kind="reorganised")
        .select_related("person")
        .first()
    )
    if later:
        raise Refusal(
            _(
                "Đồng chí {name} đã có biến động ngày {day} sau khi nhập; không hoàn tác cả tệp được."
            ).format(name=later.person.full_name, day=later.happened_on.strftime("%d/%m/%Y"))
        )
