"""Signs of weakness that the records of a branch show on a day: each criterion says which rows it needs about
all units, and all are read in one question (`base.asking`)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Max, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.admissions.models import Admission
from chibo.admissions.queries.heads import places_under, village_kinds
from chibo.base.asking import Ask, answered, told_together
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

    def number(self, code: str) -> int:
        return rule(f"consolidation.{code}", self.on).integer()


def signs(of: Branch, user: User) -> dict[int, list[Sign]]:
    """By key of the unit; only criteria in force. What the records do not say is no sign."""
    asked = Asked(of, user)
    wanted = [one for one in rule("consolidation.criteria", of.on).entries() if one in _READ]
    asks = [_of(one, ask) for one in wanted for reads in _READ[one] for ask in reads(asked)]
    found: dict[int, list[Sign]] = {}
    for sign in answered(asks):
        found.setdefault(sign.unit, []).append(sign)
    return found


# A unit, the reason, and where the records behind it are.
Told = tuple[int, str, str]
Rows = QuerySet[Any, Any]


def _of(criterion: str, ask: Ask[Told]) -> Ask[Sign]:
    def told(rows: list[Any]) -> list[Sign]:
        return [Sign(unit, criterion, reason, url) for unit, reason, url in ask.told(rows)]

    return Ask(ask.rows, told)


def _one_by_one(rows: Rows, told: Callable[[Any], Told]) -> list[Ask[Told]]:
    """Each row is a sign."""
    return [Ask(rows, lambda found: [told(row) for row in found])]


def _too_few(asked: Asked) -> list[Ask[Told]]:
    """Of cells whose books have begun."""
    least = asked.number("few_official_members")
    held = Membership.objects.on(asked.on).filter(under(asked.of.path), status=Status.OFFICIAL)
    counts = held.order_by().values("cell").annotate(n=Count("pk"))
    known = Organisation.objects.filter(pk__in=asked.cells, records_from__lte=asked.on)

    def told(came: list[list[Any]]) -> list[Told]:
        found = {row.cell: row.n for row in came[0]}
        few = [(row.pk, found.get(row.pk, 0)) for row in came[1] if found.get(row.pk, 0) < least]
        reason = _("Có {n} đảng viên chính thức, dưới {least}.")
        return [
            (key, reason.format(n=n, least=least), reverse("members:list", args=[key]))
            for key, n in few
        ]

    return told_together([counts, known.values("pk")], told)


def _villages_bare(asked: Asked) -> list[Ask[Told]]:
    """Told of the committee in whose area the villages lie, once some book of the branch has begun."""
    if asked.of.is_cell:
        return []
    begun = Placement.objects.on(asked.on).filter(
        under(asked.of.path), organisation__records_from__isnull=False
    )
    rows = marked(places_under(asked.of).filter(kind__in=village_kinds()), asked.of)
    bare = rows.filter(Q(has_cell=False) | Q(has_members=False), Exists(begun))
    return [Ask(bare.values("area_id", "name", "name_folded"), _told_of_areas)]


def _told_of_areas(bare: Iterable[Any]) -> list[Told]:
    areas: dict[int, list[str]] = {}
    for row in sorted(bare, key=lambda row: (row.name_folded, row.name)):
        areas.setdefault(row.area_id, []).append(row.name)
    reason = _("{n} thôn bản chưa có chi bộ hoặc chưa có đảng viên: {which}.")
    return [
        (
            area,
            reason.format(n=len(names), which=_few(names)),
            reverse("organisations:places", args=[area]),
        )
        for area, names in areas.items()
    ]


def _few(names: list[str]) -> str:
    more = ", …" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _no_meetings(asked: Asked) -> list[Ask[Told]]:
    """A cell whose books of meetings have not begun is not known to have missed any."""
    months = rule("consolidation.months_without_meeting", asked.on).months
    since = add_months(asked.on, -months)
    held = Meeting.objects.filter(
        organisation__in=asked.cells, kind="regular", held_on__lte=asked.on
    )
    last = held.order_by().values("organisation").annotate(day=Max("held_on"))

    def told(row: Any) -> Told:
        reason = _("Buổi thường kỳ gần nhất ngày {day}, đã {n} tháng trở lên.").format(
            day=format_date(row.day), n=months
        )
        return row.organisation, reason, reverse("meetings:list", args=[row.organisation])

    return _one_by_one(last.filter(day__lte=since), told)


def _scored_low(asked: Asked) -> list[Ask[Told]]:
    """By the committee above where it scored, not counting the cell's own points beside it."""
    many, low = asked.number("low_scored_meetings"), _low_levels(asked.on)
    since = add_months(asked.on, -12)
    scored = Score.objects.filter(
        level__in=low,
        meeting__organisation__in=asked.cells,
        meeting__held_on__gt=since,
        meeting__held_on__lte=asked.on,
    )
    counts = scored.order_by().values(unit=F("meeting__organisation"))

    def told(row: Any) -> Told:
        reason = _("{n} buổi sinh hoạt trong 12 tháng xếp kém, trung bình.").format(n=row.n)
        return row.unit, reason, reverse("meetings:list", args=[row.unit])

    return _one_by_one(counts.annotate(n=Count("meeting", distinct=True)).filter(n__gte=many), told)


