"""Who may keep members' records, and whether an identity number fits its holder."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import check_has_come
from chibo.members.models import Movement, Person, SavedView, Sex
from chibo.members.queries.reach import (
    all_stood_in,
    is_own_file,
    person_visible_to,
    stood_in,
)
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list

_ID_DIGITS = 12


def may_keep_members(user: User, cell: Branch) -> bool:
    """Enter, move and end memberships in a cell."""
    return has_power(user, Power.KEEP_RECORDS, cell.path)


def may_withdraw_movement(user: User, movement: Movement) -> bool:
    """Who keeps members where the movement left from and where it led to."""
    ends = [path for path in (movement.from_path, movement.to_path) if path]
    return all(has_power(user, Power.KEEP_RECORDS, path) for path in ends)


def check_in_force(days: Iterable[date]) -> None:
    """Refuse days that lie ahead: movements, leaves and offices are recorded once they hold."""
    check_has_come(days, _("ghi biến động khi đã có hiệu lực"))


def may_keep_file(user: User, person: Person) -> bool:
    """Correct a person's file: who keeps the records where the person stands now."""
    return any(has_power(user, Power.KEEP_RECORDS, path) for path in stood_in(person))


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
    return person_visible_to(user, person.pk) is not None


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
