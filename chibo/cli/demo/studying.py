"""Study, following Hồ Chí Minh and courses, as the articles tell them and as a committee of today keeps them.

Vân Khánh 2023: four classes on resolutions for more than 550 turns, the theme studied by 210 of 210, plans of
every cell and member, 32 models. Mường Sang 2018: twelve people sent to courses in half a year. Mộc Châu 2022:
standards of ethics in every cell and grassroots organisation.
"""

from collections.abc import Sequence
from datetime import date

from chibo.cli.demo.communes import Commune
from chibo.documents.models import Paper
from chibo.documents.queries import named
from chibo.members.models import Membership
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch, cells_in
from chibo.study.actions.following import (
    NewCommitment,
    Reviewing,
    commit,
    review_commitments,
)
from chibo.study.actions.good_models import (
    NewModel,
    NewPraise,
    change_stage,
    end_model,
    give_praise,
    register_models,
)
from chibo.study.actions.sessions import NewSession, hold_sessions
from chibo.study.actions.studies import NewStudy, open_study, take_in_harvest
from chibo.study.actions.training import (
    NewTraining,
    Outcome,
    Sent,
    open_training,
    record_results,
    send_to_training,
)
from chibo.study.models import Learner, Study

_DEEDS = (
    "Vườn rau hộ nghèo", "Tuyến đường tự quản", "Tiếp sức học sinh đến trường", "Nuôi heo đất",
    "Ngày thứ Bảy vì dân", "Cổng trường an toàn", "Nhà sạch, ngõ đẹp", "Tủ thuốc nghĩa tình",
)  # fmt: skip
_MUST_2023 = 210
_MODELS_2023 = 32
_WORN_OUT = 3  # models ended before the day of the article


def study_and_follow(communes: dict[str, Commune]) -> None:
    _van_khanh(communes["vankhanh"])
    _muong_sang_2018(communes["muongsang"])
    around = [one for key, one in communes.items() if key.startswith("mocchau")]
    for commune in [communes["muongsang"], *around]:
        _set_standards(commune, date(2022, 5, 19))
    _today(communes["muongsang"])


# ---------------------------------------------------------- Vân Khánh 2023


def _van_khanh(commune: Commune) -> None:
    day = date(2023, 2, 20)
    members = _members(commune, day)
    out = _left_out(commune, day, len(members) - _MUST_2023)
    new = NewStudy(
        "theme",
        "Học tập và làm theo Bác về phát triển kinh tế, bảo đảm an sinh xã hội, nâng cao đời sống nhân dân",
        day,
        date(2023, 4, 30),
        2023,
        register_by=date(2023, 4, 30),
        papers=_papers(commune, "01-KL/TW"),
    )
    study = open_study(commune.organisation, new, by=commune.office, left_out=out)
    must = _must(study)
    half = len(must) // 2
    hold_sessions(
        study,
        [
            NewSession(
                date(2023, 3, 10), "Hội trường xã", "Bí thư Đảng ủy", 12, present=must[:half]
            ),
            NewSession(
                date(2023, 3, 17), "Hội trường xã", "Bí thư Đảng ủy", 9, present=must[half:]
            ),
        ],
        by=commune.office,
    )
    _plans(commune, study, 2023, day)
    _classes_2023(commune)
    _models_2023(commune)


def _left_out(commune: Commune, day: date, wanted: int) -> dict[int, str]:
    """Of those the books would have study, as many as make the base of the article."""
    of = branch(commune.at(day), day)
    excused = set(
        Membership.objects.on(day)
        .filter(person__exemptions__started_on__lte=day, cell__in=cells_in(of).values("pk"))
        .values_list("person_id", flat=True)
    )
    people = [row.person_id for row in _members(commune, day) if row.person_id not in excused]
    reasons = ("Đi làm ăn xa, có xin phép", "Điều trị bệnh dài ngày", "Học tập trung ở tỉnh")
    count = wanted - len(excused)
    return {key: reasons[n % len(reasons)] for n, key in enumerate(people[-count:])}


