"""The books of inspection go out with who inspects for their keeper, and come in as they were."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from openpyxl import load_workbook

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.assignments.actions.following import finish_work, verify_work
from chibo.audit.models import Entry
from chibo.base.figures import Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.imports.actions.workbook import (
    UnfitWorkbook,
    export_workbook,
    import_workbook,
)
from chibo.imports.tests.test_workbook_round_trip import (
    DAYS,
    Cells,
    cells_of,
    names,
    office_of,
    standing,
)
from chibo.inspection.actions.complaints import NewComplaint, receive_complaint, settle_complaint
from chibo.inspection.actions.discipline import NewDiscipline, Violated, record_discipline
from chibo.inspection.actions.following import (
    Found,
    NewRemedy,
    archive_inspection,
    ask_remedies,
    conclude_inspection,
    give_up_inspection,
    recheck_inspection,
    record_findings,
    take_step,
)
from chibo.inspection.actions.opening import (
    Looked,
    NewInspection,
    add_objects,
    open_inspections,
)
from chibo.inspection.actions.pausing import NewPause, pause_inspection, resume_inspection
from chibo.inspection.actions.programmes import NewItem, adopt_programme, drop_item
from chibo.inspection.actions.telling import ToldComplaint, tell_complaints
from chibo.inspection.models import Complaint, Discipline, Inspection
from chibo.members.actions.accounts import link_account
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Organisation, Role
from chibo.organisations.powers import POWERS, Power
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2026, 3, 10), date(2026, 11, 21)
SHEETS = (
    "Chương trình kiểm tra", "Nội dung chương trình kiểm tra", "Kiểm tra, giám sát", "Đoàn kiểm tra",
    "Đối tượng kiểm tra", "Vi phạm qua kiểm tra", "Hoãn, tạm dừng kiểm tra", "Bước kiểm tra",
    "Khắc phục sau kiểm tra", "Kỷ luật", "Vi phạm bị kỷ luật", "Khiếu nại, tố cáo",
)  # fmt: skip
FIGURES = (
    "inspected_organisations", "inspected_members", "inspected_turns", "violations_found",
    "violations_each", "inspection_remedies_open", "disciplined_members", "disciplined_organisations",
    "discipline_turns", "discipline_violations",
)  # fmt: skip
# Typed into every field that says what a case is about.
SECRET = "Bimat"


def inspector(world: World) -> User:
    """The office of the commune, who also inspects there."""
    give_duty(world.an, Role.INSPECTION, world.commune, date(2026, 1, 1), by=world.admin)
    return User.objects.get(pk=world.an.pk)


def fill(world: World, by: User) -> None:
    programme = [
        NewItem("inspection", "thematic", "member", "Bimat đảng phí", DAY, date(2026, 6, 30), 2),
        NewItem("supervision", "regular", "organisation", "Bimat nề nếp", DAY, TODAY),
    ]
    made = adopt_programme(
        world.commune, world.commune, "inspection_committee", 2026, DAY, by=by, items=programme,
        number="01-CTr/UBKT",
    )  # fmt: skip
    first, second = made.items.order_by("pk")
    drop_item(second, date(2026, 5, 4), "Bimat dồn sang năm sau", by=by)
    new = NewInspection(
        world.commune, "inspection_committee", "inspection", "thematic", "Bimat đảng phí", DAY,
        [Looked(person=world.people["chung"]), Looked(unit=world.tren),
         Looked(unit=world.tren, committee=True)],
        [(world.people["an"], "head"), (world.people["lan"], "member")],
        first, "05-QĐ/UBKT", "Bimat một\nBimat hai", date(2025, 1, 1), date(2025, 12, 31),
    )  # fmt: skip
    other = NewInspection(
        world.commune, "grassroots_committee", "supervision", "regular", "Bimat nề nếp",
        date(2026, 4, 1), [Looked(unit=world.duoi)],
    )  # fmt: skip
    one, two = open_inspections(world.commune, [new, other], by=by)
    give_up_inspection(two, date(2026, 4, 9), "Bimat bận mùa", by=by)
    follow(world, one, by)
    discipline(world, by)


def follow(world: World, one: Inspection, by: User) -> None:
    bad = Violated("activity", "Bimat nộp chậm", date(2025, 10, 20))
    take_step(one, "notice", date(2026, 3, 12), by=by, number="02-TB", text="Bimat gửi")
    row = one.objects_inspected.get(person=world.people["chung"])
    record_findings(
        one, {row.pk: Found("Bimat tốt\nđủ", "Bimat kém", [bad, bad], date(2026, 3, 20))}, by=by
    )
    add_objects(one, [Looked(unit=world.duoi)], date(2026, 3, 30), by=by, number="Bimat 7-QĐ")
    away = pause_inspection(
        one, NewPause("illness", date(2026, 4, 1), date(2026, 4, 30), row, text="Bimat viện"), by=by
    )
    resume_inspection(away, date(2026, 4, 20), by=by, note_text="Bimat ra viện")
    whole = NewPause("force", date(2026, 4, 2), date(2026, 4, 10), text="Bimat lũ", number="8-CV")
    resume_inspection(pause_inspection(one, whole, by=by), date(2026, 4, 6), by=by)
    conclude_inspection(one, date(2026, 5, 5), "Bimat kết luận\nhai dòng", by=by, number="09-TB")
    asked = [NewRemedy("Lập sổ thu", date(2026, 6, 30), unit=world.tren)]
    (remedy,) = ask_remedies(one, asked, date(2026, 5, 5), by=by)
    finish_work(remedy.work, date(2026, 6, 1), by=by)
    verify_work(remedy.work, date(2026, 6, 8), by=by)
    recheck_inspection(one, date(2026, 7, 1), "Bimat đã xong", by=by)
    archive_inspection(one, date(2026, 7, 8), by=by)
    lasting = NewInspection(
        world.school, "cell", "inspection", "regular", "Bimat nêu gương", date(2026, 9, 1),
        [Looked(person=world.people["lan"])],
    )  # fmt: skip
    (open_one,) = open_inspections(world.commune, [lasting], by=by)
    conclude_inspection(open_one, date(2026, 10, 1), "Bimat khá", by=by)
    late = [NewRemedy("Dự họp đủ", date(2026, 12, 30), person=world.people["lan"])]
    ask_remedies(open_one, late, date(2026, 10, 1), by=by)


def discipline(world: World, by: User) -> None:
    bad = [
        Violated("superior_task", "Bimat chi sai", date(2025, 12, 10)),
        Violated("activity", "Bimat vắng họp", date(2026, 8, 5), "act_02"),
    ]
    on = date(2026, 9, 7)
    told: dict[str, Any] = {"heard_on": date(2026, 8, 28), "decision_number": "31-QĐ/ĐU"}
    given = [
        NewDiscipline("warning", "committee", world.commune, on, "Bimat lý do", 13, 15, bad,
                      person=world.people["chung"], handed_on=date(2026, 9, 9), **told),
        NewDiscipline("expulsion", "committee", world.commune, on, "Bimat nặng", 15, 15, bad,
                      person=world.people["lan"], cell_votes=8, cell_base=8, **told),
        NewDiscipline("reprimand", "committee", world.commune, on, "Bimat buông lỏng", 12, 15, bad,
                      unit=world.duoi),
    ]  # fmt: skip
    first, *_rest = record_discipline(world.commune, given, by=by)
    letters = [
        NewComplaint("complaint", date(2026, 9, 14), "Bimat xin xem lại", "Bimat Chung",
                     discipline=first),
        NewComplaint("denunciation", DAY, "Bimat đơn", anonymous=True, unit=world.tren,
                     refused="anonymous", inspection=Inspection.objects.earliest("pk")),
    ]  # fmt: skip
    complaint, _refused = (receive_complaint(world.commune, new, by=by) for new in letters)
    settle_complaint(complaint, "cancelled", date(2026, 9, 30), "Bimat hủy", by=by)


def counted(own: set[str]) -> dict[tuple[str, str, date], Any]:
    found = {}
    for name in own:
        for day in (*DAYS, date(2026, 6, 30)):
            if stood := standing(names()[name], day):
                scope = Scope(stood, day, Period(date(day.year, 1, 1), day))
                for one in map(figure, FIGURES):
                    reading = read(one, scope)
                    found[name, one.id, day] = (reading.value, reading.base, reading.reason)
    return found


@dataclass(frozen=True)
class Before:
    content: bytes
    cells: Cells
    figures: dict[tuple[str, str, date], Any]


OWN = {"Đảng bộ xã Mường Mẫu", "Chi bộ bản Trên", "Chi bộ bản Dưới", "Chi bộ Trường Tiểu học"}


def taken_out() -> Before:
    """The workbook of the world, which is gone again."""
    with transaction.atomic():
        world = build_world()
        by = inspector(world)
        fill(world, by)
        content = export_workbook(world.commune, by=by).content
        told = Before(content, cells_of(content), counted(OWN))
        transaction.set_rollback(True)
    return told


def new_admin() -> User:
    return create_user(username="quan.tri", full_name="Quản trị mới", by=None)


def test_the_books_of_inspection_come_back_as_they_were_and_count_the_same() -> None:
    before = taken_out()
    admin = new_admin()

    assert import_workbook(before.content, "so.xlsx", by=admin).problems == ()

    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert all(len(cells_of(export_workbook(commune, by=office).content)[s]) == 1 for s in SHEETS)
    give_duty(office, Role.INSPECTION, commune, date(2026, 1, 1), by=admin)
    after = cells_of(export_workbook(commune, by=User.objects.get(pk=office.pk)).content)
    assert all(len(before.cells[name]) > 1 for name in SHEETS)
    assert after == before.cells
    assert counted(OWN) == before.figures
    assert any(value for value, _base, _reason in before.figures.values())


def test_what_was_brought_in_stands_in_the_journal_without_its_content() -> None:
    import_workbook(taken_out().content, "so.xlsx", by=new_admin())
    told = Entry.objects.filter(kind__startswith="inspection.")
    assert {entry.verb for entry in told} == {
        "programme.told", "inspection.told", "discipline.told", "complaint.told",
    }  # fmt: skip
    assert SECRET not in "".join(f"{row.label}{row.before}{row.after}{row.reason}" for row in told)


def test_what_a_rule_refuses_is_said_at_its_row() -> None:
    book = load_workbook(BytesIO(taken_out().content))
    page = book["Kỷ luật"]
    heads = [cell.value for cell in page[1]]
    page.cell(2, heads.index("Số phiếu tán thành *") + 1).value = 3
    changed = BytesIO()
    book.save(changed)
    with pytest.raises(UnfitWorkbook) as refused:
        import_workbook(changed.getvalue(), "so.xlsx", by=new_admin())
    first = refused.value.problems[0]
    assert (first.sheet, first.row) == ("Kỷ luật", 2)
    assert first.sentence.startswith("Tán thành 3/15, cần ít nhất 8")


# ---------------------------------------------------------------- nobody else's workbook


@pytest.fixture
def files(world: World) -> World:
    fill(world, world.users[Role.INSPECTION])
    return world


def lines_of(content: bytes) -> dict[str, int]:
    cells = cells_of(content)
    return {name: len(cells[name]) - 1 for name in SHEETS}


@pytest.mark.parametrize("role", [role for role in Role if Power.EXPORT in POWERS[role]])
def test_no_other_duty_takes_a_line_of_it_along(files: World, role: str) -> None:
    by = User.objects.get(pk=files.users[role].pk)
    place = files.tren if role == Role.CELL_SECRETARY else files.commune
    content = export_workbook(place, by=by).content
    assert not any(lines_of(content).values())
    assert SECRET not in str(cells_of(content))
    assert not Entry.objects.filter(verb="inspection.exported").exists()


def test_somebody_elsewhere_who_inspects_and_keeps_the_branch_takes_nothing(files: World) -> None:
    """The duty reaches its own organisation's books, never those below it."""
    by = create_user(username="tinh", full_name="Cầm Thị Tỉnh", by=files.admin)
    for role in (Role.OFFICE, Role.INSPECTION):
        give_duty(by, role, files.province, date(2026, 1, 1), by=files.admin)
    content = export_workbook(files.commune, by=User.objects.get(pk=by.pk)).content
    assert not any(lines_of(content).values())
    assert SECRET not in str(cells_of(content))


