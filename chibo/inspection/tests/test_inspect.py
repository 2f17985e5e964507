"""One inspection from its programme to closed remedies; who counts, who violated, who may read."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from chibo.accounts.models import User
from chibo.assignments.actions.following import finish_work, verify_work
from chibo.audit.models import Entry
from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.inspection.actions.discipline import Violated
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
    dismiss_reader,
    join_team,
    name_reader,
    open_inspections,
    read_inspection,
)
from chibo.inspection.actions.programmes import NewItem, add_items, adopt_programme, drop_item
from chibo.inspection.models import Inspection, Reader
from chibo.inspection.queries.reach import inspections_visible_to
from chibo.members.actions.accounts import link_account
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from tests.world import World

OPENED, TODAY = date(2026, 3, 10), date(2026, 11, 21)
YEAR = Period(date(2026, 1, 1), TODAY)
ITEM = NewItem(
    "inspection", "thematic", "member", "Thu, nộp đảng phí", date(2026, 3, 1), date(2026, 6, 30), 2
)


def quy(world: World) -> User:
    return world.users[Role.INSPECTION]


def new(world: World, **other: Any) -> NewInspection:
    made = NewInspection(
        unit=world.commune,
        subject="inspection_committee",
        nature="inspection",
        manner="thematic",
        topic="Thu, nộp đảng phí năm 2025",
        opened_on=OPENED,
        objects=[Looked(person=world.people["chung"]), Looked(unit=world.tren)],
        team=[(world.people["an"], "head"), (world.people["lan"], "member")],
        decision_number="05-QĐ/UBKT",
    )
    return replace(made, **other)


def opened(world: World, **other: Any) -> Inspection:
    return open_inspections(world.commune, [new(world, **other)], by=quy(world))[0]


@pytest.fixture
def inspection(world: World) -> Inspection:
    return opened(world)


def asked(world: World, name: str, last: date = TODAY) -> Reading:
    scope = Scope(branch(world.commune, last), last)
    wanted = figure(name)
    return read(
        wanted, scope.over(Period(date(2026, 1, 1), last)) if wanted.takes == "period" else scope
    )


def conclude(inspection: Inspection, world: World, on: date = date(2026, 5, 5)) -> None:
    conclude_inspection(inspection, on, "Đã thu đủ.", by=quy(world), number="02-TB/UBKT")


def test_from_programme_to_closed_remedies(world: World) -> None:
    by = quy(world)
    programme = adopt_programme(
        world.commune,
        world.commune,
        "inspection_committee",
        2026,
        date(2026, 1, 10),
        by=by,
        number="01-CTr/UBKT",
        items=[ITEM],
    )
    inspection = opened(world, item=programme.items.get())
    take_step(inspection, "notice", date(2026, 3, 12), by=by, number="01-TB/UBKT")
    take_step(inspection, "verification", date(2026, 4, 2), by=by)
    row = inspection.objects_inspected.get(person=world.people["chung"])
    late = Violated("duty", "Nộp đảng phí chậm ba tháng", date(2025, 12, 1))
    record_findings(inspection, {row.pk: Found("Thu đủ", "Nộp chậm", [late])}, by=by)
    conclude(inspection, world)
    remedy = ask_remedies(
        inspection,
        [NewRemedy("Nộp đủ, đúng hạn từ quý II", date(2026, 6, 30), person=world.people["chung"])],
        date(2026, 5, 6),
        by=by,
    )[0]
    assert asked(world, "inspection_remedies_open").value == 1
    with pytest.raises(Refusal, match="Còn 1 việc khắc phục"):
        archive_inspection(inspection, date(2026, 7, 1), by=by)
    finish_work(remedy.work, date(2026, 6, 20), by=by)
    verify_work(remedy.work, date(2026, 6, 25), by=by)
    recheck_inspection(inspection, date(2026, 6, 28), "Đã nộp đủ", by=by)
    archive_inspection(inspection, date(2026, 7, 1), by=by)
    assert asked(world, "inspection_remedies_open").value == 0
    codes = list(inspection.steps.values_list("code", flat=True))
    assert codes == ["decision", "notice", "verification", "conclusion_notice", "archive"]
    with pytest.raises(Refusal, match="nộp lưu"):
        give_up_inspection(inspection, TODAY, "Nhầm", by=by)


def test_members_and_units_count_once_and_turns_each_time(world: World) -> None:
    first, second = opened(world), opened(world, nature="supervision", topic="Nêu gương")
    for name in ("inspected_members", "inspected_organisations", "inspected_turns"):
        assert asked(world, name).value == 0
    assert asked(world, "violations_found").value is None
    conclude(first, world)
    conclude(second, world, date(2026, 6, 1))
    found = {name: asked(world, name).value for name in (
        "inspected_members", "inspected_organisations", "inspected_turns"
    )}  # fmt: skip
    assert found == {
        "inspected_members": 1,
        "inspected_organisations": 1,
        "inspected_turns": 4,
    }
    told = asked(world, "violations_found")
    assert (told.value, told.base, told.said) == (0, 2, "Không phát hiện vi phạm")


def test_one_who_violated_twice_is_one_and_the_violations_are_two(world: World) -> None:
    first, second = opened(world), opened(world, topic="Nêu gương")
    row = second.objects_inspected.get(person=world.people["chung"])
    both = [Violated("ethics", f"Việc {n}", date(2026, 1, n)) for n in (5, 6)]
    record_findings(second, {row.pk: Found(violations=both)}, by=quy(world))
    conclude(first, world)
    conclude(second, world, date(2026, 6, 1))
    told = asked(world, "violations_found")
    assert (told.value, told.base, told.said) == (1, 2, "")
    assert asked(world, "violations_each").value == 2
    assert asked(world, "violations_found", date(2026, 5, 31)).value == 0


def test_what_was_given_up_does_not_count(world: World, inspection: Inspection) -> None:
    conclude(inspection, world)
    give_up_inspection(inspection, date(2026, 8, 1), "Ghi trùng", by=quy(world))
    assert asked(world, "inspected_members").value == 0
    assert asked(world, "inspected_members", date(2026, 7, 31)).value == 1


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"subject": "cell_committee"}, "Chi ủy không phải là chủ thể"),
        ({"subject": "advisory_body", "manner": "cause"}, "Cơ quan tham mưu, giúp việc không"),
        ({"nature": "supervision", "manner": "cause"}, "giám sát chỉ có thường xuyên"),
        ({"subject": "cell"}, "chọn chủ thể là chi bộ"),
        ({"objects": []}, "ít nhất một đối tượng"),
    ],
)
def test_what_may_not_be_inspected_so(world: World, other: dict[str, Any], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        opened(world, **other)


def test_a_cell_supervises_by_theme_only_when_it_is_large(world: World) -> None:
    facts = {"unit": world.tren, "subject": "cell", "nature": "supervision"}
    chung = [Looked(person=world.people["chung"])]
    with pytest.raises(Refusal, match=r"trên 30 đảng viên .* có 2 đảng viên"):
        opened(world, **facts, objects=chung, dispersed=True)
    regular = opened(world, **facts, manner="regular", objects=chung)
    assert regular.subject == "cell"


def test_a_cell_looks_at_its_own_members_only(world: World) -> None:
    facts = {"unit": world.tren, "subject": "cell", "manner": "regular"}
    with pytest.raises(Refusal, match="thuộc phạm vi của mình"):
        opened(world, **facts, objects=[Looked(person=world.people["dung"])])


def test_a_team_does_not_inspect_its_own(world: World) -> None:
    with pytest.raises(Refusal, match="không tham gia đoàn"):
        opened(world, team=[(world.people["chung"], "head")])
    row = opened(world)
    with pytest.raises(ValidationError, match="đã có trưởng đoàn"):
        join_team(row, [(world.people["binh"], "head")], by=quy(world))


def test_steps_come_in_order(world: World, inspection: Inspection) -> None:
    take_step(inspection, "minutes", date(2026, 4, 1), by=quy(world))
    with pytest.raises(Refusal, match=r"Biên bản kiểm tra.*01/04/2026"):
        take_step(inspection, "notice", date(2026, 4, 2), by=quy(world))
    with pytest.raises(ValidationError, match="đã ghi"):
        take_step(inspection, "minutes", date(2026, 4, 1), by=quy(world))


def test_the_programme_plans_what_its_subject_may(world: World) -> None:
    by = quy(world)
    programme = adopt_programme(
        world.commune, world.commune, "advisory_body", 2026, date(2026, 1, 10), by=by
    )
    with pytest.raises(Refusal, match="giúp việc không kiểm tra"):
        add_items(programme, [replace(ITEM, manner="cause")], by=by)
    item = add_items(programme, [ITEM], by=by)[0]
    with pytest.raises(ValidationError, match="lý do thôi"):
        drop_item(item, date(2026, 5, 1), "", by=by)


def test_the_duty_the_team_and_who_was_named_read_it_and_nobody_else(
    world: World, inspection: Inspection
) -> None:
    def readers() -> set[str]:
        return {
            role
            for role, user in world.users.items()
            if inspections_visible_to(User.objects.get(pk=user.pk)).exists()
        }

    assert readers() == {Role.INSPECTION}
    link_account(world.users[Role.OFFICE], world.people["an"], by=world.an)
    name_reader(inspection, world.binh, "Bí thư chỉ đạo", date(2026, 3, 11), by=quy(world))
    assert readers() == {Role.INSPECTION, Role.OFFICE, Role.SECRETARY}
    with pytest.raises(NotAllowed):
        conclude_inspection(inspection, date(2026, 5, 1), "Xong", by=world.binh)
    dismiss_reader(Reader.objects.get(), date(2026, 4, 1), by=quy(world))
    assert readers() == {Role.INSPECTION, Role.OFFICE}


def test_whom_it_looks_at_never_reads_it(world: World, inspection: Inspection) -> None:
    link_account(quy(world), world.people["chung"], by=world.an)
    accused = User.objects.get(pk=quy(world).pk)
    assert not inspections_visible_to(accused).exists()
    for act in (
        lambda: read_inspection(inspection, by=accused),
        lambda: take_step(inspection, "notice", OPENED, by=accused),
        lambda: open_inspections(world.commune, [new(world)], by=accused),
    ):
        with pytest.raises(NotAllowed):
            act()
    link_account(world.chung, world.people["binh"], by=world.an)
    with pytest.raises(NotAllowed):
        name_reader(inspection, accused, "Xem", TODAY, by=world.chung)


def test_the_journal_names_nobody_and_says_not_what_it_is_about(
    world: World, inspection: Inspection
) -> None:
    row = inspection.objects_inspected.get(person=world.people["chung"])
    bad = Violated("ethics", "Đánh bạc", date(2026, 1, 5))
    record_findings(inspection, {row.pk: Found("Tốt", "Chậm", [bad])}, by=quy(world))
    conclude(inspection, world)
    read_inspection(inspection, by=quy(world))
    told = Entry.objects.filter(kind__startswith="inspection.")
    assert "inspection.read" in told.values_list("verb", flat=True)
    text = " ".join(f"{one.label} {one.before} {one.after} {one.reason}" for one in told)
    for secret in ("Chung", "đảng phí", "Đánh bạc", "Chậm", "thu đủ", "Tốt"):
        assert secret not in text, secret


def test_an_inspection_begun_from_the_programme_knows_what_it_says(world: World) -> None:
    by, client = world.users[Role.INSPECTION], Client()
    programme = adopt_programme(
        world.commune, world.commune, "inspection_committee", 2026, OPENED, by=by
    )
    planned = NewItem("supervision", "thematic", "member", "Việc nêu gương", OPENED, TODAY)
    (item,) = add_items(programme, [planned], by=by)
    client.force_login(by)
    form = client.get(
        reverse("inspection:new", args=[world.commune.pk]), {"noi-dung": item.pk}
    ).context["form"]
    asked = ("item", "subject", "nature", "manner", "topic")
    assert [form[name].value() for name in asked] == [
        str(item.pk), "inspection_committee", "supervision", "thematic", "Việc nêu gương",
    ]  # fmt: skip
