"""Xã Vân Khánh, huyện An Minh, Kiên Giang: 235 members in 12 cells on 10/11/2023."""

from datetime import date

from chibo.cli.demo.calendar import ceremonies
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.elections import AUTHORITIES, Elections
from chibo.cli.demo.files import Files
from chibo.cli.demo.growing import Growth
from chibo.cli.demo.places import Area, CellPlan
from chibo.cli.demo.plans import Plan, commune_of, usual_ages
from chibo.members.actions.files import Level

DAY = date(2023, 11, 10)

CELLS = [
    CellPlan("Ấp Kim Quy A", "ap", 30),
    CellPlan("Ấp Kim Quy B", "ap", 28),
    CellPlan("Ấp Mương Đào A", "ap", 26),
    CellPlan("Ấp Mương Đào B", "ap", 25),
    CellPlan("Ấp Cây Gõ", "ap", 24),
    CellPlan("Ấp Phát Đạt", "ap", 22),
    CellPlan("Trường Tiểu học Vân Khánh", "school", 20),
    CellPlan("Trường THCS Vân Khánh", "school", 18),
    CellPlan("Trường Mầm non Vân Khánh", "school", 12),
    CellPlan("Trạm Y tế", "health_station", 8),
    CellPlan("Công an xã", "police", 8),
    CellPlan("Cơ quan Ủy ban nhân dân xã", "state_agency", 14),
]

PLAN = {
    "area": Area(
        "xã Vân Khánh",
        "huyện An Minh",
        "Kiên Giang",
        "091",
        "91",
        {"kinh": 88, "kho-me": 9, "hoa": 3},
    ),
    # 2022: five by 10/11, recognised a year later; 2023: five by 10/11.
    "before": [
        *ceremonies(2020, 5),
        *ceremonies(2021, 5),
        *ceremonies(2022, 5),
        date(2022, 12, 22),
        *ceremonies(2023, 5),
    ],
    "after": {
        2023: [date(2023, 12, 22)],
        2024: ceremonies(2024, 6),
        2025: [*ceremonies(2025, 3), date(2025, 11, 25), date(2025, 12, 10), date(2025, 12, 22)],
        2026: [*ceremonies(2026, 4), date(2026, 11, 7)],
    },
}


def van_khanh() -> Commune:
    plan = Plan(
        "vankhanh",
        "Đảng bộ xã Vân Khánh",
        "91909031000",
        2,
        cells=CELLS,
        books=date(2020, 1, 1),
        day=DAY,
        ages=usual_ages(235),
        units=[
            ("Đảng bộ xã Đông Hưng, huyện An Minh", "same_province"),
            ("Đảng bộ thị trấn Thứ Mười Một, huyện An Minh", "same_province"),
            ("Đảng bộ phường An Hội, tỉnh Vĩnh Long", "other_province"),
        ],
        yearly={"died": 2, "moved_out": 3, "moved_in": 2, "moved_within": 1},
        terms=[(date(2020, 6, 15), date(2025, 6, 12)), (date(2025, 6, 12), None)],
        authorities=[(date(2021, 6, 1), None)],
        cadres=[(date(2021, 1, 1), None)],
        congresses=[(date(2020, 3, 20), date(2025, 3, 18)), (date(2025, 3, 18), None)],
        committee=15,
        officers=10,
        arrivals=8,
        departures={"died": 3, "moved_out": 4, "removed": 1},
        levels=_officials_all_trained,
        **PLAN,  # type: ignore[arg-type]  # what the seed says, kept together above
    )
    return commune_of(plan)


def _officials_all_trained(_growth: Growth, elections: Elections, files: Files) -> None:
    """Every official has a profession and political theory from intermediate up."""
    for position in dict.fromkeys((*AUTHORITIES, "commune_officer")):
        for life in elections.holding(position, DAY):
            kept = [one for one in life.levels if one.ladder == "schooling"]
            theory = Level("theory", "advanced" if position == "council_chair" else "intermediate")
            life.levels = [*kept, files.profession("commune"), theory]
