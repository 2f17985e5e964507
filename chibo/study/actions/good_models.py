"""Models are registered, spread, paused, ended; who keeps them up is praised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Person
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import Branch, NotInTree, branches_by_day
from chibo.study.models import GoodModel, ModelKind, ModelStage, Praise, Stage
from chibo.study.rules import check_commits_there, check_in_order, may_keep

AT_ONCE = 500


@dataclass(frozen=True)
class NewModel:
    """A model of one member names them; `ref` names an import's row."""

    unit: Organisation
    name: str
    registered_on: date
    person: Person | None = None
    about: str = ""
    ref: str = ""


@dataclass(frozen=True)
class NewPraise:
    """To a unit or to a person."""

    giver: Organisation
    given_on: date
    what: str
    unit: Organisation | None = None
    person: Person | None = None
    model: GoodModel | None = None
    paper: Paper | None = None
    ref: str = ""


@transaction.atomic
def register_models(given: Sequence[NewModel], *, by: User) -> list[GoodModel]:
    """Each begins in the state of being carried out, all or none."""
    places = _places([(one.unit, one.registered_on) for one in given], by)
    check_has_come((one.registered_on for one in given), _("ghi mô hình khi đã đăng ký"))
    check_commits_there(
        [(one.person, one.unit.pk, one.registered_on) for one in given if one.person]
    )
    rows = [_row(one, places[one.unit.pk, one.registered_on].path) for one in given]
    GoodModel.objects.bulk_create(rows, batch_size=AT_ONCE)
    stages = [
        ModelStage(model=row, stage=Stage.RUNNING, started_on=row.registered_on) for row in rows
    ]
    ModelStage.objects.bulk_create(stages, batch_size=AT_ONCE)
    lines = [
        Line("model.registered", row, row.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(given, rows, strict=True)
    ]
    note_all(by, lines)
    return rows


def _places(asked: Sequence[tuple[Organisation, date]], by: User) -> dict[tuple[int, date], Branch]:
    places = branches_by_day({(unit.pk, day) for unit, day in asked})
    for unit, day in asked:
        if (unit.pk, day) not in places:
            raise NotInTree.on(day)
    for place in places.values():
        require(by, may_keep, place.path)
    return places


def _row(one: NewModel, path: str) -> GoodModel:
    row = GoodModel(
        unit=one.unit,
        path=path,
        kind=ModelKind.INDIVIDUAL if one.person else ModelKind.COLLECTIVE,
        person=one.person,
        name=clean(one.name),
        about=clean(one.about),
        registered_on=one.registered_on,
    )
    row.clean_fields(exclude=["unit", "person"])
    row.validate_constraints()
    return row


@transaction.atomic
def change_stage(
    model: GoodModel, stage: str, on: date, *, by: User, remark: str = ""
) -> ModelStage:
    """The model is in another state from a day on."""
    hold(model)
    require(by, may_keep, model.path)
    current = _open_stage(model)
    check_has_come([on], _("ghi khi tình trạng đã đổi"))
    check_in_order(on, [current.started_on])
    before = snapshot(current)
    current.ended_on = on
    current.save()
    new = ModelStage(model=model, stage=stage, started_on=on, remark=clean(remark))
    new.full_clean()
    new.save()
    note_all(by, [Line("model.stage_changed", new, model.path, before, snapshot(new))])
    return new


def _open_stage(model: GoodModel) -> ModelStage:
    found = ModelStage.objects.open().filter(model=model).first()
    if found is None:
        raise Refusal(_("Mô hình này đã kết thúc."))
    return found


@transaction.atomic
def end_model(model: GoodModel, on: date, reason: str, *, by: User) -> GoodModel:
    """The model is no longer kept up from a day on."""
    hold(model)
    require(by, may_keep, model.path)
    current = _open_stage(model)
    check_has_come([on], _("ghi khi mô hình đã kết thúc"))
    check_in_order(on, [current.started_on])
    before = snapshot(model)
    current.ended_on = on
    current.save()
    model.ended_on, model.end_reason = on, clean(reason)
    model.full_clean()
    model.save()
    note(by, "model.ended", model, path=model.path, before=before, reason=clean(reason))
    return model


@transaction.atomic
def give_praise(given: Sequence[NewPraise], *, by: User) -> list[Praise]:
    """Record that units and members were commended, all or none."""
    places = _places([(one.giver, one.given_on) for one in given], by)
    check_has_come((one.given_on for one in given), _("ghi khi đã biểu dương"))
    rows = []
    for one in given:
        row = Praise(
            giver=one.giver,
            path=places[one.giver.pk, one.given_on].path,
            given_on=one.given_on,
            unit=one.unit,
            person=one.person,
            model=one.model,
            what=clean(one.what),
            paper=one.paper,
        )
        row.clean_fields(exclude=["giver", "unit", "person", "model", "paper"])
        row.validate_constraints()
        rows.append(row)
    Praise.objects.bulk_create(rows, batch_size=AT_ONCE)
    lines = [
        Line("praise.given", row, row.path, after=snapshot(row), ref=one.ref)
        for one, row in zip(given, rows, strict=True)
    ]
    note_all(by, lines)
    return rows
