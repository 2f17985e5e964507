"""Committee members of the demo commune who follow its cells, and when they came."""

from datetime import date

from chibo.assignments.actions.giving import Giving
from chibo.cli.demo.communes import Commune
from chibo.meetings.actions.liaison import (
    Following,
    Told,
    assign_liaisons,
    end_liaison,
    give_work_after_visit,
    miss_visit,
    plan_visits,
    tell_visits,
)
from chibo.meetings.models import Liaison
from chibo.meetings.queries.liaisons import officers
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, cells_in

THEN, TERM_ENDED, NOW = date(2018, 1, 15), date(2020, 5, 20), date(2026, 1, 12)
_WATERFALL = "Vận động hộ dân di dời khỏi khu vực thác Dải Yếm"


def follow_cells(commune: Commune) -> None:
    """In 2018 every cell, bản Vặt with a topic of its own; in 2026 all but the last two."""
    for liaison in _assign(commune, THEN, 0):
        end_liaison(liaison, TERM_ENDED, "Hết nhiệm kỳ", by=commune.office)
    _visit(commune, _assign(commune, NOW, 2))


def _assign(commune: Commune, on: date, left_out: int) -> list[Liaison]:
    of = branch(commune.organisation, on)
    people = list(officers(of))
    rows = list(cells_in(of))
    cells = Organisation.objects.in_bulk([row.pk for row in rows])
    followings = [
        Following(
            people[n % len(people)],
            cells[row.pk],
            topic=_WATERFALL if row.short_name == "Bản Vặt" else "",
        )
        for n, row in enumerate(rows[: len(rows) - left_out])
    ]
    return assign_liaisons(commune.organisation, followings, on, by=commune.office)


def _visit(commune: Commune, liaisons: list[Liaison]) -> None:
    by = commune.office
    told = Told(date(2026, 11, 5), remark="Chi bộ nề nếp, nhiều đảng viên phát biểu")
    tell_visits([(one, told) for one in liaisons[2:9]], by=by)
    first, second = liaisons[:2]
    planned = plan_visits(first, [date(2026, 11, 5), date(2026, 12, 5)], by=by)
    asked = "Đề nghị sớm cắm mốc khu tái định cư, làm đường vào khu mới trước mùa mưa"
    seen = tell_visits([(first, Told(date(2026, 11, 5), raised=asked))], by=by, planned=planned[0])
    work = "Cùng Ban quản lý bản rà soát các hộ chưa đăng ký di dời"
    giving = Giving(
        commune.organisation, work, date(2026, 11, 9), date(2026, 12, 20), unit=first.cell
    )
    give_work_after_visit(seen[0], giving, by=by)
    missed = plan_visits(second, [date(2026, 10, 5), date(2026, 12, 5)], by=by)[0]
    miss_visit(missed, "Dự tập huấn ở tỉnh", date(2026, 10, 2), by=by)
