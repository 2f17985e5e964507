"""A meeting recorded on a phone goes up: once, whole or not at all, differences chosen field by field."""

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chibo.assignments.models import Assignment
from chibo.audit.models import Entry
from chibo.meetings.actions.content import add_item, record_item
from chibo.meetings.actions.minutes import return_with_comment
from chibo.meetings.models import Meeting, Sending, Vote
from chibo.meetings.queries.roll import turnout
from chibo.meetings.tests.evening import opened
from chibo.meetings.tests.recorded import (
    ABSENT,
    ITEM,
    books,
    document,
    item,
    mark,
    opening,
    roll,
    send,
)
from chibo.members.actions.moving import transfer_member
from tests.world import World


def test_a_whole_meeting_goes_up_and_is_handed_in(world: World, phone: Client) -> None:
    status, told = send(world, phone, document(world))
    meeting = Meeting.objects.get()
    found = turnout(meeting)
    vote = Vote.objects.get()
    assert (status, told["url"], told["state"], told["differences"]) == (
        200,
        f"/sinh-hoat/{meeting.pk}",
        "Chờ duyệt",
        [],
    )
    assert (found.present, found.base, vote.in_favour, vote.base) == (18, 20, 17, 19)
    assert [link.assignment.what for link in meeting.items.get().works.all()] == ["Đến từng hộ"]
    assert [guest.is_in_charge for guest in meeting.guests.all()] == [True]


def test_the_same_sending_twice_is_one(world: World, phone: Client) -> None:
    sent = document(world)
    first = send(world, phone, sent)
    before = books()
    assert send(world, phone, sent) == first
    assert books() == before


def test_the_same_recording_from_another_device_changes_nothing_but_is_kept(
    world: World, phone: Client
) -> None:
    send(world, phone, document(world))
    status, told = send(world, phone, document(world))
    kinds = [entry.verb for entry in Entry.objects.order_by("pk")]
    assert (status, told["differences"], kinds.count("meeting.marked")) == (200, [], 2)
    assert (Meeting.objects.count(), Sending.objects.count(), Assignment.objects.count()) == (
        1,
        2,
        1,
    )


def second(world: World, **other: Any) -> dict[str, Any]:
    """Another device recorded the same evening with marks of its own."""
    mine = {"client_id": str(uuid.UUID(int=201)), "works": [], "vote": None}
    return (
        document(
            world,
            meeting=str(uuid.UUID(int=200)),
            hand_in=False,
            items=[item(world, opinions="Còn 2 hộ", **mine)],
            opening=opening(world, place="Nhà ông Chung"),
        )
        | other
    )


def test_two_devices_differ_and_each_field_is_chosen(world: World, phone: Client) -> None:
    send(world, phone, document(world, hand_in=False))
    before = books()
    status, told = send(world, phone, second(world))
    assert (status, books()) == (409, before)
    assert [(one["label"], one["mine"], one["theirs"]) for one in told["fields"]] == [
        ("Địa điểm", "Nhà ông Chung", "Nhà văn hóa bản Trên"),
        ("Nghị quyết tháng 7: ý kiến thảo luận", "Còn 2 hộ", "Còn 3 hộ chưa đồng thuận"),
    ]
    place, said = (one["key"] for one in told["fields"])
    choices = {
        place: {"theirs": "Nhà văn hóa bản Trên", "take": "mine"},
        said: {"theirs": "Còn 3 hộ chưa đồng thuận", "take": "theirs"},
    }
    status, told = send(world, phone, second(world, choices=choices))
    meeting = Meeting.objects.get()
    kept = [(one["what"], one["phone"], one["office"], one["kept"]) for one in told["differences"]]
    assert (status, meeting.place, meeting.items.get().opinions) == (
        200,
        "Nhà ông Chung",
        "Còn 3 hộ chưa đồng thuận",
    )
    assert kept == [
        ("Địa điểm", "Nhà ông Chung", "Nhà văn hóa bản Trên", "Nhà ông Chung"),
        (
            "Nghị quyết tháng 7: ý kiến thảo luận",
            "Còn 2 hộ",
            "Còn 3 hộ chưa đồng thuận",
            "Còn 3 hộ chưa đồng thuận",
        ),
    ]
    page = phone.get(f"/sinh-hoat/{meeting.pk}").content.decode()
    assert "Còn 2 hộ" in page


