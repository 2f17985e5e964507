"""Studies: which of them a user may read, whom they are for, and how far they have come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.base.periods import Period
from chibo.base.text import format_percent
from chibo.members.models import Exemption, Membership, Suspension, TemporaryStay
from chibo.members.queries.reach import own_files
from chibo.members.queries.roll import roll
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.reach import named_under
from chibo.organisations.queries.tree import Branch, cells_in, under_ever
from chibo.study.models import Learner, Outside, SessionTurn, Study, StudySession

# Rows with the columns the functions below add; the checker of types knows the model's own only.
Learners = QuerySet[Any]
Studies = QuerySet[Any]
Sessions = QuerySet[Any]

MUST = Q(outside="")


def units_read(user: User, on: date) -> QuerySet[Any]:
    """Keys of units where the user reads names; of an ended unit, at its last place."""
    stood = holds_on(on) | Q(organisation__dissolved_on__lte=on)
    return Placement.objects.filter(named_under(user, on), stood).values("organisation")


def learners_visible_to(user: User, on: date) -> Learners:
    return Learner.objects.filter(learners_read(user, on))


def learners_read(user: User, on: date) -> Q:
    """Those of cells where the user reads names, of studies held by units where they do, and oneself."""
    units = units_read(user, on)
    mine = Q(person__in=own_files(user))
    return Q(cell__in=units) | Q(study__organisation__in=units) | mine


def visible_to(user: User, on: date) -> Studies:
    """Studies held where the user reads names, or that members of such a unit have to go to. Who reads
    no names has a page of their own."""
    read = Learner.objects.filter(cell__in=units_read(user, on), study=OuterRef("pk"))
    held = Q(organisation__in=units_read(user, on))
    return Study.objects.filter(held | Q(Exists(read)), frozen_on__lte=on)


def one_visible_to(user: User, key: int, on: date) -> Study | None:
    rows = visible_to(user, on).filter(pk=key)
    found: Study | None = rows.select_related("organisation").first()
    return found


def studies_of(of: Branch) -> Studies:
    """Studies held by units of a branch, and those its members had to go to."""
    # A set of the branch's own: asked of each study of the installation it would be read over and over.
    for_them = Learner.objects.filter(under_ever(of, "path")).order_by().values("study")
    known = Study.objects.filter(frozen_on__lte=of.on)
    return known.filter(under_ever(of, "path") | Q(pk__in=for_them))


def came_by(on: date) -> Q:
    """The condition that a learner came to a class of the study by a day."""
    return Q(came_on__lte=on)


def not_come_by(on: date) -> Q:
    """The opposite. No class is of days to come, so that from today on nobody's day need be compared."""
    missing = Q(came_on__isnull=True)
    return missing | Q(came_on__gt=on) if on < timezone.localdate() else missing


def not_cancelled(on: date, prefix: str = "") -> Q:
    still = Q(**{f"{prefix}cancelled_on__isnull": True}) | Q(**{f"{prefix}cancelled_on__gt": on})
    return still & Q(**{f"{prefix}frozen_on__lte": on})


def must_study(of: Branch, on: date, *, theme: int = 0, harvest: Period | None = None) -> Learners:
    """The base of a branch, by a day: of the `theme` of a year, or of studies whose papers are due in `harvest`.
    Found by study: lists of other years need not be gone through."""
    wanted: dict[str, Any] = {"theme_year": theme} if theme else {}
    if harvest:
        wanted = {"harvest_due_on__range": (harvest.first, harvest.last)}
    studies = Study.objects.filter(not_cancelled(on), **wanted).order_by().values("pk")
    return Learner.objects.filter(MUST, under_ever(of, "path"), study__in=studies)


def with_state(rows: Learners, on: date) -> Learners:
    """Annotates `came` (to a class by the day), `last_came` and `cell_name`."""
    turns = SessionTurn.objects.filter(learner=OuterRef("pk"), session__held_on__lte=on)
    came = ExpressionWrapper(Q(came_on__isnull=False, came_on__lte=on), output_field=BooleanField())
    day = turns.order_by("-session__held_on").values("session__held_on")[:1]
    name = Profile.objects.on(on).filter(organisation=OuterRef("cell")).values("short_name")[:1]
    first = Profile.objects.filter(organisation=OuterRef("cell")).order_by("-started_on")
    known = Coalesce(Subquery(name), Subquery(first.values("short_name")[:1]))
    return rows.annotate(came=came, last_came=Subquery(day), cell_name=known)


