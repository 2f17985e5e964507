"""What rules need to know beside the branch itself: others who share a number or a name, posts of people who
left, neighbours of units. The same for a cell as for the organisation above it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from chibo.base.asking import rows_together
from chibo.base.text import same_name_key
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.queries.units import Unit
from chibo.dues.models import Declaration
from chibo.members.models import Membership, Person, Post
from chibo.organisations.models import Placement, Profile
from chibo.organisations.queries.tree import Branch, under
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Around:
    """`twins`: by what is shared and by person, the name of another of the whole installation who shares it.
    `outsiders`: by unit, Party posts held by people on no roll. `resumes`: résumé numbers given more than
    once in a grassroots organisation. `dues`: grassroots organisations that keep dues. `siblings`: names that
    several units under one parent bear. `post_units`: short names of units where members hold posts."""

    twins: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    outsiders: Mapping[int, Sequence[str]] = field(default_factory=dict)
    resumes: Mapping[tuple[int, str], int] = field(default_factory=dict)
    dues: Collection[int] = ()
    siblings: Mapping[tuple[int, str], int] = field(default_factory=dict)
    post_units: Mapping[int, str] = field(default_factory=dict)


def read_around(
    of: Branch, roll: QuerySet[Membership], files: Sequence[MemberFile], units: Sequence[Unit]
) -> Around:
    bases = {file.grassroots_id for file in files if file.grassroots_id}
    counted = Membership.objects.on(of.on).filter(grassroots__in=bases)
    return Around(
        twins=twins(roll),
        outsiders=outsiders(of),
        resumes=_resumes(counted),
        dues=_keeping_dues(counted, of.on),
        siblings=_siblings(units, of.on),
        post_units=_post_units(files, of.on),
    )


def read_around_few(files: Sequence[MemberFile], on: date) -> Around:
    """What rules of files need to know beside some dozens of them; in one question."""
    bases = {file.grassroots_id for file in files if file.grassroots_id}
    counted = Membership.objects.on(on).filter(grassroots__in=bases)
    numbers = {file.resume_number for file in files if file.resume_number}
    people = Person.objects.filter(pk__in=[file.person_id for file in files])
    sharing = _sharing(people)
    resumes, dues, units, *twins = rows_together(
        [
            _repeated(counted.filter(person__resume_number__in=numbers)),
            _with_dues(counted, on),
            _units_of_posts(files, on),
            *sharing.values(),
        ]
    )
    return Around(
        resumes={(row.grassroots_id, row.person__resume_number): row.count for row in resumes},
        dues={row.grassroots_id for row in dues if row.grassroots_id},
        post_units={row.organisation_id: row.short_name for row in units},
        twins={
            kind: {row.pk: row.other for row in found}
            for kind, found in zip(sharing, twins, strict=True)
        },
    )


def read_around_units(of: Branch, units: Sequence[Unit]) -> Around:
    """What rules of units need to know beside them."""
    return Around(outsiders=outsiders(of), siblings=_siblings(units, of.on))


def _resumes(rows: QuerySet[Membership]) -> Mapping[tuple[int, str], int]:
    found = _repeated(rows).values_list("grassroots_id", "person__resume_number", "count")
    return {(base, number): count for base, number, count in found}


def _repeated(rows: QuerySet[Membership]) -> QuerySet[Any, Any]:
    numbered = rows.exclude(person__resume_number="").order_by()
    counted = numbered.values("grassroots_id", "person__resume_number")
    return counted.annotate(count=Count("pk")).filter(count__gt=1)


def _keeping_dues(rows: QuerySet[Membership], on: date) -> set[int]:
    found = _with_dues(rows, on).values_list("grassroots_id", flat=True)
    return {base for base in found if base}


def _with_dues(rows: QuerySet[Membership], on: date) -> QuerySet[Any, Any]:
    declared = Declaration.objects.on(on).filter(person=OuterRef("person"))
    return rows.filter(Exists(declared)).order_by().values("grassroots_id").distinct()


def _siblings(units: Sequence[Unit], on: date) -> Mapping[tuple[int, str], int]:
    parents = {unit.parent_id for unit in units if unit.parent_id}
    placed = Placement.objects.on(on).filter(parent__in=parents)
    parent_of = dict(placed.values_list("organisation_id", "parent_id"))
    named = Profile.objects.on(on).filter(organisation__in=placed.values("organisation"))
    counts: dict[tuple[int, str], int] = defaultdict(int)
    for key, name in named.values_list("organisation_id", "name"):
        counts[parent_of[key], same_name_key(name)] += 1
    return {pair: count for pair, count in counts.items() if count > 1}


def _post_units(files: Sequence[MemberFile], on: date) -> Mapping[int, str]:
    return dict(_units_of_posts(files, on).values_list("organisation_id", "short_name"))


def _units_of_posts(files: Sequence[MemberFile], on: date) -> QuerySet[Any, Any]:
    keys = {post.organisation_id for file in files for post in file.posts}
    named = Profile.objects.on(on).filter(organisation__in=keys)
    return named.values("organisation_id", "short_name")


def twins(roll: QuerySet[Membership]) -> Mapping[str, Mapping[int, str]]:
    """By what is shared, and by person of the roll, the name of another who shares it; one question each."""
    people = Person.objects.filter(pk__in=roll.values("person"))
    return {
        kind: dict(found.values_list("pk", "other")) for kind, found in _sharing(people).items()
    }


def _sharing(people: QuerySet[Person]) -> Mapping[str, QuerySet[Any, Any]]:
    return {
        "name": _shared(people.filter(born_on__isnull=False), "name_key", "born_on"),
        "old_id": _shared(people.exclude(old_id_hash=""), "old_id_hash"),
        "old_card": _shared(people.exclude(old_card_number=""), "old_card_number"),
    }


def _shared(people: QuerySet[Person], *columns: str) -> QuerySet[Any, Any]:
    same = {column: OuterRef(column) for column in columns}
    other = Person.objects.filter(**same).exclude(pk=OuterRef("pk")).order_by("pk")
    found = people.annotate(other=Subquery(other.values("full_name")[:1]))
    return found.filter(other__isnull=False).values("pk", "other")


def outsiders(of: Branch) -> Mapping[int, list[str]]:
    """By organisation of the branch, Party posts still held by people on no roll."""
    party = [item.code for item in code_list("positions").items() if _is_party(item)]
    standing = Membership.objects.on(of.on).filter(person=OuterRef("person"))
    here = under(of.path, "organisation__placements__path")
    rows = (
        Post.objects.on(of.on)
        .filter(here, ~Exists(standing), position__in=party)
        .filter(organisation__placements__ended_on__isnull=True)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for unit, position in rows.order_by("pk").values_list("organisation_id", "position"):
        found[unit].append(position)
    return found


def _is_party(item: Any) -> bool:
    groups = ("committee", "sectional_committee", "cell", "inspection_committee")
    return item.extra.get("group") in groups
