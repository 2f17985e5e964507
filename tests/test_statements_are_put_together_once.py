"""What is put together once asks what it would ask put together anew, whatever has changed since."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.asking import Ask, rows_together
from chibo.base.statements import Kept, RowsOf, statement_of
from chibo.members.queries.reach import own_files, visible_to
from chibo.organisations.actions.changing import rename_organisation
from chibo.organisations.actions.duties import end_duty, give_duty
from chibo.organisations.actions.placing import hang_under
from chibo.organisations.models import Duty, Placement, Role
from chibo.organisations.queries.tree import Branch, branch
from chibo.web.queries.tasks import all_due, ask_rooms, tally_ask_rooms
from tests.world import World

pytestmark = pytest.mark.django_db

ASKERS = [("an", "commune"), ("binh", "commune"), ("chung", "tren"), ("khanh", "neighbour")]


def standing_under(path: str, on: date) -> QuerySet[Any, Any]:
    return Placement.objects.on(on).filter(path__startswith=path).values("path")


def having_children(of: Branch) -> QuerySet[Any, Any]:
    return Placement.objects.filter(organisation__in=[one.pk for one in of.children]).values("path")


def as_asked(user: User, of: Branch) -> list[Ask[Any]]:
    own_files(user)
    on = timezone.localdate()
    by_name = [ask for room in ask_rooms() for ask in room(user, of, on)]
    return by_name + [ask for room in tally_ask_rooms() for ask in room(of, on)]


def asker_and_branch(world: World, name: str, of: str) -> tuple[User, Branch]:
    """As a new request has them."""
    user = User.objects.get(pk=getattr(world, name).pk)
    return user, branch(getattr(world, of), timezone.localdate())


def told(found: list[list[Any]]) -> list[list[str]]:
    return [sorted(map(str, map(vars, rows))) for rows in found]


def test_a_statement_is_put_together_once_and_its_rows_are_read_anew(world: World) -> None:
    kept, today = Kept(), timezone.localdate()
    made: list[str] = []

    def compose(path: str, on: date) -> QuerySet[Any, Any]:
        made.append(path)
        return standing_under(path, on)

    [first] = rows_together([RowsOf(compose, "", today)], kept)
    Placement.objects.filter(organisation=world.school).update(ended_on=today)
    [second] = rows_together([RowsOf(compose, "", today)], kept)

    assert made == [""]
    assert len(first) - len(second) == 1


def test_what_had_to_ask_is_not_kept(world: World) -> None:
    kept, today = Kept(), timezone.localdate()
    of = branch(world.commune, today)
    of.children  # noqa: B018 (what the branch remembers does not slip in)
    rows_together([RowsOf(having_children, of), RowsOf(standing_under, of.path, today)], kept)

    assert len(kept) == 1


def test_those_not_used_for_long_are_let_go(world: World) -> None:
    kept, today = Kept(most=2), timezone.localdate()
    for path in ("a", "b", "a", "c"):
        rows_together([RowsOf(standing_under, path, today)], kept)

    def kept_before(path: str) -> bool:
        return RowsOf(standing_under, path, today).key in kept

    assert [kept_before(path) for path in "abc"] == [True, False, True]


@pytest.mark.parametrize(("name", "of"), ASKERS)
def test_no_room_asks_while_its_rows_are_put_together(world: World, name: str, of: str) -> None:
    asks = as_asked(*asker_and_branch(world, name, of))
    composed = [ask.rows for ask in asks if isinstance(ask.rows, RowsOf)]
    kept = Kept()
    for one in composed:
        kept.of(one.key, lambda one=one: statement_of(one.query()))

    assert [one.key for one in composed if one.key not in kept] == []
    assert len(composed) > 20


def lose_the_duty(world: World) -> None:
    for duty in Duty.objects.filter(user=world.an):
        end_duty(duty, timezone.localdate(), by=world.admin, reason="Thôi nhiệm vụ")


def get_another(world: World) -> None:
    today = timezone.localdate()
    give_duty(world.an, Role.CELL_SECRETARY, world.duoi, today, by=world.admin)


def hang_elsewhere(world: World) -> None:
    today = timezone.localdate()
    hang_under(world.duoi, world.neighbour, today, by=world.admin_as_office())


def be_renamed(world: World) -> None:
    rename_organisation(world.tren, "Chi bộ bản Trên Mới", timezone.localdate(), by=world.an)


CHANGES: Sequence[Callable[[World], None]] = (
    lose_the_duty,
    get_another,
    hang_elsewhere,
    be_renamed,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_after_a_change_it_says_what_is_put_together_anew(
    world: World, change: Callable[[World], None]
) -> None:
    kept = Kept()
    for name, of in ASKERS:
        asks = as_asked(*asker_and_branch(world, name, of))
        rows_together([ask.rows for ask in asks], kept)

    change(world)

    for name, of in ASKERS:
        asks = as_asked(*asker_and_branch(world, name, of))
        rows = [ask.rows for ask in asks]
        assert told(rows_together(rows, kept)) == told(rows_together(rows, Kept()))


def read_by_name(user: User, on: date) -> QuerySet[Any, Any]:
    return visible_to(user, on).values("path")


def test_who_lost_a_duty_reads_nothing_through_a_statement_kept(world: World) -> None:
    kept, today = Kept(), timezone.localdate()

    def read() -> list[Any]:
        user = User.objects.get(pk=world.an.pk)
        own_files(user)
        return rows_together([RowsOf(read_by_name, user, today)], kept)[0]

    assert read() != []
    assert len(kept) == 1
    lose_the_duty(world)
    assert read() == []


def test_the_second_list_puts_nothing_together(world: World) -> None:
    today = timezone.localdate()
    first = all_due(*asker_and_branch(world, "an", "commune"), today)
    with CaptureQueriesContext(connection) as asked:
        second = all_due(*asker_and_branch(world, "an", "commune"), today)

    assert second == first != []
    assert len(asked) < 15


def test_tomorrow_is_put_together_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    today = timezone.localdate()
    before = RowsOf(standing_under, "", today).key
    monkeypatch.setattr(timezone, "localdate", lambda: today + timedelta(days=1))

    assert RowsOf(standing_under, "", today).key != before
