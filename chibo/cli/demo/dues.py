"""A year of dues in Mường Sang and a commune next to it: declared, drawn up each month, paid, handed on.

Incomes are invented. Two members of Mường Sang fall behind, one of them for a good reason.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chibo.accounts.models import User
from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.communes import Commune
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, excuse_months, record_payments
from chibo.dues.actions.declaring import Declared, declare
from chibo.dues.actions.fund import NewEntry, record_entries
from chibo.dues.actions.relieving import NewRelief, grant_reliefs
from chibo.dues.actions.remitting import Handed, NewTerms, confirm_remittances, remit, set_terms
from chibo.dues.models import Charge, Remittance
from chibo.dues.queries.books import owing
from chibo.dues.queries.money import taken_in
from chibo.dues.queries.months import last_day, months_between, next_month
from chibo.members.models import Membership
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch, branches, cells_in, under
from chibo.rulebook.queries import add_months, code_list

_FIRST = date(2025, 12, 1)
_NOW = TODAY.replace(day=1)
_AGREED = 10_000  # what cells agreed before February 2026
_ZONE = 4
_PENSION_AGE = 62
_BEHIND = 4  # months of the year two members have not paid
_WORKING = (5_300_000, 8_450_000, 11_275_000, 14_660_000)
_PENSIONS = (3_815_000, 5_240_000, 7_120_000)


def collect_dues(communes: Mapping[str, Commune]) -> None:
    around = [one for key, one in communes.items() if key.startswith("mocchau")]
    standing = branches([one.organisation.pk for one in around], TODAY)
    next_door = next(one for one in around if one.organisation.pk in standing)
    _tell(communes["muongsang"], list(months_between(_FIRST, _NOW)), behind=2)
    _tell(next_door, list(months_between(date(2026, 8, 1), _NOW)), behind=0)


def _tell(commune: Commune, months: list[date], *, behind: int) -> None:
    office, of = commune.office, branch(commune.organisation, TODAY)
    cells = list(cells_in(of).order_by("pk"))
    _set_terms(commune, cells)
    _declare(of, office)
    for month in months:
        draw_up_roll(of, month, by=office)
    for place, cell in enumerate(cells):
        _pay(cell, place, office, behind=behind if place == 0 else 0)
    last = months_between(months[0], add_months(_NOW, -1))
    for quarter in sorted({one.replace(month=one.month - (one.month - 1) % 3) for one in last}):
        _hand_on([*cells, of], quarter, months, office)
    _excuse(of, office)
    if behind:
        _confirm(of, office)
        _spend(commune.organisation, office)


def _set_terms(commune: Commune, cells: Sequence[Any]) -> None:
    """Nothing of 2026 says what communes and cells of agencies keep: a decision of the province does."""
    office, top, since = commune.office, commune.organisation, date(2026, 2, 1)
    said: dict[str, Any] = {
        "decision_number": "12-HD/VPTU",
        "decided_by": "Văn phòng Tỉnh ủy Sơn La",
    }
    set_terms(top, NewTerms(_FIRST, _ZONE), by=office)
    set_terms(top, NewTerms(since, _ZONE, 90, **said), by=office)
    for cell in cells:
        if not code_list("base_types").within(cell.base_type, "residential"):
            set_terms(cell, NewTerms(since, keeps=30, **said), by=office)
        else:
            set_terms(cell, NewTerms(_FIRST, keeps=30, **said), by=office)
            set_terms(cell, NewTerms(since, _ZONE), by=office)


def _declare(of: Branch, office: User) -> None:
    """Everybody on the books today, by where they work and how old they are; two are exempt or pay less."""
    rows = list(roll(of).select_related("person").order_by("pk"))
    types = dict(cells_in(of).values_list("pk", "base_type"))
    given = [_declared(row, n, types[row.cell_id]) for n, row in enumerate(rows)]
    declare(given, by=office)
    reliefs = [
        NewRelief(
            rows[3].person, "exempt", date(2026, 3, 1), date(2027, 3, 1), "Hộ nghèo, có đơn",
            date(2026, 2, 20), f"Đảng ủy {of.short_name}", case="poor_household",
        ),
        NewRelief(
            rows[8].person, "reduced", date(2026, 1, 1), date(2026, 12, 1), "Điều trị bệnh dài ngày",
            date(2025, 12, 29), f"Đảng ủy {of.short_name}", percent=50,
        ),
    ]  # fmt: skip
    grant_reliefs(reliefs, by=office)


def _declared(row: Membership, n: int, base_type: str) -> Declared:
    age = TODAY.year - row.born_on.year if row.born_on else 40
    lives = code_list("base_types").within(base_type, "residential")
    if age >= _PENSION_AGE and n % 2:
        category, base = "pensioner", _PENSIONS[n % len(_PENSIONS)]
    elif age >= _PENSION_AGE:
        category, base = "pension_age_without_pension", _AGREED
    elif lives and n % 7:
        category, base = "below_pension_age", _AGREED
    else:
        category, base = "insured", _WORKING[n % len(_WORKING)] + 12_345 * (n % 9)
    return Declared(row.person, category, _FIRST, date(2025, 12, 3), base)


def _pay(cell: Any, place: int, office: User, *, behind: int) -> None:
    """Every other cell collects each quarter; of the month under way some have not begun."""
    rows = Charge.objects.filter(cell=cell.pk, amount__gt=0).select_related("person")
    owed: dict[int, dict[date, int]] = {}
    people = {}
    for row in rows.order_by("person", "month"):
        owed.setdefault(row.person_id, {})[row.month] = row.amount or 0
        people[row.person_id] = row.person
    late = list(owed)[5 : 5 + behind]
    given = []
    for key, due in owed.items():
        kept = {one: due[one] for one in due if one < _NOW or place % 3}
        if key in late:
            kept = {one: kept[one] for one in kept if one < add_months(_NOW, -_BEHIND)}
        given += [
            Paid(people[key], day, some) for day, some in _turns(kept, quarterly=place % 2 == 0)
        ]
    record_payments(
        cell, sorted(given, key=lambda one: (one.paid_on, one.person.name_sort)), by=office
    )


def _turns(due: Mapping[date, int], *, quarterly: bool) -> list[tuple[date, dict[date, int]]]:
    """When what is paid: on the 20th of a month, or of the last month of its quarter."""
    turns: dict[date, dict[date, int]] = {}
    for month, amount in due.items():
        until = add_months(month, 2 - (month.month - 1) % 3) if quarterly else month
        turns.setdefault(min(until.replace(day=20), TODAY), {})[month] = amount
    return sorted(turns.items())


def _hand_on(units: Sequence[Any], quarter: date, months: list[date], office: User) -> None:
    first, last = max(quarter, months[0]), add_months(quarter, 2)
    if last >= _NOW:
        return
    for unit in units:
        if taken_in(unit.pk, first, last_day(last)):
            remit(
                Organisation.objects.get(pk=unit.pk),
                Handed(first, last, next_month(last).replace(day=6)),
                by=office,
            )


def _confirm(of: Branch, office: User) -> None:
    """The committee has the money of the year's first quarters; the last papers wait."""
    rows = Remittance.objects.filter(receiver=of.pk, handed_on__lt=date(2026, 10, 1))
    for day in sorted(set(rows.values_list("handed_on", flat=True))):
        some = list(rows.filter(handed_on=day).order_by("pk"))
        confirm_remittances(some, next_month(day.replace(day=1)), office.full_name, by=office)


def _spend(unit: Organisation, office: User) -> None:
    entries = [
        NewEntry("brought", date(2026, 1, 2), 6_450_000, "Dư đảng phí được giữ lại năm 2025"),
        NewEntry("spent", date(2026, 3, 10), 1_860_000, "Báo, tạp chí quý II", "papers", "PC 04"),
        NewEntry("spent", date(2026, 5, 20), 950_000, "Sơ kết học tập và làm theo Bác", "meetings"),
        NewEntry("spent", date(2026, 9, 3), 1_200_000, "Thăm đảng viên cao tuổi", "help", "PC 11"),
    ]
    record_entries(unit, entries, by=office)


def _excuse(of: Branch, office: User) -> None:
    late = owing(Charge.objects.filter(under(of.path), month__lt=_NOW), TODAY).order_by("pk")
    people = list(dict.fromkeys(late.values_list("person_id", flat=True)))
    if people:
        away = [row for row in late if row.person_id == people[-1]]
        excuse_months(away, "Đi làm ăn xa, xin đóng sau", by=office)
