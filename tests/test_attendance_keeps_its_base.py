"""A law of rolls: whatever happens to people after a meeting, who was due and who came stays what was written
that evening."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from chibo.accounts.models import User
from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.meetings.actions.roll import Mark, mark_roll
from chibo.meetings.models import Attendance, Presence
from chibo.meetings.tests.evening import EVENING, fill_cell, opened
from chibo.members.actions.leaves import begin_temporary_stay, exempt_member
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.organisations.queries.tree import branch
from tests.world import World, build_world

JULY = Period(date(2018, 7, 1), date(2018, 7, 31))
PEOPLE = 18
OUTSIDE = {"outside_unit": "Đảng bộ xã Bạn", "outside_scope": "same_province"}

events = st.tuples(
    st.sampled_from(["move", "die", "out", "remove", "excuse", "away"]),
    st.integers(0, PEOPLE - 1),
    st.integers(1, 900),
)
marks = st.lists(
    st.sampled_from([Presence.PRESENT, Presence.WITHOUT_REASON]), min_size=PEOPLE, max_size=PEOPLE
)


def happen(world: World, kind: str, who: int, after: int) -> None:
    person, on, by = world.people[f"m{who}"], EVENING + timedelta(days=after), world.an
    acts: dict[str, Callable[[], Any]] = {
        "move": lambda: transfer_member(person, world.duoi, on, by=by),
        "die": lambda: end_membership(person, "died", on, by=by, reason="Bệnh"),
        "out": lambda: end_membership(person, "moved_out", on, by=by, reason="Đi xa", **OUTSIDE),
        "remove": lambda: end_membership(person, "removed", on, by=by, reason="Bỏ sinh hoạt"),
        "excuse": lambda: exempt_member(person, "old_weak", on, by=by),
        "away": lambda: begin_temporary_stay(
            person, on, by=by, outside_unit="Chi bộ khác", until=on + timedelta(days=90)
        ),
    }
    try:
        with transaction.atomic():
            acts[kind]()
    except (Refusal, ValidationError):
        pass  # two events of a story may exclude each other


def rates(world: World) -> list[tuple[int | None, int | None]]:
    """Of the cell, of the cell people move to, of the commune; asked that month and over the whole time."""
    found = []
    for last in (JULY.last, date(2021, 6, 30)):
        for of in (world.tren, world.duoi, world.commune):
            asked = Scope(branch(of, last), last).over(Period(JULY.first, last))
            told = read(figure("attendance"), asked)
            found.append((told.value, told.base))
    return found


class Rolls(TestCase):
    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(marks, st.lists(events, max_size=6))
    def test_rates_keep_their_base(
        self, came: list[str], story: list[tuple[str, int, int]]
    ) -> None:
        world = build_world()
        world.users = {key: User.objects.get(pk=one.pk) for key, one in world.users.items()}
        fill_cell(world)
        meeting = opened(world)
        told = [Mark(world.people[f"m{n}"].pk, state) for n, state in enumerate(came)]
        mark_roll(meeting, told, by=world.chung)
        before, rows = rates(world), list(Attendance.objects.order_by("pk").values())
        present = PEOPLE - came.count(Presence.WITHOUT_REASON) + 2
        assert before[0] == (present, PEOPLE + 2)

        for event in story:
            happen(world, *event)

        assert rates(world) == before
        assert list(Attendance.objects.order_by("pk").values()) == rows
