"""A learner repeats the day they first came; however classes are told and corrected, that is what they say."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection

from chibo.study.actions.sessions import (
    NewSession,
    correct_session,
    hold_sessions,
    mark_present,
)
from chibo.study.actions.studies import open_study
from chibo.study.models import Learner, Study, StudySession
from chibo.study.queries.studies import coverage, not_come_by, with_state
from chibo.study.tests.test_study_a_paper import new_study
from tests.world import World

JULY, AUGUST, SEPTEMBER = date(2026, 7, 20), date(2026, 8, 5), date(2026, 9, 1)


@pytest.fixture
def study(world: World) -> Study:
    return open_study(world.commune, new_study(world), by=world.an)


def _hold(world: World, study: Study, on: date, *names: str) -> StudySession:
    present = [world.people[name].pk for name in names]
    (held,) = hold_sessions(study, [NewSession(on, "Nhà văn hóa", present=present)], by=world.an)
    return held


def _first() -> dict[str, date | None]:
    rows = Learner.objects.values_list("person__full_name", "came_on")
    return {name.split()[-1]: day for name, day in rows}


def _came(study: Study) -> dict[str, date]:
    return {name: day for name, day in _first().items() if day}


def test_the_earliest_class_counts_in_whatever_order_they_are_told(
    world: World, study: Study
) -> None:
    _hold(world, study, AUGUST, "an", "dung")
    _hold(world, study, JULY, "an", "chung")
    assert _came(study) == {"An": JULY, "Chung": JULY, "Dung": AUGUST}
    assert set(_first()) - set(_came(study)) == {"Bình", "Én", "Lan"}


def test_a_tick_taken_back_leaves_the_next_class_or_none(world: World, study: Study) -> None:
    first, _second = (
        _hold(world, study, JULY, "an", "chung"),
        _hold(world, study, AUGUST, "an"),
    )
    among = list(study.learners.all())
    mark_present(first, among, [], by=world.an)
    assert _came(study) == {"An": AUGUST}
    mark_present(first, among, [row.pk for row in among], by=world.an)
    assert set(_first().values()) == {JULY}


def test_a_class_put_right_takes_its_learners_along(world: World, study: Study) -> None:
    held = _hold(world, study, JULY, "an", "chung")
    _hold(world, study, AUGUST, "chung")
    correct_session(held, NewSession(SEPTEMBER, "Hội trường"), by=world.an)
    assert _came(study) == {"An": SEPTEMBER, "Chung": AUGUST}


def test_a_past_day_is_judged_by_the_classes_of_then(world: World, study: Study) -> None:
    _hold(world, study, JULY, "an"), _hold(world, study, AUGUST, "an", "chung")
    for on, came in ((date(2026, 7, 19), 0), (JULY, 1), (AUGUST, 2), (SEPTEMBER, 2)):
        rows = Learner.objects.filter(study=study)
        assert coverage(rows, on).came == came, on
        assert rows.filter(not_come_by(on)).count() == 6 - came, on
        assert with_state(rows, on).filter(came=True).count() == came, on
        assert with_state(rows, on).filter(came=False).count() == 6 - came, on


def test_older_books_are_told_the_same_days(world: World, study: Study) -> None:
    """What the migration writes is what the actions keep."""
    _hold(world, study, AUGUST, "an", "dung"), _hold(world, study, JULY, "an")
    kept = _first()
    Learner.objects.update(came_on=None)
    with connection.cursor() as cursor:
        cursor.execute(import_module("chibo.study.migrations.0002_who_has_not_come").FILL)
    assert _first() == kept
    assert set(kept.values()) == {None, JULY, AUGUST}
