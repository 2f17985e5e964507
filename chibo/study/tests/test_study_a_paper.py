"""A paper is studied: the list frozen, classes held, papers handed in; who is outside says why."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from chibo.audit.models import Entry
from chibo.base.figures import Reading, Scope, figure, read
from chibo.base.periods import Period
from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.moving import end_membership, transfer_member
from chibo.organisations.queries.tree import branch
from chibo.study import due as due_room
from chibo.study.actions.sessions import NewSession, hold_sessions, mark_present
from chibo.study.actions.studies import (
    NewStudy,
    give_up_study,
    open_study,
    put_outside,
    take_in_harvest,
)
from chibo.study.models import Learner, Outside, Study
from chibo.study.queries.studies import (
    coverage,
    joined_since,
    learners_visible_to,
    visible_to,
)
from tests.due import due_in
from tests.world import World

due = due_in(due_room)

FROZEN, CLASS, CLOSES, TODAY = (
    date(2026, 7, 1),
    date(2026, 7, 20),
    date(2026, 9, 30),
    date(2026, 11, 21),
)


def new_study(world: World, **other: Any) -> NewStudy:
    facts: dict[str, Any] = {
        "kind": "paper",
        "title": "Quán triệt Chỉ thị",
        "frozen_on": FROZEN,
        "closes_on": CLOSES,
        "harvest_due_on": date(2026, 10, 15),
        "papers": [world.directive],
    }
    return NewStudy(**facts | other)


@pytest.fixture
def study(world: World) -> Study:
    return open_study(world.commune, new_study(world), by=world.an)


def keys(world: World, *names: str) -> list[int]:
    return [world.people[name].pk for name in names]


def listed(study: Study) -> dict[str, str]:
    rows = study.learners.select_related("person").order_by("person__name_sort")
    return {row.person.full_name.split()[-1]: row.outside for row in rows}


def asked(world: World, name: str, last: date = TODAY, key: str = "") -> Reading:
    scope = Scope(branch(world.commune, last), last, key=key)
    wanted = figure(name)
    return read(
        wanted, scope.over(Period(date(2026, 1, 1), last)) if wanted.takes == "period" else scope
    )


def test_the_list_is_that_of_the_days_books(world: World, study: Study) -> None:
    assert listed(study) == {"An": "", "Bình": "", "Chung": "", "Dung": "", "Én": "", "Lan": ""}


def test_who_comes_to_two_classes_is_one_person_and_two_turns(world: World, study: Study) -> None:
    some = keys(world, "an", "chung", "dung")
    hold_sessions(
        study,
        [
            NewSession(CLASS, "Nhà văn hóa", "Bí thư", 4, "trưởng bản", some),
            NewSession(date(2026, 8, 1), "Nhà văn hóa", present=some[:1]),
        ],
        by=world.an,
    )
    found = coverage(study.learners.all(), TODAY)
    assert (found.came, found.must, found.unread) == (3, 6, 3)
    assert asked(world, "study_sessions").value == 2
    assert asked(world, "study_attendances").value == 8
    assert asked(world, "study_people").value == 3


def test_the_base_stays_when_people_move_and_leave(world: World, study: Study) -> None:
    present = keys(world, "an", "dung")
    hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa", present=present)], by=world.an)
    transfer_member(world.people["an"], world.duoi, date(2026, 8, 1), by=world.an)
    end_membership(world.people["dung"], "died", date(2026, 9, 1), by=world.an)
    assert (coverage(study.learners.all(), TODAY).came, study.learners.count()) == (2, 6)
    assert study.learners.get(person=world.people["an"]).cell == world.tren


def test_somebody_left_out_at_the_start_has_a_reason_and_is_not_in_the_base(world: World) -> None:
    out = {world.people["lan"].pk: "Đi học dài hạn"}
    study = open_study(world.commune, new_study(world), by=world.an, left_out=out)
    row = study.learners.get(person=world.people["lan"])
    assert (row.outside, row.outside_reason) == (Outside.OTHER, "Đi học dài hạn")
    assert coverage(study.learners.all(), TODAY).must == 5


def test_who_has_come_is_not_taken_out_of_the_base(world: World, study: Study) -> None:
    present = keys(world, "an")
    hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa", present=present)], by=world.an)
    row = study.learners.get(person=world.people["an"])
    with pytest.raises(Refusal, match="đã dự học"):
        put_outside(study, [row], Outside.OTHER, "Ốm", by=world.an)


def test_a_reason_is_asked_of_who_is_put_outside(world: World, study: Study) -> None:
    row = study.learners.get(person=world.people["lan"])
    with pytest.raises(ValidationError, match="Ghi lý do"):
        put_outside(study, [row], Outside.OTHER, "", by=world.an)
    put_outside(study, [row], Outside.OTHER, "Ốm dài ngày", by=world.an)
    assert coverage(study.learners.all(), TODAY).must == 5
    put_outside(study, [row], "", "Đã khỏi", by=world.an)
    assert coverage(study.learners.all(), TODAY).must == 6


def test_a_class_before_the_list_was_closed_is_refused(world: World, study: Study) -> None:
    with pytest.raises(Refusal, match="Danh sách chốt ngày 01/07/2026"):
        hold_sessions(study, [NewSession(date(2026, 6, 30), "Nhà văn hóa")], by=world.an)


def test_a_class_ahead_is_refused(world: World, study: Study) -> None:
    with pytest.raises(Refusal, match="chưa tới"):
        hold_sessions(study, [NewSession(date(2026, 12, 1), "Nhà văn hóa")], by=world.an)


def test_who_is_not_on_the_list_cannot_come(world: World, study: Study) -> None:
    stranger = keys(world, "khanh")
    with pytest.raises(Refusal, match="không có trong danh sách"):
        hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa", present=stranger)], by=world.an)


def test_a_paper_to_study_is_named(world: World) -> None:
    with pytest.raises(Refusal, match="ít nhất một văn bản"):
        open_study(world.commune, new_study(world, papers=[]), by=world.an)


def test_the_cell_secretary_marks_only_their_own_cell(world: World, study: Study) -> None:
    session = hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa")], by=world.an)[0]
    own = list(study.learners.filter(cell=world.tren))
    assert mark_present(session, own, [row.pk for row in own], by=world.chung) == 2
    assert mark_present(session, own, [own[0].pk], by=world.chung) == 1
    other = list(study.learners.filter(cell=world.duoi))
    with pytest.raises(NotAllowed):
        mark_present(session, other, [row.pk for row in other], by=world.chung)
    assert session.turns.count() == 1


def test_papers_handed_in_are_counted_of_those_due(world: World, study: Study) -> None:
    take_in_harvest(study, dict.fromkeys(keys(world, "an", "dung"), date(2026, 10, 1)), by=world.an)
    found = asked(world, "harvest_papers")
    assert (found.value, found.base) == (2, 6)
    take_in_harvest(study, {world.people["an"].pk: None}, by=world.an)
    assert asked(world, "harvest_papers").value == 1


def test_no_harvest_asked_is_no_zero(world: World) -> None:
    assert asked(world, "harvest_papers").value is None


def test_a_study_given_up_no_longer_counts(world: World, study: Study) -> None:
    hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa", others_present=9)], by=world.an)
    give_up_study(study, date(2026, 8, 1), "Hợp nhất với đợt sau", by=world.an)
    assert asked(world, "study_sessions").value == 0
    with pytest.raises(Refusal, match="đã thôi tổ chức"):
        hold_sessions(study, [NewSession(date(2026, 8, 2), "Hội trường")], by=world.an)


def test_papers_that_carry_out_papers_are_counted(world: World) -> None:
    for number, symbol, aims in (("7", "KH/ĐU", [world.directive]), ("8", "TB/ĐU", [])):
        new = NewPaper(
            number, symbol, "plan", "Đảng ủy", date(2026, 3, 1), "Kế hoạch", issuer=world.commune
        )
        register_paper(new, world.commune, by=world.an, implements=aims)
    assert asked(world, "implementing_documents").value == 1


def theme(world: World, **other: Any) -> NewStudy:
    return new_study(world, **{"kind": "theme", "theme_year": 2026, "papers": []} | other)


def test_the_theme_of_a_year_has_its_own_base(world: World) -> None:
    out = {world.people["lan"].pk: "Đi học dài hạn"}
    study = open_study(world.commune, theme(world), by=world.an, left_out=out)
    present = keys(world, "an", "binh", "chung")
    hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa", present=present)], by=world.an)
    found = asked(world, "theme_study", key="2026")
    assert (found.value, found.base) == (3, 5)
    assert asked(world, "theme_study", CLASS, "2026").value == 3
    assert asked(world, "theme_study", date(2026, 7, 19), "2026").value == 0
    assert asked(world, "theme_study", key="2025").value is None
    assert asked(world, "theme_study", date(2027, 3, 1), "2026").value == 3


def test_nobody_is_in_two_bases_of_one_year(world: World) -> None:
    open_study(world.tren, theme(world, title="Ở chi bộ"), by=world.an)
    study = open_study(world.commune, theme(world), by=world.an)
    found = {row.person_id: row.outside for row in study.learners.all()}
    assert found[world.people["an"].pk] == Outside.ELSEWHERE
    assert found[world.people["dung"].pk] == ""
    twice = Learner(
        study=study,
        person=world.people["khanh"],
        cell=world.ben,
        path="x",
        theme_year=2026,
    )
    twice.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Learner.objects.filter(study=study, person=world.people["an"]).update(outside="")


def test_the_same_theme_twice_is_refused(world: World) -> None:
    open_study(world.commune, theme(world), by=world.an)
    with pytest.raises(ValidationError, match="Năm này đã mở chuyên đề"):
        open_study(world.commune, theme(world, title="Lần nữa"), by=world.an)


def test_who_joined_later_is_told_apart(world: World, study: Study) -> None:
    here = branch(world.commune, TODAY)
    assert joined_since(study, here).count() == 0
    study.learners.filter(person=world.people["en"]).delete()
    assert [row.person for row in joined_since(study, here)] == [world.people["en"]]


def test_a_neighbour_reads_nothing_of_it(world: World, study: Study) -> None:
    assert not visible_to(world.khanh, TODAY).exists()
    assert not learners_visible_to(world.khanh, TODAY).exists()
    with pytest.raises(NotAllowed):
        open_study(world.commune, new_study(world, title="Khác"), by=world.khanh)


def test_the_cell_secretary_reads_their_own_cell_of_the_study(world: World, study: Study) -> None:
    assert list(visible_to(world.chung, TODAY)) == [study]
    rows = learners_visible_to(world.chung, TODAY).filter(study=study)
    assert {row.person for row in rows} == {world.people["an"], world.people["chung"]}


def test_the_member_reads_only_their_own_line(world: World, study: Study) -> None:
    assert not visible_to(world.dung, TODAY).exists()
    assert [row.person for row in learners_visible_to(world.dung, TODAY)] == [world.people["dung"]]


def test_what_is_missing_is_due_cell_by_cell(world: World, study: Study) -> None:
    present = keys(world, "an", "chung")
    hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa", present=present)], by=world.an)
    found = due(world.an, branch(world.commune, TODAY), TODAY)
    assert sorted((one.kind, one.owner, one.count, one.due_on) for one in found) == [
        ("harvest_missing", "Bản Dưới", 2, date(2026, 10, 15)),
        ("harvest_missing", "Bản Trên", 2, date(2026, 10, 15)),
        ("harvest_missing", "Trường Tiểu học", 2, date(2026, 10, 15)),
        ("study_unread", "Bản Dưới", 2, CLOSES),
        ("study_unread", "Trường Tiểu học", 2, CLOSES),
    ]


def test_the_journal_keeps_what_happened(world: World, study: Study) -> None:
    hold_sessions(study, [NewSession(CLASS, "Nhà văn hóa")], by=world.an)
    verbs = Entry.objects.filter(verb__startswith="study.").values_list("verb", flat=True)
    assert sorted(verbs) == ["study.class_held", "study.opened"]


def test_the_office_walks_from_the_list_to_the_roll(world: World, client: Client) -> None:
    client.force_login(world.an)
    typed = {
        "kind": "theme",
        "title": "Chuyên đề năm 2026",
        "theme_year": "2026",
        "frozen_on": "01/07/2026",
        "closes_on": "30/09/2026",
    }
    answer = client.post(f"/dv/{world.commune.pk}/hoc-tap/moi", typed, follow=True)
    assert "Đã mở đợt học tập" in answer.content.decode()
    study = Study.objects.get()
    held = {"held_on": "20/07/2026", "place": "Nhà văn hóa", "others_present": "3"}
    client.post(f"/hoc-tap/{study.pk}/lop-moi", held)
    session = study.sessions.get()
    row = study.learners.get(person=world.people["an"])
    client.post(f"/hoc-tap/lop/{session.pk}", {"chon": [str(row.pk)]})
    page = client.get(f"/hoc-tap/{study.pk}").content.decode()
    assert "1 <small>/ 6" in page
    assert session.turns.get().learner == row


def test_a_form_refused_keeps_what_was_typed(world: World, client: Client) -> None:
    client.force_login(world.an)
    typed = {"kind": "paper", "title": "Nghị quyết mới", "frozen_on": "01/07/2026"}
    page = client.post(f"/dv/{world.commune.pk}/hoc-tap/moi", typed).content.decode()
    assert "Nghị quyết mới" in page
    assert "Ghi ít nhất một văn bản phải quán triệt." in page


def test_the_superior_sees_counts_and_no_way_to_names(
    world: World, study: Study, client: Client
) -> None:
    client.force_login(world.giang)
    page = client.get(f"/dv/{world.commune.pk}/hoc-tap?nam=2026").content.decode()
    assert "0/6" in page
    assert f"/hoc-tap/{study.pk}" not in page
    assert client.get(f"/hoc-tap/{study.pk}").status_code == 404


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_list_is_printed_and_the_print_is_noted(
    world: World, study: Study, client: Client, form: str
) -> None:
    client.force_login(world.an)
    answer = client.get(f"/hoc-tap/{study.pk}/in/{form}")
    assert answer.status_code == 200
    assert Entry.objects.get(verb="study.printed").reason == form
