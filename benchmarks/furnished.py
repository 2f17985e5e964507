"""A commune of 5,000 whose files are whole (`chibo/cleaning/tests/generated.py`): people, schooling, dues,
dossiers, badges, posts, places. Built inside a transaction and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from benchmarks import shape
from chibo.accounts.models import User
from chibo.cleaning.tests.generated import PER_CELL, Commune, build
from chibo.organisations.models import Duty, Organisation, Role

MEMBERS = 5_000


@contextmanager
def furnished(country: shape.Country) -> Iterator[tuple[Commune, User]]:
    """5,000 members with whole files, and who keeps them; gone afterwards."""
    with transaction.atomic():
        above = Organisation.objects.get(pk=country.provinces[0].key)
        commune = build(above, "14901555", cells=MEMBERS // PER_CELL)
        keeper = User.objects.get(username="office")
        day = timezone.localdate().replace(month=1, day=1)
        Duty.objects.create(user=keeper, role=Role.OFFICE, organisation=commune.unit, started_on=day)  # fmt: skip
        yield commune, keeper
        transaction.set_rollback(True)
