"""Keys of organisations elsewhere that one here knows."""

from collections.abc import Sequence

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import Branch, branches
from chibo.reports.models import KnownKey


def keys_known(keeper: int) -> QuerySet[KnownKey]:
    """Those in use first; `name` is the last name of their organisation, which may have ended."""
    named = Profile.objects.filter(organisation=OuterRef("organisation")).order_by("-started_on")
    rows = KnownKey.objects.filter(keeper=keeper).annotate(name=Subquery(named.values("name")[:1]))
    return rows.order_by(F("retired_on").asc(nulls_first=True), "-known_from", "-pk")


def key_above(submitting: Branch) -> KnownKey | None:
    """The standing key of the level above."""
    rows = KnownKey.objects.filter(keeper=submitting.pk, organisation=submitting.parent_id)
    return rows.filter(retired_on__isnull=True).first()


def key_below(unit: Branch) -> KnownKey | None:
    """The unit's standing key, as the level above knows it."""
    rows = KnownKey.objects.filter(keeper=unit.parent_id, organisation=unit.pk)
    return rows.filter(retired_on__isnull=True).first()


def keepers_of(unit: Branch) -> set[int]:
    """Which of a unit and the level above it has the other's standing key."""
    above = Q(keeper=unit.pk, organisation=unit.parent_id)
    below = Q(keeper=unit.parent_id, organisation=unit.pk)
    rows = KnownKey.objects.filter(above | below, retired_on__isnull=True)
    return set(rows.values_list("keeper", flat=True))


def key_of_writer(keeper: int, mark: str) -> KnownKey | None:
    """Whose files bear the mark; one in use before one given up."""
    rows = KnownKey.objects.filter(keeper=keeper, mark=mark).select_related("organisation")
    return rows.order_by(F("retired_on").asc(nulls_first=True), "-pk").first()


def others_of(keeper: Branch) -> Sequence[Branch]:
    """With whom files go to and fro: the level above and the units directly below."""
    above = branches([keeper.parent_id], keeper.on) if keeper.parent_id else {}
    return [*above.values(), *keeper.children]
