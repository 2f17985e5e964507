"""The tree as it stood on a day."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from django.db.models import F, FilteredRelation, Min, Q, QuerySet, Value
from django.utils.translation import gettext as _

from chibo.base.asking import rows_together
from chibo.base.dated import holds_on
from chibo.base.rules import Refusal
from chibo.base.statements import plainly
from chibo.base.text import text_sort_key
from chibo.organisations.models import Organisation, Placement, Profile
from chibo.organisations.models.organisation import SEGMENT
from chibo.rulebook.queries import code_list

if TYPE_CHECKING:
    from chibo.organisations.queries.homes import Homes

# Organisations with the columns `placed` adds; the checker of types knows the model's own only.
Placed = QuerySet[Any]
# By organisation: from which day until which it stood so, and the values of `standing_columns`.
Standings = dict[int, list[tuple[date, date, list[Any]]]]


class NotInTree(Refusal):
    """The organisation did not stand in the tree on that day."""

    @classmethod
    def on(cls, day: date) -> Self:
        return cls(
            _("Tổ chức này chưa thành lập hoặc đã kết thúc tại ngày {day}. Chọn ngày khác.").format(
                day=day.strftime("%d/%m/%Y")
            )
        )


@dataclass(frozen=True)
class Branch:
    """An organisation with everything under it, on a day: what every figure is asked about.

    `tree` is the day whose tree the question is put to, when that is not the day's own
    (queries.succession.in_tree): then `homes` says where every row belongs in it, and `also` are the
    highest paths at other times of what belongs to the branch.
    """

    organisation_id: int
    path: str
    parent_id: int | None
    name: str
    short_name: str
    kind: str
    base_type: str
    code: str
    on: date
    also: frozenset[str] = frozenset()
    tree: date | None = None
    homes: "Homes | None" = field(default=None, compare=False, repr=False)

    def __hash__(self) -> int:
        """A page keeps its questions under their branch. Two alike are one organisation on one day."""
        return hash((self.organisation_id, self.on))

    @property
    def depth(self) -> int:
        return len(self.path) // SEGMENT

    @property
    def is_cell(self) -> bool:
        return self.kind in cell_kinds()

    @property
    def papers_keeper(self) -> int:
        """A cell's papers stand in the register of the committee above it."""
        return self.parent_id if self.is_cell and self.parent_id else self.organisation_id

    @property
    def ancestor_ids(self) -> list[int]:
        """From the root down, without itself."""
        return path_ids(self.path)[:-1]

    @cached_property
    def kind_label(self) -> str:
        return code_list("organisation_kinds").label(self.kind)

    @property
    def pk(self) -> int:
        return self.organisation_id

    @cached_property
    def ancestors(self) -> list["Branch"]:
        """From the root down, without itself, named as of the branch's day; read once."""
        found = branches(self.ancestor_ids, self.on)
        return [found[key] for key in self.ancestor_ids if key in found]

    @cached_property
    def children(self) -> list["Branch"]:
        """Direct children on the branch's day, or in the tree it is asked in; read once."""
        return children(self)

    @cached_property
    def basic_types(self) -> dict[int, str]:
        """The base type of every basic organisation in and above the branch on its day; read once."""
        return dict(basic_profiles(self).values_list("organisation_id", "base_type"))

    @cached_property
    def own_paths(self) -> frozenset[str]:
        """Every path the organisation itself has ever had; read once per branch object."""
        rows = Placement.objects.filter(organisation=self.pk)
        return frozenset(rows.values_list("path", flat=True))

    @cached_property
    def records_from(self) -> date | None:
        """The first day about which any member book of the branch says anything; read once."""
        hung = Placement.objects.on(self.on).filter(under(self.path))
        if self.tree:
            hung = Placement.objects.filter(within(self.own_paths | self.also))
        keys = hung.values("organisation")
        rows = Organisation.objects.filter(pk__in=keys)
        first: date | None = rows.aggregate(day=Min("records_from"))["day"]
        return first


@plainly.register
def _plain_branch(one: Branch) -> tuple[Hashable, Branch]:
    """Its own paths count, and what was merged into it where that has been read (queries.succession)."""
    known = {"own_paths": one.own_paths}
    if "predecessors" in vars(one):
        known["predecessors"] = frozenset(vars(one)["predecessors"])
    plain = replace(one)
    vars(plain).update(known)
    return (one, *known.items()), plain


def under(path: str, column: str = "path") -> Q:
    """The condition that a row's tree path is `path` or below it: one index range."""
    return Q(**{f"{column}__gte": path, f"{column}__lt": path + "~"})


def within(paths: Iterable[str], column: str = "path") -> Q:
    """Under any of the paths; under none when there are none."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= under(path, column)
    return condition


def under_ever(of: Branch, column: str) -> Q:
    """Under the branch wherever it has hung: each of its own paths, whatever was above it then; in the
    tree of another day, wherever what belongs to it there did."""
    if of.homes:
        return of.homes.within(of.path, column)
    return within(of.own_paths | of.also, column)


def places_ever(of: Branch, column: str) -> Q:
    """As `under_ever`, place by place: for rows of every year that an index has by their place and day, of which
    a few months are asked for. A row's path is where its unit stood, so that each is among them."""
    if of.homes:
        return of.homes.within(of.path, column)
    places = Placement.objects.filter(within(of.own_paths | of.also))
    return Q(**{f"{column}__in": places.values("path")})


