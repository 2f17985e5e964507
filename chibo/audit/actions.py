"""Writing the journal. Called by actions, in their transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.audit.snapshots import snapshot
from chibo.audit.sources import current_origin


@dataclass(frozen=True)
class Line:
    """What happened to one record. `path` is where it stands in the tree, for a branch's journal."""

    verb: str
    thing: models.Model
    path: str = ""
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    reason: str = ""
    ref: str = ""


def note(
    by: User,
    verb: str,
    thing: models.Model,
    *,
    path: str = "",
    before: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Leave one line: `before` is an earlier `snapshot(thing)`; the state after is taken now."""
    after = snapshot(thing) if thing.pk else None
    note_all(by, [Line(verb, thing, path, before, after, reason)])


def note_all(by: User | None, lines: Iterable[Line]) -> None:
    """Leave many lines at once; for imports and whole batches. Nobody signed in is `by` None."""
    origin = current_origin()
    Entry.objects.bulk_create(
        [
            Entry(
                batch=origin.batch,
                actor=by,
                actor_name=_name_of(by),
                verb=line.verb,
                kind=line.thing._meta.label_lower,
                key=str(line.thing.pk or ""),
                label=str(line.thing)[:250],
                path=line.path,
                before=line.before,
                after=line.after,
                reason=line.reason,
                source=origin.source,
                source_ref=line.ref or origin.ref,
            )
            for line in lines
        ],
        batch_size=500,
    )


def _name_of(by: User | None) -> str:
    return by.full_name or by.get_username() if by else _("chưa đăng nhập")


def note_reading(
    by: User | None, verb: str, thing: models.Model, *, path: str = "", reason: str = ""
) -> None:
    """A reveal, an export or a print: nothing changed, somebody saw."""
    note_all(by, [Line(verb, thing, path, reason=reason)])
