"""Units to register, numbers to decide on, results to close stand in "Việc cần làm"."""

from datetime import date
from decimal import Decimal

from chibo.accounts.models import User
from chibo.base.asking import answered
from chibo.base.periods import Period
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.targets.actions.deciding import approve_targets
from chibo.targets.actions.registering import NewTarget, register_targets
from chibo.targets.due import asks
from tests.world import World

DAY = date(2026, 1, 5)


def told(user: User, of: Organisation, on: date) -> list[tuple[str, str, date | None]]:
    lines = answered(asks(user, branch(of, on), on))
    return sorted((one.kind, one.about, one.due_on) for one in lines)


def register(world: World, *units: Organisation) -> None:
    given = [
        NewTarget(one, "year", Period.year(2026), Decimal(1), figure="admitted", on=DAY)
        for one in units
    ]
    register_targets(given, by=world.an)


def test_nobody_is_asked_where_no_targets_are_kept(world: World) -> None:
    assert told(world.an, world.commune, DAY) == []


def test_cells_without_a_target_are_to_register(world: World) -> None:
    register(world, world.tren)
    found = told(world.an, world.commune, date(2026, 2, 20))
    due_on = date(2026, 1, 31)
    assert [one for one in found if one[0] == "target_registering"] == [
        ("target_registering", "Bản Dưới", due_on),
        ("target_registering", "Trường Tiểu học", due_on),
    ]
    assert told(world.chung, world.tren, date(2026, 2, 20)) == []
    assert told(world.an, world.commune, date(2026, 6, 1)) == []


def test_numbers_wait_for_another_than_who_registered(world: World) -> None:
    register(world, world.tren, world.duoi)
    assert told(world.binh, world.commune, DAY) == [
        ("target_deciding", "2 số đăng ký", date(2026, 1, 20))
    ]
    kinds = [kind for kind, *_rest in told(world.an, world.commune, DAY)]
    assert kinds == ["target_registering"]


def test_results_are_closed_after_the_half_and_after_the_year(world: World) -> None:
    register(world, world.tren)
    versions = world.tren.targets.get().versions.all()
    approve_targets(list(versions), by=world.binh, on=DAY)
    asked = {
        day: [one for one in told(world.binh, world.commune, day) if one[0] == "target_closing"]
        for day in (date(2026, 6, 29), date(2026, 6, 30), date(2026, 11, 1), date(2027, 1, 2))
    }
    assert list(asked.values()) == [
        [],
        [("target_closing", "1 chỉ tiêu", date(2026, 7, 15))],
        [],
        [("target_closing", "1 chỉ tiêu", date(2027, 1, 15))],
    ]
