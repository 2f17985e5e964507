"""Whatever people press in whatever order: only moves of the table happen, and what was frozen stays."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.base.rules import Refusal
from chibo.reports.actions.receiving import accept_submission, return_submission
from chibo.reports.actions.submitting import (
    begin_submission,
    check_submission,
    reopen_submission,
    submit,
)
from chibo.reports.models import FORMS, Sheet, Stage, Submission
from chibo.reports.rules.submissions import MOVES, REOPENED
from tests.world import World

PERIOD = Period.half(2019, 1)
Press = Callable[[Submission, User, User], Any]

PRESSES: dict[str, Press] = {
    "check": lambda one, unit, _above: check_submission(one, by=unit),
    "submit": lambda one, unit, _above: submit(one, "Đang xác minh.", by=unit),
    "accept": lambda one, _unit, above: accept_submission(one, by=above),
    "return": lambda one, _unit, above: return_submission(one, "Xem lại.", by=above),
    "reopen": lambda one, unit, above: reopen_submission(
        one, "Sai số.", by=above if one.stage == Stage.ACCEPTED else unit
    ),
}


def test_every_stage_is_in_the_table_and_none_leads_back() -> None:
    assert set(MOVES) == set(Stage)
    assert all(set(after) <= set(Stage) for after in MOVES.values())
    assert all(not MOVES[stage] for stage in REOPENED)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(presses=st.lists(st.sampled_from(sorted(PRESSES)), min_size=1, max_size=7))
def test_only_moves_of_the_table_happen(world: World, presses: list[str]) -> None:
    """A cell hands in, its commune receives."""
    Submission.objects.all().delete()
    begin_submission(world.tren, FORMS, PERIOD, by=world.chung)
    for press in presses:
        before = {one.pk: one.stage for one in Submission.objects.all()}
        frozen = sheets()
        newest = Submission.objects.order_by("version").last()
        try:
            PRESSES[press](newest, world.chung, world.binh)
        except Refusal:
            assert {one.pk: one.stage for one in Submission.objects.all()} == before
        for one in Submission.objects.all():
            was = before.get(one.pk, Stage.DRAFT)
            assert one.stage == was or one.stage in MOVES[was]
        assert frozen.items() <= sheets().items()


def sheets() -> dict[int, str]:
    return {one.pk: str(one.data) for one in Sheet.objects.all()}
