"""One organisation's page: its committee, its history, its papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.members.models import Post
from chibo.members.models.post import Gained
from chibo.organisations.models import Organisation, Placement, Profile
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Seat:
    """One post of the committee as of the day."""

    person_id: int
    name: str
    position: str
    term: str
    gained: str
    since: date


def roster(of: Branch) -> list[Seat]:
    """The organisation's own committee on the day, by rank of the posts."""
    positions = code_list("positions")
    ranks = {
        item.code: n
        for n, item in enumerate(positions.items())
        if item.extra.get("is_committee_member")
        or item.extra.get("group") == "inspection_committee"
    }
    posts = Post.objects.on(of.on).filter(organisation=of.pk, position__in=ranks)
    rows = sorted(
        posts.select_related("person"), key=lambda p: (ranks[p.position], p.person.name_sort)
    )
    return [
        Seat(
            post.person_id,
            post.person.full_name,
            positions.label(post.position),
            post.term,
            _how(post),
            post.started_on,
        )
        for post in rows
    ]


def _how(post: Post) -> str:
    parts = [str(Gained(post.gained).label)] if post.gained else []
    if post.seconded:
        parts.append(
            _("tăng cường từ {unit}").format(unit=post.seconded_from)
            if post.seconded_from
            else _("tăng cường")
        )
    return ", ".join(parts)


@dataclass(frozen=True)
class Step:
    """A line of the organisation's history (see docs/design.md, `c-timeline`)."""

    day: date
    title: str
    text: str
    state: str = ""
    url: str = ""


def history(organisation: Organisation) -> list[Step]:
    """Founding, names, kinds, places in the tree and the end, oldest first."""
    profiles = list(Profile.objects.filter(organisation=organisation).order_by("started_on"))
    placements = list(Placement.objects.filter(organisation=organisation).order_by("started_on"))
    steps = [*_profile_steps(profiles), *_placement_steps(placements)]
    if organisation.dissolved_on:
        cause = organisation.dissolution_reason
        number = organisation.dissolution_number
        text = " · ".join(part for part in (cause, number) if part)
        steps.append(_step(organisation.dissolved_on, _("Kết thúc hoạt động"), text))
    return sorted(steps, key=lambda step: step.day)


def _step(day: date, title: str, text: str) -> Step:
    return Step(day, title, f"{format_date(day)}" + (f" · {text}" if text else ""))


def cited(row: Profile | Placement) -> str:
    if not row.decision_number:
        return ""
    text = row.decision_number
    if row.decided_on:
        text += _(" ngày {day}").format(day=format_date(row.decided_on))
    return f"{text}, {row.decided_by}" if row.decided_by else text


def _profile_steps(profiles: Sequence[Profile]) -> list[Step]:
    kinds = code_list("organisation_kinds")
    steps = []
    for before, row in zip([None, *profiles], profiles, strict=False):
        if before is None:
            title = _("Thành lập: {name}").format(name=row.name)
        elif before.name != row.name:
            title = _("Đổi tên thành {name}").format(name=row.name)
        elif before.kind != row.kind:
            title = _("Chuyển thành {kind}").format(kind=kinds.label(row.kind).lower())
        else:
            title = _("Đổi loại hình hoặc mã tổ chức")
        steps.append(_step(row.started_on, title, cited(row)))
    return steps


def _placement_steps(placements: Sequence[Placement]) -> list[Step]:
    """The first placement is the founding; each later one a move, named as of its day."""
    moves = [
        row
        for before, row in pairwise(placements)
        if row.parent_id and row.parent_id != before.parent_id
    ]
    above = list(Profile.objects.filter(organisation__in={row.parent_id for row in moves}))
    return [
        _step(
            row.started_on,
            _("Về trực thuộc {name}").format(
                name=next(
                    (
                        one.name
                        for one in above
                        if one.organisation_id == row.parent_id and one.holds(row.started_on)
                    ),
                    "",
                )
            ),
            cited(row),
        )
        for row in moves
    ]
