"""One line at home once a sweep was recorded; the level above sees counts."""

from datetime import timedelta

from django.utils import timezone

from chibo.base.asking import answered
from chibo.cleaning.actions.sweeping import record_sweep
from chibo.cleaning.due import asks, tally_asks
from chibo.cleaning.models import Sweep
from chibo.cleaning.rules.checking import check
from chibo.organisations.queries.tree import branch
from tests.world import World


def test_nothing_is_due_before_the_first_sweep(world: World) -> None:
    today = timezone.localdate()
    assert answered(asks(world.an, branch(world.commune.pk, today), today)) == []


def test_what_a_sweep_left_is_one_line_with_the_day_of_the_next(world: World) -> None:
    today = timezone.localdate()
    of = branch(world.commune.pk, today)
    sweep = record_sweep(check(of), by=world.an)
    (line,) = answered(asks(world.an, of, today))
    assert line.about == f"còn {sweep.findings} điểm"
    assert line.url == f"/lam-sach/{of.pk}"
    assert line.due_on is not None
    assert line.due_on > today
    assert answered(asks(world.chung, branch(world.tren.pk, today), today)) == []


def test_a_clean_unit_is_asked_again_after_three_months(world: World) -> None:
    today = timezone.localdate()
    of = branch(world.commune.pk, today)
    record_sweep(check(of), by=world.an)
    Sweep.objects.update(wrong=0, doubtful=0, missing=0)
    assert answered(asks(world.an, of, today)) == []
    Sweep.objects.update(swept_on=today - timedelta(days=100))
    (line,) = answered(asks(world.an, of, today))
    assert line.about == ""
    assert line.days_left(today) < 0


def test_the_level_above_counts_what_was_left(world: World) -> None:
    today = timezone.localdate()
    sweep = record_sweep(check(branch(world.commune.pk, today)), by=world.an)
    (tally,) = answered(tally_asks(branch(world.province.pk, today), today))
    assert (tally.unit, tally.count) == (world.commune.pk, sweep.findings)
