"""Badges, the register of cards and work given go out in a workbook and come back the same."""

from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.db import transaction

from chibo.accounts.actions import create_user
from chibo.accounts.models import User
from chibo.assignments.actions.following import (
    extend_work,
    finish_work,
    report_progress,
    return_work,
    take_back_work,
    verify_work,
)
from chibo.assignments.actions.giving import Giving, give_work
from chibo.assignments.models import Assignment, WorkStep
from chibo.documents.actions import NewPaper, register_paper
from chibo.documents.models import Paper
from chibo.imports.actions.workbook import export_workbook, import_workbook, rehearse_workbook
from chibo.imports.tests.test_workbook_round_trip import cells_of, names, office_of
from chibo.members.actions.badges import (
    Earlier,
    Proposing,
    approve_badges,
    close_badge,
    give_badges,
    propose_badges,
    record_earlier_badges,
)
from chibo.members.actions.cards import (
    Handing,
    exchange_cards,
    grant_cards,
    recall_card,
    reissue_card,
    withdraw_card,
)
from chibo.members.actions.files import correct_file
from chibo.members.actions.moving import Moving, move_members, transfer_member
from chibo.members.models import BadgeAward, CardEvent, Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from tests.world import World, build_world

pytestmark = pytest.mark.django_db

ROUND = date(2026, 9, 2)
SHEETS = ("Huy hiệu Đảng", "Sổ thẻ đảng viên", "Việc được giao", "Diễn biến việc")


def paper(world: World, number: str, on: date) -> Paper:
    new = NewPaper(number, "QĐ/TU", "decision", "Tỉnh ủy Mẫu", on, "Tặng Huy hiệu, phát thẻ")
    return register_paper(new, world.commune, by=world.an)


def honour(world: World) -> None:
    """Handed over, returned, decided, proposed, withdrawn, and received before the books."""
    by, people = world.an, world.people
    decided = paper(world, "20", date(2026, 8, 20))
    for who, joined in (("binh", 1986), ("an", 1986), ("chung", 1996), ("en", 1991)):
        Person.objects.filter(pk=people[who].pk).update(
            joined_on=date(joined, 9, 2), joined_known_to="day"
        )
        people[who].refresh_from_db()
    record_earlier_badges([Earlier(people["binh"], 30, date(2016, 9, 2))], by=by)
    record_earlier_badges([Earlier(people["an"], 30)], by=by)
    of = branch(world.commune, ROUND)
    put = [Proposing(people[who]) for who in ("binh", "an", "chung")]
    given, returned, waiting = propose_badges(of, ROUND, put, by=by)
    approve_badges([given, returned], decided, by=by)
    give_badges([given], date(2026, 9, 1), "Hội trường xã", by=by)
    close_badge(returned, "returned", "Đi vắng", by=by)
    close_badge(waiting, "withdrawn", "Nhầm người", by=by)
    propose_badges(of, ROUND, [Proposing(people["chung"])], by=by)


def hand_out(world: World) -> None:
    """Granted; an old number exchanged, lost; a grant taken back; and all of it before the member moved."""
    by, people = world.an, world.people
    granted = paper(world, "21", date(2026, 5, 10))
    for who in ("an", "dung", "chung"):
        correct_file(people[who], {"card_number": ""}, by=by)
    correct_file(people["an"], {"card_number": "38168053"}, by=by)
    day = date(2026, 5, 19)
    grant_cards([Handing(people["dung"], "990010000009")], day, by=by, paper=granted)
    exchange_cards([Handing(people["an"], "990010000010", "whole_party")], day, by=by)
    reissue_card(Handing(people["an"], "990010000011", reason="Cháy nhà"), date(2026, 7, 1), by=by)
    withdraw_card(
        grant_cards([Handing(people["chung"], "990010000012")], day, by=by)[0], "Nhầm", by=by
    )
    grant_cards([Handing(people["chung"], "990010000013")], date(2026, 9, 2), by=by)
    move_members([Moving(people["chung"], "removed", date(2026, 10, 1), reason="Bỏ")], by=by)
    recall_card(people["chung"], date(2026, 10, 2), "Xóa tên", by=by)
    transfer_member(people["dung"], world.tren, date(2026, 10, 3), by=by)


def give(world: World) -> None:
    """In every state, to people and to a unit."""
    by, day = world.an, date(2026, 7, 6)
    facts: dict[str, Any] = {"given_on": day, "due_on": date(2026, 8, 31), "origin": "Họp tháng 7"}

    def one(what: str, **more: Any) -> Assignment:
        return give_work([Giving(world.commune, what, **facts | more)], by=by)[0]

    an = {"person": world.people["an"]}
    one("Việc còn mở", **an, helpers="Đoàn xã", paper=paper(world, "22", day))
    moving = one("Việc gia hạn", unit=world.tren)
    report_progress(moving, 40, date(2026, 8, 1), by=by, text="Đã họp dân", evidence="Biên bản")
    extend_work(moving, date(2026, 12, 31), "Mưa lũ", date(2026, 8, 20), by=by)
    done = one("Việc đã xong", **an)
    finish_work(done, date(2026, 8, 1), by=by, text="Xong")
    return_work(done, "Chưa có minh chứng", date(2026, 8, 1), by=by)
    finish_work(done, date(2026, 8, 5), by=by, text="Xong thật", evidence="Ảnh")
    verify_work(done, date(2026, 8, 6), by=by, text="Đạt")
    take_back_work(one("Việc thôi giao", **an), "Đã sáp nhập", date(2026, 8, 2), by=by)


