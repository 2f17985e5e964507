"""Signs of weakness that the records of a branch show on a day: each criterion asks once about all units."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Admission
from chibo.admissions.queries.heads import places_under, village_kinds
from chibo.base.figures import Scope, UnknownFigure, figure, number_url
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.inspection.queries.reach import disciplines_visible_to, not_cancelled
from chibo.meetings.models import Meeting, Score
from chibo.members.models import Membership, Post, Status
from chibo.organisations.models import Organisation, Placement
from chibo.organisations.queries.places import marked
from chibo.organisations.queries.tree import Branch, cells_in, under
from chibo.rulebook.queries import add_months, code_list, rule
from chibo.targets.models import Moment, TargetResult

_NAMED = 3


@dataclass(frozen=True)
class Sign:
    """Of the unit with this key: `reason` says it with its numbers, `url` leads to the records behind it."""

    unit: int
    criterion: str
    reason: str
    url: str

    @property
    def label(self) -> str:
        return code_list("weakness_criteria").label(self.criterion)


@dataclass(frozen=True)
class Asked:
    """A branch on its day, for the person who reads. Its cells stay a question: a province has thousands."""

    of: Branch
    user: User

    @property
    def on(self) -> date:
        return self.of.on

    @property
    def cells(self) -> QuerySet[Any, Any]:
        return cells_in(self.of).values("pk")

    @cached_property
    def begun(self) -> dict[int, tuple[date, date | None]]:
        """Cell → founded on, its books begin on."""
        rows = Organisation.objects.filter(pk__in=self.cells)
        return {
            key: (founded, books)
            for key, founded, books in rows.values_list("pk", "founded_on", "records_from")
        }

    def number(self, code: str) -> int:
        return rule(f"consolidation.{code}", self.on).integer()


def signs(of: Branch, user: User) -> dict[int, list[Sign]]:
    """By key of the unit; only criteria in force. What the records do not say is no sign."""
    asked = Asked(of, user)
    wanted = rule("consolidation.criteria", of.on).entries()
    found: dict[int, list[Sign]] = {}
    for criterion in wanted:
        for read in _READ.get(criterion, ()):
            for unit, reason, url in read(asked):
                found.setdefault(unit, []).append(Sign(unit, criterion, reason, url))
    return found


Found = Iterator[tuple[int, str, str]]


def _too_few(asked: Asked) -> Found:
    least = asked.number("few_official_members")
    held = Membership.objects.on(asked.on).filter(under(asked.of.path), status=Status.OFFICIAL)
    counts = dict(held.order_by().values_list("cell").annotate(n=Count("pk")))
    for key, (_founded, books) in asked.begun.items():
        if books is not None and books <= asked.on and counts.get(key, 0) < least:
            reason = _("Có {n} đảng viên chính thức, dưới {least}.").format(
                n=counts.get(key, 0), least=least
            )
            yield key, reason, reverse("members:list", args=[key])


def _villages_bare(asked: Asked) -> Found:
    """Told of the committee in whose area the villages lie."""
    if asked.of.is_cell or asked.of.records_from is None:
        return
    rows = marked(places_under(asked.of).filter(kind__in=village_kinds()), asked.of)
    bare = rows.filter(Q(has_cell=False) | Q(has_members=False)).order_by("name_folded")
    areas: dict[int, list[str]] = {}
    for area, name in bare.values_list("area_id", "name"):
        areas.setdefault(area, []).append(name)
    for area, names in areas.items():
        told = _("{n} thôn bản chưa có chi bộ hoặc chưa có đảng viên: {which}.")
        reason = told.format(n=len(names), which=_few(names))
        yield area, reason, reverse("organisations:places", args=[area])


def _few(names: list[str]) -> str:
    more = ", …" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _no_meetings(asked: Asked) -> Found:
    """A cell whose books of meetings have not begun is not known to have missed any."""
    months = rule("consolidation.months_without_meeting", asked.on).months
    since = add_months(asked.on, -months)
    held = Meeting.objects.filter(
        organisation__in=asked.cells, kind="regular", held_on__lte=asked.on
    )
    last = held.order_by().values_list("organisation").annotate(day=Max("held_on"))
    for key, day in last:
        if day <= since:
            reason = _("Buổi thường kỳ gần nhất ngày {day}, đã {n} tháng trở lên.").format(
                day=format_date(day), n=months
            )
            yield key, reason, reverse("meetings:list", args=[key])


def _scored_low(asked: Asked) -> Found:
    """By the committee above where it scored, not counting the cell's own points beside it."""
    many, low = asked.number("low_scored_meetings"), _low_levels(asked.on)
    since = add_months(asked.on, -12)
    scored = Score.objects.filter(
        level__in=low,
        meeting__organisation__in=asked.cells,
        meeting__held_on__gt=since,
        meeting__held_on__lte=asked.on,
    )
    counts = scored.order_by().values_list("meeting__organisation")
    for key, n in counts.annotate(n=Count("meeting", distinct=True)):
        if n >= many:
            reason = _("{n} buổi sinh hoạt trong 12 tháng xếp kém, trung bình.").format(n=n)
            yield key, reason, reverse("meetings:list", args=[key])


