"""Dossiers kept by a unit that ends are kept on by the one in its place."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.members.models import DossierPlace
from chibo.organisations.actions.tracing import Trace
from chibo.organisations.consequences import Consequence, Fates
from chibo.organisations.queries.shape import Shape


class DossiersFollow:
    """A Carrier (organisations.consequences)."""

    def describe(self, shape: Shape) -> list[Consequence]:
        count = _kept_by([unit.pk for unit in shape.ended], shape.on).count()
        told = _("{n} hồ sơ đảng viên do đơn vị mới giữ tiếp, để nguyên tủ, ngăn, hộp.")
        return [Consequence(told.format(n=count), count)] if count else []

    def carry(self, fates: Fates, trace: Trace, *, by: User) -> None:
        """Who took one over since the day itself is put right."""
        rows = list(_kept_by(fates.heirs, fates.on))
        since = [row for row in rows if row.started_on >= fates.on]
        earlier = [row for row in rows if row.started_on < fates.on]
        with trace.changing(since, ["custodian"]):
            for row in since:
                row.custodian_id = fates.heirs[row.custodian_id or 0]
        later = [_kept_on(row, fates) for row in earlier]
        with trace.changing(earlier, ["ended_on"]):
            for row in earlier:
                row.ended_on = fates.on
        trace.create(later)
        note_all(
            by, [Line("dossier.kept_on", row, reason=fates.reason) for row in [*since, *later]]
        )


def _kept_by(units: Collection[int], on: date) -> QuerySet[DossierPlace]:
    """On the day or later."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    return DossierPlace.objects.filter(still, custodian__in=list(units)).order_by("pk")


def _kept_on(old: DossierPlace, fates: Fates) -> DossierPlace:
    return DossierPlace(
        person_id=old.person_id,
        custodian_id=fates.heirs[old.custodian_id or 0],
        outside_custodian=old.outside_custodian,
        cabinet=old.cabinet,
        shelf=old.shelf,
        box=old.box,
        handover=fates.reason[:120],
        started_on=fates.on,
        ended_on=old.ended_on,
    )
