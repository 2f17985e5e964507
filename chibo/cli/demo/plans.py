"""A commune that needs no story of its own: from a plan to its people, offices and files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from chibo.cli.demo.communes import Commune
from chibo.cli.demo.elections import VILLAGE, Elections
from chibo.cli.demo.files import Files
from chibo.cli.demo.growing import AgeBand, Growth
from chibo.cli.demo.lives import Life
from chibo.cli.demo.names import Namer
from chibo.cli.demo.places import Area, CellPlan

Span = tuple[date, date | None]


@dataclass(frozen=True)
class Plan:
    """`before` are admission days of people who stand on `day`; `after` of later ones, by year.

    `terms` are the committee's, `authorities` and `cadres` when chairs and village cadres changed.
    """

    key: str
    name: str
    code: str
    series: int
    area: Area
    cells: Sequence[CellPlan]
    books: date
    day: date
    ages: Sequence[AgeBand]
    units: Sequence[tuple[str, str]]
    before: Sequence[date]
    after: Mapping[int, Sequence[date]]
    yearly: Mapping[str, int]
    terms: Sequence[Span]
    authorities: Sequence[Span]
    cadres: Sequence[Span]
    congresses: Sequence[Span]
    base_type: str = "commune"
    committee: int = 11
    officers: int = 6
    outside: int = 2
    village_offices: Sequence[str] = tuple(VILLAGE)
    arrivals: int = 4
    departures: Mapping[str, int] = field(default_factory=dict)
    excused: int = 4
    lacking: float = 0.12
    besides: Callable[[Growth, Elections], None] = lambda _growth, _elections: None
    levels: Callable[[Growth, Elections, Files], None] = lambda _growth, _elections, _files: None


def commune_of(plan: Plan) -> Commune:
    rng = Random(plan.name)
    growth = Growth(rng, Namer(rng), plan.area, plan.cells, plan.books, plan.day, plan.units)
    elections = Elections(growth)
    _grow(plan, growth)
    plan.besides(growth, elections)
    _elect(plan, elections)
    files = Files(rng, plan.area, plan.series, plan.cells)
    for life in growth.lives:
        life.lacks = _lacks(rng, plan.lacking)
        files.fill(life)
    plan.levels(growth, elections, files)
    return Commune(plan.key, plan.name, plan.base_type, plan.code, growth, elections.holders)


def _grow(plan: Plan, growth: Growth) -> None:
    growth.settle(plan.ages)
    growth.admit_before(plan.before)
    growth.arrive_before(plan.arrivals)
    growth.depart_before(plan.departures)
    _excuse(plan, growth)
    for year, days in plan.after.items():
        growth.go_on(year, plan.yearly, days)


def _excuse(plan: Plan, growth: Growth) -> None:
    old = [
        life
        for life in growth.here(plan.day)
        if life.age(plan.day) > 62 and growth.is_old_hand(life)
    ]
    for life in old[: plan.excused]:
        growth.excuse(life, "old_weak", plan.books.replace(month=6))


def _elect(plan: Plan, elections: Elections) -> None:
    roster: list[Life] = []
    for start, until in plan.terms:
        roster = elections.committee(start, until, plan.committee, again=roster)
    for start, until in plan.congresses:
        elections.cell_officers(start, until)
    for start, until in plan.authorities:
        elections.authorities(start, plan.officers, until, roster)
    for start, until in plan.cadres:
        elections.villages(start, until, plan.outside, positions=plan.village_offices)


def _lacks(rng: Random, share: float) -> frozenset[str]:
    if rng.random() >= share:
        return frozenset()
    return frozenset({rng.choice(["birth_detail", "native_detail", "home_detail", "national_id"])})


def usual_ages(members: int, oldest: int = 82) -> list[AgeBand]:
    """Ages and sexes as a commune of that size usually has them."""
    shares = [
        ("male", 20, 30, 11),
        ("male", 31, 40, 19),
        ("male", 41, 50, 17),
        ("male", 51, 60, 12),
        ("male", 61, oldest, 7),
        ("female", 20, 30, 9),
        ("female", 31, 40, 14),
        ("female", 41, 50, 7),
        ("female", 51, 60, 4),
    ]
    total = sum(share for *_band, share in shares)
    bands = [(sex, low, high, members * share // total) for sex, low, high, share in shares]
    sex, low, high, count = bands[1]
    bands[1] = (sex, low, high, count + members - sum(band[3] for band in bands))
    return bands
