"""Meetings kept elsewhere, entered whole, many at once: from a data workbook, for the demo world."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import check_has_come, require
from chibo.meetings.models import (
    AgendaItem,
    Attendance,
    Guest,
    ItemWork,
    Meeting,
    MinutesVersion,
    Petition,
    Remark,
    Resolution,
    Score,
    State,
    Vote,
)
from chibo.meetings.queries.content import Parts, written_of
from chibo.meetings.queries.said import Beside, beside_of
from chibo.meetings.rules import check_versions, may_approve, may_record
from chibo.meetings.rules.citizens import check_no_citizen
from chibo.meetings.rules.resolutions import check_issued_after
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import NotInTree, branches_by_day


@dataclass(frozen=True)
class PastPoint:
    """`item` and `vote` are unsaved and name no meeting and no item yet; `works` was given before."""

    item: AgendaItem
    vote: Vote | None = None
    works: Sequence[Assignment] = ()


@dataclass(frozen=True)
class PastVersion:
    """`content` None: the minutes as they stand."""

    handed_in_on: date
    content: dict[str, Any] | None = None


@dataclass(frozen=True)
class PastMeeting:
    """`facts`: plain columns of Meeting with who led and wrote; roll, guests and what stands beside the agenda
    are unsaved rows without their meeting. `ref` names an import's row."""

    organisation: Organisation
    facts: Mapping[str, Any]
    roll: Sequence[Attendance] = ()
    guests: Sequence[Guest] = ()
    points: Sequence[PastPoint] = ()
    versions: Sequence[PastVersion] = ()
    petitions: Sequence[Petition] = ()
    remarks: Sequence[Remark] = ()
    scores: Sequence[Score] = ()
    resolution: Resolution | None = None
    ref: str = ""


@transaction.atomic
def keep_meetings(past: Sequence[PastMeeting], *, by: User) -> list[Meeting]:
    """Enter meetings as they were kept, all or none. What the books said of who was due is told, not read."""
    check_has_come((one.facts["held_on"] for one in past), _("ghi buổi sinh hoạt khi đã đến ngày"))
    kept = _meetings(past)
    for one, meeting in zip(past, kept, strict=True):
        require(by, may_record, meeting.path)
        if _was_approved(one, meeting):
            require(by, may_approve, meeting.path)
        _check(one, meeting)
    Meeting.objects.bulk_create(kept, batch_size=500)
    _keep_roll(past, kept)
    given = _keep_points(past, kept)
    _keep_beside(past, kept)
    versions = _versions(past, kept, given)
    MinutesVersion.objects.bulk_create(versions, batch_size=500)
    lines = [
        Line("meeting.kept", meeting, meeting.path, after=snapshot(meeting), ref=one.ref)
        for one, meeting in zip(past, kept, strict=True)
    ]
    note_all(by, lines)
    return kept


def _meetings(past: Sequence[PastMeeting]) -> list[Meeting]:
    asked = {(one.organisation.pk, one.facts["held_on"]) for one in past}
    places = branches_by_day(asked)
    for key, day in asked:
        if (key, day) not in places:
            raise NotInTree.on(day)
    return [
        Meeting(
            organisation=one.organisation,
            path=places[one.organisation.pk, one.facts["held_on"]].path,
            client_id=uuid.uuid4(),
            **one.facts,
        )
        for one in past
    ]


def _was_approved(one: PastMeeting, meeting: Meeting) -> bool:
    """Whether the committee above has had its say."""
    decided = meeting.state in (State.APPROVED, State.RETURNED)
    return decided or any(score.by_committee for score in one.scores)


def _check(one: PastMeeting, meeting: Meeting) -> None:
    meeting.clean_fields(exclude=["organisation", "chair", "minute_taker"])
    check_versions(meeting, [version.handed_in_on for version in one.versions])
    for row in one.roll:
        row.clean_fields(exclude=["meeting", "person"])
    for petition in one.petitions:
        check_no_citizen(petition.asked, petition.place, petition.passed_to, petition.answer)
    if one.resolution and one.resolution.paper:
        check_issued_after(meeting, one.resolution.paper.issued_on)
    for beside in _beside(one):
        beside.clean_fields(exclude=["meeting", "person", "paper"])
        beside.validate_constraints(exclude=["meeting", "person", "paper"])


def _beside(one: PastMeeting) -> list[Petition | Remark | Score | Resolution]:
    resolutions = [one.resolution] if one.resolution else []
    return [*one.petitions, *one.remarks, *one.scores, *resolutions]


def _keep_roll(past: Sequence[PastMeeting], kept: Sequence[Meeting]) -> None:
    for one, meeting in zip(past, kept, strict=True):
        for row in one.roll:
            row.meeting = meeting
        for guest in one.guests:
            guest.meeting = meeting
    Attendance.objects.bulk_create((row for one in past for row in one.roll), batch_size=2_000)
    Guest.objects.bulk_create((row for one in past for row in one.guests), batch_size=500)


def _keep_points(past: Sequence[PastMeeting], kept: Sequence[Meeting]) -> dict[int, list[ItemWork]]:
    """The work given, by item."""
    for one, meeting in zip(past, kept, strict=True):
        for position, point in enumerate(one.points, start=1):
            point.item.meeting, point.item.position = meeting, position
            point.item.organisation_id = meeting.organisation_id
            point.item.client_id = uuid.uuid4()
    points = [point for one in past for point in one.points]
    AgendaItem.objects.bulk_create((point.item for point in points), batch_size=500)
    for point in points:
        if point.vote:
            point.vote.item = point.item
    Vote.objects.bulk_create((point.vote for point in points if point.vote), batch_size=500)
    links = [
        ItemWork(item=point.item, assignment=work, client_id=uuid.uuid4())
        for point in points
        for work in point.works
    ]
    given: dict[int, list[ItemWork]] = {}
    for link in ItemWork.objects.bulk_create(links, batch_size=500):
        given.setdefault(link.item_id, []).append(link)
    return given


def _keep_beside(past: Sequence[PastMeeting], kept: Sequence[Meeting]) -> None:
    for one, meeting in zip(past, kept, strict=True):
        for row in _beside(one):
            row.meeting = meeting
    Petition.objects.bulk_create((row for one in past for row in one.petitions), batch_size=500)
    Remark.objects.bulk_create((row for one in past for row in one.remarks), batch_size=500)
    Score.objects.bulk_create((row for one in past for row in one.scores), batch_size=500)
    resolutions = (one.resolution for one in past if one.resolution)
    Resolution.objects.bulk_create(resolutions, batch_size=100)


def _versions(
    past: Sequence[PastMeeting], kept: Sequence[Meeting], given: Mapping[int, list[ItemWork]]
) -> Iterator[MinutesVersion]:
    for one, meeting in zip(past, kept, strict=True):
        for number, version in enumerate(one.versions, start=1):
            yield MinutesVersion(
                meeting=meeting,
                number=number,
                handed_in_on=version.handed_in_on,
                content=version.content or _as_it_stands(one, meeting, given),
            )


def _as_it_stands(
    one: PastMeeting, meeting: Meeting, given: Mapping[int, list[ItemWork]]
) -> dict[str, Any]:
    items = [point.item for point in one.points]
    votes = [point.vote for point in one.points if point.vote]
    works = [link for item in items for link in given.get(item.pk, ())]
    told = written_of(meeting, Parts(one.roll, one.guests, items, votes, works))
    told["meeting"] |= {"state": State.HANDED_IN.value, "said": ""}
    return told | beside_of(Beside(one.petitions, one.remarks, one.scores))