def test_a_cell_secretary_takes_the_books_of_the_cell_alone(files: World) -> None:
    new = NewInspection(
        files.tren, "cell", "inspection", "regular", "Nêu gương", date(2026, 8, 3),
        [Looked(person=files.people["an"])],
    )  # fmt: skip
    open_inspections(files.tren, [new], by=files.chung)
    content = export_workbook(files.tren, by=files.chung).content
    assert lines_of(content)["Kiểm tra, giám sát"] == 1
    assert SECRET not in str(cells_of(content))


def test_who_inspects_takes_them_along_with_a_line_and_never_what_is_about_them(
    files: World,
) -> None:
    by = inspector(files)
    assert SECRET in str(cells_of(export_workbook(files.commune, by=by).content))
    (line,) = Entry.objects.filter(verb="inspection.exported")
    assert (line.actor, line.key) == (by, str(files.commune.pk))
    link_account(by, files.people["chung"], by=files.an)
    told = cells_of(export_workbook(files.commune, by=User.objects.get(pk=by.pk)).content)
    assert "Bimat kết luận" not in str(told)
    assert "Bimat lý do" not in str(told)
    assert "Bimat xin xem lại" not in str(told)
    assert "Bimat nặng" in str(told)


def test_as_of_a_day_what_came_later_is_left_out(files: World) -> None:
    told = cells_of(export_workbook(files.commune, date(2026, 4, 30), by=inspector(files)).content)
    assert "Bimat đảng phí" in str(told)
    for later in ("Bimat kết luận", "Bimat kém", "Bimat nộp chậm", "Bimat dồn", "Bimat lý do"):
        assert later not in str(told)


