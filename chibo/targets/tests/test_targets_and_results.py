"""Cells register targets, the committee approves, results are read for many units and frozen at the close."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chibo.accounts.models import User
from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.targets.actions.closing import Closing, close_targets
from chibo.targets.actions.cohorts import freeze_cohort
from chibo.targets.actions.deciding import approve_targets, return_target
from chibo.targets.actions.indicators import Told, correct_value, tell_values
from chibo.targets.actions.registering import (
    NewTarget,
    change_from_above,
    give_up_target,
    propose_change,
    register_targets,
    set_targets_from_above,
)
from chibo.targets.actions.telling import ToldTarget, ToldVersion, tell_targets
from chibo.targets.models import IndicatorValue, Target, TargetResult
from chibo.targets.queries.progress import State, judged, progress, with_history
from chibo.targets.queries.results import results
from tests.world import World

TODAY = date(2026, 11, 21)
DAY = date(2026, 1, 20)
YEAR = Period.year(2026)


def new(organisation: Organisation, figure: str = "admitted", **more: Any) -> NewTarget:
    facts: dict[str, Any] = {"span": "year", "period": YEAR, "least": Decimal(1), "on": DAY}
    return NewTarget(organisation, figure=figure, **facts | more)


def approved(world: World, *given: NewTarget, by: User | None = None) -> list[Target]:
    made = register_targets(given, by=by or world.chung)
    approve_targets([one.versions.get() for one in made], by=world.binh, on=DAY)
    return made


def stand(target: Target, on: date = TODAY) -> tuple[State, Decimal | None]:
    (found,) = progress(with_history(Target.objects.filter(pk=target.pk)), on)
    return found.state, found.standing.value


def test_a_cell_registers_and_the_committee_approves(world: World) -> None:
    (target,) = register_targets([new(world.duoi)], by=world.an)
    assert stand(target)[0] == State.WAITING
    assert results([world.duoi.pk], 2026, TODAY) == {}
    version = target.versions.get()
    with pytest.raises(NotAllowed):
        approve_targets([version], by=world.an, on=DAY)
    approve_targets([version], by=world.binh, on=DAY)
    # Én was admitted on 26/03/2026.
    assert stand(target) == (State.MET, Decimal(1))
    assert stand(target, date(2026, 3, 25)) == (State.BEHIND, Decimal(0))


def test_a_cell_does_not_approve_and_a_neighbour_does_not_register(world: World) -> None:
    (target,) = register_targets([new(world.tren)], by=world.chung)
    with pytest.raises(NotAllowed):
        approve_targets([target.versions.get()], by=world.chung)
    with pytest.raises(NotAllowed):
        register_targets([new(world.duoi)], by=world.chung)


def test_a_returned_number_is_proposed_anew_and_both_stay(world: World) -> None:
    (target,) = register_targets([new(world.tren)], by=world.chung)
    with pytest.raises(ValidationError, match="lý do trả lại"):
        return_target(target.versions.get(), "", by=world.binh, on=DAY)
    return_target(target.versions.get(), "Thấp hơn nghị quyết", by=world.binh, on=DAY)
    assert stand(target)[0] == State.RETURNED
    propose_change(target, Decimal(2), None, "Theo ý kiến cấp ủy", by=world.chung, on=DAY)
    again = target.versions.get(number=2)
    approve_targets([again], by=world.binh, on=DAY)
    assert [(one.least, one.said) for one in target.versions.all()] == [
        (Decimal(1), "Thấp hơn nghị quyết"),
        (Decimal(2), ""),
    ]
    with pytest.raises(Refusal, match="đã được duyệt hoặc trả lại"):
        approve_targets([again], by=world.binh)


def test_a_change_waits_while_the_old_number_stays_in_force(world: World) -> None:
    (target,) = approved(world, new(world.duoi), by=world.an)
    with pytest.raises(ValidationError, match="lý do thay đổi"):
        propose_change(target, Decimal(3), None, "", by=world.an)
    propose_change(target, Decimal(3), None, "Có thêm nguồn", by=world.an, on=date(2026, 11, 20))
    assert stand(target) == (State.MET, Decimal(1))
    with pytest.raises(Refusal, match="chờ duyệt"):
        propose_change(target, Decimal(4), None, "Lại", by=world.an, on=TODAY)
    approve_targets([target.versions.get(number=2)], by=world.binh, on=TODAY)
    assert stand(target, date(2026, 11, 20))[0] == State.MET
    assert stand(target)[0] == State.BEHIND


def test_set_from_above_and_shared_out(world: World) -> None:
    (whole,) = approved(world, new(world.commune, least=Decimal(3)), by=world.an)
    parts = [new(world.tren, least=Decimal(2)), new(world.duoi)]
    made = set_targets_from_above(parts, world.commune, by=world.an, whole=whole)
    assert [one.whole_id for one in made] == [whole.pk, whole.pk]
    assert stand(made[1])[0] == State.MET
    with pytest.raises(NotAllowed):
        set_targets_from_above([new(world.tren, "members")], world.tren, by=world.chung)
    with pytest.raises(Refusal, match="trực thuộc"):
        set_targets_from_above([new(world.ben)], world.commune, by=world.admin_as_office())
    with pytest.raises(Refusal, match="cấp trên giao"):
        propose_change(made[0], Decimal(1), None, "Khó", by=world.chung)
    change_from_above(made[0], Decimal(1), None, "Điều hòa", by=world.an)
    assert made[0].versions.count() == 2


def test_a_share_needs_a_base_and_a_figure_a_key_that_is_one(world: World) -> None:
    share = new(world.commune, "members_women", measure="share", least=Decimal(40))
    (target,) = approved(world, share, by=world.an)
    found = read(figure("members_women"), Scope(branch(world.commune, TODAY), TODAY))
    assert stand(target)[1] == found.percent
    with pytest.raises(Refusal, match="không có mẫu số"):
        register_targets([new(world.commune, measure="share")], by=world.an)
    with pytest.raises(Refusal, match="mục Phát triển đảng"):
        register_targets([new(world.commune, "admission_target")], by=world.an)
    with pytest.raises(Refusal, match="từ 0 đến 100"):
        register_targets(
            [new(world.commune, "members_women", measure="share", least=Decimal(101))], by=world.an
        )


def test_one_target_a_number_and_period(world: World) -> None:
    approved(world, new(world.tren))
    with pytest.raises(ValidationError, match="đã có chỉ tiêu này"):
        register_targets([new(world.tren)], by=world.chung)


def test_a_target_given_up_makes_room(world: World) -> None:
    (target,) = approved(world, new(world.tren))
    give_up_target(target, "Gộp với chỉ tiêu khác", by=world.chung)
    assert stand(target)[0] == State.ENDED
    assert results([world.tren.pk], 2026, TODAY) == {}
    register_targets([new(world.tren)], by=world.chung)


@pytest.mark.parametrize(
    ("bounds", "value", "passed", "adds_up", "state"),
    [
        ((10, None), 10, "0.5", True, State.MET),
        ((10, None), 5, "0.5", True, State.ON_TRACK),
        ((10, None), 4, "0.5", True, State.BEHIND),
        ((10, None), 4, "0.5", False, State.NOT_YET),
        ((10, None), 9, "1", True, State.MISSED),
        ((None, 2), 2, "0.5", False, State.WITHIN),
        ((None, 2), 3, "0.5", False, State.NOT_YET),
        ((None, 2), 3, "0.5", True, State.EXCEEDED),
        ((None, 2), 2, "0.5", True, State.BEHIND),
        ((None, 2), 2, "1", False, State.MET),
        ((45, 50), 47, "1", True, State.MET),
        ((45, 50), 51, "1", True, State.EXCEEDED),
    ],
)
def test_one_word_for_a_value(
    bounds: tuple[int | None, int | None], value: int, passed: str, adds_up: bool, state: State
) -> None:
    least, most = (None if one is None else Decimal(one) for one in bounds)
    assert judged((least, most), Decimal(value), Decimal(passed), adds_up=adds_up) == state


def test_results_of_many_units_cost_the_same(world: World) -> None:
    units = [world.commune, world.tren, world.duoi, world.school]
    approved(world, new(units[0]), new(units[0], "members"), by=world.an)
    with CaptureQueriesContext(
        connection,
    ) as few:
        results([units[0].pk], 2026, TODAY)
    approved(world, *(new(one) for one in units[1:]), *(new(one, "members") for one in units[1:]),
             by=world.an)  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        found = results([one.pk for one in units], 2026, TODAY)
    assert len(many) == len(few)
    told = {key: [(one.label, one.value, one.met) for one in some] for key, some in found.items()}
    assert told[world.duoi.pk] == [
        ("Kết nạp đảng viên", Decimal(1), True),
        ("Đảng viên", Decimal(2), True),
    ]


def test_a_number_brought_in_is_approved_by_another(world: World) -> None:
    waiting = ToldVersion(1, Decimal(4), None, DAY)
    given = ToldTarget(world.tren, "year", YEAR, "amount", [waiting], "admitted")
    (target,) = tell_targets([given], by=world.an)
    with pytest.raises(NotAllowed):
        approve_targets([target.versions.get()], by=world.an, on=DAY)
    with pytest.raises(NotAllowed):
        approve_targets([target.versions.get()], by=world.chung, on=DAY)
    assert approve_targets([target.versions.get()], by=world.binh, on=DAY)


def test_the_close_freezes_what_stood_that_day(world: World) -> None:
    (target,) = approved(world, new(world.duoi, least=Decimal(2)), by=world.an)
    half = date(2026, 6, 30)
    with pytest.raises(Refusal, match="mới chốt được từ ngày"):
        close_targets([Closing(target.pk, "half")], date(2026, 3, 1), by=world.an)
    with pytest.raises(NotAllowed):
        close_targets([Closing(target.pk, "half")], half, by=world.chung)
    close_targets([Closing(target.pk, "half", "Mới có 1")], half, by=world.an)
    with pytest.raises(Refusal, match="Kỳ chưa hết"):
        close_targets([Closing(target.pk, "end")], TODAY, by=world.an)
    with pytest.raises(Refusal, match="ghi lý do"):
        close_targets([Closing(target.pk, "half")], half, by=world.an)
    close_targets([Closing(target.pk, "half", "Ghi nhầm ghi chú")], half, by=world.an)
    rows = TargetResult.objects.order_by("pk")
    assert [(row.value, row.met, row.replaced_on is None) for row in rows] == [
        (Decimal(1), False, False),
        (Decimal(1), False, True),
    ]


def asked(world: World, name: str, key: str = "", on: date = TODAY) -> Reading:
    return read(figure(name), Scope(branch(world.commune, on), on, key=key))


def test_targets_met_counts_what_was_closed(world: World) -> None:
    year = Period.year(2025)
    day = date(2025, 2, 1)
    given = [
        new(world.tren, "members", period=year, on=day),
        new(world.duoi, "members", period=year, least=Decimal(50), on=day),
        new(world.school, "members", period=year, on=day),
    ]
    made = register_targets(given, by=world.an)
    approve_targets([one.versions.get() for one in made], by=world.binh, on=day)
    assert asked(world, "targets_met", "2025").value is None
    closings = [Closing(one.pk, "end") for one in made[:2]]
    close_targets(closings, date(2025, 12, 31), by=world.an, recorded_on=date(2026, 1, 10))
    found = asked(world, "targets_met", "2025")
    assert (found.value, found.base) == (1, 2)
    assert asked(world, "targets_met", "2025", date(2026, 1, 9)).value is None
    assert asked(world, "targets_approved", "2025").value == 3
    cells = asked(world, "cells_with_targets", "2025")
    assert (cells.value, cells.base) == (3, 3)
    frozen = results([world.duoi.pk], 2025)[world.duoi.pk][0]
    assert (frozen.frozen, frozen.met, frozen.on) == (True, False, date(2025, 12, 31))


def income(world: World, year: int, value: str, told: date) -> Told:
    return Told(
        world.commune, "income_per_capita_million_vnd", year, Decimal(value), told, "UBND xã"
    )


def test_an_indicator_is_the_number_last_told(world: World) -> None:
    key = "income_per_capita_million_vnd"
    assert asked(world, "indicator", key).value is None
    tell_values([income(world, 2024, "61.5", date(2025, 1, 5)),
                 income(world, 2025, "65.2", date(2026, 1, 6))], by=world.an)  # fmt: skip
    assert asked(world, "indicator", key).value == Decimal("65.2")
    assert asked(world, "indicator", key, date(2026, 1, 5)).value == Decimal("61.5")
    assert asked(world, "indicator", key).shown == "65,2"
    row = IndicatorValue.objects.get(year=2025)
    correct_value(row, Decimal("65.4"), "", date(2026, 3, 1), "Thống kê chốt lại", by=world.an)
    assert asked(world, "indicator", key).value == Decimal("65.4")
    assert asked(world, "indicator", key, date(2026, 2, 1)).value == Decimal("65.2")
    with pytest.raises(ValidationError, match="đã có giá trị"):
        tell_values([income(world, 2025, "66", date(2026, 4, 1))], by=world.an)
    with pytest.raises(NotAllowed):
        tell_values([income(world, 2026, "66", date(2026, 4, 1))], by=world.chung)


def test_a_target_of_an_indicator_reads_its_own_year(world: World) -> None:
    target = new(world.commune, "", indicator="poor_household_rate_percent", least=None,
                 most=Decimal("1.9"))  # fmt: skip
    (made,) = approved(world, target, by=world.an)
    last = Told(world.commune, "poor_household_rate_percent", 2025, Decimal("2.4"),
                date(2026, 1, 6), "UBND xã")  # fmt: skip
    tell_values([last], by=world.an)
    assert stand(made)[0] == State.UNKNOWN
    now = Told(world.commune, "poor_household_rate_percent", 2026, Decimal("1.8"),
               date(2026, 11, 2), "UBND xã")  # fmt: skip
    tell_values([now], by=world.an)
    assert stand(made) == (State.WITHIN, Decimal("1.8"))


def test_among_a_frozen_list(world: World) -> None:
    day = date(2026, 1, 5)
    cohort = freeze_cohort(
        world.commune, "Đảng viên nữ đầu năm", "members_women", by=world.an, on=day
    )
    whole = cohort.people.count()
    share = new(world.commune, "members_women", cohort=cohort, measure="share", least=Decimal(90))
    (target,) = approved(world, share, by=world.an)
    (found,) = progress(with_history(Target.objects.filter(pk=target.pk)), TODAY)
    # Én came in March: she is not on the list, so she is not counted.
    assert (found.standing.counted, found.standing.base) == (whole, whole)
    assert asked(world, "members_women").value == whole + 1
    with pytest.raises(Refusal, match="không đếm người"):
        freeze_cohort(world.commune, "Chi bộ", "cells", by=world.an)
