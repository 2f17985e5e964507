"""Who may keep members' records, and whether an identity number fits its holder."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import Refusal, check_has_come
from chibo.members.models import Membership, Movement, Person, SavedView, Sex
from chibo.members.queries.reach import (
    all_stood_in,
    is_own_file,
    reads_file,
    stood_in,
)
from chibo.organisations.models import Reorganisation, Succession
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.shape import Shape
from chibo.organisations.queries.tree import Branch, branch
from chibo.organisations.rules import may_change_tree
from chibo.rulebook.queries import code_list

_ID_DIGITS = 12


def may_keep_members(user: User, cell: Branch) -> bool:
    """Enter, move and end memberships in a cell."""
    return has_power(user, Power.KEEP_RECORDS, cell.path)


def may_register(user: User, where: Branch) -> bool:
    """Open a file for somebody who is no member: cells may, of people they follow."""
    return may_keep_members(user, where) or has_power(user, Power.FOLLOW_CASES, where.path)


def may_withdraw_movement(user: User, movement: Movement) -> bool:
    """Who keeps members where the movement left from and where it led to."""
    ends = [path for path in (movement.from_path, movement.to_path) if path]
    return all(has_power(user, Power.KEEP_RECORDS, path) for path in ends)


def check_in_force(days: Iterable[date]) -> None:
    """Refuse days that lie ahead: movements, leaves and offices are recorded once they hold."""
    check_has_come(days, _("ghi biến động khi đã có hiệu lực"))


def check_not_divided(stays: Sequence[Membership]) -> None:
    """Refuse to tell a stay anew over a division of its cell: who went where was chosen one by one."""
    for one, two in pairwise(stays):
        if one.cell_id == two.cell_id:
            continue
        merged = Succession.objects.filter(
            predecessor=one.cell_id, successor=two.cell_id, kind=Succession.Kind.MERGED
        )
        if not merged.filter(on=two.started_on).exists():
            raise Refusal(
                _(
                    "Ngày {day} chi bộ của đồng chí này được chia, tách; không ghi hoặc hủy biến động "
                    "trước ngày đó. Hoàn tác việc chia, tách trước."
                ).format(day=two.started_on.strftime("%d/%m/%Y"))
            )


def may_carry_out(user: User, shape: Shape) -> bool:
    """Carry out a plan of reorganisation: who manages the tree at every unit it changes or builds under."""
    named = [one.path for one in shape.inside.values() if one.pk in shape.plan.old]
    refs = [*(row.to for row in shape.plan.rows), *(one.under for one in shape.new.values())]
    standing = [unit.path for ref in refs if (unit := shape.standing(ref))]
    return all(has_power(user, Power.MANAGE_TREE, path) for path in {*named, *standing})


def may_undo_reorganisation(user: User, of: Reorganisation) -> bool:
    """Who manages the tree at the organisation below which it happened."""
    return may_change_tree(user, branch(of.top_id, of.on or timezone.localdate()))


def may_keep_file(user: User, person: Person) -> bool:
    """Correct a person's file: who keeps the records where the person stands now."""
    return may_keep_files_at(user, stood_in(person))


def may_keep_files_at(user: User, stood: Sequence[str]) -> bool:
    """As `may_keep_file`, of somebody who stands at one of the places."""
    return any(has_power(user, Power.KEEP_RECORDS, path) for path in stood)


def may_keep_files(user: User, people: Sequence[Person]) -> bool:
    """As `may_keep_file`, for every one of them."""
    stood = all_stood_in(people)
    return all(
        any(has_power(user, Power.KEEP_RECORDS, path) for path in stood[person.pk])
        for person in people
    )


def may_reveal(user: User, person: Person) -> bool:
    """See a full identity number; each look is journalled."""
    if is_own_file(user, person):
        return True
    return any(has_power(user, Power.SEE_SENSITIVE, path) for path in stood_in(person))


def may_print_file(user: User, person: Person) -> bool:
    """Put a person's file on paper: whoever reads it, the identity number stays masked."""
    return reads_file(user, person)


def may_export(user: User, where: Branch) -> bool:
    return has_power(user, Power.EXPORT, where.path)


def may_import(user: User, where: Branch) -> bool:
    return has_power(user, Power.IMPORT, where.path)


def may_keep_posts(user: User, where: Branch) -> bool:
    return has_power(user, Power.KEEP_RECORDS, where.path)


def may_export_in_full(user: User, where: Branch) -> bool:
    """Export with whole identity numbers."""
    return may_export(user, where) and has_power(user, Power.SEE_SENSITIVE, where.path)


def may_keep_view(user: User, view: SavedView) -> bool:
    return bool(view.user_id == user.pk)


def disagreements(number: str, sex: str, born: PartialDate | None) -> list[str]:
    """Sentences about an identity number of 12 digits that does not fit its province, the sex or birth year.

    3 digits name the province, 1 century and sex, 2 the year of birth, 6 are at random (ux.md G9). There
    is no checksum, and papers can be wrong together: a doubt to look at, never an error.
    """
    said = []
    if number[:3] not in _province_codes():
        said.append(_("Ba số đầu {code} không phải mã tỉnh nào").format(code=number[:3]))
    told = Sex.FEMALE if int(number[3]) % 2 else Sex.MALE
    if sex and sex != told:
        said.append(
            _("Số định danh là của {told}, giới tính ghi {sex}").format(
                told=told.label.lower(), sex=Sex(sex).label.lower()
            )
        )
    year = (1900 + 100 * (int(number[3]) // 2)) + int(number[4:6])
    if born is not None and born.day.year != year:
        said.append(
            _("Số định danh ghi sinh năm {told}, ngày sinh ghi năm {year}").format(
                told=year, year=born.day.year
            )
        )
    return said


def doubts_about(number: str, sex: str, born: PartialDate | None) -> list[str]:
    """`disagreements` of a kept number; none about one that has not the 12 digits."""
    whole = len(number) == _ID_DIGITS and number.isascii() and number.isdigit()
    return disagreements(number, sex, born) if whole else []


@cache
def _province_codes() -> frozenset[str]:
    items = code_list("provinces").items()
    return frozenset(str(item.extra["id_code"]) for item in items if "id_code" in item.extra)
