from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean, fold
from chibo.organisations.models import Organisation, Profile
from chibo.organisations.queries.tree import branch
from chibo.organisations.rules import check_in_force, may_change_tree


@transaction.atomic
def rename_organisation(
    organisation: Organisation,
    name: str,
    on: date,
    *,
    by: User,
    short_name: str = "",
    citation: Mapping[str, Any] | None = None,
) -> Profile:
    """From a day on the organisation has another name; the old one stays readable at its dates."""
    changes = _named(name, short_name)
    return _reprofile(organisation, on, changes, citation, "organisation.renamed", by)


@transaction.atomic
def change_organisation_kind(
    organisation: Organisation,
    kind: str,
    on: date,
    *,
    by: User,
    base_type: str | None = None,
    code: str | None = None,
    name: str = "",
    short_name: str = "",
    citation: Mapping[str, Any] | None = None,
) -> Profile:
    """From a day on the organisation is of another kind, base type or code (None keeps the present one),
    with a new name when the same decision gives one."""
    wanted = {"kind": kind, "base_type": base_type, "code": code and code.replace(".", "")}
    changes = {column: value for column, value in wanted.items() if value is not None}
    if name:
        changes |= _named(name, short_name)
    return _reprofile(organisation, on, changes, citation, "organisation.kind_changed", by)


def _named(name: str, short_name: str) -> dict[str, str]:
    spelt = clean(name)
    return {"name": spelt, "short_name": clean(short_name) or spelt, "name_folded": fold(spelt)}


def _reprofile(
    organisation: Organisation,
    on: date,
    changes: Mapping[str, Any],
    citation: Mapping[str, Any] | None,
    verb: str,
    by: User,
) -> Profile:
    where = branch(organisation, on)
    require(by, may_change_tree, where)
    check_in_force(on)
    old = organisation.profiles.get(ended_on__isnull=True)
    before = snapshot(old)
    _check_after(old, on)
    old.ended_on = on
    old.save(update_fields=["ended_on"])
    columns = ("name", "short_name", "name_folded", "kind", "base_type", "code")
    kept = {column: getattr(old, column) for column in columns}
    new = Profile(
        organisation=organisation, started_on=on, **{**kept, **changes}, **(citation or {})
    )
    new.full_clean()
    new.save()
    note(by, verb, new, path=where.path, before=before)
    return new


def _check_after(old: Profile, on: date) -> None:
    if on <= old.started_on:
        raise Refusal(
            _("Tên hiện nay có từ {day}; ngày thay đổi phải sau ngày đó.").format(
                day=old.started_on.strftime("%d/%m/%Y")
            )
        )
