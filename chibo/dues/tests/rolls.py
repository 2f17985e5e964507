"""A month of dues as tests draw it up, pay it and ask about it."""

from datetime import date
from typing import Any

from chibo.accounts.models import User
from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.dues.actions.charging import draw_up_roll
from chibo.dues.actions.collecting import Paid, record_payments
from chibo.dues.actions.declaring import Declared
from chibo.dues.actions.relieving import NewRelief
from chibo.dues.models import Charge, Payment
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, branch
from tests.world import World

TODAY = date(2026, 11, 21)
JULY, AUGUST, SEPTEMBER = date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def said(world: World, name: str, category: str = "insured", **more: Any) -> Declared:
    facts = {"since": date(2026, 1, 1), "declared_on": date(2026, 1, 5)} | more
    return Declared(world.people[name], category, **facts)


def of(unit: Organisation, on: date = TODAY) -> Branch:
    return branch(unit, on)


def roll(world: World, month: date = JULY, by: User | None = None) -> dict[str, int | None]:
    draw_up_roll(of(world.commune), month, by=by or world.an)
    rows = Charge.objects.filter(month=month).select_related("person")
    return {
        row.person.full_name.split()[-1]: row.amount for row in rows.order_by("person__name_sort")
    }


def pay(
    world: World, *names: str, months: tuple[date, ...] = (JULY,), on: date = date(2026, 7, 20)
) -> list[Payment]:
    charges = Charge.objects.filter(person__in=[world.people[one] for one in names])
    given = [
        Paid(
            world.people[name],
            on,
            {
                row.month: row.amount or 0
                for row in charges
                if row.person == world.people[name] and row.month in months
            },
            received_by="Vì Văn Chung",
        )
        for name in names
    ]
    return record_payments(world.tren, given, by=world.chung)


def asked(world: World, name: str, period: Period | None = None, last: date = TODAY) -> Reading:
    scope = Scope(branch(world.commune, last), last)
    return read(figure(name), scope.over(period) if period else scope)


def relief(world: World, name: str, **other: Any) -> NewRelief:
    facts: dict[str, Any] = {
        "kind": "reduced",
        "percent": 50,
        "since": JULY,
        "until": date(2027, 7, 1),
        "reason": "Hoàn cảnh khó khăn",
        "decided_on": date(2026, 6, 20),
        "decided_by": "Đảng ủy xã Mường Mẫu",
    }
    return NewRelief(world.people[name], **facts | other)