def path_ids(path: str) -> list[int]:
    return [int(path[i : i + SEGMENT], 36) for i in range(0, len(path), SEGMENT)]


def cell_kinds() -> list[str]:
    return [
        item.code for item in code_list("organisation_kinds").items() if item.extra.get("is_cell")
    ]


def grassroots_kinds() -> list[str]:
    kinds = code_list("organisation_kinds").items()
    return [item.code for item in kinds if item.extra.get("is_grassroots")]


def standing_columns(organisation: str, placement: str, profile: str) -> list[str]:
    """The columns of a Branch but for its day, in their order, reached through these prefixes."""
    names = ("name", "short_name", "kind", "base_type", "code")
    place = [f"{organisation}id", f"{placement}path", f"{placement}parent_id"]
    return [*place, *(profile + name for name in names)]


def standing_branch(found: Iterable[Any], on: date) -> Branch:
    """A Branch of the values of `standing_columns`."""
    return Branch(*[*found, on])


def placed(on: date) -> Placed:
    """Organisations standing in the tree on a day, annotated `path`, `parent_id`, `name`, `short_name`,
    `kind`, `base_type`, `code` as of that day."""
    return (
        Organisation.objects.alias(
            placement=FilteredRelation("placements", condition=holds_on(on, "placements__")),
            profile=FilteredRelation("profiles", condition=holds_on(on, "profiles__")),
        )
        .filter(placement__isnull=False, profile__isnull=False)
        .annotate(
            path=F("placement__path"),
            parent_id=F("placement__parent_id"),
            name=F("profile__name"),
            short_name=F("profile__short_name"),
            kind=F("profile__kind"),
            base_type=F("profile__base_type"),
            code=F("profile__code"),
        )
    )


def placed_under(path: str, on: date) -> Placed:
    """The branch itself and all below it on a day, in tree order."""
    return placed(on).filter(under(path, "placement__path")).order_by("path")


def standing_in(of: Branch) -> Placed:
    """Organisations of the branch on its day, in tree order; in the tree of another day, those that
    belong to it there."""
    if of.tree is None:
        return placed_under(of.path, of.on)
    return placed(of.on).filter(under_ever(of, "placement__path")).order_by("path")


def as_branch(row: Any, on: date) -> Branch:
    """A row of `placed` as a Branch."""
    return Branch(
        row.pk,
        row.path,
        row.parent_id,
        row.name,
        row.short_name,
        row.kind,
        row.base_type,
        row.code,
        on,
    )


def branch(organisation: Organisation | int, on: date) -> Branch:
    """Raises NotInTree when the organisation did not exist on that day."""
    key = organisation if isinstance(organisation, int) else organisation.pk
    standing = Placement.objects.on(on).filter(
        holds_on(on, "organisation__profiles__"), organisation=key
    )
    found = list(
        standing.values_list(*standing_columns("organisation_", "", "organisation__profiles__"))
    )
    if not found:
        raise NotInTree.on(on)
    return standing_branch(found[0], on)


def branch_at(organisation: int, path: str, on: date) -> Branch | None:
    """Read with its ancestors in one question by whoever knows its `path` of the day; None when it does not stand.
    A path that is another day's costs a second question later, no wrong answer."""
    return branch_near(organisation, path_ids(path), on)


def branch_near(organisation: int, near: Collection[int], on: date) -> Branch | None:
    """The same by whoever knows organisations among which its ancestors may be."""
    found = branches({organisation, *near}, on)
    of = found.get(organisation)
    if of is not None and set(of.ancestor_ids) <= set(near):
        vars(of)["ancestors"] = [found[key] for key in of.ancestor_ids if key in found]
    return of


def organisation_of(of: Branch) -> Organisation:
    """The record itself, for actions that write it down."""
    return Organisation.objects.get(pk=of.pk)


def branches(keys: Collection[int], on: date) -> dict[int, Branch]:
    return {row.pk: as_branch(row, on) for row in placed(on).filter(pk__in=keys)}


def branches_by_day(wanted: Collection[tuple[int, date]]) -> dict[tuple[int, date], Branch]:
    """Many organisations, each on a day of its own, in one question; those not standing are absent.
    Each knows the paths its organisation has had."""
    return stood_on(wanted, standings({key for key, _day in wanted}))


def stood_on(
    wanted: Iterable[tuple[int, date]], known: Standings
) -> dict[tuple[int, date], Branch]:
    found = {}
    for key, day in wanted:
        for since, until, standing in known.get(key, []):
            if since <= day < until:
                found[key, day] = one = standing_branch(standing, day)
                vars(one)["own_paths"] = frozenset(path for _, _, (_, path, *_) in known[key])
    return found


