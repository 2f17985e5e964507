"""A commune asks cells to make a paper known; their agendas offer it, their minutes settle it."""

import uuid
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.asking import answered
from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.actions import (
    Circulating,
    NewPaper,
    cancel_paper,
    circulate_papers,
    register_paper,
    withdraw_circulation,
)
from chibo.documents.models import Circulation, Paper
from chibo.documents.queries import visible_to
from chibo.meetings.actions.content import add_item, record_item
from chibo.meetings.actions.minutes import hand_in
from chibo.meetings.actions.planning import Planning, Point, plan_meetings
from chibo.meetings.due import asks, tally_asks
from chibo.meetings.models import Meeting
from chibo.meetings.queries.circulation import Told, told_of
from chibo.meetings.queries.plans import paper_title, papers_to_make_known
from chibo.meetings.queries.preparing import prepared
from chibo.meetings.tests.evening import EVENING, fill_cell, opened
from chibo.meetings.tests.recorded import document, item
from chibo.organisations.queries.tree import branch
from tests.world import World

ASKED, DUE = date(2018, 7, 1), date(2018, 7, 31)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def of_commune(world: World, **other: Any) -> Paper:
    new = {"number": "07", "symbol": "CV/ĐU", "kind": "resolution", "issuer_name": "Đảng ủy"}
    told = {"issued_on": date(2018, 6, 30), "summary": "Giữ rừng đầu nguồn"} | other
    return register_paper(NewPaper(**new, **told), world.commune, by=world.an)


def circulated(world: World, *cells: int, **other: Any) -> Circulation:
    paper = other.pop("paper", None) or of_commune(world)
    one = Circulating(paper, world.commune, "chosen", cells or [world.tren.pk], ASKED, DUE, **other)
    return circulate_papers([one], by=world.an)[0]


def told_at(world: World, paper: Paper) -> Meeting:
    """A meeting of bản Trên with the paper on its agenda, not handed in yet."""

    meeting = opened(world)
    item = add_item(meeting, uuid.uuid4(), paper_title(paper), paper=paper, by=world.chung)
    record_item(item, title=item.title, opinions="Nhất trí", conclusion="", by=world.chung)
    return meeting


def lines(world: World, on: date) -> list[tuple[str, date | None]]:
    found = answered(asks(world.an, branch(world.commune, on), on))
    return sorted((one.owner, one.due_on) for one in found if one.kind == "paper_to_make_known")


def test_the_secretary_reads_the_paper_only_once_it_was_sent(world: World) -> None:
    paper = of_commune(world)
    address = f"/van-ban/{paper.pk}"
    assert signed_in(world.chung).get(address).status_code == 404

    circulated(world, paper=paper, remark="Nêu cả bản đồ")
    page = signed_in(world.chung).get(address).content.decode()
    assert "Giữ rừng đầu nguồn" in page and "Nêu cả bản đồ" in page
    assert f"/dv/{world.commune.pk}/van-ban" not in page, "the register itself stays closed"
    assert f"/van-ban/pho-bien/{paper.circulations.get().pk}" not in page
    assert signed_in(world.khanh).get(address).status_code == 404


def test_the_agenda_offers_it_first_and_takes_it_up(world: World) -> None:
    circulation = circulated(world, remark="Nêu cả bản đồ")
    of = branch(world.tren, EVENING)
    (offered,) = papers_to_make_known(world.chung, of, EVENING)
    assert (offered.paper, offered.due_on, offered.remark) == (
        circulation.paper,
        DUE,
        "Nêu cả bản đồ",
    )

    point = Point(paper_title(offered.paper), offered.paper)

    one = Planning(world.tren, "regular", date(2018, 7, 7), time(19, 30), "Nhà họp", points=[point])
    plan_meetings([one], by=world.chung)
    assert papers_to_make_known(world.chung, of, EVENING) == []
    later = branch(world.tren, date(2018, 7, 20))
    assert papers_to_make_known(world.chung, later, later.on) == [offered], (
        "nothing came of the plan"
    )


def test_minutes_handed_in_settle_it_for_the_cell(world: World) -> None:
    circulation = circulated(world, world.tren.pk, world.duoi.pk)
    on = date(2018, 8, 2)
    meeting = told_at(world, circulation.paper)
    assert told_of([circulation], on)[circulation.pk] == Told(2, 0, 0), "not handed in yet"
    assert lines(world, on) == [("Bản Dưới", DUE), ("Bản Trên", DUE)]

    hand_in(meeting, by=world.chung)
    assert told_of([circulation], on)[circulation.pk] == Told(2, 1, 0)
    assert lines(world, on) == [("Bản Dưới", DUE)]
    assert papers_to_make_known(world.chung, branch(world.tren, on), on) == []


def test_nothing_is_due_before_it_was_asked_or_after_it_was_taken_back(world: World) -> None:
    circulation = circulated(world)
    assert lines(world, date(2018, 6, 30)) == []
    assert lines(world, ASKED) == [("Bản Trên", DUE)]
    withdraw_circulation(circulation, "Gửi nhầm", by=world.an)
    assert lines(world, timezone.localdate()) == []
    assert (
        not visible_to(world.chung, timezone.localdate()).filter(pk=circulation.paper_id).exists()
    )


