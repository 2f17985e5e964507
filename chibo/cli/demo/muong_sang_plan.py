"""What is fixed about Mường Sang: its cells, ages, admission days and rounds of badges."""

from datetime import date

from chibo.cli.demo.calendar import REORGANISED, ceremonies
from chibo.cli.demo.places import Area, CellPlan

DAY = date(2018, 6, 30)
MERGED = date(2020, 1, 1)
VILLAGES_ELECTED = date(2025, 5, 20)
NURSERY = "Trường Mầm non"

AREA = Area(
    "xã Mường Sang",
    "huyện Mộc Châu",
    "Sơn La",
    "014",
    "14",
    {"thai": 68, "muong": 10, "kinh": 12, "mong": 8, "dao": 2},
)

CELLS = [
    CellPlan("Bản Vặt", "ban", 21, difficult=True),
    CellPlan("Bản An Thái", "ban", 19),
    CellPlan("Bản Lùn", "ban", 18),
    CellPlan("Tiểu khu 1", "tieu_khu", 17),
    CellPlan("Bản Bãi", "ban", 16),
    CellPlan("Bản Nà Bó 1", "ban", 15),
    CellPlan("Bản Nà Bó 2", "ban", 14, ended=MERGED),
    CellPlan("Tiểu khu 2", "tieu_khu", 14),
    CellPlan("Bản Thái Hưng", "ban", 13),
    CellPlan("Bản Sò Lườn", "ban", 12, difficult=True),
    CellPlan("Bản Thái Hòa", "ban", 11),
    CellPlan("Bản Tân Sơn", "ban", 10),
    CellPlan("Trường Tiểu học", "school", 14),
    CellPlan(NURSERY, "school", 13, founded=date(2016, 9, 5)),
    CellPlan("Trường THCS", "school", 11),
    CellPlan("Trạm Y tế", "health_station", 6),
    CellPlan("Công an xã", "police", 0, founded=date(2021, 3, 1)),
    CellPlan("Cơ quan Đảng ủy", "party_agency", 0, founded=REORGANISED),
]

UNITS = [
    ("Đảng bộ xã Đông Sang, huyện Mộc Châu", "same_province"),
    ("Đảng bộ thị trấn Mộc Châu, huyện Mộc Châu", "same_province"),
    ("Đảng bộ phường Chiềng Lề, thành phố Sơn La", "same_province"),
    ("Đảng bộ phường Yên Nghĩa, thành phố Hà Nội", "other_province"),
    ("Đảng bộ xã Mai Hạ, tỉnh Hòa Bình", "other_province"),
]

# Mock-up 1, "Tuổi và giới": 146 men and 78 women.
AGES = [
    ("male", 20, 30, 22),
    ("male", 31, 40, 44),
    ("male", 41, 50, 38),
    ("male", 51, 60, 25),
    ("male", 61, 85, 17),
    ("female", 20, 30, 18),
    ("female", 31, 40, 30),
    ("female", 41, 50, 18),
    ("female", 51, 60, 8),
    ("female", 61, 82, 4),
]

# 2017: four in the first half, five in the second (Lò Thị Hà by hand); 2018: two and two by hand.
ADMITTED_BEFORE = [
    *ceremonies(2015, 5),
    *ceremonies(2016, 6),
    *(date(2017, *day) for day in [(2, 3), (3, 26), (5, 19), (6, 18)]),
    *(date(2017, *day) for day in [(7, 27), (9, 2), (11, 7), (12, 22)]),
    date(2018, 2, 3),
    date(2018, 6, 18),
]
ADMITTED_AFTER: dict[int, list[date]] = {
    2018: [date(2018, 9, 2), date(2018, 11, 7), date(2018, 12, 22)],
    2019: ceremonies(2019, 6),
    2020: ceremonies(2020, 5),
    2021: ceremonies(2021, 6),
    2022: ceremonies(2022, 9),
    2023: ceremonies(2023, 6),
    2024: ceremonies(2024, 7),
    2025: [
        *(date(2025, *day) for day in [(2, 3), (3, 26), (5, 19)]),
        *(date(2025, *day) for day in [(10, 14), (11, 7), (11, 28), (12, 5), (12, 22)]),
    ],
    2026: [
        *(date(2026, *day) for day in [(2, 3), (3, 26), (5, 19), (9, 2)]),
        *(date(2026, *day) for day in [(11, 7), (11, 18)]),
    ],
}
INSPECTION = ["inspection_head", "inspection_deputy", "inspection_member"]
YEARLY = {"died": 2, "moved_out": 2, "moved_in": 2, "moved_within": 1}
BESIDES = {2019: {"removed": 1}, 2021: {"left": 1}, 2022: {"expelled": 1}, 2024: {"removed": 1}}

# Rounds of badges that somebody reaches on purpose: 02/09/2018 (three, mock-up 3) and 03/02/2027.
BADGES = ["1988-06-03", "1978-08-15", "1988-09-02", "1997-01-20", "1997-02-03", "1986-12-12"]