@dataclass(frozen=True)
class Coverage:
    """How far a list has come: `must` is the frozen base, `came` and `harvest` are parts of it."""

    must: int
    came: int
    harvest: int
    outside: int

    @property
    def unread(self) -> int:
        return self.must - self.came

    @property
    def percent(self) -> str:
        return format_percent(100 * self.came / self.must) if self.must else ""


def coverage(rows: Learners, on: date) -> Coverage:
    return Coverage(**rows.aggregate(**_counts(on)))


def _counts(on: date) -> dict[str, Count]:
    return {
        "must": Count("pk", filter=MUST),
        "came": Count("pk", filter=MUST & came_by(on)),
        "harvest": Count("pk", filter=MUST & Q(harvest_on__lte=on)),
        "outside": Count("pk", filter=~MUST),
    }


def coverage_by_cell(rows: Learners, on: date) -> list[tuple[int, Coverage]]:
    """By key of the cell of the frozen list, in one question."""
    found = rows.order_by().values("cell").annotate(**_counts(on))
    return [(row["cell"], Coverage(**{name: row[name] for name in _counts(on)})) for row in found]


def coverage_by_study(rows: Learners, on: date) -> dict[int, Coverage]:
    found = rows.order_by().values("study").annotate(**_counts(on))
    return {row["study"]: Coverage(**{name: row[name] for name in _counts(on)}) for row in found}


def turns_of(rows: Sessions) -> Sessions:
    """Annotates `members_present` and `present`: everybody who came, outside the Party too."""
    turns = SessionTurn.objects.filter(session=OuterRef("pk")).order_by().values("session")
    counted = Coalesce(Subquery(turns.annotate(n=Count("pk")).values("n")), 0)
    return rows.annotate(members_present=counted).annotate(present=counted + F("others_present"))


def sessions_of(of: Branch, first: date, last: date, kind: str = "") -> Sessions:
    """Classes held in a period by units of a branch; not those of a study given up by the last day."""
    rows = StudySession.objects.filter(
        under_ever(of, "study__path"), not_cancelled(last, "study__"), held_on__range=(first, last)
    )
    return rows.filter(study__kind=kind) if kind else rows


def audience(of: Branch, theme_year: int | None) -> list[Learner]:
    """Unsaved rows of the frozen list: members on the books of the day, the outside ones with why."""
    members = list(roll(of).order_by("pk"))
    outside = _outside({row.person_id for row in members}, of, theme_year)
    return [
        Learner(
            person_id=row.person_id,
            cell_id=row.cell_id,
            path=row.path,
            outside=outside.get(row.person_id, ""),
            theme_year=theme_year,
        )
        for row in members
    ]


def _outside(people: set[int], of: Branch, theme_year: int | None) -> dict[int, str]:
    """By person, the strongest of what keeps them outside, the books' reasons last."""
    here = cells_in(of).values("pk")
    found: dict[str, QuerySet[Any]] = {
        Outside.EXCUSED: Exemption.objects.on(of.on),
        Outside.AWAY: TemporaryStay.objects.on(of.on).exclude(cell__in=here),
        Outside.SUSPENDED: Suspension.objects.on(of.on),
    }
    if theme_year:
        found = {Outside.ELSEWHERE: Learner.objects.filter(MUST, theme_year=theme_year), **found}
    keys = {why: set(rows.values_list("person_id", flat=True)) for why, rows in found.items()}
    return {person: str(why) for why, some in keys.items() for person in some & people}


def joined_since(study: Study, of: Branch) -> QuerySet[Membership]:
    """Members of the branch today who are not on the frozen list: they came after it was closed."""
    listed = Learner.objects.filter(study=study).values("person")
    return roll(of).exclude(person__in=listed).select_related("person")
