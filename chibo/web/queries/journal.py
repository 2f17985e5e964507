"""The journal as its readers may read it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.labels import VERBS
from chibo.audit.models import Entry
from chibo.audit.snapshots import changed
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import reach
from chibo.organisations.queries.tree import within
from chibo.reports.content.own_text import named_only

# What the administrator runs: accounts, duties and the tree; names of members are not theirs to read.
_ADMINISTRATED = ("accounts.", "organisations.")


def journal_visible_to(user: User) -> QuerySet[Entry]:
    """Lines of branches where the user reads the journal; of the administrator's, only what they run."""
    today = timezone.localdate()
    reads = reach(user, Power.READ_JOURNAL, today)
    runs = reach(user, Power.MANAGE_DUTIES, today)
    condition = _under(reads)
    administrated = Q(kind__startswith=_ADMINISTRATED[0]) | Q(kind__startswith=_ADMINISTRATED[1])
    condition |= _under(runs) & administrated
    return Entry.objects.filter(condition).order_by("-pk")


def _under(paths: list[str]) -> Q:
    """Lines without a place (accounts) belong to whoever reads from the root of the tree."""
    condition = within(paths)
    if any(len(path) == SEGMENT for path in paths):
        condition |= Q(path="")
    return condition


def filtered(rows: QuerySet[Entry], wanted: Mapping[str, Any]) -> QuerySet[Entry]:
    if wanted.get("tu"):
        rows = rows.filter(at__date__gte=wanted["tu"])
    if wanted.get("den"):
        rows = rows.filter(at__date__lte=wanted["den"])
    if wanted.get("ai"):
        rows = rows.filter(actor_name__icontains=wanted["ai"])
    if wanted.get("viec") in VERBS or str(wanted.get("viec", "")).startswith("member."):
        rows = rows.filter(verb=wanted["viec"])
    if wanted.get("nguon"):
        rows = rows.filter(source=wanted["nguon"])
    return rows


def changes(entry: Entry) -> list[dict[str, str]]:
    """Columns that changed, with their values before and after."""
    if not entry.before or not entry.after:
        return []
    names, said = _column_names(entry.kind), _SAID.get(entry.kind, _word)
    return [
        {"name": names.get(name, name), "before": said(old), "after": said(new)}
        for name, (old, new) in changed(entry.before, entry.after).items()
    ]


@cache
def _column_names(kind: str) -> dict[str, str]:
    """What the screen calls the columns of a kind of record; nothing for kinds that no longer exist."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError):
        return {}
    return {field.attname: str(field.verbose_name) for field in model._meta.concrete_fields}


def _word(value: Any) -> str:
    if value is None or value == "":
        return _("trống")
    if isinstance(value, bool):
        return _("có") if value else _("không")
    return str(value)


def _passage(value: Any) -> str:
    return named_only(_word(value))


# Kinds whose values are not kept as they are read.
_SAID = {"reports.wording": _passage}
