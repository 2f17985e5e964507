"""Xã Làng Chếu, huyện Bắc Yên, Sơn La: 92 members, most of them Mông, in 14 cells on 31/12/2011."""

from datetime import date

from chibo.cli.demo.calendar import ceremonies, yearly
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.places import Area, CellPlan
from chibo.cli.demo.plans import Plan, commune_of

DAY = date(2011, 12, 31)

CELLS = [
    CellPlan("Bản Làng Chếu", "ban", 8),
    CellPlan("Bản Cáo A", "ban", 8),
    CellPlan("Bản Cáo B", "ban", 7),
    CellPlan("Bản Háng Bla", "ban", 7, difficult=True),
    CellPlan("Bản Suối Lộng", "ban", 7),
    CellPlan("Bản Chống Tra", "ban", 6, difficult=True),
    CellPlan("Bản Pá Khốm", "ban", 6),
    CellPlan("Bản Trang Dua Hang", "ban", 6, difficult=True),
    CellPlan("Bản Páng Khúa", "ban", 5, difficult=True),
    CellPlan("Trường Tiểu học", "school", 9),
    CellPlan("Trường THCS", "school", 9),
    CellPlan("Trường Mầm non", "school", 6),
    CellPlan("Trạm Y tế", "health_station", 5),
    CellPlan("Trạm Khuyến nông", "extension_station", 3),
]


def lang_cheu() -> Commune:
    return commune_of(
        Plan(
            "langcheu",
            "Đảng bộ xã Làng Chếu",
            "14121007000",
            3,
            Area(
                "xã Làng Chếu",
                "huyện Bắc Yên",
                "Sơn La",
                "014",
                "14",
                {"mong": 85, "thai": 11, "muong": 4},
            ),
            CELLS,
            books=date(2006, 1, 1),
            day=DAY,
            ages=[
                ("male", 20, 30, 22),
                ("male", 31, 40, 24),
                ("male", 41, 50, 14),
                ("male", 51, 60, 7),
                ("male", 61, 80, 4),
                ("female", 20, 30, 8),
                ("female", 31, 40, 8),
                ("female", 41, 50, 5),
            ],
            units=[
                ("Đảng bộ xã Xím Vàng, huyện Bắc Yên", "same_province"),
                ("Đảng bộ thị trấn Bắc Yên, huyện Bắc Yên", "same_province"),
                ("Đảng bộ xã Trạm Tấu, tỉnh Yên Bái", "other_province"),
            ],
            before=[day for days in yearly(2006, 2011, 6).values() for day in days],
            after={
                **yearly(2012, 2024, 5),
                2025: [*ceremonies(2025, 3), date(2025, 11, 24), date(2025, 12, 22)],
                2026: [*ceremonies(2026, 3), date(2026, 11, 7)],
            },
            yearly={"died": 1, "moved_out": 1, "moved_in": 1},
            terms=[
                (date(2010, 6, 10), date(2015, 6, 8)),
                (date(2015, 6, 8), date(2020, 6, 9)),
                (date(2020, 6, 9), date(2025, 6, 6)),
                (date(2025, 6, 6), None),
            ],
            authorities=[(date(2011, 6, 1), date(2021, 6, 1)), (date(2021, 6, 1), None)],
            cadres=[(date(2010, 1, 1), date(2020, 1, 1)), (date(2020, 1, 1), None)],
            congresses=[
                (date(2010, 4, 1), date(2015, 4, 1)),
                (date(2015, 4, 1), date(2020, 4, 1)),
                (date(2020, 4, 1), date(2025, 4, 1)),
                (date(2025, 4, 1), None),
            ],
            officers=4,
            arrivals=3,
            departures={"died": 3, "moved_out": 4, "removed": 2},
            excused=2,
        )
    )
