"""What was raised, praised and scored beside the agenda goes up with a recording."""

import json
import uuid
from typing import Any

from django.test import Client

from chibo.meetings.models import Meeting, Score
from chibo.meetings.tests.recorded import beside, books, document, item, opening, send
from tests.world import World


def told_beside(meeting: Meeting) -> dict[str, list[Any]]:
    return {
        "petitions": list(meeting.petitions.values_list("kind", "asked", "place")),
        "remarks": list(meeting.remarks.values_list("kind", "words", "person__full_name")),
        "spoke": list(meeting.roll.filter(spoke=True).values_list("person", flat=True)),
    }


def test_what_was_raised_beside_the_agenda_goes_up_with_it(world: World, phone: Client) -> None:
    """Who was marked absent afterwards did not speak."""
    send(world, phone, document(world))
    an = world.people["an"]
    assert told_beside(Meeting.objects.get()) == {
        "petitions": [("petition", "Sửa cống đầu bản", "Bản Trên")],
        "remarks": [("praise", "Vận động hộ dân hiến đất", an.full_name)],
        "spoke": [an.pk],
    }


def test_the_second_device_adds_what_only_it_heard(world: World, phone: Client) -> None:
    send(world, phone, document(world, hand_in=False))
    more = beside(world, remarks=[], spoke=[world.people["m2"].pk])
    more["petitions"] += [
        {
            "client_id": str(uuid.UUID(int=203)),
            "kind": "opinion",
            "asked": "Phấn khởi vì có đường mới",
            "place": "Bản Trên",
        }
    ]
    status, _told = send(world, phone, document(world, beside=more))
    found = told_beside(Meeting.objects.get())
    assert (status, [kind for kind, *_rest in found["petitions"]], len(found["remarks"])) == (
        200,
        ["petition", "opinion"],
        1,
    )
    assert set(found["spoke"]) == {world.people["an"].pk, world.people["m2"].pk}


def test_who_asked_is_refused_from_a_phone_too(world: World, phone: Client) -> None:
    named = beside(world)
    named["petitions"][0]["asked"] = "Ông Nam, điện thoại 0912345678, xin sửa cống"
    before = books()
    assert send(world, phone, document(world, beside=named))[0] == 400
    assert books() == before


def test_praise_of_who_is_no_longer_on_the_roll_is_kept(world: World, phone: Client) -> None:
    gone = beside(world)
    gone["remarks"][0]["person"] = 999_999
    _status, told = send(world, phone, document(world, beside=gone))
    assert told["differences"] == [
        {"what": "Biểu dương", "phone": "Vận động hộ dân hiến đất", "office": "", "kept": ""}
    ]


def test_a_page_kept_from_before_knows_nothing_beside_the_agenda(
    world: World, phone: Client
) -> None:
    old = document(world)
    del old["beside"]
    assert send(world, phone, old)[0] == 200
    assert told_beside(Meeting.objects.get()) == {"petitions": [], "remarks": [], "spoke": []}


NOVEMBER = "05/11/2026"


def scored(world: World, points: dict[str, int], **other: Any) -> dict[str, Any]:
    held = opening(world, held_on=NOVEMBER)
    mine = item(world, works=[])
    filled = {"opening": held, "items": [mine], "hand_in": False}
    return document(world, **(filled | {"beside": beside(world, points=points)} | other))


def lines_of(score: Score) -> dict[str, int | None]:
    return {line["key"]: line["points"] for line in score.lines}


def test_points_given_on_the_phone_join_those_the_books_know(world: World, phone: Client) -> None:
    taken = json.loads(phone.get(f"/ghi-may/chuan-bi/{world.tren.pk}").content)
    judged = [line for one in taken["sheet"] for line in one["lines"]]
    points = {line["key"]: line["most"] for line in judged}
    status, told = send(world, phone, scored(world, points))
    assert (status, told["differences"]) == (200, [])
    score = Score.objects.get()
    known = {line["key"]: line["suggested"] for line in score.lines}
    assert {key: lines_of(score)[key] for key in points} == points
    assert all(known[key] is None for key in points)
    assert score.total > sum(points.values()), "the length and the turnout came from the books"


def test_points_two_devices_gave_differently_are_chosen(world: World, phone: Client) -> None:
    taken = json.loads(phone.get(f"/ghi-may/chuan-bi/{world.tren.pk}").content)
    line = next(line for one in taken["sheet"] for line in one["lines"] if line["most"] > 1)
    key, most = line["key"], line["most"]
    send(world, phone, scored(world, {key: most}))
    status, told = send(world, phone, scored(world, {key: most - 1}))
    (one,) = told["fields"]
    assert (status, one["mine"], one["theirs"]) == (409, f"{most - 1} điểm", f"{most} điểm")
    choices = {one["key"]: {"theirs": one["theirs"], "take": "mine"}}
    assert send(world, phone, scored(world, {key: most - 1}, choices=choices))[0] == 200
    assert lines_of(Score.objects.get())[key] == most - 1


def test_points_without_a_sheet_that_day_are_kept(world: World, phone: Client) -> None:
    _status, told = send(world, phone, document(world, beside=beside(world, points={"3-1": 3})))
    assert [one["what"] for one in told["differences"]] == ["Bảng chấm điểm"]
    assert not Score.objects.exists()
