from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note_reading
from chibo.base.figures import Scope
from chibo.base.rules import require
from chibo.members.rules import may_export
from chibo.organisations.models import Organisation


@transaction.atomic
def export_figure(name: str, scope: Scope, *, by: User) -> None:
    """Leave word of who took the rows behind a figure out of the system."""
    require(by, may_export, scope.branch)
    organisation = Organisation.objects.get(pk=scope.branch.pk)
    note_reading(by, "figure.exported", organisation, path=scope.branch.path, reason=name)
