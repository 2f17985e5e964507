"""Need to know: whatever duty opens whatever page, what an inspection holds is read by its duty, its team and
who was named; everybody else sees totals."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import product
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.inspection import due as due_room
from chibo.inspection.actions.complaints import NewComplaint, receive_complaint
from chibo.inspection.actions.discipline import NewDiscipline, Violated, record_discipline
from chibo.inspection.actions.following import Found, conclude_inspection, record_findings
from chibo.inspection.actions.opening import (
    Looked,
    NewInspection,
    dismiss_reader,
    name_reader,
    open_inspections,
)
from chibo.inspection.actions.pausing import NewPause, pause_inspection
from chibo.inspection.actions.programmes import NewItem, adopt_programme
from chibo.inspection.models import (
    Complaint,
    Discipline,
    Inspected,
    Inspection,
    Pause,
    ProgrammeItem,
    Reader,
)
from chibo.inspection.urls import urlpatterns
from chibo.members.actions.accounts import link_account
from chibo.organisations.actions.duties import give_duty
from chibo.organisations.models import Role
from chibo.organisations.queries.tree import branch
from tests.due import due_in
from tests.world import World

DAY, TODAY = date(2026, 10, 1), date(2026, 11, 21)
# Typed into every field that holds something about the case.
SECRET = "Bimat"
FIGURES = (
    "inspected_organisations",
    "inspected_members",
    "inspected_turns",
    "violations_found",
    "violations_each",
    "inspection_remedies_open",
    "disciplined_members",
    "disciplined_organisations",
    "discipline_turns",
    "discipline_violations",
)


@pytest.fixture
def files(world: World) -> World:
    by = world.users[Role.INSPECTION]
    item = NewItem("inspection", "cause", "member", "Bimat dự kiến", DAY, TODAY)
    adopt_programme(
        world.commune, world.commune, "inspection_committee", 2026, DAY, by=by, items=[item]
    )
    new = NewInspection(
        unit=world.commune,
        subject="inspection_committee",
        nature="inspection",
        manner="cause",
        topic="Bimat nội dung",
        outline="Bimat đề cương",
        decision_number="77-QĐ/UBKT",
        opened_on=DAY,
        objects=[Looked(person=world.people["chung"]), Looked(unit=world.tren)],
    )
    first, second = open_inspections(world.commune, [new, new], by=by)
    bad = Violated("ethics", "Bimat vi phạm", DAY)
    row = first.objects_inspected.get(person=world.people["chung"])
    record_findings(first, {row.pk: Found("Bimat tốt", "Bimat kém", [bad])}, by=by)
    conclude_inspection(first, date(2026, 10, 20), "Bimat kết luận", by=by, number="78-TB/UBKT")
    decided = NewDiscipline(
        "warning", "committee", world.commune, date(2026, 10, 25), "Bimat lý do", 9, 15, [bad],
        person=world.people["chung"], heard_on=DAY, decision_number="79-QĐ/UBKT",
    )  # fmt: skip
    record_discipline(world.commune, [decided], by=by)
    receive_complaint(
        world.commune,
        NewComplaint("denunciation", DAY, "Bimat đơn", "Bimat Người Gửi", unit=world.tren),
        by=by,
    )
    assert second.concluded_on is None
    looked = second.objects_inspected.get(person=world.people["chung"])
    away = NewPause("illness", TODAY, date(2026, 12, 24), looked, text="Bimat viện")
    pause_inspection(second, away, by=by)
    dismissed = name_reader(second, world.admin, "Bimat phân công", DAY, by=by)
    dismiss_reader(dismissed, DAY, by=by)
    return world


def pages_of_inspection(world: World) -> Iterator[str]:
    """Every address of the app; a new one that nobody can fill in fails here."""
    item = ProgrammeItem.objects.get()
    keys: dict[str, list[Any]] = {
        "org": [world.commune.pk, world.tren.pk, world.province.pk],
        "key": [one.pk for one in Inspection.objects.all()],
        "inspected": [one.pk for one in Inspected.objects.all()],
        "programme": [item.programme_id],
        "item": [item.pk],
        "discipline": [Discipline.objects.get().pk],
        "complaint": [Complaint.objects.get().pk],
        "reader": [Reader.objects.get().pk],
        "pause": [Pause.objects.get().pk],
        "book": ["kiem-tra", "ky-luat", "don-thu"],
        "paper": ["quyet-dinh", "ket-luan"],
        "form": ["docx"],
    }
    for door in urlpatterns:
        names = list(door.pattern.converters)
        for values in product(*(keys[name] for name in names)):
            yield reverse(f"inspection:{door.name}", kwargs=dict(zip(names, values, strict=True)))


def addresses(world: World) -> Iterator[str]:
    """Pages of inspection, of the tree, of the people, of home, search, calendar and numbers."""
    yield from pages_of_inspection(world)
    for place in (world.commune, world.tren, world.province):
        pages = ("organisations:page", "members:list", "assignments:list", "documents:list",
                 "meetings:list", "consolidation:board", "targets:board", "dues:list", "study:list")  # fmt: skip
        yield from (reverse(page, args=[place.pk]) for page in pages)
        for name in FIGURES:
            asked = f"{name}?dv={place.pk}&ky=2026-10-01..2026-11-21"
            yield f"/so/{asked}"
            yield f"/so/{name}/xuat?dv={place.pk}&ky=2026-10-01..2026-11-21"
    yield reverse("members:page", args=[world.people["chung"].pk])
    yield from (
        "/",
        "/trang-cua-toi",
        "/tim?q=noi+dung",
        "/nhat-ky",
        "/viec/lich",
        "/viec/danh-sach",
        "/viec/tuan",
    )


def said(answer: Any) -> str:
    """The text of a page, or all that a file holds."""
    body = b"".join(answer) if answer.streaming else answer.content
    if body[:2] != b"PK":
        return body.decode(errors="ignore")
    with ZipFile(BytesIO(body)) as held:
        return " ".join(held.read(name).decode(errors="ignore") for name in held.namelist())


def leaks(world: World, user: User) -> list[str]:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return [address for address in addresses(world) if SECRET in said(client.get(address))]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.INSPECTION])
def test_no_page_says_anything_to_another_duty(files: World, role: str) -> None:
    assert leaks(files, files.users[role]) == []


def test_no_workbook_holds_it_but_of_who_inspects_there(files: World) -> None:
    """Taken out at the page by everybody who may export the commune; the office then inspects as well."""
    for role in (Role.OFFICE, Role.SECRETARY, Role.DEPUTY):
        assert SECRET not in taken_out(files, files.users[role])
    give_duty(files.an, Role.INSPECTION, files.commune, DAY, by=files.admin)
    assert SECRET in taken_out(files, files.an)


def taken_out(world: World, user: User) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    answer = client.post("/du-lieu/xuat", {"organisation": world.commune.pk})
    assert "spreadsheetml" in answer["Content-Type"]
    return said(answer)


def test_the_duty_itself_reads_it_and_every_look_leaves_a_line(files: World) -> None:
    told = leaks(files, files.users[Role.INSPECTION])
    one, two = Inspection.objects.order_by("pk")
    for page in (one, two, Discipline.objects.get(), Complaint.objects.get()):
        assert page.get_absolute_url() in told
    read = ("inspection.read", "discipline.read", "complaint.read", "programme.read",
            "inspection.register_read", "inspection.book_printed")  # fmt: skip
    assert set(Entry.objects.filter(verb__in=read).values_list("verb", flat=True)) == set(read)
    lists = Entry.objects.filter(verb="inspection.register_read").values_list("reason", flat=True)
    assert set(lists) == {"kiem-tra 2026", "ky-luat 2026", "don-thu 2026"}


def test_whom_it_is_about_reads_nothing_even_with_the_duty(files: World) -> None:
    accused = files.users[Role.INSPECTION]
    link_account(accused, files.people["chung"], by=files.an)
    told = leaks(files, accused)
    # A letter about the unit, and what the programme plans, are not about the member.
    others = (
        reverse("inspection:complaint", args=[Complaint.objects.get().pk]),
        reverse("inspection:complaints", args=[files.commune.pk]),
        reverse("inspection:programmes", args=[files.commune.pk]),
        reverse("inspection:new", args=[files.commune.pk]),
        reverse("inspection:settle", args=[Complaint.objects.get().pk]),
        reverse("inspection:drop_item", args=[ProgrammeItem.objects.get().pk]),
        reverse("inspection:book", args=[files.commune.pk, "don-thu", "docx"]),
        "/viec",
        "/",
    )
    assert [one for one in told if one not in others and not one.startswith("/viec")] == []


def test_the_superior_and_the_cell_see_totals(files: World) -> None:
    for user in (files.giang, files.an, files.chung):
        client = Client()
        client.force_login(user)
        place = files.tren if user == files.chung else files.commune
        page = client.get(f"/so/inspected_members?dv={place.pk}&ky=2026-10-01..2026-11-21")
        text = page.content.decode()
        assert "Chỉ có số tổng hợp" in text
        assert ">Vì Văn Chung</a>" not in text
        assert page.context["reading"].value == 1


def test_who_was_named_reads_that_one_file_only(files: World) -> None:
    first, second = Inspection.objects.order_by("pk")
    name_reader(first, files.binh, "Bí thư chỉ đạo", TODAY, by=files.users[Role.INSPECTION])
    client = Client()
    client.force_login(files.binh)
    assert client.get(first.get_absolute_url()).status_code == 200
    assert client.get(second.get_absolute_url()).status_code == 404
    conclude = reverse("inspection:conclude", args=[first.pk])
    assert client.get(conclude).status_code == 404


def test_the_journal_holds_nothing_of_it(files: World) -> None:
    told = Entry.objects.filter(kind__startswith="inspection.")
    text = json.dumps([[one.label, one.before, one.after, one.reason] for one in told])
    assert SECRET not in text


def test_what_is_due_is_told_to_the_duty_alone(files: World) -> None:
    due: Any = due_in(due_room)
    of = branch(files.commune, TODAY)
    for role, user in files.users.items():
        kinds = sorted(one.kind for one in due(User.objects.get(pk=user.pk), of, TODAY))
        wanted = ["complaint_open", "inspection_notice", "inspection_planned"]
        assert kinds == (wanted if role == Role.INSPECTION else []), role