def _classes_2023(commune: Commune) -> None:
    """Four classes in two rounds; the second round is one class for cadres only."""
    rounds = [
        (date(2023, 5, 8), "Nghị quyết Trung ương 5 khóa XIII", ["21-NQ/TW"], (0.6, 0.55)),
        (date(2023, 8, 14), "Nghị quyết về kinh tế tập thể và đất đai", ["18-NQ/TW", "20-NQ/TW"],
         (0.52, 0.5)),
    ]  # fmt: skip
    for frozen, title, papers, shares in rounds:
        new = NewStudy(
            "paper",
            f"Học tập, quán triệt {title}",
            frozen,
            frozen.replace(month=frozen.month + 2),
            harvest_due_on=frozen.replace(month=frozen.month + 2),
            papers=_papers(commune, *papers),
        )
        study = open_study(commune.organisation, new, by=commune.office)
        must = _must(study)
        classes = [
            NewSession(
                frozen.replace(day=frozen.day + 7 * (n + 1)),
                "Hội trường xã",
                "Báo cáo viên Huyện ủy",
                14 + 3 * n,
                "Cán bộ đoàn thể, trưởng ấp",
                must[: round(share * len(must))],
            )
            for n, share in enumerate(shares)
        ]
        hold_sessions(study, classes, by=commune.office)
        handed_in = dict.fromkeys(must[: len(must) // 2], frozen.replace(month=frozen.month + 1))
        take_in_harvest(study, handed_in, by=commune.office)


def _models_2023(commune: Commune) -> None:
    """Thirty-two are kept up on the day of the article, some of them since 2021; three have ended."""
    cells = list(commune.cells.values())
    given = [
        NewModel(
            cells[n % len(cells)],
            f"{_DEEDS[n % len(_DEEDS)]} ({n // len(_DEEDS) + 1})",
            date(2021 + n % 3, 3 + n % 5, 10),
        )
        for n in range(_MODELS_2023 + _WORN_OUT)
    ]
    made = register_models(given, by=commune.office)
    for model in made[_MODELS_2023:]:
        end_model(model, date(2023, 9, 30), "Đã hoàn thành mục tiêu", by=commune.office)
    for model in made[:6]:
        change_stage(
            model, "spread", date(2023, 10, 2), by=commune.office, remark="Nhân ra toàn xã"
        )


# ---------------------------------------------------------- Mường Sang 2018, Mộc Châu 2022


def _muong_sang_2018(commune: Commune) -> None:
    day = date(2018, 2, 10)
    new = NewStudy(
        "theme",
        "Xây dựng phong cách, tác phong công tác của người đứng đầu, của cán bộ, đảng viên",
        day,
        date(2018, 5, 31),
        2018,
        papers=_papers(commune, "05-CT/TW"),
    )
    study = open_study(commune.at(day), new, by=commune.office)
    must = _must(study)
    held = [NewSession(date(2018, 3, 5), "Nhà văn hóa xã", "Bí thư Đảng ủy", 20, present=must[:-9])]
    hold_sessions(study, held, by=commune.office)
    _plans(commune, study, 2018, date(2018, 3, 20), kind="registration", but=20)
    _courses_2018(commune)


def _courses_2018(commune: Commune) -> None:
    """Twelve people, two of them to both courses."""
    day = date(2018, 3, 12)
    people = [row for row in _members(commune, day) if row.cell_id in _keys(commune)][:12]
    courses = [
        ("theory", "Trung cấp lý luận chính trị - hành chính", date(2018, 3, 12), people[:7]),
        ("profession", "Bồi dưỡng nghiệp vụ công tác mặt trận, đoàn thể", date(2018, 5, 14), people[5:]),
    ]  # fmt: skip
    for kind, name, first, some in courses:
        new = NewTraining(
            kind, name, "Trung tâm Bồi dưỡng chính trị huyện", first,
            first.replace(month=first.month + 1), len(some),
        )  # fmt: skip
        training = open_training(new, commune.at(day), by=commune.office)
        sent = [Sent(row.person, row.cell_id) for row in some]
        listed = send_to_training(training, sent, by=commune.office)
        results = [
            Outcome(row, "good" if n % 3 else "excellent", f"{n + 41}/CN", training.last_day)
            for n, row in enumerate(listed[:-1])
        ]
        dropped = Outcome(listed[-1], "dropped", dropped_reason="Ốm phải nghỉ giữa khóa")
        record_results(training, [*results, dropped], by=commune.office)


def _set_standards(commune: Commune, day: date) -> None:
    """Every cell and the organisation itself built, reviewed or amended them that year."""
    organisation = commune.at(day)
    units = [organisation, *_cells(organisation, day)]
    acts = ("built", "reviewed", "amended")
    given = [
        NewCommitment("ethics", day.year, unit, day, act=acts[n % 3])
        for n, unit in enumerate(units)
    ]
    commit(given, by=commune.office)


# ---------------------------------------------------------- Mường Sang today


def _today(commune: Commune) -> None:
    """What a committee has under way: a theme nearly finished, a resolution still to be studied."""
    day = date(2026, 2, 9)
    new = NewStudy(
        "theme",
        "Học tập và làm theo Bác về nêu gương của cán bộ, đảng viên trong chuyển đổi số ở cơ sở",
        day,
        date(2026, 6, 30),
        2026,
        register_by=date(2026, 3, 31),
        papers=_papers(commune, "01-KL/TW"),
    )
    study = open_study(commune.organisation, new, by=commune.office)
    must = _must(study)
    held = [
        NewSession(date(2026, 3, 3), "Nhà văn hóa xã", "Bí thư Đảng ủy", 18, "Trưởng bản, đoàn thể",
                   must[:-14]),
        NewSession(date(2026, 3, 20), "Nhà văn hóa xã", "Phó Bí thư Thường trực", 0, "", must[-14:-5]),
    ]  # fmt: skip
    hold_sessions(study, held, by=commune.office)
    _plans(commune, study, 2026, date(2026, 3, 25), kind="registration", but=11, reviewed=True)
    _resolution(commune)
    _models_today(commune)
    _course_today(commune)


def _resolution(commune: Commune) -> None:
    new = NewStudy(
        "paper",
        "Học tập, quán triệt hướng dẫn nghiệp vụ công tác đảng viên",
        date(2026, 10, 1),
        date(2026, 11, 30),
        harvest_due_on=date(2026, 12, 15),
        papers=_papers(commune, "28-CT/TW"),
    )
    study = open_study(commune.organisation, new, by=commune.office)
    must = _must(study)
    come = must[: 2 * len(must) // 3]
    held = [
        NewSession(date(2026, 10, 19), "Nhà văn hóa xã", "Báo cáo viên Tỉnh ủy", 12, present=come)
    ]
    hold_sessions(study, held, by=commune.office)
    take_in_harvest(study, dict.fromkeys(come[::3], date(2026, 11, 9)), by=commune.office)


def _models_today(commune: Commune) -> None:
    cells = _cells(commune.organisation, date(2026, 4, 6))
    given = [
        NewModel(cells[n % len(cells)], name, date(2025 + n % 2, 4, 6), about="Đảng viên đi trước")
        for n, name in enumerate(_DEEDS)
    ]
    made = register_models(given, by=commune.office)
    change_stage(made[0], "spread", date(2026, 9, 2), by=commune.office, remark="Nhân ra ba bản")
    change_stage(made[1], "paused", date(2026, 7, 1), by=commune.office, remark="Mùa mưa")
    end_model(made[2], date(2026, 8, 31), "Đã hoàn thành mục tiêu", by=commune.office)
    first = NewPraise(
        commune.organisation, date(2026, 5, 19), "Giấy khen tập thể tiêu biểu làm theo Bác",
        unit=made[0].unit, model=made[0],
    )  # fmt: skip
    give_praise([first], by=commune.office)


def _course_today(commune: Commune) -> None:
    day = date(2026, 10, 12)
    new = NewTraining(
        "party_work", "Bồi dưỡng bí thư, chi ủy viên chi bộ", "Trường Chính trị tỉnh", day,
        date(2026, 10, 16), 10,
    )  # fmt: skip
    training = open_training(new, commune.organisation, by=commune.office)
    people = _members(commune, day)[::25][:8]
    sent = [Sent(row.person, row.cell_id) for row in people]
    listed = send_to_training(training, sent, by=commune.office)
    given = [
        Outcome(row, "good", f"{n + 7}/CN", date(2026, 10, 16)) for n, row in enumerate(listed[:5])
    ]
    record_results(training, given, by=commune.office)


# ---------------------------------------------------------- what they share


def _plans(
    commune: Commune,
    study: Study,
    year: int,
    day: date,
    *,
    kind: str = "plan",
    but: int = 0,
    reviewed: bool = False,
) -> None:
    """A plan or registration of every cell, and of all who must study but the last few."""
    organisation = commune.at(day)
    units = [NewCommitment(kind, year, cell, day) for cell in _cells(organisation, day)]
    rows = list(Learner.objects.filter(study=study, outside="").order_by("pk"))
    stays = {row.person_id: row for row in _members(commune, day)}
    people = [
        NewCommitment(kind, year, stays[row.person_id].cell, day, stays[row.person_id].person)
        for row in rows[: len(rows) - but]
        if row.person_id in stays
    ]
    made = commit([*units, *people], by=commune.office)
    if reviewed:
        found = ("done", "well", "partly")
        given = [
            Reviewing(one, quarter, date(year, 3 * quarter, 28), found[(n + quarter) % 3])
            for n, one in enumerate(made[: len(units)])
            for quarter in (1, 2, 3)
            if date(year, 3 * quarter, 28) >= day
        ]
        review_commitments(given, by=commune.office)


def _members(commune: Commune, day: date) -> list[Membership]:
    of = branch(commune.at(day), day)
    return list(roll(of).select_related("person", "cell").order_by("pk"))


def _must(study: Study) -> list[int]:
    rows = Learner.objects.filter(study=study, outside="").order_by("pk")
    return list(rows.values_list("person_id", flat=True))


def _cells(organisation: Organisation, day: date) -> list[Organisation]:
    return list(cells_in(branch(organisation, day)).order_by("pk"))


def _keys(commune: Commune) -> set[int]:
    return {cell.pk for cell in commune.cells.values()}


def _papers(commune: Commune, *numbers: str) -> Sequence[Paper]:
    return [named(commune.organisation.pk, number)[0] for number in numbers]
