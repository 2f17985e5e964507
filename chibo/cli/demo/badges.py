"""Badges of the demo world: those of earlier rounds as received, the last round step by step."""

from collections.abc import Iterator, Sequence
from datetime import date

from chibo.cli.demo.calendar import TODAY
from chibo.cli.demo.communes import Commune
from chibo.documents.actions import NewPaper, register_paper
from chibo.members.actions.badges import (
    Earlier,
    Proposing,
    approve_badges,
    give_badges,
    propose_badges,
    record_earlier_badges,
)
from chibo.members.models import Membership, Person
from chibo.members.queries.badges import reaching
from chibo.members.queries.coming import next_round
from chibo.members.queries.party_age import reached_on
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import branch

LAST_ROUND = date(2026, 11, 7)
_RULES_BEGIN = date(2001, 4, 22)


def honour(commune: Commune) -> None:
    """Whoever reached a mark by the round before the last has its badge; the last is gone through."""
    people = [life.person for life in commune.growth.lives if life.person]
    before = next_round(LAST_ROUND).before
    stays = Membership.objects.filter(person__in=people).order_by("started_on")
    left = dict(stays.values_list("person_id", "ended_on"))
    received = [
        one
        for person in people
        for one in _received(person, min(before, left.get(person.pk) or before))
    ]
    record_earlier_badges(received, by=commune.office)
    _last_round(commune, people)


def _received(person: Person, until: date) -> Iterator[Earlier]:
    """Those of the rounds up to a day: the round before the last, or when the person was there last."""
    if person.joined_on is None or person.joined_known_to != "day":
        return
    for mark in next_round(TODAY).marks:
        reached = reached_on(person.joined_on, mark)
        given = next_round(reached).day if reached >= _RULES_BEGIN else None
        if (given or reached) <= until:
            yield Earlier(person, mark, given)


def _last_round(commune: Commune, people: Sequence[Person]) -> None:
    of, round_, office = branch(commune.organisation, TODAY), next_round(LAST_ROUND), commune.office
    # Its own people only: two communes that became one are honoured one after the other.
    rows = roll(of).filter(reaching(of, round_), person__in=people).select_related("person")
    proposals = [Proposing(row.person) for row in rows]
    if not proposals:
        return
    awards = propose_badges(of, LAST_ROUND, proposals, by=office)
    paper = register_paper(
        NewPaper(
            number="412",
            symbol="QĐ/TU",
            kind="decision",
            issuer_name="Tỉnh ủy",
            issued_on=date(2026, 10, 26),
            summary="Tặng Huy hiệu Đảng đợt 07/11/2026",
            level="province",
        ),
        commune.organisation,
        by=office,
    )
    approve_badges(awards, paper, by=office)
    give_badges(awards, date(2026, 11, 6), "Hội trường xã", by=office)
