"""Inspection and supervision as two articles tell them, and the books of inspection of a commune today.

Mường Sang, the first half of 2018: one cell and fifteen members, no violation. Vân Khánh 2023, to the tenth of
November: six organisations and sixty-nine members, by the committee, its inspection committee and the cells.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from chibo.accounts.models import User
from chibo.assignments.actions.following import finish_work, verify_work
from chibo.cli.demo.communes import Commune
from chibo.inspection.actions.complaints import NewComplaint, receive_complaint
from chibo.inspection.actions.discipline import NewDiscipline, Violated, record_discipline
from chibo.inspection.actions.following import (
    Found,
    NewRemedy,
    archive_inspection,
    ask_remedies,
    conclude_inspection,
    recheck_inspection,
    record_findings,
    take_step,
)
from chibo.inspection.actions.opening import Looked, NewInspection, open_inspections
from chibo.inspection.actions.pausing import NewPause, pause_inspection
from chibo.inspection.actions.programmes import NewItem, adopt_programme
from chibo.inspection.models import Inspection, Programme
from chibo.members.models import Person
from chibo.members.queries.reach import own_files
from chibo.members.queries.roll import roll
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch

_DUES = "Thu, nộp, sử dụng đảng phí"
_RULES = "Chấp hành quy chế làm việc, chế độ sinh hoạt chi bộ"
_EXAMPLE = "Việc nêu gương và chấp hành những điều đảng viên không được làm"


def inspect(communes: dict[str, Commune]) -> None:
    _muong_sang_2018(communes["muongsang"], User.objects.get(username="kiemtra"))
    _van_khanh_2023(communes["vankhanh"], User.objects.get(username="kiemtra.vankhanh"))
    _today(communes["muongsang"], User.objects.get(username="kiemtra"))


def _muong_sang_2018(commune: Commune, by: User) -> None:
    """One cell with eight members by the inspection committee, seven by two cells of their own."""
    on, cells = date(2018, 3, 5), list(commune.cells.values())
    people = {cell.pk: _people(cell, on, by) for cell in cells[:4]}
    looked = [Looked(unit=cells[4]), *(Looked(person=one) for one in people[cells[0].pk][:8])]
    told = [_new(commune.organisation, "inspection_committee", on, _RULES, looked)]
    for cell, count in ((cells[1], 4), (cells[2], 3)):
        members = [Looked(person=one) for one in people[cell.pk][:count]]
        told.append(_new(cell, "cell", on, _EXAMPLE, members, "supervision", "regular"))
    _concluded(commune, told, date(2018, 5, 21), by)


def _van_khanh_2023(commune: Commune, by: User) -> None:
    """Six cells; the members by the committee (10), the inspection committee (14) and their cells (45)."""
    on, cells = date(2023, 4, 3), list(commune.cells.values())
    wanted = _in_turn([_people(cell, on, by) for cell in cells])
    by_committee = [Looked(person=next(wanted)) for _n in range(10)]
    by_inspectors = [Looked(person=next(wanted)) for _n in range(14)]
    units = [Looked(unit=cell) for cell in cells[:6]]
    told = [
        _new(commune.organisation, "grassroots_committee", on, _RULES, [*units[:2], *by_committee]),
        _new(commune.organisation, "inspection_committee", on, _DUES, [*units[2:], *by_inspectors]),
    ]
    taken = {one.person.pk for one in (*by_committee, *by_inspectors) if one.person}
    left = 45
    for cell in cells:
        some = [one for one in _people(cell, on, by) if one.pk not in taken][: min(left, 6)]
        left -= len(some)
        if some:
            looked = [Looked(person=one) for one in some]
            told.append(_new(cell, "cell", on, _EXAMPLE, looked, "supervision", "regular"))
    _concluded(commune, told, date(2023, 9, 18), by)


def _in_turn(lists: Sequence[Sequence[Person]]) -> Iterator[Person]:
    """One of each list after the other."""
    for n in range(max(map(len, lists))):
        yield from (one[n] for one in lists if n < len(one))


def _people(cell: Organisation, on: date, by: User) -> list[Person]:
    """Members of a cell on a day, whoever keeps the file left out."""
    rows = roll(branch(cell, on)).select_related("person").order_by("pk")
    mine = own_files(by)
    return [row.person for row in rows if row.person_id not in mine]


def _new(
    unit: Organisation,
    subject: str,
    on: date,
    topic: str,
    objects: Sequence[Looked],
    nature: str = "inspection",
    manner: str = "thematic",
) -> NewInspection:
    return NewInspection(unit, subject, nature, manner, topic, on, objects)


def _concluded(
    commune: Commune, told: Sequence[NewInspection], on: date, by: User
) -> list[Inspection]:
    made = open_inspections(commune.organisation, told, by=by)
    for one in made:
        conclude_inspection(
            one,
            on,
            "Chấp hành tốt; không phát hiện vi phạm.",
            by=by,
            number=f"{one.pk % 90 + 1:02d}-TB",
        )
        archive_inspection(one, on.replace(month=on.month + 1), by=by)
    return made


# ---------------------------------------------------------- today


def _today(commune: Commune, by: User) -> None:
    cells = list(commune.cells.values())
    programme = adopt_programme(
        commune.organisation,
        commune.organisation,
        "inspection_committee",
        2026,
        date(2026, 1, 15),
        by=by,
        number="01-CTr/UBKT",
        items=[
            NewItem("inspection", "thematic", "organisation", _DUES,
                    date(2026, 3, 1), date(2026, 5, 31), 2),
            NewItem("supervision", "thematic", "member", _EXAMPLE,
                    date(2026, 9, 1), date(2026, 11, 30), 3),
            NewItem("inspection", "regular", "committee", _RULES,
                    date(2026, 10, 1), date(2026, 12, 15), 1),
        ],
    )  # fmt: skip
    _with_remedies(commune, cells, programme, by)
    _under_way(commune, cells, programme, by)
    _disciplined(commune, cells, by)


def _with_remedies(
    commune: Commune, cells: Sequence[Organisation], programme: Programme, by: User
) -> None:
    on = date(2026, 3, 9)
    item = programme.items.order_by("starts_on")[0]
    new = NewInspection(
        commune.organisation, "inspection_committee", "inspection", "thematic", _DUES, on,
        [Looked(unit=cells[1]), Looked(unit=cells[2])],
        team=_team(cells[5], on, by),
        item=item,
        decision_number="03-QĐ/UBKT",
        outline="1. Lập dự toán, thu, nộp đảng phí.\n2. Sổ sách, chứng từ.\n3. Công khai trong chi bộ.",
        looks_from=date(2025, 1, 1),
        looks_until=date(2025, 12, 31),
    )  # fmt: skip
    one = open_inspections(commune.organisation, [new], by=by)[0]
    steps = [
        ("notice", date(2026, 3, 11), "02-TB/UBKT"),
        ("self_report", date(2026, 3, 27), ""),
        ("verification", date(2026, 4, 13), ""),
        ("minutes", date(2026, 4, 15), "01-BB/UBKT"),
        ("team_report", date(2026, 4, 27), "04-BC/UBKT"),
        ("deciding_meeting", date(2026, 5, 11), ""),
    ]
    for code, day, number in steps:
        take_step(one, code, day, by=by, number=number)
    _conclude(one, steps[1][1], by)
    works = ask_remedies(
        one,
        [
            NewRemedy("Lập lại sổ thu đảng phí theo mẫu", date(2026, 6, 30), unit=cells[1]),
            NewRemedy("Nộp đảng phí đúng hạn từng quý", date(2026, 12, 31), unit=cells[2]),
        ],
        date(2026, 5, 18),
        by=by,
    )
    finish_work(works[0].work, date(2026, 6, 22), by=by, evidence="Sổ mới đã đóng dấu giáp lai")
    verify_work(works[0].work, date(2026, 6, 26), by=by)
    recheck_inspection(one, date(2026, 10, 12), "Một việc đã xong, một việc đang làm.", by=by)


def _conclude(one: Inspection, reported_on: date, by: User) -> None:
    first, second = one.objects_inspected.order_by("pk")
    late = Violated("activity", "Nộp đảng phí lên cấp trên chậm hai quý", date(2025, 10, 20))
    found = {
        first.pk: Found(
            "Thu đúng mức, có sổ theo dõi.", "Ghi sổ còn tẩy xóa.", reported_on=reported_on
        ),
        second.pk: Found("Thu đủ số đảng viên.", "Nộp chậm.", [late], reported_on),
    }
    record_findings(one, found, by=by)
    conclude_inspection(
        one, date(2026, 5, 18), "Hai chi bộ thu đủ; một chi bộ nộp chậm, phải khắc phục.",
        by=by, number="05-TB/UBKT",
    )  # fmt: skip


def _team(cell: Organisation, on: date, by: User) -> list[tuple[Person, str]]:
    head, member, other = _people(cell, on, by)[:3]
    return [(head, "head"), (member, "member"), (other, "member")]


def _under_way(
    commune: Commune, cells: Sequence[Organisation], programme: Programme, by: User
) -> None:
    on = date(2026, 10, 26)
    item = programme.items.order_by("starts_on")[1]
    people = [Looked(person=one) for one in _people(cells[3], on, by)[2:5]]
    new = NewInspection(
        commune.organisation, "inspection_committee", "supervision", "thematic", _EXAMPLE, on,
        people, team=_team(cells[5], on, by), item=item, decision_number="09-QĐ/UBKT",
    )  # fmt: skip
    one = open_inspections(commune.organisation, [new], by=by)[0]
    take_step(one, "notice", date(2026, 10, 29), by=by, number="11-TB/UBKT")
    waits = one.objects_inspected.latest("pk")
    away = NewPause(
        "illness", date(2026, 11, 9), date(2026, 12, 9), waits, number="02-CV/UBKT",
        text="Điều trị tại bệnh viện tỉnh",
    )  # fmt: skip
    pause_inspection(one, away, by=by)


def _disciplined(commune: Commune, cells: Sequence[Organisation], by: User) -> None:
    first, on = _people(cells[3], date(2026, 9, 7), by)[5], date(2026, 9, 7)
    second, later = _people(cells[4], date(2026, 11, 12), by)[4], date(2026, 11, 12)
    absent = Violated(
        "activity", "Vắng sinh hoạt chi bộ ba tháng không lý do", date(2026, 8, 5), "act_02"
    )
    made = record_discipline(
        commune.organisation,
        [
            NewDiscipline(
                "warning", "committee", commune.organisation, on,
                "Vi phạm trong quản lý, sử dụng kinh phí của bản", 13, 15,
                [Violated("superior_task", "Chi sai mục đích 4,2 triệu đồng", date(2025, 12, 10)),
                 Violated("duty", "Báo cáo không đúng số đã chi", date(2026, 1, 15))],
                person=first, decision_number="31-QĐ/ĐU", heard_on=date(2026, 8, 28),
                handed_on=date(2026, 9, 11),
            ),
            NewDiscipline(
                "reprimand", "cell", cells[4], later,
                "Không thực hiện chế độ sinh hoạt đảng", 12, 14, [absent],
                person=second, heard_on=date(2026, 11, 9),
            ),
        ],
        by=by,
    )  # fmt: skip
    letter = NewComplaint(
        "complaint", date(2026, 10, 2), "Đề nghị xem lại mức kỷ luật vì đã nộp lại đủ số tiền.",
        first.full_name, discipline=made[0],
    )  # fmt: skip
    receive_complaint(commune.organisation, letter, by=by)
