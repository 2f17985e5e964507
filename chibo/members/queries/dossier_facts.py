"""The facts from which a document is expected in a dossier, by the `when` of the list dossier_documents.

Items without a `when` are kept when they are there. What would call for them is in no record of a person: that
a trade union introduced somebody (41) is known to the case of admission alone, and complaints, verdicts or
changes of a name are papers from elsewhere.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from chibo.members.models import (
    Award,
    BadgeAward,
    BadgeBasis,
    BadgeState,
    CardEvent,
    CardKind,
    Exemption,
    Membership,
    Movement,
    Qualification,
    Status,
    SupplementSheet,
    Suspension,
    TemporaryStay,
    Transfer,
    TransferState,
    TravelAbroad,
)
from chibo.members.models.badge import LIVE
from chibo.organisations.models import Placement

_HEALTH = ("old_weak", "treatment")
_OUT = ("removed", "left", "expelled")
_ABROAD, _ABROAD_FOR_A_TIME = "abroad", "abroad_temporary"
_SECTIONAL = ("sectional_committee", "sub_grassroots_committee")


def facts(on: date) -> dict[str, Q]:
    """By `when`, the condition on Person that the fact holds by the day."""
    return {
        "always": Q(pk__isnull=False),
        "official": _official(on),
        "union": Q(union_joined_on__lte=on),
        "card": ~Q(card_number=""),
        "discharged": Q(discharged_on__lte=on),
        "awarded": _exists(Award, year__lte=on.year),
        "abroad": _exists(TravelAbroad, returned_on__lte=on),
        "theory": _reached("theory", on),
        "profession": _reached("professional", on),
        "supplemented": _exists(SupplementSheet, collected_on__lte=on),
        **_ways_in_and_out(on),
        **_moves(on),
        **_leaves(on),
        **_badges_and_cards(on),
    }


def _official(on: date) -> Q:
    return Q(official_on__lte=on) | _any(Membership, on, status=Status.OFFICIAL)


def _ways_in_and_out(on: date) -> dict[str, Q]:
    """A sectional committee reports on admissions and recognitions below it, elsewhere nobody does."""
    return {
        "sectional": _under_sectional(on),
        "sectional_official": _under_sectional(on) & _official(on),
        "recognised": _moved(on, "recognised"),
        "readmitted": _moved(on, "admitted") & _moved(on, *_OUT, "admission_cancelled"),
        "admission_cancelled": _moved(on, "admission_cancelled"),
        "restored": _moved(on, "restored"),
        "removed": _moved(on, "removed", from_status=Status.OFFICIAL),
        "removed_on_probation": _moved(on, "removed", from_status=Status.PROBATIONARY),
        "left": _moved(on, "left"),
        "expelled": _moved(on, "expelled"),
        "out_of_the_party": _moved(on, *_OUT),
        "died": _moved(on, "died"),
    }


def _moves(on: date) -> dict[str, Q]:
    """Who went abroad by letter carries the papers of that way, not of moving within the country."""
    in_the_country = ~Q(letter__kind=_ABROAD)
    on_probation = Q(from_status=Status.PROBATIONARY) | Q(to_status=Status.PROBATIONARY)
    moves = ("moved_in", "moved_out", "moved_within")
    return {
        "moved": _exists(Movement, in_the_country, kind__in=moves[:2], happened_on__lte=on),
        "moved_within": _moved(on, "moved_within"),
        "moved_on_probation": _exists(Movement, on_probation, kind__in=moves, happened_on__lte=on),
        "stayed_elsewhere": _any(TemporaryStay, on, ~Q(letter__kind=_ABROAD_FOR_A_TIME)),
        "sent_abroad": _letter(on, _ABROAD, _ABROAD_FOR_A_TIME),
        "sent_abroad_for_good": _letter(on, _ABROAD),
        "sent_abroad_for_a_time": _letter(on, _ABROAD_FOR_A_TIME),
    }


def _leaves(on: date) -> dict[str, Q]:
    return {
        "exempted": _any(Exemption, on),
        "exempted_for_health": _any(Exemption, on, reason__in=_HEALTH),
        "suspended": _any(Suspension, on),
        "suspension_extended": _any(Suspension, on, extends__isnull=False),
    }


def _badges_and_cards(on: date) -> dict[str, Q]:
    """A badge from before the books has its decision somewhere; who asked for it is not known."""
    posthumous = Q(basis=BadgeBasis.POSTHUMOUS)
    decided = (BadgeState.APPROVED, BadgeState.GIVEN)
    asked = ~Q(basis=BadgeBasis.EARLIER)
    return {
        "badge_decided": _badge(on, ~posthumous, state__in=decided),
        "badge_decided_posthumously": _badge(on, posthumous, state__in=decided),
        "badge_asked": _badge(on, ~posthumous & asked, state__in=LIVE),
        "badge_asked_posthumously": _badge(on, posthumous, state__in=LIVE),
        "card_exchanged": _exists(CardEvent, kind=CardKind.EXCHANGED, happened_on__lte=on),
        "card_reissued": _exists(CardEvent, kind=CardKind.REISSUED, happened_on__lte=on),
    }


def _exists(model: Any, *conditions: Q, **values: Any) -> Q:
    return Q(Exists(model.objects.filter(*conditions, person=OuterRef("pk"), **values)))


def _any(model: Any, on: date, *conditions: Q, **values: Any) -> Q:
    """A dated row that began by the day and was not cancelled from its first."""
    lasted = Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on"))
    return _exists(model, lasted, *conditions, started_on__lte=on, **values)


def _moved(on: date, *kinds: str, **values: Any) -> Q:
    return _exists(Movement, kind__in=kinds, happened_on__lte=on, **values)


def _letter(on: date, *kinds: str) -> Q:
    taken_back = (TransferState.WITHDRAWN, TransferState.RETURNED)
    return _exists(Transfer, ~Q(state__in=taken_back), kind__in=kinds, issued_on__lte=on)


def _badge(on: date, which: Q, **values: Any) -> Q:
    """Of rounds up to the day; a badge whose round nobody remembers counts on every day."""
    return _exists(BadgeAward, which, Q(round_day__isnull=True) | Q(round_day__lte=on), **values)


def _reached(ladder: str, on: date) -> Q:
    known = Q(reached_on__isnull=True) | Q(reached_on__lte=on)
    return _exists(Qualification, known, ladder=ladder)


def _under_sectional(on: date) -> Q:
    """On probation in a cell below a sectional committee: it has nothing but cells right below it."""
    below = Placement.objects.filter(path=OuterRef("path"), parent__profiles__kind__in=_SECTIONAL)
    return _exists(Membership, Q(Exists(below)), status=Status.PROBATIONARY, started_on__lte=on)
