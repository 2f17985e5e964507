"""Commitments of units and members by year, models that are kept up, and praise."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from chibo.accounts.models import User
from chibo.members.models import Membership
from chibo.members.queries.reach import own_files
from chibo.members.queries.roll import roll
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import (
    Branch,
    cells_in,
    grassroots_kinds,
    itself_on,
    placed_under,
    under_ever,
)
from chibo.study.models import (
    Commitment,
    CommitmentKind,
    GoodModel,
    ModelStage,
    Praise,
    Stage,
)
from chibo.study.queries.studies import units_read

# Rows with annotated columns; the checker of types knows the model's own only.
Rows = QuerySet[Any]

TO_FOLLOW = (CommitmentKind.REGISTRATION, CommitmentKind.PLAN)
ACTIVE = (Stage.RUNNING, Stage.SPREAD)


def commitments_visible_to(user: User, on: date) -> Rows:
    mine = Q(person__in=own_files(user))
    return Commitment.objects.filter(Q(unit__in=units_read(user, on)) | mine)


def models_visible_to(user: User, on: date) -> Rows:
    mine = Q(person__in=own_files(user))
    return GoodModel.objects.filter(Q(unit__in=units_read(user, on)) | mine)


def praise_visible_to(user: User, on: date) -> Rows:
    mine = Q(person__in=own_files(user))
    return Praise.objects.filter(Q(giver__in=units_read(user, on)) | mine)


def standing(on: date) -> Q:
    """The condition that a commitment was made by a day and not withdrawn by it."""
    not_withdrawn = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    return not_withdrawn & Q(made_on__lte=on)


def commitments_of(of: Branch, year: int) -> Rows:
    return Commitment.objects.filter(under_ever(of, "path"), standing(of.on), year=year)


def in_year(of: Branch, year: int) -> Branch | None:
    """The branch at the close of a year, or on its own day if that is earlier; None when it did not stand."""
    close = date(year, 12, 31)
    return of if of.on <= close else itself_on(of, close)


def cells_of_year(of: Branch, year: int) -> Rows:
    then = in_year(of, year)
    return cells_in(then) if then else cells_in(of).none()


def units_of_year(of: Branch, year: int) -> Rows:
    """Cells and grassroots organisations: those that set standards of ethics for themselves."""
    then = in_year(of, year)
    if then is None:
        return cells_in(of).none()
    basic = placed_under(then.path, then.on).filter(profile__kind__in=grassroots_kinds())
    return placed_under(then.path, then.on).filter(
        Q(pk__in=cells_in(then).values("pk")) | Q(pk__in=basic.values("pk"))
    )


def of_units(year: int, on: date, *kinds: str) -> Q:
    """The condition that a unit itself has one of these commitments of the year."""
    rows = Commitment.objects.filter(
        standing(on), unit=OuterRef("pk"), person__isnull=True, year=year, kind__in=kinds
    )
    return Q(Exists(rows))


def of_people(year: int, on: date, *kinds: str) -> Q:
    """The condition that a row's person has one of these commitments of the year."""
    rows = Commitment.objects.filter(
        standing(on), person=OuterRef("person"), year=year, kind__in=kinds
    )
    return Q(Exists(rows))


def committed_for_theme(on: date) -> Q:
    """The condition that a learner registered, or planned, for the year of the theme they study."""
    rows = Commitment.objects.filter(
        standing(on),
        person=OuterRef("person"),
        year=OuterRef("study__theme_year"),
        kind__in=TO_FOLLOW,
    )
    return Q(Exists(rows))


def members_with_kinds(of: Branch, year: int) -> Rows:
    """The roll of a branch by its day, each with a yes or no per kind of commitment of the year."""
    rows: QuerySet[Membership] = roll(of).select_related("person")
    has = {
        f"has_{kind.value}": Exists(
            Commitment.objects.filter(
                standing(of.on), person=OuterRef("person"), year=year, kind=kind
            )
        )
        for kind in CommitmentKind
    }
    return rows.annotate(**has).order_by("person__name_sort", "pk")


def models_of(of: Branch) -> Rows:
    """Models registered by units of a branch by its day, with `stage` as of it ("" when it has ended)."""
    stages = ModelStage.objects.on(of.on).filter(model=OuterRef("pk")).values("stage")[:1]
    rows = GoodModel.objects.filter(under_ever(of, "path"), registered_on__lte=of.on)
    return rows.annotate(stage=Subquery(stages))


def active_models(of: Branch) -> Rows:
    stages = ModelStage.objects.on(of.on).filter(model=OuterRef("pk"), stage__in=ACTIVE)
    return GoodModel.objects.filter(Exists(stages), under_ever(of, "path"))


def praise_of(of: Branch) -> Rows:
    return Praise.objects.filter(under_ever(of, "path"), given_on__lte=of.on)


def with_unit_name(rows: Rows, on: date, column: str = "unit") -> Rows:
    """Annotates `unit_name` as of the day, or the last known of a unit that has ended."""
    named = Profile.objects.filter(organisation=OuterRef(column), started_on__lte=on)
    return rows.annotate(unit_name=Subquery(named.order_by("-started_on").values("short_name")[:1]))