def latest_paths(keys: Iterable[int]) -> dict[int, str]:
    """Where each organisation hangs, or last hung, in the tree."""
    rows = Placement.objects.filter(organisation__in=set(keys)).order_by("started_on", "pk")
    return dict(rows.values_list("organisation", "path"))


def standings(keys: Collection[int] | QuerySet[Any, Any]) -> Standings:
    """Every placement of each organisation beside every profile of it, in one question."""
    rows = Organisation.objects.filter(pk__in=keys)
    days = [
        f"{one}__{end}_on" for one in ("placements", "profiles") for end in ("started", "ended")
    ]
    columns = [*days, *standing_columns("", "placements__", "profiles__")]
    known = rows.filter(placements__isnull=False, profiles__isnull=False).values_list(*columns)
    found: Standings = {}
    for placed_on, moved_on, named_on, renamed_on, *standing in known:
        until = min(moved_on or date.max, renamed_on or date.max)
        found.setdefault(standing[0], []).append((max(placed_on, named_on), until, standing))
    return found


def know_books(standing: Collection[Branch]) -> None:
    """Reads for many branches what each would ask by itself, unless it knows: where their books begin, and what
    paths they have had."""
    standing = [one for one in standing if one.tree is None and "records_from" not in vars(one)]
    unknown = [one for one in standing if "own_paths" not in vars(one)]
    if not standing:
        return
    firsts, had = rows_together([_beginnings(standing), _places_had(unknown)])
    for n, one in enumerate(standing):
        vars(one)["records_from"] = getattr(firsts[0], f"begin{n}") if firsts else None
    for one in unknown:
        mine = (row.path for row in had if row.organisation_id == one.pk)
        vars(one)["own_paths"] = frozenset(mine)


def _beginnings(standing: Sequence[Branch]) -> QuerySet[Any, Any]:
    """A row: for each, where the first book in it begins."""
    begin = {
        f"begin{n}": Min("organisation__records_from", filter=holds_on(one.on) & under(one.path))
        for n, one in enumerate(standing)
    }
    places = Placement.objects.filter(within({one.path for one in standing})).order_by()
    return places.annotate(whole=Value(1)).values("whole").annotate(**begin).values(*begin)


def _places_had(standing: Sequence[Branch]) -> QuerySet[Any, Any]:
    rows = Placement.objects.filter(organisation__in={one.pk for one in standing})
    return rows.values("organisation_id", "path")


def itself_on(of: Branch, then: date) -> Branch | None:
    """The organisation as it stood on another day; None when it did not. The same question tells the
    branch its ancestors, and both the paths they have had."""
    here = {(key, of.on) for key in [*of.ancestor_ids, of.pk]}
    found = branches_by_day(here | {(of.pk, then)})
    vars(of)["own_paths"] = found[of.pk, of.on].own_paths
    vars(of)["ancestors"] = [found[key, of.on] for key in of.ancestor_ids if (key, of.on) in found]
    return found.get((of.pk, then))


def stood_and_before(of: Branch, then: date, before: date) -> tuple[Branch | None, Branch | None]:
    """The organisation as it stood on two other days, in one question; the first knows its ancestors, where they
    are those of `of`."""
    line = [*of.ancestor_ids, of.pk]
    found = branches_by_day({(key, then) for key in line} | {(of.pk, before)})
    stood = found.get((of.pk, then))
    if stood and stood.ancestor_ids == line[:-1]:
        above = (found.get((key, then)) for key in stood.ancestor_ids)
        vars(stood)["ancestors"] = [one for one in above if one]
    return stood, found.get((of.pk, before))


def ancestors(of: Branch) -> list[Branch]:
    return of.ancestors


def basic_profiles(of: Branch) -> QuerySet[Profile]:
    """What the basic organisations in and above a branch are on its day."""
    here = Q(organisation__in=path_ids(of.path)) | under(of.path)
    standing = Placement.objects.on(of.on).filter(here)
    rows = Profile.objects.on(of.on).filter(kind__in=grassroots_kinds())
    return rows.filter(organisation__in=standing.values("organisation"))


def children(of: Branch) -> list[Branch]:
    """Direct children on the branch's day, `in_order`."""
    day = of.tree or of.on
    return in_order(as_branch(row, day) for row in placed(day).filter(placement__parent_id=of.pk))


def in_order(units: Iterable[Branch]) -> list[Branch]:
    """Committees first, then cells, each by base type and name."""
    order = {item.code: n for n, item in enumerate(code_list("base_types").items())}
    return sorted(
        units,
        key=lambda row: (
            row.is_cell,
            order.get(row.base_type, 999),
            text_sort_key(row.short_name),
        ),
    )


def cells_in(of: Branch) -> Placed:
    """Cells of the branch (itself, if it is one) on its day; never its party groups."""
    return standing_in(of).filter(profile__kind__in=cell_kinds())


def records_from(of: Branch) -> date | None:
    return of.records_from
