"""One organisation's page: its committee, its history, its papers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.dated import Cited
from chibo.base.text import format_date
from chibo.members.models import Post
from chibo.members.models.post import Gained
from chibo.organisations.models import Organisation, Placement, Profile, Succession
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
    placements: Sequence[Placement]
    above: list[Profile]
    successions: list[Succession]

    def profile(self, on: date) -> Profile:
        return next(one for one in self.profiles if one.holds(on))

    def history(self, on: date) -> list[Step]:
        """Founding, names, kinds, places in the tree and the end, oldest first; what came after the day is
        still to come."""
        steps = [*_profile_steps(self.profiles), *_placement_steps(self.placements, self.above)]
        if self.organisation.dissolved_on:
            steps.append(_ended(self.organisation, self.organisation.dissolved_on))
        own = self.organisation.pk
        steps += [_succession_step(row, own, self.above) for row in self.successions]
        told = [replace(step, state="future") if step.day > on else step for step in steps]
        return sorted(told, key=lambda step: step.day)

    def became(self) -> list[Step]:
        """What stands in its place, when it was merged into another."""
        own = self.organisation.pk
        merged = [row for row in self.successions if row.predecessor_id == own]
        steps = [_succession_step(row, own, self.above) for row in merged if row.kind == "merged"]
        since = _("Từ {day}")
        return [replace(step, text=since.format(day=format_date(step.day))) for step in steps]


def record_of(key: int) -> Record:
    related = Succession.objects.filter(Q(predecessor=key) | Q(successor=key))
    hung = Placement.objects.filter(organisation=key).annotate(related=Exists(related))
    placements = list(hung.order_by("started_on"))
    successions = (
        list(related.select_related("reorganisation").order_by("on", "pk"))
        if any(row.related for row in placements)
        else []
    )
    keys = {key, *(row.parent_id for row in placements if row.parent_id)}
    keys |= {end for row in successions for end in (row.predecessor_id, row.successor_id)}
    profiles = Profile.objects.filter(organisation__in=keys).select_related("organisation")
    found = list(profiles.order_by("started_on"))
    own = [one for one in found if one.organisation_id == key]
    above = [one for one in found if one.organisation_id != key]
    return Record(own[0].organisation, own, placements, above, successions)


def _ended(organisation: Organisation, day: date) -> Step:
    parts = (organisation.dissolution_reason, organisation.dissolution_number)
    return _step(day, _("Kết thúc hoạt động"), " · ".join(part for part in parts if part))


def _step(day: date, title: str, text: str, url: str = "") -> Step:
    return Step(day, title, f"{format_date(day)}" + (f" · {text}" if text else ""), url=url)


def _names_beside(row: Succession, own: int, named: Sequence[Profile]) -> str:
    """What the other unit was called on its last day, or on the first of the new one."""
    came = row.successor_id == own
    key, day = (
        (row.predecessor_id, row.on - timedelta(days=1)) if came else (row.successor_id, row.on)
    )
    return next((one.name for one in named if one.organisation_id == key and one.holds(day)), "")


def _succession_step(row: Succession, own: int, named: Sequence[Profile]) -> Step:
    """A link to the other unit: to a predecessor as it last stood."""
    came = row.successor_id == own
    words = {
        ("merged", True): _("Hợp nhất từ {name}"),
        ("merged", False): _("Nhập vào {name}"),
        ("split", True): _("Tách từ {name}"),
        ("split", False): _("Tách ra {name}"),
    }
    url = reverse("organisations:page", args=[row.predecessor_id if came else row.successor_id])
    if came:
        url += f"?ngay={row.on - timedelta(days=1):%Y-%m-%d}"
    title = words[row.kind, came].format(name=_names_beside(row, own, named))
    return _step(row.on, title, cited(row.reorganisation), url)


def cited(row: Cited) -> str:
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
