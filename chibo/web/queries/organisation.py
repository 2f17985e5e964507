"""One organisation's page: its committee, its history, its papers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.text import format_date
from chibo.members.models import Post
from chibo.members.models.post import Gained
from chibo.organisations.models import Organisation, Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list
from chibo.web.queries.units import last_secretaries, secretaries_of


@dataclass(frozen=True)
class Seat:
    """One post of the committee as of the day."""

    person_id: int
    name: str
    position: str
    term: str
    gained: str
    since: date


def _seat_ranks() -> dict[str, int]:
    return {
        item.code: n
        for n, item in enumerate(code_list("positions").items())
        if item.extra.get("is_committee_member")
        or item.extra.get("group") == "inspection_committee"
    }


@dataclass(frozen=True)
class Leading:
    """Who leads on a day: the organisation's own committee by rank of the posts, and the secretary of
    each unit under it; one question."""

    roster: list[Seat]
    secretaries: dict[int, str]


def leading(user: User, of: Branch, units: Collection[Branch]) -> Leading:
    """Nobody where the user may not see names."""
    ranks = _seat_ranks()
    own = [of.pk] if has_power(user, Power.SEE_NAMES, of.path) else []
    asked = Q(organisation__in=own, position__in=ranks) | secretaries_of(user, units)
    posts = list(Post.objects.on(of.on).filter(asked).select_related("person"))
    seats = [post for post in posts if post.organisation_id == of.pk]
    seats.sort(key=lambda post: (ranks[post.position], post.person.name_sort))
    return Leading(
        [_seat(post) for post in seats],
        last_secretaries(post for post in posts if post.organisation_id != of.pk),
    )


def _seat(post: Post) -> Seat:
    return Seat(
        post.person_id,
        post.person.full_name,
        code_list("positions").label(post.position),
        post.term,
        _how(post),
        post.started_on,
    )


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


@dataclass(frozen=True)
class Record:
    """An organisation with its names and places in the tree, oldest first, and the names of those it
    has hung under."""

    organisation: Organisation
    profiles: list[Profile]
    placements: list[Placement]
    above: list[Profile]

    def profile(self, on: date) -> Profile:
        return next(one for one in self.profiles if one.holds(on))

    def history(self) -> list[Step]:
        """Founding, names, kinds, places in the tree and the end, oldest first."""
        steps = [*_profile_steps(self.profiles), *_placement_steps(self.placements, self.above)]
        if self.organisation.dissolved_on:
            steps.append(_ended(self.organisation, self.organisation.dissolved_on))
        return sorted(steps, key=lambda step: step.day)


def record_of(key: int) -> Record:
    placements = list(Placement.objects.filter(organisation=key).order_by("started_on"))
    keys = {key, *(row.parent_id for row in placements if row.parent_id)}
    profiles = Profile.objects.filter(organisation__in=keys).select_related("organisation")
    found = list(profiles.order_by("started_on"))
    own = [one for one in found if one.organisation_id == key]
    above = [one for one in found if one.organisation_id != key]
    return Record(own[0].organisation, own, placements, above)


def _ended(organisation: Organisation, day: date) -> Step:
    parts = (organisation.dissolution_reason, organisation.dissolution_number)
    return _step(day, _("Kết thúc hoạt động"), " · ".join(part for part in parts if part))


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


def _placement_steps(placements: Sequence[Placement], above: Sequence[Profile]) -> list[Step]:
    """The first placement is the founding; each later one a move, named as of its day."""
    moves = [
        row
        for before, row in pairwise(placements)
        if row.parent_id and row.parent_id != before.parent_id
    ]
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
