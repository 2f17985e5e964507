"""A finding compared with the papers and right as it stands; taken back when it was not."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.cleaning.models import Confirmation
from chibo.cleaning.rules.access import may_mend, may_withdraw
from chibo.cleaning.rules.declaring import Finding
from chibo.organisations.queries.tree import Branch


@transaction.atomic
def confirm_finding(finding: Finding, of: Branch, why: str, *, by: User) -> Confirmation:
    """Leave what a rule found as it is: it is not shown again until what it looked at changes.

    `of` is the unit the finding belongs to. A confirmation whose data have changed gives way.
    """
    require(by, may_mend, of)
    today = timezone.localdate()
    rule, person, unit = finding.key
    _give_way(finding, by)
    made = Confirmation(
        rule=rule,
        person_id=person,
        organisation_id=unit,
        path=finding.path,
        fingerprint=finding.fingerprint,
        note=clean(why),
        confirmed_on=today,
        confirmed_by=by,
    )
    made.full_clean(exclude=["person", "organisation", "confirmed_by"])
    made.save()
    note(by, "finding.confirmed", made, path=made.path, reason=str(finding.rule.title))
    return made


def _give_way(finding: Finding, by: User) -> None:
    rule, person, unit = finding.key
    rows = Confirmation.objects.select_for_update().filter(
        rule=rule, person=person, organisation=unit, withdrawn_on__isnull=True
    )
    for old in rows:
        before = snapshot(old)
        old.withdrawn_on = timezone.localdate()
        old.save()
        note(by, "finding.reopened", old, path=old.path, before=before)


@transaction.atomic
def reopen_finding(confirmation: Confirmation, *, by: User) -> Confirmation:
    """Take a confirmation back: the finding is shown again."""
    require(by, may_withdraw, confirmation)
    kept = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if kept.withdrawn_on:
        raise Refusal(
            _("Xác nhận này đã bỏ ngày {day}.").format(day=f"{kept.withdrawn_on:%d/%m/%Y}")
        )
    before = snapshot(kept)
    kept.withdrawn_on = timezone.localdate()
    kept.full_clean(exclude=["person", "organisation", "confirmed_by"])
    kept.save()
    note(by, "finding.reopened", kept, path=kept.path, before=before)
    return kept