def told_letter(files: World) -> ToldComplaint:
    return ToldComplaint(
        files.commune,
        {"kind": "denunciation", "received_on": DAY, "sender": "A", "anonymous": False,
         "what": "B", "refused": ""},
        person=files.people["chung"],
    )  # fmt: skip


def test_who_may_not_read_them_brings_no_books_of_inspection_in(files: World) -> None:
    """Somebody inspects there already: the office, who keeps the branch, is refused with a sentence."""
    with pytest.raises(Refusal, match=r"của Đảng bộ xã Mường Mẫu chỉ người được giao nhiệm vụ"):
        tell_complaints([told_letter(files)], by=files.an)
    assert not Complaint.objects.filter(what="B").exists()
    both = inspector(files)
    (row,) = tell_complaints([told_letter(files)], by=both)
    assert Complaint.objects.get(pk=row.pk).what == "B"


def test_nobody_tells_of_themself_and_only_who_keeps_the_branch_tells(files: World) -> None:
    for other in (files.binh, files.chung, files.users[Role.INSPECTION]):
        with pytest.raises(NotAllowed):
            tell_complaints([told_letter(files)], by=other)
    link_account(files.an, files.people["chung"], by=files.an)
    with pytest.raises(NotAllowed):
        tell_complaints([told_letter(files)], by=inspector(files))
    assert Discipline.objects.count() == 3
