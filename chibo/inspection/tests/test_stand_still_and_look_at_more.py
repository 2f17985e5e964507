"""A case is postponed or suspended and goes on; it looks at more than it was opened for."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.urls import reverse

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.inspection import due as due_room
from chibo.inspection.actions.discipline import NewDiscipline, Violated, record_discipline
from chibo.inspection.actions.following import (
    Found,
    conclude_inspection,
    record_findings,
    take_step,
)
from chibo.inspection.actions.opening import (
    Looked,
    NewInspection,
    add_objects,
    name_reader,
    open_inspections,
)
from chibo.inspection.actions.pausing import NewPause, pause_inspection, resume_inspection
from chibo.inspection.actions.programmes import adopt_programme
from chibo.inspection.models import Inspected, Inspection, Pause
from chibo.inspection.queries.reach import inspections_visible_to
from chibo.inspection.rules import limits
from chibo.members.actions.accounts import link_account
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import book
from tests.due import due_in
from tests.world import World

OPENED, TODAY = date(2026, 9, 1), date(2026, 11, 21)
STOPPED, ON_AGAIN = date(2026, 9, 4), date(2026, 9, 24)
LENGTHENS = """
[[rule]]
code = "inspection.pause_extends_limitation"
label = "Hoãn, tạm dừng kéo dài thời hiệu kỷ luật"
value = true
valid_from = 2022-07-06
document = "01-QĐ/TU"
issued_on = 2022-07-06
confidence = "seen"
"""
BAD = Violated("ethics", "Việc kín", date(2026, 5, 4))


@pytest.fixture
def case(world: World) -> Inspection:
    """Looks at one member."""
    new = NewInspection(
        world.commune, "inspection_committee", "inspection", "cause", "Nội dung kín", OPENED,
        [Looked(person=world.people["chung"])], [(world.people["lan"], "head")],
    )  # fmt: skip
    return open_inspections(world.commune, [new], by=world.users[Role.INSPECTION])[0]


def looked_at(case: Inspection) -> Inspected:
    return case.objects_inspected.earliest("pk")


def whole(case: Inspection, world: World) -> Pause:
    new = NewPause("authority", STOPPED, date(2026, 10, 1), text="Chờ kết luận điều tra")
    return pause_inspection(case, new, by=world.users[Role.INSPECTION])


def ill(case: Inspection, world: World) -> Pause:
    new = NewPause("illness", STOPPED, date(2026, 10, 1), looked_at(case))
    return pause_inspection(case, new, by=world.users[Role.INSPECTION])


def warned(world: World, on: date) -> NewDiscipline:
    return NewDiscipline(
        "warning", "committee", world.commune, on, "Lý do", 9, 15, [BAD],
        person=world.people["chung"], heard_on=OPENED,
    )  # fmt: skip


def test_time_limits_wait_for_a_case_that_stands_still(case: Inspection, world: World) -> None:
    by = world.users[Role.INSPECTION]
    assert limits(case, TODAY)["notice"] == date(2026, 9, 6)
    pause = whole(case, world)
    for act in (
        lambda: take_step(case, "notice", date(2026, 9, 10), by=by),
        lambda: conclude_inspection(case, date(2026, 9, 10), "Xong", by=by),
    ):
        with pytest.raises(Refusal, match=r"đang hoãn, tạm dừng ngày 10/09/2026"):
            act()
    resume_inspection(pause, ON_AGAIN, by=by, note_text="Đã có kết luận")
    assert limits(case, TODAY)["notice"] == date(2026, 9, 26)
    assert limits(case, TODAY)["self_report"] == date(2026, 10, 11)
    assert take_step(case, "notice", ON_AGAIN, by=by).on == ON_AGAIN
    assert list(Entry.objects.filter(verb__startswith="inspection.").values_list("verb", flat=True)
                .order_by("pk"))[-3:] == ["inspection.paused", "inspection.resumed",
                                          "inspection.step_taken"]  # fmt: skip


def test_a_member_who_is_ill_waits_and_is_not_disciplined_meanwhile(
    case: Inspection, world: World
) -> None:
    by = world.users[Role.INSPECTION]
    pause = ill(case, world)
    with pytest.raises(Refusal, match=r"Đang hoãn xem xét kỷ luật từ ngày 04/09/2026.*ốm nặng"):
        record_discipline(world.commune, [warned(world, date(2026, 9, 10))], by=by)
    resume_inspection(pause, ON_AGAIN, by=by)
    assert record_discipline(world.commune, [warned(world, ON_AGAIN)], by=by)


def test_a_case_about_others_too_goes_on_while_one_waits(case: Inspection, world: World) -> None:
    by = world.users[Role.INSPECTION]
    add_objects(case, [Looked(unit=world.tren)], STOPPED, by=by)
    ill(case, world)
    assert limits(case, TODAY)["notice"] == date(2026, 9, 6)
    assert take_step(case, "notice", date(2026, 9, 10), by=by)


def test_nursing_ends_when_the_child_is_twelve_months_old(case: Inspection, world: World) -> None:
    by, row = world.users[Role.INSPECTION], looked_at(case)
    with pytest.raises(
        Refusal, match=r"đủ 12 tháng ngày 04/09/2026, không hoãn nữa\. Theo Quy định 296-QĐ/TW"
    ):
        pause_inspection(case, NewPause("nursing", STOPPED, None, row, date(2025, 9, 4)), by=by)
    pause_inspection(case, NewPause("nursing", STOPPED, None, row, date(2025, 12, 1)), by=by)
    (line,) = told(world)
    assert (line.kind, line.due_on) == ("inspection_paused", date(2026, 12, 1))


def told(world: World) -> list[Any]:
    lines = due_in(due_room)(world.users[Role.INSPECTION], branch(world.commune, TODAY), TODAY)
    return list(lines)


def test_while_it_waits_only_the_day_to_look_again_is_due(case: Inspection, world: World) -> None:
    assert [line.kind for line in told(world)] == ["inspection_notice"]
    pause = whole(case, world)
    assert [(line.kind, line.due_on) for line in told(world)] == [
        ("inspection_paused", date(2026, 10, 1))
    ]
    resume_inspection(pause, ON_AGAIN, by=world.users[Role.INSPECTION])
    assert [(line.kind, line.due_on) for line in told(world)] == [
        ("inspection_notice", date(2026, 9, 26))
    ]


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (NewPause("illness", STOPPED, TODAY), "là lý do hoãn một đảng viên"),
        (NewPause("other", STOPPED, TODAY), "Nói rõ lý do"),
        (NewPause("force", date(2026, 8, 1), TODAY), "từ ngày mở cuộc kiểm tra"),
        (NewPause("force", STOPPED, None, child_born_on=OPENED), "lý do khác thì để trống"),
    ],
)
def test_what_is_no_pause(case: Inspection, world: World, new: NewPause, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        pause_inspection(case, new, by=world.users[Role.INSPECTION])


def test_a_pause_has_an_end_in_sight_and_two_do_not_overlap(case: Inspection, world: World) -> None:
    by = world.users[Role.INSPECTION]
    with pytest.raises(ValidationError, match="dự kiến tiếp tục"):
        pause_inspection(case, NewPause("force", STOPPED), by=by)
    pause = whole(case, world)
    with pytest.raises(ValidationError, match="đang tạm dừng"):
        whole(case, world)
    resume_inspection(pause, ON_AGAIN, by=by)
    with pytest.raises(Refusal, match="chưa hết vào ngày này"):
        whole(case, world)


def test_it_looks_at_more_than_it_was_opened_for(case: Inspection, world: World) -> None:
    by, people = world.users[Role.INSPECTION], world.people
    name_reader(case, world.binh, "Chỉ đạo", OPENED, by=by)
    link_account(world.binh, people["an"], by=world.an)
    added = add_objects(
        case, [Looked(person=people["an"]), Looked(unit=world.duoi)], STOPPED, by=by,
        number="12-QĐ/UBKT",
    )  # fmt: skip
    assert [(row.added_on, row.added_number) for row in added] == [(STOPPED, "12-QĐ/UBKT")] * 2
    assert not inspections_visible_to(User.objects.get(pk=world.binh.pk)).exists()
    for again, why in (("an", "đã là đối tượng"), ("lan", "đang trong đoàn")):
        with pytest.raises(Refusal, match=why):
            add_objects(case, [Looked(person=people[again])], STOPPED, by=by)
    with pytest.raises(NotAllowed):
        add_objects(case, [Looked(unit=world.school)], STOPPED, by=world.an)
    conclude_inspection(case, date(2026, 10, 1), "Xong", by=by)
    with pytest.raises(Refusal, match="Đã thông báo kết luận"):
        add_objects(case, [Looked(unit=world.school)], date(2026, 10, 2), by=by)


def typed(n: int, what: str = "") -> dict[str, str]:
    return {f"what_{n}": what or f"Việc {n}", f"ground_{n}": "duty", f"day_{n}": "04/05/2026",
            f"act_{n}": ""}  # fmt: skip


def reprimanded(world: World, act: date) -> NewDiscipline:
    return NewDiscipline(
        "reprimand", "committee", world.commune, date(2026, 10, 5), "Lý do", 9, 15,
        [Violated("ethics", "Việc kín", act)], person=world.people["chung"], heard_on=OPENED,
    )  # fmt: skip


def test_standing_still_does_not_lengthen_the_limitation_period(
    case: Inspection, world: World
) -> None:
    by = world.users[Role.INSPECTION]
    resume_inspection(ill(case, world), ON_AGAIN, by=by)
    late = reprimanded(world, date(2021, 9, 20))
    with pytest.raises(Refusal, match=r"hết thời hiệu 5 năm vào ngày 20/09/2026.*không kéo dài"):
        record_discipline(world.commune, [late], by=by)
    client = Client()
    client.force_login(by)
    form = client.get(reverse("inspection:pause", args=[case.pk])).content.decode()
    assert "không kéo dài thời hiệu kỷ luật" in form
    (row,) = record_discipline(world.commune, [reprimanded(world, date(2021, 11, 20))], by=by)
    page = client.get(row.get_absolute_url()).content.decode()
    assert "20/11/2026" in page
    assert "không kéo dài thời hiệu kỷ luật" in page


def test_where_a_rule_of_the_place_says_so_it_does(
    case: Inspection, world: World, tmp_path: Path
) -> None:
    by = world.users[Role.INSPECTION]
    resume_inspection(ill(case, world), ON_AGAIN, by=by)
    (tmp_path / "rulebook").mkdir()
    (tmp_path / "rulebook" / "tinh.toml").write_text(LENGTHENS, encoding="utf-8")
    book.cache_clear()
    with override_settings(HOME=tmp_path):
        # Twenty days stood still: 20/09 became 10/10.
        (row,) = record_discipline(world.commune, [reprimanded(world, date(2021, 9, 20))], by=by)
    book.cache_clear()
    assert row.pk


def test_five_violations_are_written_in_one_form_without_a_script(
    case: Inspection, world: World
) -> None:
    row, client = looked_at(case), Client()
    client.force_login(world.users[Role.INSPECTION])
    address = reverse("inspection:findings", args=[row.pk])
    given = {"lines": "3", **typed(1), **typed(2), **typed(3), "strengths": "Đã ghi"}
    page = client.post(address, given | {"them-dong": "1"})
    form = page.context["form"]
    assert (form.lines, form["what_3"].value(), form["strengths"].value()) == (
        4,
        "Việc 3",
        "Đã ghi",
    )
    assert not form.errors
    assert not row.violations.exists()
    given |= {"lines": "4", **typed(4)}
    assert client.post(address, given | {"them-dong": "1"}).context["form"].lines == 5
    given |= {"lines": "5", **typed(5)}
    assert client.post(address, given).status_code == 302
    assert list(row.violations.order_by("pk").values_list("what", flat=True)) == [
        f"Việc {n}" for n in range(1, 6)
    ]
    shown = client.get(address).context["form"]
    assert [shown[f"what_{n}"].value() for n in range(1, 7)] == [
        "Việc 1", "Việc 2", "Việc 3", "Việc 4", "Việc 5", None,
    ]  # fmt: skip


def test_findings_of_many_violations_are_not_cut_short(case: Inspection, world: World) -> None:
    row, client = looked_at(case), Client()
    many = [Violated("duty", f"Việc {n}", date(2026, 5, 4)) for n in range(7)]
    record_findings(case, {row.pk: Found(violations=many)}, by=world.users[Role.INSPECTION])
    client.force_login(world.users[Role.INSPECTION])
    address = reverse("inspection:findings", args=[row.pk])
    form = client.get(address).context["form"]
    assert client.post(address, {name: form[name].value() or "" for name in form.fields} | {
        f"day_{n}": "04/05/2026" for n in range(1, 8)
    }).status_code == 302  # fmt: skip
    assert row.violations.count() == 7


def test_every_look_at_what_is_planned_leaves_a_line(world: World) -> None:
    by, client = world.users[Role.INSPECTION], Client()
    adopt_programme(world.commune, world.commune, "inspection_committee", 2026, OPENED, by=by)
    client.force_login(by)
    assert client.get(reverse("inspection:programmes", args=[world.commune.pk])).status_code == 200
    (line,) = Entry.objects.filter(verb="programme.read")
    assert (line.actor, line.key, line.reason) == (by, str(world.commune.pk), "2026")


def test_the_pages_say_that_it_stands_still(case: Inspection, world: World) -> None:
    client = Client()
    client.force_login(world.users[Role.INSPECTION])
    answer = client.post(
        reverse("inspection:pause", args=[case.pk]),
        {"reason": "pregnancy", "inspected": str(looked_at(case).pk), "started_on": "04/09/2026",
         "until": "01/02/2027"},
    )  # fmt: skip
    assert answer.status_code == 302
    shown = client.get(answer["Location"]).content.decode()
    assert "Đang hoãn, tạm dừng" in shown
    assert "Đảng viên mang thai" in shown
    again = reverse("inspection:resume", args=[Pause.objects.get().pk])
    assert client.post(again, {"on": "24/09/2026", "note_text": ""}).status_code == 302
    assert "Chưa ghi bước" not in client.get(case.get_absolute_url()).content.decode()
    form = reverse("inspection:add_objects", args=[case.pk])
    assert client.post(form, {"on": "24/09/2026", "people": "", "number": ""}).status_code == 200
    assert client.post(form, {"on": "24/09/2026", "people": "Vì Văn Dũng"}).status_code in (
        200,
        302,
    )
