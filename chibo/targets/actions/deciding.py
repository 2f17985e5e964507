"""What units registered is approved or returned by the committee."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note_all
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.targets.actions.registering import place_of, places_of, version_lines
from chibo.targets.models import TargetVersion
from chibo.targets.rules import check_still_stands, check_waits, may_decide


@transaction.atomic
def approve_targets(
    versions: Sequence[TargetVersion],
    *,
    by: User,
    on: date | None = None,
    said: str = "",
    paper: Paper | None = None,
) -> list[TargetVersion]:
    """In force from the day on, all or none; never by who registered them."""
    hold(*(one.target for one in versions), *versions)
    day = on or timezone.localdate()
    places = places_of([one.target for one in versions])
    for one in versions:
        _check_decision(one, by, day, places[one.target_id])
        one.approved_on, one.said = day, clean(said)
        one.paper = paper or one.paper
        one.clean_fields(exclude=["target", "proposer", "paper"])
    TargetVersion.objects.bulk_update(versions, ["approved_on", "said", "paper"], batch_size=500)
    note_all(
        by,
        [
            line
            for one in versions
            for line in version_lines("target.approved", [one], places[one.target_id])
        ],
    )
    return list(versions)


@transaction.atomic
def return_target(
    version: TargetVersion, reason: str, *, by: User, on: date | None = None
) -> TargetVersion:
    """Back to the unit, with the reason; what was in force before stays in force."""
    hold(version.target, version)
    day = on or timezone.localdate()
    where = place_of(version.target)
    _check_decision(version, by, day, where)
    version.returned_on, version.said = day, clean(reason)
    version.full_clean(exclude=["target", "proposer", "paper"])
    version.save()
    note_all(by, version_lines("target.returned", [version], where))
    return version


def _check_decision(version: TargetVersion, by: User, on: date, where: str) -> None:
    require(by, may_decide, version, where)
    check_waits(version)
    check_still_stands(version.target)
    check_has_come([on], _("ghi khi đã duyệt"))
    if on < version.proposed_on:
        raise Refusal(_("Ngày duyệt không được trước ngày đăng ký."))