def test_a_choice_made_against_a_value_that_changed_is_asked_again(
    world: World, phone: Client
) -> None:
    send(world, phone, document(world, hand_in=False))
    choices = {"opening:place": {"theirs": "Nhà ông Bình", "take": "mine"}}
    status, told = send(world, phone, second(world, choices=choices))
    assert (status, told["fields"][0]["key"]) == (409, "opening:place")


def test_what_only_one_side_changed_since_the_base_is_taken(world: World, phone: Client) -> None:
    """The office wrote the conclusion, the phone the opinions, both from the same draft."""
    meeting = opened(world)
    one = add_item(meeting, uuid.UUID(ITEM), "Nghị quyết tháng 7", by=world.chung)
    base = {"title": one.title, "opinions": "", "conclusion": ""}
    record_item(one, title=one.title, opinions="", conclusion="Nhất trí cao", by=world.an)
    said = item(world, base=base, conclusion="", vote=None, works=[])
    held = opening(world)
    status, told = send(
        world,
        phone,
        document(
            world,
            meeting=str(meeting.client_id),
            hand_in=False,
            items=[said],
            opening=held,
            opening_base=held,
        ),
    )
    one.refresh_from_db()
    assert (status, told["differences"]) == (200, [])
    assert (one.opinions, one.conclusion) == ("Còn 3 hộ chưa đồng thuận", "Nhất trí cao")


def test_two_devices_mark_one_person_differently(world: World, phone: Client) -> None:
    plain = {"items": [], "hand_in": False, "guests": []}
    send(world, phone, document(world, **plain))
    other = roll(world, m0=("without_reason", ""), m1=("with_reason", "Đi làm xa"))
    status, told = send(world, phone, second(world, roll=other, opening=opening(world), **plain))
    assert (status, [(one["mine"], one["theirs"]) for one in told["fields"]]) == (
        409,
        [("Vắng không lý do", "Vắng có lý do (Ốm)")],
    )


def test_who_moved_in_since_is_marked_first_and_who_moved_out_is_said(
    world: World, phone: Client
) -> None:
    gone = world.people["m3"]
    transfer_member(gone, world.duoi, date(2018, 7, 1), by=world.an)
    known = [one for one in roll(world, **ABSENT) if one["person"] != world.people["m4"].pk]
    sent = document(world, roll=[*known, mark(gone.pk)], items=[item(world, vote=None)])
    before = books()
    status, told = send(world, phone, sent)
    assert (status, [one["name"] for one in told["unmarked"]], books()) == (
        409,
        ["Hà Văn 04"],
        before,
    )
    sent["roll"].append(mark(world.people["m4"].pk, "without_reason"))
    status, told = send(world, phone, sent)
    assert (status, [(one["what"], one["kept"]) for one in told["differences"]]) == (
        200,
        [
            (
                "Điểm danh một đồng chí không còn trong danh sách",
                "không ghi vào danh sách",
            )
        ],
    )
    assert turnout(Meeting.objects.get()).present == 16


def test_who_was_outside_when_the_phone_was_prepared_is_marked_too(
    world: World, phone: Client
) -> None:
    marks = [one for one in roll(world, **ABSENT) if one["person"] != world.people["m4"].pk]
    sent = document(world, roll=[*marks, mark(world.people["m4"].pk, "outside")])
    status, told = send(world, phone, sent)
    assert (status, [one["name"] for one in told["unmarked"]]) == (409, ["Hà Văn 04"])


def test_a_vote_that_does_not_fit_writes_nothing(world: World, phone: Client) -> None:
    before = books()
    wrong = item(world, vote={"in_favour": 18, "against": 0, "other": 0})
    status, told = send(world, phone, document(world, items=[wrong]))
    assert (status, books()) == (400, before)
    assert told["sentence"].startswith("Tổng số phiếu là 18, phải bằng")


def test_a_wrong_clock_is_said_before_its_days_are_believed(world: World, phone: Client) -> None:
    early = (datetime.now(UTC) - timedelta(hours=3, seconds=5)).isoformat()
    before = books()
    status, told = send(world, phone, document(world, sent_at=early))
    assert (status, told["clock"], books()) == (400, True, before)
    assert told["sentence"] == (
        "Đồng hồ của máy chậm 180 phút so với máy chủ. Xem lại ngày họp 05/07/2018 và giờ họp đã ghi, rồi "
        "bấm gửi lại."
    )
    status, _told = send(world, phone, document(world, sent_at=early, clock_checked=True))
    assert status == 200


