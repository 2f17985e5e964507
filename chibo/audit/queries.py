from collections.abc import Collection, Iterable

from django.db.models import Count, Max, QuerySet, Subquery

from chibo.audit.models import Entry

# Two writers may commit in another order than their lines are numbered; more than this many lines of others do
# not come in between.
_LINES_LOOKED_BACK = 20_000


def journal_mark() -> str:
    """Another one as soon as a line was written. The count sees a line numbered before the last and committed
    after it."""
    last = Subquery(Entry.objects.order_by("-pk").values("pk")[:1])
    lately = Entry.objects.filter(pk__gt=last - _LINES_LOOKED_BACK)
    return "{last}.{lines}".format(**lately.aggregate(last=Max("pk"), lines=Count("pk")))


def history_of(kind: str, key: object) -> QuerySet[Entry]:
    """Lines about one record, newest first. `kind` is `app.model`, such as "members.person"."""
    return Entry.objects.filter(kind=kind, key=str(key)).order_by("-at", "-pk")


def journal_under(paths: list[str]) -> QuerySet[Entry]:
    """Lines about records that stood under one of these places in the tree, newest first."""
    under = Entry.objects.none()
    for path in paths:
        under = under | Entry.objects.filter(path__gte=path, path__lt=path + "~")
    return under.order_by("-at", "-pk")


def changed_outside(batches: Collection[str], kind: str, keys: Iterable[object]) -> Entry | None:
    """The latest change to one of these records that none of the batches made; readings do not count."""
    texts = [str(key) for key in keys]
    lines = Entry.objects.filter(kind=kind, key__in=texts, after__isnull=False)
    return lines.exclude(batch__in=batches).order_by("pk").last()


def changed_since(batches: Collection[str], kind: str, keys: Iterable[object]) -> Entry | None:
    """As `changed_outside`, but only after the first of these batches: the records are older than it."""
    first = Entry.objects.filter(batch__in=batches).order_by("pk").first()
    texts = [str(key) for key in keys]
    lines = Entry.objects.filter(kind=kind, key__in=texts, after__isnull=False)
    later = lines.exclude(batch__in=batches).filter(pk__gt=first.pk if first else 0)
    return later.order_by("pk").last()
