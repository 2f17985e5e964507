"""Xã Đồng Ý, huyện Bắc Sơn, Lạng Sơn: the unit that failed in 2016 and was helped in 2017."""

from datetime import date

from chibo.cli.demo.calendar import ceremonies, yearly
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.elections import Elections
from chibo.cli.demo.growing import Growth
from chibo.cli.demo.offices import Office
from chibo.cli.demo.places import Area, CellPlan
from chibo.cli.demo.plans import Plan, commune_of, usual_ages

DAY = date(2017, 12, 19)

CELLS = [
    CellPlan("Thôn Nà Nhì", "thon", 18),
    CellPlan("Thôn Khau Ràng", "thon", 16),
    CellPlan("Thôn Bó Đăng", "thon", 15),
    CellPlan("Thôn Lân Kẽm", "thon", 14, difficult=True),
    CellPlan("Thôn Bản Đắc", "thon", 14),
    CellPlan("Thôn Nà Qué", "thon", 13),
    CellPlan("Thôn Phiềng Sliềng", "thon", 12, difficult=True),
    CellPlan("Thôn Tân Kỳ", "thon", 12),
    CellPlan("Thôn Thâm Lũ", "thon", 11, difficult=True),
    CellPlan("Thôn Nà Cuối", "thon", 10),
    CellPlan("Trường Tiểu học Đồng Ý", "school", 14),
    CellPlan("Trường THCS Đồng Ý", "school", 12),
    CellPlan("Trường Mầm non Đồng Ý", "school", 9),
    CellPlan("Trạm Y tế", "health_station", 6),
]


def dong_y() -> Commune:
    return commune_of(
        Plan(
            "dongy",
            "Đảng bộ xã Đồng Ý",
            "20185019000",
            4,
            Area(
                "xã Đồng Ý",
                "huyện Bắc Sơn",
                "Lạng Sơn",
                "020",
                "20",
                {"tay": 62, "nung": 26, "kinh": 8, "dao": 4},
                officials_from="tay",
            ),
            CELLS,
            books=date(2016, 1, 1),
            day=DAY,
            ages=usual_ages(176),
            units=[
                ("Đảng bộ xã Hưng Vũ, huyện Bắc Sơn", "same_province"),
                ("Đảng bộ thị trấn Bắc Sơn, huyện Bắc Sơn", "same_province"),
                ("Đảng bộ xã Tân Thành, tỉnh Thái Nguyên", "other_province"),
            ],
            before=[*ceremonies(2016, 3), *ceremonies(2017, 5)],
            after={
                **yearly(2018, 2024, 5),
                2025: [*ceremonies(2025, 3), date(2025, 11, 27), date(2025, 12, 22)],
                2026: [*ceremonies(2026, 3), date(2026, 11, 7)],
            },
            yearly={"died": 2, "moved_out": 2, "moved_in": 1},
            terms=[
                (date(2015, 6, 18), date(2020, 6, 16)),
                (date(2020, 6, 16), date(2025, 6, 10)),
                (date(2025, 6, 10), None),
            ],
            authorities=[(date(2016, 6, 1), date(2021, 6, 1)), (date(2021, 6, 1), None)],
            cadres=[(date(2016, 3, 1), date(2021, 1, 1)), (date(2021, 1, 1), None)],
            congresses=[
                (date(2015, 4, 1), date(2020, 4, 1)),
                (date(2020, 4, 1), date(2025, 4, 1)),
                (date(2025, 4, 1), None),
            ],
            committee=13,
            departures={"died": 2, "moved_out": 2, "removed": 1},
            besides=_sent_from_the_district,
        )
    )


def _sent_from_the_district(growth: Growth, elections: Elections) -> None:
    """The district sent an officer to chair the commune's authority until 2020."""
    arrived, back = date(2017, 2, 20), date(2020, 2, 28)
    life = growth.somebody("male", 41, growth.cell("Thôn Nà Nhì"), arrived)
    life.came, life.came_on = "moved_in", arrived
    life.unit, life.scope = "Chi bộ Văn phòng Huyện ủy Bắc Sơn", "same_province"
    growth.lives.append(life)
    growth.leave(life, "moved_out", back, "Hết thời gian tăng cường")
    office = Office(
        "people_committee_vice_chair",
        date(2017, 3, 1),
        back,
        gained="appointed",
        seconded_from="Huyện ủy Bắc Sơn",
        end_reason="Hết thời gian tăng cường",
    )
    elections.give(life, office)
