"""Who records what units and members bind themselves to, and when it is in order."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import Membership, Person
from chibo.members.queries.reach import is_own_file
from chibo.study.rules.studies import may_keep


def may_commit(user: User, path: str, person: Person | None) -> bool:
    """A member for themself; for anybody, and for the unit, whoever keeps its books of study."""
    return may_keep(user, path) or (person is not None and is_own_file(user, person))


def check_year(year: int, made_on: date) -> None:
    """A commitment is made in its year, or in the last quarter of the year before."""
    if date(year - 1, 10, 1) <= made_on <= date(year, 12, 31):
        return
    raise Refusal(
        _("Bản của năm {year} ghi ngày từ 01/10/{before} đến 31/12/{year}.").format(
            year=year, before=year - 1
        )
    )


def check_commits_there(given: Sequence[tuple[Person, int, date]]) -> None:
    """Refuse when somebody is no member of that cell (its key) on that day."""
    stays = Membership.objects.filter(person__in={person.pk for person, _cell, _day in given})
    held = list(stays.values_list("person_id", "cell_id", "started_on", "ended_on"))
    known: dict[tuple[int, int], list[tuple[date, date | None]]] = {}
    for person_id, cell, start, end in held:
        known.setdefault((person_id, cell), []).append((start, end))
    for person, cell, day in given:
        spans = known.get((person.pk, cell), [])
        if not any(start <= day and (end is None or day < end) for start, end in spans):
            raise Refusal(
                _("{name} không sinh hoạt tại chi bộ này ngày {day}.").format(
                    name=person.full_name, day=format_date(day)
                )
            )


def check_quarter(year: int, quarter: int, on: date) -> None:
    first = date(year, 3 * quarter - 2, 1)
    if on < first:
        raise Refusal(
            _("Kiểm điểm quý {quarter}/{year} ghi ngày từ {day} trở đi.").format(
                quarter=quarter, year=year, day=format_date(first)
            )
        )


def check_in_order(on: date, days: Iterable[date]) -> None:
    """Refuse a change of state dated before the last one."""
    last = max(days)
    if on <= last:
        raise Refusal(
            _("Ngày ghi phải sau ngày {day} (lần ghi trước của mô hình).").format(
                day=format_date(last)
            )
        )
