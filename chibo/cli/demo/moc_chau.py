"""The other fourteen communes and towns of huyện Mộc Châu: 128 admitted in the whole district in 2022.

Mường Sang admits nine of them; the others eight or nine each.
"""

from datetime import date
from random import Random

from chibo.cli.demo.calendar import ceremonies
from chibo.cli.demo.communes import Commune
from chibo.cli.demo.moc_chau_heads import led, village_names
from chibo.cli.demo.places import Area, CellPlan
from chibo.cli.demo.plans import Plan, commune_of, usual_ages

DAY = date(2022, 12, 31)
# With the eleven villages of Mường Sang 184; 48 heads outside the Party, 39 of them admitted in 2022.
_WITH_THIRTEEN, _FOUR_APART, _THREE_JOINED = 5, 6, 11

# name, then its villages, then who lives there
COMMUNES = """
thị trấn Mộc Châu|Tiểu khu 6,Tiểu khu 12,Tiểu khu 14,Bản Mòn|kinh 60 thai 40
thị trấn Nông trường Mộc Châu|Tiểu khu Cấp 3,Tiểu khu Chè Đen,Tiểu khu Pa Khen,Tiểu khu 32|kinh 85 thai 15
xã Chiềng Hắc|Bản Tát Ngoãng,Bản Long Phú,Bản Hin Phá,Bản Ta Niết|thai 80 mong 20
xã Chiềng Khừa|Bản Ông Lý,Bản Phách,Bản Khừa,Bản Xa Lú|thai 70 mong 30
xã Chiềng Sơn|Tiểu khu 2,Bản Hin Pén,Bản Suối Thín,Bản Nậm Dên|kinh 40 thai 40 muong 20
xã Đông Sang|Bản Áng,Bản Cóc,Bản Tự Nhiên,Bản Búa|thai 75 kinh 25
xã Hua Păng|Bản Suối Ba,Bản Nà Bó,Bản Tà Lạc,Bản Chiềng Cang|thai 60 muong 40
xã Lóng Sập|Bản Bó Sập,Bản Pu Nhan,Bản Buốc Pát,Bản Phát|thai 55 mong 45
xã Nà Mường|Bản Kè Tèo,Bản Sò Lườn,Bản Nà Mường,Bản Đoàn Kết|muong 50 thai 50
xã Phiêng Luông|Bản Phiêng Luông,Bản Suối Khem,Bản Muống,Tiểu khu 5|thai 40 kinh 40 mong 20
xã Quy Hướng|Bản Nà Quền,Bản Nà Giàng,Bản Đồng Giăng,Bản Bó Hoi|muong 60 thai 40
xã Tà Lại|Bản Tà Lọt,Bản C5,Bản Nậm Khao,Bản Tà Lại|thai 70 muong 30
xã Tân Hợp|Bản Nà Mý,Bản Sam Kha,Bản Cà Đạc,Bản Suối Khoang|thai 50 mong 50
xã Tân Lập|Bản Nậm Tôm,Bản Tà Phềnh,Bản Tân Lập,Tiểu khu 9|thai 55 kinh 45
"""

_UNITS = [
    ("Đảng bộ Công an huyện Mộc Châu", "same_province"),
    ("Đảng bộ phường Quyết Tâm, thành phố Sơn La", "same_province"),
    ("Đảng bộ xã Mai Châu, tỉnh Hòa Bình", "other_province"),
]


def moc_chau() -> list[Commune]:
    lines = [line for line in COMMUNES.split("\n") if line]
    return [_commune(number, line) for number, line in enumerate(lines)]


def _commune(number: int, line: str) -> Commune:
    name, villages, people = line.split("|")
    words = people.split()
    mix = {who: int(share) for who, share in zip(words[::2], words[1::2], strict=True)}
    known = villages.split(",")
    known += village_names(
        Random(name), (13 if number < _WITH_THIRTEEN else 12) - len(known), known
    )
    cells = [
        CellPlan(village, "tieu_khu" if village.startswith("Tiểu khu") else "ban", 5 - place % 2)
        for place, village in enumerate(known)
    ]
    cells.append(CellPlan("Trường Tiểu học và THCS", "school", 10))
    return commune_of(_plan(number, name, cells, mix))


def _plan(number: int, name: str, cells: list[CellPlan], mix: dict[str, int]) -> Plan:
    return Plan(
        f"mocchau{number + 1:02}",
        f"Đảng bộ {name}",
        f"14119{number + 10:03}000",
        10 + number,
        Area(name, "huyện Mộc Châu", "Sơn La", "014", "14", mix),
        cells,
        books=date(2021, 1, 1),
        day=DAY,
        ages=usual_ages(sum(cell.size for cell in cells)),
        units=_UNITS,
        before=[*ceremonies(2021, 2), *ceremonies(2022, 9 - number % 2)],
        after={
            2023: ceremonies(2023, 3),
            2024: ceremonies(2024, 2),
            2025: [date(2025, 5, 19), date(2025, 12, 3 + number)],
            2026: [date(2026, 5, 19), date(2026, 9, 2)],
        },
        yearly={"died": 1, "moved_out": 1, "moved_in": 1},
        terms=[(date(2020, 6, 5), date(2025, 6, 3)), (date(2025, 6, 3), None)],
        authorities=[(date(2021, 6, 1), None)],
        cadres=[],
        congresses=[],
        base_type="township" if name.startswith("thị trấn") else "commune",
        committee=9,
        officers=0,
        outside=0,
        arrivals=2,
        departures={"died": 1, "moved_out": 1},
        excused=2,
        besides=led(4 if number < _FOUR_APART else 3, 3 if number < _THREE_JOINED else 2),
    )
