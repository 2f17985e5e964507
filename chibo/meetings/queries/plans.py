"""The schedule: which planned meetings a user may read, and what an agenda may begin with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.documents.models import Paper
from chibo.documents.queries import visible_to as papers_visible_to
from chibo.meetings.models import AgendaItem, Meeting, PlannedItem, PlannedMeeting, State
from chibo.meetings.queries.circulation import asked_of
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.reach import named_under
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import NoRuleOnDay, code_list, rule

# Planned meetings with the column `named` adds; the checker of types knows the model's own only.
Plans = QuerySet[Any]

# How far back papers are offered to be made known; ours, not a rule of the Party.
_PAPERS_SINCE = timedelta(days=62)
_MOST_PAPERS = 20


def visible_to(user: User, on: date) -> Plans:
    """Planned meetings of units where the user may read names."""
    units = Placement.objects.filter(named_under(user, on), holds_on(on)).values("organisation")
    return PlannedMeeting.objects.filter(organisation__in=units)


def plans_in(of: Branch) -> Plans:
    """Of the units that hang in a branch on its day."""
    units = Placement.objects.on(of.on).filter(under(of.path)).values("organisation")
    return PlannedMeeting.objects.filter(organisation__in=units)


def named(rows: Plans, on: date) -> Plans:
    """Annotates `unit_name`, the unit's short name on the day."""
    names = Profile.objects.on(on).filter(organisation=OuterRef("organisation"))
    return rows.annotate(unit_name=Subquery(names.values("short_name")[:1]))


def plan_for(organisation: int, kind: str, held_on: date) -> PlannedMeeting | None:
    """What a meeting that opens was planned as: of the same kind that day, or for a regular one that month."""
    rows = PlannedMeeting.objects.filter(
        organisation=organisation, kind=kind, cancelled_on=None, meeting=None
    )
    if kind != "regular":
        return rows.filter(planned_on=held_on).first()
    month = rows.filter(planned_on__year=held_on.year, planned_on__month=held_on.month)
    return min(month, key=lambda plan: abs(plan.planned_on - held_on), default=None)


def free_days(organisation: int, kind: str, days: Sequence[date]) -> list[date]:
    """Those in whose month nothing of the kind is planned or was held."""
    if not days:
        return []
    span = (days[0].replace(day=1), days[-1].replace(day=1) + timedelta(days=31))
    planned = PlannedMeeting.objects.filter(
        organisation=organisation, kind=kind, cancelled_on=None, planned_on__range=span
    )
    held = Meeting.objects.filter(organisation=organisation, kind=kind, held_on__range=span)
    taken = {*planned.values_list("planned_on", flat=True), *held.values_list("held_on", flat=True)}
    months = {(day.year, day.month) for day in taken}
    return [day for day in days if (day.year, day.month) not in months]


# ------------------------------------------------------------------ what an agenda begins with


def template_titles(kind: str, of: Branch, on: date) -> list[str]:
    """The points the rulebook gives a meeting of the kind, with what a cell of this base type looks to."""
    rows = rule("meetings.agenda_template", on).entries()
    found = [str(title) for row in rows if row["kind"] == kind for title in row["items"]]
    focus = _focus(of, on) if kind == "regular" and of.is_cell else ""
    return [*found[:-3], focus, *found[-3:]] if focus else found


def with_theme(kind: str, theme: str, of: Branch, on: date) -> list[tuple[str, bool]]:
    """(title, is_thematic): the template, and that of the thematic part held the same day."""
    found = [(title, False) for title in template_titles(kind, of, on)]
    if theme and kind == "regular":
        found += [(title, True) for title in template_titles("thematic", of, on)]
    return found


def _focus(of: Branch, on: date) -> str:
    try:
        rows = rule("meetings.focus_by_kind", on).entries()
    except NoRuleOnDay:
        return ""
    code = code_list("base_types").item(of.base_type).extra.get("cell_kind") if of.base_type else ""
    return next((str(row["focus"]) for row in rows if code in row["cell_kinds"]), "")


def last_titles(organisation: int, kind: str, before: date) -> list[tuple[str, bool]]:
    """(title, is_thematic) of the last meeting of the kind, without work that had returned to it."""
    last = (
        Meeting.objects.filter(organisation=organisation, kind=kind, held_on__lt=before)
        .order_by("-held_on", "-pk")
        .first()
    )
    if last is None:
        return []
    rows = last.items.filter(returning=None)
    return list(rows.values_list("title", "is_thematic"))


@dataclass(frozen=True)
class Offered:
    """A paper an agenda may take up. `due_on` and `remark` are of one the committee above asked for."""

    paper: Paper
    due_on: date | None = None
    remark: str = ""


def papers_to_make_known(user: User, of: Branch, on: date) -> list[Offered]:
    """What the committees above asked this cell to make known and is not on an agenda yet, then papers issued
    lately by others in the registers of the unit and of those above it that the user may read."""
    taken = _taken_up(of, on)
    rows = asked_of(of.pk, on).filter(told_on=None).exclude(circulation__paper__in=taken)
    sent = [row.circulation for row in rows[:_MOST_PAPERS]]
    asked = [Offered(one.paper, one.due_on, one.remark) for one in sent]
    known = AgendaItem.objects.filter(meeting__organisation=of.pk, paper__isnull=False)
    fresh = papers_visible_to(user, of.on).filter(
        keeper__in=[*of.ancestor_ids, of.pk],
        issued_on__range=(on - _PAPERS_SINCE, on),
        cancelled_on=None,
        secrecy="none",
    )
    fresh = fresh.exclude(pk__in=taken).exclude(pk__in=known.values("paper"))
    fresh = fresh.exclude(pk__in=[one.paper.pk for one in asked]).exclude(issuer=of.pk)
    return asked + [Offered(paper) for paper in fresh.order_by("-issued_on", "-pk")[:_MOST_PAPERS]]


def _taken_up(of: Branch, on: date) -> list[int]:
    """Papers on an agenda to come, or of a meeting still being written."""
    planned = PlannedItem.objects.filter(
        plan__organisation=of.pk,
        plan__cancelled_on=None,
        plan__meeting=None,
        plan__planned_on__gte=on,
        paper__isnull=False,
    )
    writing = AgendaItem.objects.filter(
        meeting__organisation=of.pk,
        meeting__state__in=[State.DRAFT, State.RETURNED],
        paper__isnull=False,
    )
    rows = [some.order_by().values_list("paper", flat=True) for some in (planned, writing)]
    return list(rows[0].union(rows[1]))


def paper_title(paper: Paper) -> str:
    said = _("Phổ biến {paper}: {summary}").format(paper=paper, summary=paper.summary)
    return said[:300]
