"""What is due of dues: the month's collection, what to hand on, reliefs that end, members behind."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.addresses import page_of
from chibo.base.asking import Ask, told_together
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.dues.models import Charge, Payment, Relief, Remittance
from chibo.dues.queries.books import owing
from chibo.dues.queries.limits import longest_relief
from chibo.dues.queries.months import last_day, month_of
from chibo.dues.queries.reach import named_dues
from chibo.members.due.units import is_at_work, units_by_path
from chibo.members.models import Membership
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import NoRuleOnDay, add_months, rule, source_line

# How early an ending relief is spoken of, how long after a quarter money is handed on: ours, no rule of the Party.
NOTICE = timedelta(days=30)
HAND_ON = timedelta(days=10)
_QUARTER = 3
# Two months behind are told before the third, from which a removal is looked into.
_BEHIND = 2


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    if not is_at_work(branch):
        return []

    def asked(compose: Callable[..., QuerySet[Any]], column: str) -> RowsOf:
        return RowsOf(_read, compose, user, branch, on, column)

    return [
        Ask(asked(_unpaid, "path"), lambda rows: [_month_line(row, user, on) for row in rows]),
        Ask(asked(_behind, "path"), lambda rows: _behind_lines(rows, on)),
        Ask(
            asked(_kept_back, "path"),
            lambda rows: [_remit_line(row, row.cell, row.path, user, on) for row in rows],
        ),
        Ask(
            asked(_kept_from_below, "stands_at"),
            lambda rows: [_remit_line(row, row.receiver, row.stands_at, user, on) for row in rows],
        ),
        Ask(
            asked(_unconfirmed, "stands_at"),
            lambda rows: [_confirm_line(row, user) for row in rows],
        ),
        Ask(
            asked(_ending, "stands_at"),
            lambda rows: [_ending_line(row) for row in rows],
        ),
    ]


def _read(
    compose: Callable[..., QuerySet[Any]], user: User, branch: Branch, on: date, column: str
) -> QuerySet[Any]:
    return compose(branch, on).filter(named_dues(user, on, column))


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """The month and those behind, by unit without names."""
    rows = [RowsOf(compose, branch, on) for compose in (_unpaid, _behind)]
    return told_together(rows, lambda found: _by_unit(found, branch, on))


def _by_unit(rows: list[list[Any]], branch: Branch, on: date) -> list[Tally]:
    unpaid, behind = rows
    day = last_day(month_of(on))
    units = (
        units_by_path({row.path for row in (*unpaid, *behind)}, branch) if unpaid or behind else {}
    )
    months: Counter[int] = Counter()
    for row in unpaid:
        months[units[row.path]] += row.n
    late = Counter(units[row.path] for row in behind)
    return [
        *(
            Tally("dues_month", _collect(), unit, n, day, _by_month_end(on), each=False)
            for unit, n in months.items()
        ),
        *(
            Tally("dues_behind", _remind(), unit, n, None, _three_months(on), each=False)
            for unit, n in late.items()
        ),
    ]


# ---------------------------------------------------------- rows


def _named(rows: QuerySet[Any], on: date, cell: str = "cell") -> QuerySet[Any]:
    """Of rows counted already the name is asked once a group."""
    name = Profile.objects.on(on).filter(organisation=OuterRef(cell)).values("short_name")[:1]
    return rows.annotate(unit_name=Subquery(name))


def _unpaid(branch: Branch, on: date) -> QuerySet[Any]:
    """By cell, how many on the roll of this month have not paid yet."""
    rows = Charge.objects.filter(under(branch.path), month=month_of(on))
    still = owing(rows, on).order_by()
    return _named(still.values("cell", "path").annotate(n=Count("pk")), on)


def _behind(branch: Branch, on: date) -> QuerySet[Any]:
    """By member, months of this year that are over and unpaid without a good reason, from two on."""
    rows = Charge.objects.filter(
        under(branch.path), month__year=on.year, month__lt=month_of(on), good_reason=""
    )
    unpaid = owing(rows, on).filter(paid=0).order_by()
    counted = unpaid.values("person", "cell", "path").annotate(n=Count("pk"))
    return _named(counted.filter(n__gte=_BEHIND), on)


def _kept_back(branch: Branch, on: date) -> QuerySet[Any]:
    """By cell, money taken in during the quarters of this year that are over and not handed on."""
    quarter = date(on.year, on.month - (on.month - 1) % _QUARTER, 1)
    first = add_months(quarter, -_QUARTER)
    covered = Remittance.objects.filter(
        unit=OuterRef("cell"),
        cancelled_on__isnull=True,
        first_month__lte=OuterRef("paid_on"),
        until__gt=OuterRef("paid_on"),
    )
    rows = Payment.objects.filter(
        ~Exists(covered), path__in=_not_through(branch, first),
        cancelled_on__isnull=True, paid_on__gte=first, paid_on__lt=quarter,
    )  # fmt: skip
    return _named(rows.order_by().values("cell", "path").annotate(n=Count("pk")), on)


def _handed_in(branch: Branch, on: date) -> QuerySet[Any]:
    """What was handed to committees of the branch, annotated where each stands today."""
    stands = Placement.objects.on(on).filter(organisation=OuterRef("receiver"))
    here = Placement.objects.on(on).filter(under(branch.path)).values("organisation")
    rows = Remittance.objects.filter(cancelled_on__isnull=True, receiver__in=here).annotate(
        stands_at=Subquery(stands.values("path")[:1])
    )
    return _named(rows.order_by(), on, "receiver")


def _not_through(branch: Branch, first: date) -> QuerySet[Any, Any]:
    """Where units ever stood here, less those that handed on each month of the quarter: mostly all, and none of
    their receipts need be looked at."""
    months = [add_months(first, n) for n in range(_QUARTER)]
    through = [
        Exists(
            Remittance.objects.filter(
                unit=OuterRef("organisation"),
                cancelled_on__isnull=True,
                first_month__lte=month,
                until__gt=month,
            )
        )
        for month in months
    ]
    return Placement.objects.filter(under(branch.path), ~Q(*through)).values("path")


def _kept_from_below(branch: Branch, on: date) -> QuerySet[Any]:
    """By committee, money handed in during the quarter that is over, of which nothing was handed on."""
    quarter = date(on.year, on.month - (on.month - 1) % _QUARTER, 1)
    covered = Remittance.objects.filter(
        unit=OuterRef("receiver"),
        cancelled_on__isnull=True,
        first_month__lte=OuterRef("handed_on"),
        until__gt=OuterRef("handed_on"),
    )
    above = Placement.objects.on(on).filter(organisation=OuterRef("receiver"), parent__isnull=False)
    rows = _handed_in(branch, on).filter(
        ~Exists(covered),
        Exists(above),
        handed_on__gte=add_months(quarter, -_QUARTER),
        handed_on__lt=quarter,
    )
    return rows.values("receiver", "stands_at", "unit_name").annotate(n=Count("pk"))


def _unconfirmed(branch: Branch, on: date) -> QuerySet[Any]:
    """By committee, papers of this year and the last whose money nobody has said came."""
    rows = _handed_in(branch, on).filter(
        confirmed_on__isnull=True, handed_on__gte=date(on.year - 1, 1, 1)
    )
    grouped = rows.values("receiver", "stands_at", "unit_name")
    return grouped.annotate(n=Count("pk"), first=Min("handed_on"))


def _ending(branch: Branch, on: date) -> QuerySet[Any]:
    """By cell and day, reliefs that end soon, of members on the books today."""
    stay = Membership.objects.on(on).filter(person=OuterRef("person"))
    rows = Relief.objects.filter(
        cancelled_on__isnull=True, ended_on__gt=on, ended_on__lte=on + NOTICE, cut_reason=""
    ).annotate(stands_at=Subquery(stay.values("path")[:1]), cell=Subquery(stay.values("cell")[:1]))
    here = rows.filter(under(branch.path, "stands_at")).order_by()
    return (
        _named(here, on)
        .values("cell", "stands_at", "unit_name", "ended_on")
        .annotate(n=Count("pk"))
    )


# ---------------------------------------------------------- lines


def _collects(user: User, path: str) -> bool:
    """Who reads dues and does not collect them is led to the same papers without the step."""
    return has_power(user, Power.COLLECT_DUES, path)


def _month_line(row: Any, user: User, on: date) -> Due:
    month, collects = month_of(on), _collects(user, row.path)
    page = page_of("dues:collect" if collects else "dues:list", row.cell)
    return Due(
        kind="dues_month",
        what=_collect(),
        about=_("{n} đảng viên chưa đóng").format(n=row.n),
        due_on=last_day(month),
        url=f"{page}?thang={month:%Y-%m}",
        button=_("Ghi thu") if collects else _("Xem danh sách"),
        why=_by_month_end(on),
        owner=row.unit_name or "",
        owner_path=row.path,
        count=row.n,
    )


def _behind_lines(rows: list[Any], on: date) -> list[Due]:
    """A line a cell: names stand on the page of arrears."""
    cells: dict[tuple[int, str, str], int] = {}
    for row in rows:
        key = (row.cell, row.path, row.unit_name or "")
        cells[key] = cells.get(key, 0) + 1
    return [
        Due(
            kind="dues_behind",
            what=_remind(),
            about=_("{n} đảng viên").format(n=n),
            due_on=None,
            url=page_of("dues:arrears", cell),
            button=_("Xem ai còn nợ"),
            why=_three_months(on),
            owner=name,
            owner_path=path,
            count=n,
            rule="status.unpaid_months_for_removal",
        )
        for (cell, path, name), n in cells.items()
    ]


def _remit_line(row: Any, unit: int, path: str, user: User, on: date) -> Due:
    collects = _collects(user, path)
    quarter = date(on.year, on.month - (on.month - 1) % _QUARTER, 1)
    return Due(
        kind="dues_to_hand_on",
        what=_("Nộp đảng phí quý trước lên cấp trên"),
        about=_("{n} phiếu chưa nộp lên").format(n=row.n),
        due_on=quarter - timedelta(days=1) + HAND_ON,
        url=page_of("dues:remit" if collects else "dues:remittances", unit),
        button=_("Lập phiếu nộp") if collects else _("Xem phiếu nộp"),
        why=_("Mốc nhắc của hệ thống: 10 ngày sau khi hết quý"),
        owner=row.unit_name or "",
        owner_path=path,
        count=row.n,
        of_people=False,
    )


def _confirm_line(row: Any, user: User) -> Due:
    collects = _collects(user, row.stands_at)
    return Due(
        kind="dues_to_confirm",
        what=_("Xác nhận đã nhận đảng phí cấp dưới nộp"),
        about=_("{n} phiếu nộp chờ xác nhận").format(n=row.n),
        due_on=row.first + HAND_ON,
        url=page_of("dues:receive" if collects else "dues:remittances", row.receiver),
        button=_("Xác nhận") if collects else _("Xem phiếu nộp"),
        why=_("Mốc nhắc của hệ thống: 10 ngày sau ngày nộp"),
        owner=row.unit_name or "",
        owner_path=row.stands_at,
        count=row.n,
        of_people=False,
    )


def _ending_line(row: Any) -> Due:
    most = longest_relief(month_of(row.ended_on))
    why = _("Hết thời hạn trong quyết định ngày {day}").format(
        day=format_date(row.ended_on - timedelta(days=1))
    )
    if most:
        why += _("; mỗi lần nhiều nhất {most} tháng").format(most=most)
    return Due(
        kind="dues_relief_ending",
        what=_("Xét lại miễn, giảm đảng phí sắp hết hạn"),
        about=_("{n} đảng viên").format(n=row.n),
        due_on=row.ended_on - timedelta(days=1),
        url=page_of("dues:reliefs", row.cell),
        button=_("Xem danh sách"),
        why=why,
        owner=row.unit_name or "",
        owner_path=row.stands_at,
        count=row.n,
        rule="dues.relief_max_months",
    )


def _collect() -> str:
    return _("Thu đảng phí tháng này")


def _by_month_end(on: date) -> str:
    return _("Danh sách thu tháng {month}; mốc nhắc là hết tháng").format(month=f"{on:%m/%Y}")


def _remind() -> str:
    return _("Nhắc đóng đảng phí: chậm từ hai tháng")


def _three_months(on: date) -> str:
    try:
        found = rule("status.unpaid_months_for_removal", on)
    except NoRuleOnDay:
        return ""
    return _("{n} tháng trong năm không đóng, không lý do thì xem xét xóa tên. {source}").format(
        n=found.value, source=source_line(found)
    )
