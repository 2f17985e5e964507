"""Taking a reorganisation back exactly, while nothing builds on it."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, require
from chibo.base.text import clean, format_date
from chibo.members.models import Movement, Person
from chibo.members.queries.reorganising.calling import comrade
from chibo.members.rules import may_undo_reorganisation
from chibo.organisations.actions.tracing import values_of
from chibo.organisations.consequences import check_undo
from chibo.organisations.models import Organisation, Placement, Reorganisation, Touched
from chibo.organisations.queries.tree import within

_AT_ONCE = 300


@transaction.atomic
def undo_reorganisation(of: Reorganisation, reason: str, *, by: User) -> Reorganisation:
    """Every row it made goes and every row it changed is as before. Refuses, naming what builds on it."""
    of = Reorganisation.objects.select_for_update().get(pk=of.pk)
    if of.status != Reorganisation.Status.APPLIED:
        raise Refusal(_("Phương án này chưa được thực hiện, hoặc đã hoàn tác rồi."))
    require(by, may_undo_reorganisation, of)
    before = snapshot(of)
    steps = _steps(of)
    if not steps:
        raise Refusal(
            _(
                "Việc sắp xếp này nhập từ sổ dữ liệu, không có các bước để hoàn tác; sửa ở nơi lập sổ."
            )
        )
    _check_unchanged(steps, by)
    _check_nothing_entered(steps, of.on, by)
    check_undo([row for step in steps if step.made for row in step.rows.values()])
    _take_back(steps, by)
    Touched.objects.filter(reorganisation=of).delete()
    of.status, of.undone_at = Reorganisation.Status.UNDONE, timezone.now()
    of.undo_reason = clean(reason)[:300]
    of.save(update_fields=["status", "undone_at", "undo_reason"])
    note(by, "reorganisation.undone", of, before=before, reason=of.undo_reason)
    return of


class _Step:
    """Rows of one model written together, with the rows as they stand now."""

    def __init__(self, model: Any, touched: Sequence[Touched]) -> None:
        self.model, self.touched = model, touched
        self.made = touched[0].before is None
        keys = [one.key for one in touched]
        self.rows: dict[int, Any] = {}
        for start in range(0, len(keys), _AT_ONCE):
            self.rows |= model.objects.in_bulk(keys[start : start + _AT_ONCE])


def _steps(of: Reorganisation) -> list[_Step]:
    rows = Touched.objects.filter(reorganisation=of).order_by("step", "pk")
    return [
        _Step(apps.get_model(model), list(written))
        for (_number, model), written in groupby(rows, key=lambda one: (one.step, one.model))
    ]


def _check_unchanged(steps: Iterable[_Step], by: User) -> None:
    """Each row still stands as the reorganisation last left it."""
    last: dict[tuple[str, int], dict[str, Any]] = {}
    for step in steps:
        for one in step.touched:
            last.setdefault((one.model, one.key), {}).update(one.after)
    for step in steps:
        skipped: frozenset[str] = getattr(step.model, "corrected_elsewhere", frozenset())
        for one in step.touched:
            row = step.rows.get(one.key)
            wanted = {k: v for k, v in last[one.model, one.key].items() if k not in skipped}
            if row is None or values_of(row, list(wanted)) != wanted:
                raise Refusal(_built_on(row, step.model, one, by))


def _built_on(row: Any, model: Any, one: Touched, by: User) -> str:
    who = _about(row, one, by)
    return _("Không hoàn tác được: {what} đã có thay đổi sau khi sắp xếp{who}.").format(
        what=str(model._meta.verbose_name), who=f" ({who})" if who else ""
    )


def _about(row: Any, one: Touched, by: User) -> str:
    """Whom or what a row is about, for the sentence."""
    person = one.after.get("person") or (row is not None and getattr(row, "person_id", None))
    if person:
        found = Person.objects.filter(pk=person).first()
        return comrade(by, found, _unit_of(found, row)) if found else ""
    unit = one.after.get("organisation") or getattr(row, "organisation_id", None)
    found_unit = Organisation.objects.filter(pk=unit).first() if unit else row
    return str(found_unit) if found_unit is not None else ""


def _unit_of(person: Person, row: Any) -> int | None:
    """Where a person's row stands, or where the person last did."""
    own = getattr(row, "cell_id", None) or getattr(row, "organisation_id", None)
    stays = person.memberships.order_by("-started_on").values_list("cell", flat=True)
    found: int | None = own or stays.first()
    return found


def _check_nothing_entered(steps: Sequence[_Step], on: date | None, by: User) -> None:
    """Nobody has been recorded since where units hang now because of it; before the day they hung there by
    themselves."""
    own = {one.key for step in steps if step.model is Movement for one in step.touched}
    paths = {
        row.path
        for step in steps
        if step.model is Placement
        for one in step.touched
        if (step.made or "path" in (one.before or {})) and (row := step.rows[one.key])
    }
    if not paths:
        return
    tops = {path for path in paths if not any(path != p and path.startswith(p) for p in paths)}
    there = Movement.objects.filter(within(tops, "to_path") | within(tops, "from_path"))
    there = there.filter(happened_on__gte=on) if on else there
    foreign = next((key for key in there.values_list("pk", flat=True) if key not in own), None)
    if foreign is not None:
        first = Movement.objects.select_related("person").get(pk=foreign)
        raise Refusal(
            _(
                "Không hoàn tác được: ngày {day} đã ghi biến động của {who} ở tổ chức mới. "
                "Hủy biến động đó trước."
            ).format(
                day=format_date(first.happened_on),
                who=comrade(by, first.person, first.to_cell_id or first.from_cell_id),
            )
        )


def _take_back(steps: Sequence[_Step], by: User) -> None:
    try:
        with transaction.atomic():
            for step in reversed(steps):
                if step.made:
                    _delete(step)
                else:
                    _restore(step)
    except ProtectedError as error:
        thing = next(iter(error.protected_objects))
        raise Refusal(
            _("Không hoàn tác được: đã ghi {what} “{thing}” ở tổ chức mới.").format(
                what=str(thing._meta.verbose_name), thing=_called(thing, by)
            )
        ) from error


def _called(thing: Any, by: User) -> str:
    """A record of a person is called by the person."""
    person = thing if isinstance(thing, Person) else getattr(thing, "person", None)
    return comrade(by, person, _unit_of(person, thing)) if person else str(thing)


def _delete(step: _Step) -> None:
    keys = list(step.rows)
    for start in range(0, len(keys), _AT_ONCE):
        step.model.objects.filter(pk__in=keys[start : start + _AT_ONCE]).delete()


def _restore(step: _Step) -> None:
    columns = list(step.touched[0].before or {})
    for one in step.touched:
        row = step.rows[one.key]
        for name, value in (one.before or {}).items():
            column: Any = step.model._meta.get_field(name)
            plain = column.target_field if column.is_relation else column
            setattr(row, column.attname, None if value is None else plain.to_python(value))
    step.model.objects.bulk_update(list(step.rows.values()), columns, batch_size=_AT_ONCE)
