"""Xã Mường Sang, huyện Mộc Châu, Sơn La: 224 members in 16 cells on 30/06/2018.

The books open on 01/01/2015. Later: bản Nà Bó 2 joins bản Nà Bó 1 (2020), the police get a cell of
their own (2021), the commune hangs under the province and its offices get a cell (2025).
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from chibo.base.partial_dates import PartialDate
from chibo.cli.demo.calendar import REORGANISED, TODAY
from chibo.cli.demo.communes import Commune, Rename
from chibo.cli.demo.elections import Elections
from chibo.cli.demo.files import Files
from chibo.cli.demo.growing import Growth
from chibo.cli.demo.lives import Happening, Life
from chibo.cli.demo.muong_sang_people import drawn_by_hand
from chibo.cli.demo.muong_sang_plan import (
    ADMITTED_AFTER,
    ADMITTED_BEFORE,
    AGES,
    AREA,
    BADGES,
    BESIDES,
    CELLS,
    DAY,
    INSPECTION,
    MERGED,
    NURSERY,
    UNITS,
    VILLAGES_ELECTED,
    YEARLY,
)
from chibo.cli.demo.names import Namer, has_no_ha
from chibo.cli.demo.offices import Holder, Office
from chibo.members.actions.files import Level

# Villages headed by somebody outside the Party since the election of 2025.
APART = ("Bản Sò Lườn", "Bản Tân Sơn")


def muong_sang(key: str = "muongsang") -> Commune:
    rng = Random("Mường Sang 2018")
    namer = Namer(rng, has_no_ha)
    growth = Growth(rng, namer, AREA, CELLS, date(2015, 1, 1), DAY, UNITS)
    named = drawn_by_hand()
    for life in named:
        namer.take(life.name)
    _people_before(growth, named)
    elections = Elections(growth)
    _first_offices(elections)
    _years_after(growth, elections)
    _later_offices(elections)
    _complete_files(growth, elections)
    return Commune(
        key,
        "Đảng bộ xã Mường Sang",
        "commune",
        "14119004000",
        growth,
        elections.holders,
        renames=[Rename("Bản Nà Bó 1", "Bản Nà Bó", MERGED)],
        bare_places={"Hợp tác xã Nông nghiệp Mường Sang": "enterprise"},
        with_decisions=True,
    )


def _people_before(growth: Growth, named: Sequence[Life]) -> None:
    growth.settle(AGES, named)
    growth.admit_before(ADMITTED_BEFORE, lambda life, day: _may_admit(growth, life, day))
    growth.arrive_before(9)
    growth.shuffle_before(5)
    growth.split_off(NURSERY, "Trường Tiểu học", date(2016, 9, 5))
    growth.depart_before({"died": 6, "moved_out": 4, "removed": 1, "expelled": 1, "left": 1})
    _excuse(growth)
    _come_back(growth)


def _may_admit(growth: Growth, life: Life, day: date) -> bool:
    """Bản Sò Lườn admitted nobody for eighteen months (mock-up 1)."""
    quiet = life.cell == "Bản Sò Lườn" and day >= date(2017, 1, 1)
    return growth.cell(life.cell).founded < day and not quiet


def _excuse(growth: Growth) -> None:
    """Eleven are excused on 30/06/2018; one had been and was back by then."""
    rng = growth.rng
    noi = next(life for life in growth.lives if life.name == "Lò Văn Nọi")
    old = [one for one in growth.here(DAY) if one.age(DAY) > 64 and not one.named and not one.later]
    starts = [date(2015, 6, 1) + timedelta(days=120 * turn) for turn in range(9)]
    for life, day in zip([noi, *rng.sample(old, 8)], starts, strict=True):
        growth.excuse(life, "old_weak", max(day, life.came_on + timedelta(days=30)))
    women = [
        one
        for one in growth.here(DAY)
        if one.sex == "female" and one.age(DAY) < 35 and growth.is_old_hand(one)
    ]
    mother, away, back = rng.sample(women, 3)
    growth.excuse(mother, "maternity", date(2018, 4, 15), date(2018, 10, 15))
    growth.resume(mother, date(2018, 10, 15))
    growth.excuse(away, "lone_labour", date(2018, 3, 1), date(2019, 2, 28))
    growth.resume(away, date(2019, 3, 1))
    growth.excuse(back, "treatment", date(2017, 2, 1), date(2017, 8, 1))
    growth.resume(back, date(2017, 8, 1))


def _come_back(growth: Growth) -> None:
    """One was expelled and restored; one stayed elsewhere for a time."""
    free = [one for one in growth.here(DAY) if growth.is_old_hand(one) and one.age(DAY) < 50]
    restored, away = growth.rng.sample(free, 2)
    restored.later += [
        Happening(date(2016, 5, 10), "expelled", reason="Kết luận kiểm tra"),
        Happening(date(2017, 3, 15), "restored", cell=restored.cell, reason="Giải quyết khiếu nại"),
    ]
    away.later += [
        Happening(
            date(2017, 9, 1),
            "stays_elsewhere",
            unit="Đảng bộ Trường Đại học Tây Bắc",
            until=date(2018, 6, 1),
        ),
        Happening(date(2018, 6, 1), "resumed"),
    ]


def _first_offices(elections: Elections) -> None:
    """The committee of 2015: fourteen on the seed day, a fifteenth moved away the year before."""
    growth = elections.growth
    named = {life.name: life for life in growth.lives if life.named}
    last = [named["Lường Văn Mai"], named["Vì Thị Hoa"]]
    roster = elections.committee(date(2015, 6, 10), date(2020, 5, 20), 14, last=last)
    _fifteenth(elections)
    _cell_of_vat(elections, named)
    elections.cell_officers(date(2015, 4, 10), date(2020, 4, 15), ["Bản Vặt"])
    elections.authorities(date(2016, 6, 1), 8, date(2021, 6, 1), roster)
    village = [
        ("Bản Vặt", "village_head", named["Lường Văn Hòa"]),
        ("Bản Vặt", "village_women_head", named["Vì Thị Hiền"]),
    ]
    cadres = elections.villages(date(2017, 1, 1), MERGED, 2, village)
    _schooling_of_cadres(cadres)


def _fifteenth(elections: Elections) -> None:
    growth = elections.growth
    life = growth.somebody("male", 45, growth.cell("Bản Lùn"))
    left = date(2017, 9, 15)
    elections.give(
        life,
        Office(
            "committee_member",
            date(2015, 6, 10),
            left,
            term="2015-2020",
            gained="elected",
            end_reason="Chuyển công tác",
        ),
    )
    unit, scope = UNITS[1]
    reason = "Chuyển công tác"
    life.later.append(Happening(left, "moved_out", reason=reason, unit=unit, scope=scope))
    growth.lives.append(life)


def _cell_of_vat(elections: Elections, named: dict[str, Life]) -> None:
    officers = ["Hà Văn An", "Lò Văn Bình", "Vì Thị Chung"]
    posts = ["cell_secretary", "cell_deputy_secretary", "cell_committee_member"]
    for start, until in [
        (date(2015, 4, 10), date(2020, 4, 15)),
        (date(2020, 4, 15), date(2025, 4, 12)),
        (date(2025, 4, 12), None),
    ]:
        term = f"{start.year}-{start.year + 5}"
        for name, position in zip(officers, posts, strict=True):
            office = Office(position, start, until, "Bản Vặt", term=term, gained="elected")
            elections.give(named[name], office)


def _schooling_of_cadres(cadres: Sequence[Holder]) -> None:
    """45 of the 60 village cadres finished lower secondary school: 75%."""
    least = Level("schooling", "primary")
    for number, holder in enumerate(cadres):
        enough = Level("schooling", "upper_secondary" if number % 3 else "lower_secondary")
        level = least if number % 4 == 1 else enough
        if holder.life:
            holder.life.schooling = level
        else:
            holder.levels = [level]


def _years_after(growth: Growth, elections: Elections) -> None:
    for year, days in ADMITTED_AFTER.items():
        if year == MERGED.year:
            growth.merge("Bản Nà Bó 2", "Bản Nà Bó 1", MERGED)
        growth.go_on(year, YEARLY | BESIDES.get(year, {}), days)
    _police_get_a_cell(growth)
    _office_gets_a_cell(elections)
    _lately(growth)


def _police_get_a_cell(growth: Growth) -> None:
    founded = date(2021, 3, 1)
    free = [one for one in growth.here(founded) if one.is_free(founded) and one.age(founded) < 45]
    for life in growth.rng.sample([one for one in free if one.sex == "male"], 3):
        growth.call(life, "Công an xã", founded, "Thành lập chi bộ")


def _office_gets_a_cell(elections: Elections) -> None:
    growth = elections.growth
    for life in elections.holding("commune_officer", date(2018, 6, 30)):
        if life.last_on() < REORGANISED and not life.gone() and life.age(REORGANISED) < 58:
            growth.call(life, "Cơ quan Đảng ủy", REORGANISED, "Thành lập chi bộ")


def _lately(growth: Growth) -> None:
    """What is open today: a suspension, a stay elsewhere, excused members, and what ended since."""
    free = [one for one in growth.here(TODAY) if one.is_free(date(2023, 1, 1))]
    young = [one for one in free if one.age(TODAY) < 55 and not one.named]
    a, b, c, d = growth.rng.sample(young, 4)
    a.later.append(Happening(date(2026, 10, 20), "suspended", reason="Đang bị điều tra"))
    b.later += [
        Happening(date(2024, 3, 1), "suspended", reason="Vi phạm quản lý đất đai"),
        Happening(date(2024, 5, 20), "resumed"),
    ]
    school, until = "Đảng bộ Trường Đại học Tây Bắc", date(2026, 12, 10)
    c.later.append(Happening(date(2026, 4, 1), "stays_elsewhere", unit=school, until=until))
    # Nobody has yet asked whether the treatment is over.
    growth.excuse(d, "treatment", date(2026, 6, 1), date(2026, 11, 15))
    late = growth.admit(date(2025, 8, 20))
    late.later.clear()  # the cell has not reviewed the probation that ended in August 2026
    old = [one for one in free if one.age(TODAY) > 70 and not one.named and not one.is_excused()]
    for number, life in enumerate(growth.rng.sample(old, min(6, len(old)))):
        growth.excuse(life, "old_weak", date(2023 + number // 2, 9, 1))


def _later_offices(elections: Elections) -> None:
    first = elections.holding("committee_member", DAY) + elections.holding("standing_member", DAY)
    leads = elections.holding("secretary", DAY) + elections.holding(
        "standing_deputy_secretary", DAY
    )
    second = elections.committee(date(2020, 5, 20), date(2025, 5, 28), 15, again=[*leads, *first])
    third = elections.committee(date(2025, 5, 28), None, 15, again=second)
    for life, position in zip(third[4:7], INSPECTION, strict=True):
        elections.give(life, Office(position, date(2025, 6, 20), term="2025-2030"))
    elections.cell_officers(date(2020, 4, 15), date(2025, 4, 12), ["Bản Vặt"])
    elections.cell_officers(date(2025, 4, 12), None, ["Bản Vặt"])
    elections.cell_officers(date(2025, 8, 1), None, [c.key for c in CELLS[:-1]])
    elections.authorities(date(2021, 6, 1), 10, None, third)
    led = _led_by_secretaries(elections, date(2020, 4, 15))
    elections.villages(MERGED, VILLAGES_ELECTED, 1, led)
    led = [one for one in _led_by_secretaries(elections, date(2025, 4, 12)) if one[0] not in APART]
    elections.villages(VILLAGES_ELECTED, None, 1, led, headed_outside=APART)


def _led_by_secretaries(elections: Elections, elected: date) -> list[tuple[str, str, Life]]:
    """In villages whose cell elected a secretary that day, the secretary heads the village as well."""
    secretaries = elections.secretaries(elected)
    return [
        (cell.key, "village_head", secretaries[cell.key])
        for cell in CELLS
        if cell.is_village and cell.key in secretaries
    ]


def _complete_files(growth: Growth, elections: Elections) -> None:
    rng = growth.rng
    _badges(growth)
    _missing(growth)
    files = Files(rng, AREA, 1, CELLS, quiet=(date(2018, 5, 20), date(2018, 9, 2)))
    for life in growth.lives:
        files.fill(life)
    _schooling_unknown(growth, elections)
    _committee_theory(elections)
    _professions(growth, elections, files)


def _badges(growth: Growth) -> None:
    """Three members reach a badge on 02/09/2018, three more on 03/02/2027."""
    old = [
        one
        for one in growth.here(TODAY)
        if one.came == "registered" and not one.named and one.age(DAY) >= 52
    ]
    old.sort(key=lambda life: life.born)
    oldest, others = old[:1], old[1:]
    for life, day in zip([*others[:1], *oldest, *others[1:5]], BADGES, strict=True):
        life.facts["joined"] = PartialDate(date.fromisoformat(day))


def _missing(growth: Growth) -> None:
    """38 of the 224 lack something the national list asks for: all nine on probation and 29 others."""
    rng = growth.rng
    lacking = ["Hà Văn Chương", "Vì Văn Hải", "Lò Thị Hạnh", "Sồng A Hảo", "Hà Văn Khiêm"]
    named = [one for one in growth.lives if one.name in [*lacking, "Hà Văn Thương"]]
    here = growth.here(DAY)
    probation = [one for one in here if not one.official_on(DAY)]
    rest = [one for one in here if not one.named and one not in probation]
    for life in [*probation, *named, *rng.sample(rest, 29 - len(named))]:
        life.lacks = rng.choice(
            [
                frozenset({"birth_detail"}),
                frozenset({"native_detail"}),
                frozenset({"birth_detail", "native_detail"}),
                frozenset({"home_detail"}),
                frozenset({"religion"}),
                frozenset({"national_id", "birth_detail"})
                if not life.named
                else frozenset({"religion"}),
            ]
        )


def _schooling_unknown(growth: Growth, elections: Elections) -> None:
    """Five files say nothing of schooling (mock-up 1, figures to compare)."""
    in_office = {id(holder.life) for holder in elections.holders}
    plain = [
        life
        for life in growth.here(DAY)
        if id(life) not in in_office and not life.named and life.age(DAY) > 45
    ]
    for life in growth.rng.sample(plain, 5):
        life.levels = [one for one in life.levels if one.ladder != "schooling"]


def _committee_theory(elections: Elections) -> None:
    """Three of the fourteen have exactly intermediate theory (21%), two more than that."""
    roster = [
        life
        for position in [
            "secretary",
            "standing_deputy_secretary",
            "deputy_secretary",
            "standing_member",
            "committee_member",
        ]
        for life in elections.holding(position, DAY)
    ]
    levels = ["advanced", "advanced", *["intermediate"] * 3, *["elementary"] * 9]
    for number, (life, level) in enumerate(zip(roster, levels, strict=True)):
        life.levels = [one for one in life.levels if one.ladder != "theory"]
        life.levels.append(Level("theory", level))
        if level == "elementary" and number % 2:
            reached = PartialDate(date(2019 + number % 4, 7, 1))
            life.levels.append(Level("theory", "intermediate", reached))


def _professions(growth: Growth, elections: Elections, files: Files) -> None:
    """90 of the 224 have a profession from intermediate up: 40%."""
    here = growth.here(DAY)
    have = [life for life in here if _is_skilled(life)]
    officials = [
        one.life
        for one in elections.holders
        for post in one.offices
        if one.life and not post.at and not post.village
    ]
    rest = [life for life in here if life not in have]
    rest.sort(
        key=lambda life: (
            not _finished_school(life),
            life not in officials,
            life.named,
            -life.born.toordinal(),
        )
    )
    for life in rest[: 90 - len(have)]:
        life.levels.append(files.profession("commune"))
    for life in growth.lives:
        comes_later = life.came_on > DAY and not _is_skilled(life)
        if comes_later and growth.rng.random() < 0.4 and _finished_school(life):
            life.levels.append(files.profession("commune"))


def _finished_school(life: Life) -> bool:
    """Nobody goes to a college without it."""
    return any(one.level == "upper_secondary" for one in life.levels)


def _is_skilled(life: Life) -> bool:
    return any(one.ladder == "professional" for one in life.levels)
