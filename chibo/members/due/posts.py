"""Offices still held in the books by people who died or left: from lists brought in, or from before
departures ended them (`members.actions.posts.end_posts_of`)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.addresses import page_of
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import units_by_path
from chibo.members.models import Membership, Movement, Post
from chibo.members.queries.offices import party_positions
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, under, under_ever
from chibo.rulebook.queries import code_list


def posts_left_open(user: User, branch: Branch, on: date) -> Ask[Due]:
    """For whoever reads names there."""
    return Ask(RowsOf(_named, branch, on), lambda found: [_due(row, user) for row in found])


def left_open_tallies(branch: Branch, on: date) -> Ask[Tally]:
    return Ask(RowsOf(_places, branch, on), lambda found: _by_unit(found, branch))


def _named(branch: Branch, on: date) -> QuerySet[Any, Any]:
    named = Profile.objects.on(on).filter(organisation=OuterRef("organisation"))
    return _left_open(branch, on).values(
        *(
            "pk",
            "organisation_id",
            "person_id",
            "person__full_name",
            "position",
            "left_on",
            "left_as",
            "place_in_tree",
        ),
        unit=Subquery(named.values("short_name")[:1]),
    )


def _places(branch: Branch, on: date) -> QuerySet[Any, Any]:
    return _left_open(branch, on).order_by().values("place_in_tree", "left_on")


def _by_unit(rows: Sequence[Any], branch: Branch) -> list[Tally]:
    units = units_by_path({row.place_in_tree for row in rows}, branch) if rows else {}
    counted = Counter((units[row.place_in_tree], row.left_on) for row in rows)
    return [
        Tally("post_left_open", _what(), unit, n, day, _why()) for (unit, day), n in counted.items()
    ]


def _left_open(branch: Branch, on: date) -> QuerySet[Any]:
    """Held on the day at units of the branch by who has left it and is in no cell, with `left_on`, `left_as`
    (the kind of movement) and `place_in_tree` (the unit's path)."""
    # "Not above nothing" instead of "nothing": an equality draws SQLite to everybody's departures.
    left = Movement.objects.filter(under_ever(branch, "from_path"), happened_on__lte=on)
    left = left.exclude(to_path__gt="")
    last = Movement.objects.filter(person=OuterRef("person"), to_path="", happened_on__lte=on)
    last = last.order_by("-happened_on", "-pk")
    stays = Membership.objects.on(on).filter(person=OuterRef("person"))
    hangs = Placement.objects.on(on).filter(organisation=OuterRef("organisation"))
    held = Post.objects.on(on).filter(person__in=left.values("person")).exclude(Exists(stays))
    rows = held.annotate(
        left_on=Subquery(last.values("happened_on")[:1]),
        left_as=Subquery(last.values("kind")[:1]),
        place_in_tree=Subquery(hangs.values("path")[:1]),
    )
    return rows.filter(under(branch.path, "place_in_tree")).filter(
        Q(left_as="died") | Q(position__in=party_positions())
    )


def _due(row: Any, user: User) -> Due:
    keeps = has_power(user, Power.KEEP_RECORDS, row.place_in_tree)
    position = code_list("positions").label(row.position)
    return Due(
        kind="post_left_open",
        what=_what(),
        about=f"{row.person__full_name}, {position.lower()}",
        due_on=row.left_on,
        url=reverse("members:end_post", args=[row.person_id, row.pk])
        if keeps
        else page_of("organisations:page", row.organisation_id),
        button=_("Ghi thôi giữ") if keeps else _("Xem đơn vị"),
        why=_("{left} từ ngày {day}, chức vụ trong sổ chưa kết thúc").format(
            left=code_list("movement_kinds").label(row.left_as), day=format_date(row.left_on)
        ),
        owner=row.unit or "",
        owner_path=row.place_in_tree,
        person_id=row.person_id,
    )


def _what() -> str:
    return _("Ghi thôi giữ chức vụ của người đã ra khỏi sổ")


def _why() -> str:
    return _("Người giữ chức vụ đã qua đời hoặc không còn sinh hoạt")
