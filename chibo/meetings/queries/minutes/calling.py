"""What is known before a meeting, as its papers need it. A planned meeting can be told the same way."""

from collections.abc import Sequence
from dataclasses import dataclass

from chibo.meetings.models import Meeting, Presence
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.minutes.said import Minutes, Named
from chibo.meetings.queries.minutes.versions import to_print
from chibo.meetings.queries.resolutions.proposing import signs_for_on
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.naming import committee_name, committee_word


@dataclass(frozen=True)
class Call:
    """As `Minutes`: `held_on` is an ISO date, `starts_at` "19:30". `speaks` is the unit as it speaks of
    itself ("Chi bộ bản Trên"), `signs` its secretary, `signs_for` what stands above."""

    parent: str
    issuer: str
    place_signed: str
    symbol: str
    speaks: str
    archive: str
    body: str
    kind: str
    theme: str
    held_on: str
    starts_at: str
    place: str
    chair: Named | None
    points: Sequence[str]
    thematic_points: Sequence[str]
    signs_for: str
    signs: str


@dataclass(frozen=True)
class Listed:
    """A name of the roll. `outside` says why somebody need not come, in words."""

    name: str
    status: str
    outside: str = ""


def call_of(meeting: Meeting) -> Call:
    said: Minutes = to_print(meeting).said
    of = unit_of(meeting)
    leader = secretary(of.pk, of.on)
    return Call(
        parent=said.parent,
        issuer=said.issuer,
        place_signed=said.place_signed,
        symbol=said.symbol,
        speaks=committee_name(of),
        archive=committee_word(of),
        body=said.body,
        kind=said.kind,
        theme=said.theme,
        held_on=said.held_on,
        starts_at=said.starts_at,
        place=said.place,
        chair=said.chair,
        points=[one.title for one in said.points if not one.is_thematic],
        thematic_points=[one.title for one in said.points if one.is_thematic],
        signs_for=signs_for_on(of.on)["cell" if of.is_cell else "committee"],
        signs=leader.full_name if leader else "",
    )


def names_of(meeting: Meeting) -> list[Listed]:
    """The frozen roll by given name; who came from outside all the same is still told why."""
    rows = meeting.roll.select_related("person").order_by("person__name_sort", "pk")
    return [
        Listed(
            row.person.full_name,
            str(row.get_status_display()),
            str(row.get_outside_display()) if row.state == Presence.OUTSIDE else "",
        )
        for row in rows
    ]