def test_minutes_handed_in_are_not_written_over_but_the_words_can_be_kept(
    world: World, phone: Client
) -> None:
    send(world, phone, document(world))
    late = second(world, choices={"opening:place": {"theirs": "", "take": "mine"}})
    plain = late | {"opening": opening(world, remark="Họp muộn")}
    plain["items"] = []
    status, told = send(world, phone, plain)
    assert (status, told["sentence"][:25]) == (400, "Biên bản ngày 05/07/2018 ")
    status, told = send(world, phone, plain | {"keep_only": True})
    meeting = Meeting.objects.get()
    assert (status, told["is_applied"], meeting.remark) == (200, False, "")
    kept = Sending.objects.get(is_applied=False)
    assert kept.content["opening"]["remark"] == "Họp muộn"


def test_returned_minutes_are_mended_from_the_phone(world: World, phone: Client) -> None:
    send(world, phone, document(world))
    meeting = Meeting.objects.get()
    return_with_comment(meeting, "Ghi rõ địa điểm", by=world.binh)
    known = opening(world)
    mended = opening(world, place="Nhà văn hóa bản Trên, tầng 2")
    sent = document(world, opening=mended, opening_base=known)
    assert send(world, phone, sent)[0] == 200
    meeting.refresh_from_db()
    assert (meeting.place, meeting.versions.count()) == ("Nhà văn hóa bản Trên, tầng 2", 2)


def test_switched_off_nothing_is_prepared_or_taken(
    world: World, phone: Client, settings: Any
) -> None:
    settings.OFFLINE_RECORDING = False
    status, told = send(world, phone, document(world))
    assert (status, Meeting.objects.count()) == (403, 0)
    assert told["sentence"].startswith("Nơi này chưa cho phép ghi khi không có mạng")
    assert phone.get(f"/ghi-may/chuan-bi/{world.tren.pk}").status_code == 403


def test_a_member_of_another_cell_sends_nothing(world: World, phone: Client) -> None:
    phone.force_login(world.dung)
    answer = phone.post(
        f"/ghi-may/gui/{world.tren.pk}", document(world), content_type="application/json"
    )
    assert (answer.status_code, Meeting.objects.count()) == (404, 0)


def test_a_forged_request_is_refused(world: World, phone: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.chung)
    path = f"/ghi-may/gui/{world.tren.pk}"
    refused = strict.post(path, document(world), content_type="application/json")
    csrf = strict.get(f"/ghi-may/chuan-bi/{world.tren.pk}").json()["csrf"]
    taken = strict.post(
        path,
        document(world),
        content_type="application/json",
        headers={"X-CSRFToken": csrf},
    )
    assert (refused.status_code, taken.status_code) == (403, 200)


def test_what_the_phone_takes_along_has_no_numbers_and_no_birth_days(
    world: World, phone: Client
) -> None:
    opened(world)
    told = phone.get(f"/ghi-may/chuan-bi/{world.tren.pk}").json()
    names = set(told["rolls"]["members"][0]) | set(told["drafts"][0]["roll"][0])
    assert names == {"person", "name", "status", "outside", "about", "state", "reason"}
    assert (len(told["rolls"]["members"]) > 17, told["rolls"]["none"]) == (True, [])


# ------------------------------------------------------------------ whatever is sent

_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=20), st.just("\ud800"), st.just("\0")
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def _paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [here] if here else []
    if not isinstance(value, dict | list):
        return found
    for name, one in inner if value else ():
        found += _paths(one, (*here, name)) if isinstance(one, dict | list) else [(*here, name)]
    return found


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_sent_is_taken_whole_or_refused_with_a_sentence(
    world: World, phone: Client, data: st.DataObject
) -> None:
    sent = json.loads(json.dumps(document(world)))
    for path in data.draw(st.lists(st.sampled_from(_paths(sent)), min_size=1, max_size=3)):
        target = sent
        try:
            for name in path[:-1]:
                target = target[name]
            target[path[-1]] = data.draw(_JSON)
        except (TypeError, KeyError, IndexError):
            continue
    before = books()
    with transaction.atomic():
        status, told = send(world, phone, json.dumps(sent))
        assert status in (200, 400, 409)
        if status != 200:
            assert (books(), bool(told["sentence"])) == (before, True)
        transaction.set_rollback(True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200) | _JSON.map(json.dumps))
def test_what_is_no_recording_is_refused(world: World, phone: Client, body: Any) -> None:
    assert send(world, phone, body)[0] == 400
