"""What findings were confirmed, and what sweeps counted."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, QuerySet

from chibo.cleaning.models import Confirmation, Sweep
from chibo.members.models import Membership
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, grassroots_kinds, placed_under, under


def confirmed(of: Branch) -> Mapping[tuple[str, int | None, int | None], str]:
    """Fingerprints of findings confirmed right, by rule, person and organisation."""
    found = _standing(of).values_list("rule", "person_id", "organisation_id", "fingerprint")
    return {(rule, person, unit): print_ for rule, person, unit, print_ in found}


def confirmed_of(person: int) -> Mapping[tuple[str, int | None, int | None], str]:
    """Those of one member."""
    held = Confirmation.objects.filter(withdrawn_on__isnull=True, person=person)
    return {
        (rule, person, None): print_ for rule, print_ in held.values_list("rule", "fingerprint")
    }


def confirmations(of: Branch) -> QuerySet[Confirmation]:
    """What was confirmed of whoever stands in the branch, and holds; the latest first."""
    people = _standing(of).select_related("person", "organisation", "confirmed_by")
    return people.defer("person__national_id", "person__old_id").order_by("-confirmed_on", "-pk")


def _standing(of: Branch) -> QuerySet[Confirmation]:
    """Of members and units of the branch as they stand, wherever they stood when it was confirmed."""
    here = under(of.path)
    member = Membership.objects.on(of.on).filter(here, person=OuterRef("person"))
    unit = Placement.objects.on(of.on).filter(here, organisation=OuterRef("organisation"))
    held = Confirmation.objects.filter(withdrawn_on__isnull=True)
    return held.filter(Exists(member) | Exists(unit))


def latest_sweeps(of: Branch) -> QuerySet[Sweep]:
    """The last sweep of every grassroots organisation of the branch."""
    later = Sweep.objects.filter(
        organisation=OuterRef("organisation"),
        swept_on__gt=OuterRef("swept_on"),
        swept_on__lte=of.on,
    )
    rows = Sweep.objects.filter(under(of.path), ~Exists(later), swept_on__lte=of.on)
    return rows.order_by("path")


def units_asked(of: Branch) -> int:
    """Grassroots organisations of the branch, each of which records its own sweeps."""
    return placed_under(of.path, of.on).filter(profile__kind__in=grassroots_kinds()).count()


def sweeps_of(of: Branch) -> QuerySet[Sweep]:
    """The unit's own sweeps, the latest first."""
    return Sweep.objects.filter(organisation=of.pk, swept_on__lte=of.on).order_by("-swept_on")
