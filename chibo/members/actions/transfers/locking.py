"""A letter as it stands now, held while it changes: two levels may open the same page."""

from chibo.members.models import Transfer


def locked(transfer: Transfer) -> Transfer:
    """Within a transaction. Its boxes are read when first asked for."""
    rows = Transfer.objects.select_for_update(of=("self",)).prefetch_related("steps")
    return rows.select_related("person", "stay", "movement").get(pk=transfer.pk)
