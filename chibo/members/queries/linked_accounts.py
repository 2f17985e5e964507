"""Where the accounts stand that are linked to somebody's file."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from chibo.members.models import Membership, PersonAccount


def linked_accounts() -> QuerySet[Any]:
    """Links with the `path` their member stands at, or stood at last; of others it is none."""
    stood = Membership.objects.filter(person=OuterRef("person"))
    last = stood.order_by("-started_on", "-pk").values("path")[:1]
    return PersonAccount.objects.annotate(path=Subquery(last)).filter(path__isnull=False)