def test_a_level_above_is_told_how_many_cells_are_late(world: World) -> None:
    circulated(world, world.tren.pk, world.duoi.pk)
    for on, expected in ((DUE, []), (date(2018, 8, 2), [2])):
        found = answered(tally_asks(branch(world.district, on), on))
        assert [one.count for one in found if one.kind == "paper_to_make_known"] == expected


def test_a_paper_with_a_mark_of_secrecy_is_not_sent_round(world: World) -> None:
    secret = of_commune(world, secrecy="secret")
    with pytest.raises(Refusal, match="có độ mật"):
        circulated(world, paper=secret)
    assert signed_in(world.an).get(f"/van-ban/{secret.pk}/pho-bien").status_code == 404


def test_a_mark_of_secrecy_set_later_closes_the_paper_again(world: World) -> None:
    circulation = circulated(world)
    Paper.objects.filter(pk=circulation.paper_id).update(secrecy="secret")
    assert signed_in(world.chung).get(f"/van-ban/{circulation.paper_id}").status_code == 404


def test_a_cancelled_paper_is_no_longer_asked_for(world: World) -> None:
    circulation = circulated(world)
    cancel_paper(circulation.paper, date(2018, 7, 10), "Thay thế", by=world.an)
    assert lines(world, date(2018, 7, 20)) == []
    later = date(2018, 7, 20)
    again = Circulating(circulation.paper, world.commune, "all", [world.tren.pk], later, later)
    with pytest.raises(Refusal, match="đã hủy"):
        circulate_papers([again], by=world.an)


def test_only_cells_of_the_committee_and_only_once(world: World) -> None:
    paper = of_commune(world)
    with pytest.raises(Refusal, match="không phải chi bộ trực thuộc"):
        circulated(world, world.ben.pk, paper=paper)
    to_nobody = Circulating(paper, world.commune, "chosen", [], ASKED, DUE)
    with pytest.raises(Refusal, match="Chọn ít nhất một chi bộ"):
        circulate_papers([to_nobody], by=world.an)
    circulated(world, paper=paper)
    with pytest.raises(ValidationError, match="đã giao chi bộ phổ biến"):
        circulated(world, paper=paper)
    by_a_cell = Circulating(paper, world.commune, "chosen", [world.tren.pk], ASKED, DUE)
    with pytest.raises(NotAllowed):
        circulate_papers([by_a_cell], by=world.chung)


def test_the_office_asks_on_the_screen_and_sees_who_has_not(world: World) -> None:
    paper, client = of_commune(world), signed_in(world.an)
    form = {"audience": "chosen", "due_on": "31/12/2026", "remark": ""}
    refused = client.post(f"/van-ban/{paper.pk}/pho-bien", form).content.decode()
    assert "Chọn ít nhất một chi bộ phải phổ biến." in refused
    answer = client.post(f"/van-ban/{paper.pk}/pho-bien", form | {"audience": "all"})
    circulation = Circulation.objects.get()
    assert answer["Location"] == f"/van-ban/pho-bien/{circulation.pk}"
    assert circulation.cells.filter(cell=world.tren).exists()

    page = client.get(answer["Location"]).content.decode()
    assert "Bản Trên" in page and "Chưa phổ biến" in page
    list_ = client.get(f"/dv/{world.commune.pk}/pho-bien").content.decode()
    assert f"0/{circulation.cells.count()}" in list_
    own = signed_in(world.chung).get(f"/dv/{world.tren.pk}/pho-bien").content.decode()
    assert "07-CV/ĐU" in own
    paper_of = client.get(f"/van-ban/pho-bien/{circulation.pk}/in/pdf")
    assert paper_of.content.startswith(b"%PDF")
    assert Entry.objects.filter(verb="paper.circulation_printed").count() == 1


def test_what_the_agenda_of_a_meeting_offers_becomes_a_point(world: World) -> None:
    circulation = circulated(world)
    meeting, client = opened(world), signed_in(world.chung)
    page = client.get(f"/sinh-hoat/{meeting.pk}/ghi/noi-dung").content.decode()
    assert "Cấp ủy giao phổ biến xong trước 31/07/2018." in page
    check = f"/sinh-hoat/{meeting.pk}/ghi/xem-lai"
    assert "chưa có trong chương trình" in client.get(check).content.decode()
    sent = {"buoc": "van-ban", "van-ban": [str(circulation.paper_id)]}
    client.post(f"/sinh-hoat/{meeting.pk}/ghi/chuong-trinh", sent)
    assert [item.paper for item in meeting.items.all()] == [circulation.paper]
    assert "chưa có trong chương trình" not in client.get(check).content.decode()


def test_a_point_the_phone_took_up_is_linked_when_it_is_sent(
    world: World, client: Client, settings: Any
) -> None:
    settings.OFFLINE_RECORDING = True
    fill_cell(world)
    circulation = circulated(world)
    of = branch(world.tren, EVENING)
    (title,) = prepared(world.chung, of)["papers"]
    client.force_login(world.chung)
    sent = document(world, items=[item(world, title=title)])
    address = f"/ghi-may/gui/{world.tren.pk}"
    assert client.post(address, sent, content_type="application/json").status_code == 200
    assert told_of([circulation], EVENING)[circulation.pk] == Told(1, 1, 0)