def _low_levels(on: date) -> tuple[str, ...]:
    return tuple(rule("consolidation.low_meeting_levels", on).entries())


def _no_admissions(asked: Asked) -> Found:
    """Of cells whose books reach back so far."""
    years = rule("consolidation.years_without_admission", asked.on).years
    since = add_months(asked.on, -12 * years)
    came = Admission.objects.filter(
        movement__to_cell__in=asked.cells, ceremony_on__gt=since, ceremony_on__lte=asked.on
    )
    with_some = set(came.order_by().values_list("movement__to_cell", flat=True))
    for key, (founded, books) in asked.begun.items():
        known = books is not None and books <= since and founded <= since
        if known and key not in with_some:
            reason = _("Từ ngày {day} chưa kết nạp được đảng viên nào ({n} năm).").format(
                day=format_date(since), n=years
            )
            yield key, reason, reverse("members:list", args=[key])


def _rated_lowest(asked: Asked) -> Found:
    """By the figures of ratings, whose rows name the `unit` and the `rank`: names of the lowest level have changed
    over the years, its rank has not. The app that rates is a neighbour and known by its figures only."""
    codes = code_list("organisation_ratings")
    lowest = min(item.rank for item in codes.all_items if item.rank is not None)
    for name in ("cells_rated", "grassroots_rated"):
        with suppress(UnknownFigure):
            yield from _lowest_in(asked, name, lowest)


def _lowest_in(asked: Asked, name: str, lowest: int) -> Found:
    """By the last year a unit was rated in: the year before, or the one that ends on the day asked."""
    found: dict[int, Scope] = {}
    for year in _years_ended(asked.on):
        scope = Scope(asked.of, asked.on).over(year)
        rows = figure(name).rows(scope).order_by()
        if found:
            for key in rows.filter(unit__in=list(found)).values_list("unit", flat=True):
                found.pop(key, None)
        for key in rows.filter(rank=lowest).values_list("unit", flat=True).distinct():
            found[key] = scope
    for key, scope in found.items():
        reason = _("Năm {year} xếp mức thấp nhất (không hoàn thành nhiệm vụ, yếu kém).")
        yield key, reason.format(year=scope.span.first.year), number_url(name, scope)


def _years_ended(on: date) -> list[Period]:
    """The year before, and the one that ends on the day itself."""
    this = Period.year(on.year)
    return [Period.year(on.year - 1), *([this] if on == this.last else [])]


def _leaders_disciplined(asked: Asked) -> Found:
    """Only of decisions the reader may read: books of inspection are nobody else's."""
    positions = [
        item.code
        for item in code_list("positions").items()
        if item.extra.get("is_secretary") or item.extra.get("is_committee_member")
    ]
    least = rule("consolidation.leaders_disciplined_from", asked.on).text()
    decided = disciplines_visible_to(asked.user).filter(
        not_cancelled(asked.on),
        form__in=code_list("discipline_forms").codes_from(least),
        effective_on__gt=add_months(asked.on, -12),
        effective_on__lte=asked.on,
    )
    standing = Placement.objects.on(asked.on).filter(under(asked.of.path))
    day = F("person__disciplines__effective_on")
    held = Post.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        position__in=positions,
        organisation__in=standing.values("organisation"),
        person__disciplines__in=decided.values("pk"),
        started_on__lte=day,
    )
    counts = held.order_by().values_list("organisation")
    for key, n in counts.annotate(n=Count("person", distinct=True)):
        reason = _("{n} đồng chí bí thư, cấp ủy viên bị kỷ luật từ {form} trở lên trong 12 tháng.")
        form = code_list("discipline_forms").label(least).lower()
        yield key, reason.format(n=n, form=form), reverse("organisations:page", args=[key])


def _targets_failed(asked: Asked) -> Found:
    """As closed at the end of their period, not as they look before it."""
    many = asked.number("failed_targets")
    standing = Placement.objects.on(asked.on).filter(under(asked.of.path))
    closed = TargetResult.objects.filter(
        moment=Moment.END,
        met=False,
        replaced_on=None,
        on__gt=add_months(asked.on, -12),
        on__lte=asked.on,
        target__organisation__in=standing.values("organisation"),
    )
    counts = closed.order_by().values_list("target__organisation")
    for key, n in counts.annotate(n=Count("target", distinct=True)):
        if n >= many:
            reason = _("{n} chỉ tiêu chốt trong 12 tháng không đạt.").format(n=n)
            yield key, reason, reverse("targets:board", args=[key])


_READ: Mapping[str, tuple[Callable[[Asked], Found], ...]] = {
    "rated_not_met": (_rated_lowest,),
    "leaders_disciplined": (_leaders_disciplined,),
    "meetings_poor": (_no_meetings, _scored_low),
    "too_few_members": (_too_few, _villages_bare),
    "no_admissions": (_no_admissions,),
    "targets_failed": (_targets_failed,),
}