def told() -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """Every row, but keys of the database and the paths made of them."""
    badges = BadgeAward.objects.order_by("person__full_name", "mark", "state").values_list(
        "person__full_name", "mark", "basis", "state", "round_day", "missed_round", "counted_from",
        "reached_on", "interruptions", "reason", "multiple", "base_salary", "bonus", "rule_versions",
        "decision__number", "given_on", "given_at", "closing_reason",
    )  # fmt: skip
    cards = CardEvent.objects.order_by("happened_on", "number").values_list(
        "person__full_name", "kind", "happened_on", "number", "old_number", "cause", "reason",
        "paper__number", "replaced", "person__card_number", "person__old_card_number",
    )  # fmt: skip
    works = Assignment.objects.order_by("what").values_list(
        "what", "person__full_name", "helpers", "given_on", "first_due_on", "due_on", "origin",
        "paper__number", "progress", "done_on", "verified_on", "cancelled_on", "cancel_reason",
    )  # fmt: skip
    steps = WorkStep.objects.order_by("assignment__what", "on", "pk").values_list(
        "assignment__what", "kind", "on", "progress", "text", "evidence", "due_before", "due_after"
    )
    return list(badges), list(cards), list(works), list(steps)


def cells_stood_in() -> set[tuple[str, str, str]]:
    """Of badges and cards: whose, the cell, and whether the path leads to it."""
    rows = [*BadgeAward.objects.select_related("person"), *CardEvent.objects.all()]
    return {
        (row.person.full_name, str(row.cell), row.path.endswith(row.cell.segment)) for row in rows
    }


def written() -> tuple[bytes, Any]:
    """A workbook of a world in which all that happened, and its rows; nothing stays behind."""
    with transaction.atomic():
        world = build_world()
        honour(world)
        hand_out(world)
        give(world)
        seen = export_workbook(world.commune, by=world.an).content, (told(), cells_stood_in())
        transaction.set_rollback(True)
    return seen


def newcomer() -> User:
    return create_user(username="quan.tri", full_name="Quản trị mới", by=None)


def test_badges_cards_and_work_come_in_as_they_went_out() -> None:
    before, rows = written()
    filled = cells_of(before)
    assert {sheet: len(filled[sheet]) - 1 for sheet in SHEETS} == dict(
        zip(SHEETS, (6, 5, 4, 7), strict=True)
    )
    admin = newcomer()

    assert import_workbook(before, "so.xlsx", by=admin).problems == ()

    assert (told(), cells_stood_in()) == rows
    commune = Organisation.objects.get(pk=names()["Đảng bộ xã Mường Mẫu"])
    office = office_of(commune, User.objects.get(pk=admin.pk))
    assert cells_of(export_workbook(commune, by=office).content) == filled


def test_a_workbook_of_an_earlier_day_has_the_states_and_the_card_of_that_day() -> None:
    with transaction.atomic():
        world = build_world()
        honour(world)
        hand_out(world)
        give(world)
        day = date(2026, 8, 25)
        before = export_workbook(world.commune, day, by=world.an).content
        transaction.set_rollback(True)

    assert import_workbook(before, "so.xlsx", by=newcomer()).problems == ()

    badges, cards, works, steps = told()
    assert [(one[0], one[1], one[3]) for one in badges] == [
        ("Lò Thị An", 30, "given"),
        ("Lò Thị An", 40, "returned"),
        ("Nguyễn Văn Bình", 30, "given"),
        ("Nguyễn Văn Bình", 40, "approved"),
    ]
    assert {(one[0], one[9]) for one in cards} == {
        ("Lò Thị An", "990010000011"),
        ("Lường Thị Dung", "990010000009"),
    }
    assert Person.objects.get(full_name="Vì Văn Chung").card_number == ""
    assert len(works) == 4
    assert len(steps) == 7


@pytest.mark.parametrize(
    ("sheet", "column", "typed", "said"),
    [
        ("Người", "Số thẻ đảng viên", "990010000077", "hai nơi phải như nhau"),
        ("Người", "Số thẻ theo Quyết định 85", "11111111", "hai nơi phải như nhau"),
        ("Sổ thẻ đảng viên", "Số thẻ", "990010000077", "số thẻ cũ phải là số đó"),
    ],
)
def test_a_register_that_says_otherwise_than_the_file_is_refused(
    sheet: str, column: str, typed: str, said: str
) -> None:
    before, _rows = written()
    book = openpyxl.load_workbook(BytesIO(before))
    page = book[sheet]
    at = next(c.column for c in page[1] if str(c.value).strip(" *") == column)
    line = next(
        row for row in page.iter_rows(min_row=2) if "Lò Thị An" in {str(c.value).split(" · ")[-1] for c in row}
    )  # fmt: skip
    page.cell(line[0].row, at).value = typed
    content = BytesIO()
    book.save(content)

    outcome = rehearse_workbook(content.getvalue(), "so.xlsx", by=newcomer())

    assert any(said in problem.sentence for problem in outcome.problems)
    assert not CardEvent.objects.exists()
