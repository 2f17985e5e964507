"""A whole beside the sum of its parts."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from chibo.organisations.models import Profile
from chibo.targets.models import Target, TargetVersion
from chibo.targets.queries.progress import in_force, with_history
from chibo.targets.queries.subjects import number_text


@dataclass(frozen=True)
class Share:
    unit: int
    name: str
    target: Target
    version: TargetVersion | None

    @property
    def url(self) -> str:
        return self.target.get_absolute_url()

    @property
    def number(self) -> str:
        return number_text(bound(self.version))


@dataclass(frozen=True)
class SharedOut:
    """`left` is what of the whole is given to nobody; below zero: more was given than the whole."""

    shares: list[Share]
    given: Decimal
    whole: Decimal | None

    @property
    def given_shown(self) -> str:
        return number_text(self.given)

    @property
    def whole_shown(self) -> str:
        return number_text(self.whole)

    @property
    def left(self) -> Decimal | None:
        return None if self.whole is None else self.whole - self.given


def shared_out(whole: Target) -> SharedOut | None:
    """None where nothing was shared out."""
    on = timezone.localdate()
    rows = list(with_history(Target.objects.filter(whole=whole.pk, ended_on=None)).order_by("pk"))
    if not rows:
        return None
    known = Profile.objects.on(on).filter(organisation__in=[row.organisation_id for row in rows])
    names = dict(known.values_list("organisation_id", "short_name"))
    shares = [
        Share(row.organisation_id, names.get(row.organisation_id, ""), row, in_force(row, on))
        for row in rows
    ]
    mine = in_force(whole, on)
    return SharedOut(
        shares,
        sum((bound(one.version) or Decimal(0) for one in shares), Decimal(0)),
        bound(mine),
    )


def bound(version: TargetVersion | None) -> Decimal | None:
    """The number that is shared out: the least that is wanted, the most where only that is."""
    if version is None:
        return None
    return version.least if version.least is not None else version.most
