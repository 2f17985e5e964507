from django.db.models import QuerySet

from chibo.audit.models import Entry


def history_of(kind: str, key: object) -> QuerySet[Entry]:
    """Lines about one record, newest first. `kind` is `app.model`, such as "members.person"."""
    return Entry.objects.filter(kind=kind, key=str(key)).order_by("-at", "-pk")


def journal_under(paths: list[str]) -> QuerySet[Entry]:
    """Lines about records that stood under one of these places in the tree, newest first."""
    under = Entry.objects.none()
    for path in paths:
        under = under | Entry.objects.filter(path__gte=path, path__lt=path + "~")
    return under.order_by("-at", "-pk")