def _low_levels(on: date) -> tuple[str, ...]:
    return tuple(rule("consolidation.low_meeting_levels", on).entries())


def _no_admissions(asked: Asked) -> list[Ask[Told]]:
    """Of cells whose books reach back so far."""
    years = rule("consolidation.years_without_admission", asked.on).years
    since = add_months(asked.on, -12 * years)
    # By where the cells stood when it was: admissions of those years are the whole installation's.
    places = Placement.objects.filter(organisation__in=asked.cells).values("path")
    came = Admission.objects.filter(
        movement__to_cell__in=asked.cells,
        movement__to_path__in=places,
        movement__happened_on__gt=since,
        movement__happened_on__lte=asked.on,
    )
    known = Organisation.objects.filter(
        pk__in=asked.cells, founded_on__lte=since, records_from__lte=since
    )

    def told(row: Any) -> Told:
        reason = _("Từ ngày {day} chưa kết nạp được đảng viên nào ({n} năm).").format(
            day=format_date(since), n=years
        )
        return row.pk, reason, reverse("members:list", args=[row.pk])

    return _one_by_one(known.exclude(pk__in=came.values("movement__to_cell")).values("pk"), told)


def _rated_lowest(asked: Asked) -> list[Ask[Told]]:
    """By the figures of ratings, whose rows name the `unit` and the `rank`: names of the lowest level have changed
    over the years, its rank has not. The app that rates is a neighbour and known by its figures only."""
    codes = code_list("organisation_ratings")
    lowest = min(item.rank for item in codes.all_items if item.rank is not None)
    asks = []
    for name in ("cells_rated", "grassroots_rated"):
        with suppress(UnknownFigure):
            asks += _lowest_in(asked, name, lowest)
    return asks


def _lowest_in(asked: Asked, name: str, lowest: int) -> list[Ask[Told]]:
    """By the last year a unit was rated in: the year before, or the one that ends on the day asked."""
    scopes = [Scope(asked.of, asked.on).over(year) for year in _years_ended(asked.on)]
    rated = [figure(name).rows(scope).order_by() for scope in scopes]
    low = [rows.filter(rank=lowest).values("unit").distinct() for rows in rated]
    again = [
        later.filter(unit__in=earlier).values("unit").distinct()
        for earlier, later in zip(low, rated[1:], strict=False)
    ]
    reason = _("Năm {year} xếp mức thấp nhất (không hoàn thành nhiệm vụ, yếu kém).")

    def told(came: list[list[Any]]) -> list[Told]:
        found: dict[int, Scope] = {}
        lowest_then, overtaking = came[: len(low)], [[], *came[len(low) :]]
        for scope, rows, overtaken in zip(scopes, lowest_then, overtaking, strict=True):
            for row in overtaken:
                found.pop(row.unit, None)
            found |= {row.unit: scope for row in rows}
        return [
            (key, reason.format(year=scope.span.first.year), number_url(name, scope))
            for key, scope in found.items()
        ]

    return told_together([*low, *again], told)


def _years_ended(on: date) -> list[Period]:
    """The year before, and the one that ends on the day itself."""
    this = Period.year(on.year)
    return [Period.year(on.year - 1), *([this] if on == this.last else [])]


def _leaders_disciplined(asked: Asked) -> list[Ask[Told]]:
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
    counts = held.order_by().values("organisation")

    def told(row: Any) -> Told:
        reason = _("{n} đồng chí bí thư, cấp ủy viên bị kỷ luật từ {form} trở lên trong 12 tháng.")
        form = code_list("discipline_forms").label(least).lower()
        page = reverse("organisations:page", args=[row.organisation])
        return row.organisation, reason.format(n=row.n, form=form), page

    return _one_by_one(counts.annotate(n=Count("person", distinct=True)), told)


def _targets_failed(asked: Asked) -> list[Ask[Told]]:
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
    counts = closed.order_by().values(unit=F("target__organisation"))

    def told(row: Any) -> Told:
        reason = _("{n} chỉ tiêu chốt trong 12 tháng không đạt.").format(n=row.n)
        return row.unit, reason, reverse("targets:board", args=[row.unit])

    return _one_by_one(counts.annotate(n=Count("target", distinct=True)).filter(n__gte=many), told)


_READ: Mapping[str, Sequence[Callable[[Asked], list[Ask[Told]]]]] = {
    "rated_not_met": (_rated_lowest,),
    "leaders_disciplined": (_leaders_disciplined,),
    "meetings_poor": (_no_meetings, _scored_low),
    "too_few_members": (_too_few, _villages_bare),
    "no_admissions": (_no_admissions,),
    "targets_failed": (_targets_failed,),
}
