"""Party badges: proposed for a round, decided, handed over; each step may be taken back with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.documents.models import Paper
from chibo.members.models import BadgeAward, BadgeBasis, BadgeState, Membership, Person
from chibo.members.models.badge import LIVE
from chibo.members.queries.badges import Reached, bonus
from chibo.members.queries.coming import Round
from chibo.members.rules import may_keep_files, may_keep_members
from chibo.members.rules.badges import BADGE_STEPS, check_badge, check_round, may_keep_badges
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import rule


@dataclass(frozen=True)
class Proposing:
    """Somebody put forward for a mark. `reason` and `evidence` are needed for early and posthumous ones."""

    person: Person
    basis: str = BadgeBasis.DUE
    reason: str = ""
    evidence: Paper | None = None


@transaction.atomic
def propose_badges(
    of: Branch, on: date, proposals: Sequence[Proposing], *, by: User
) -> list[BadgeAward]:
    """Close the list of those proposed by an organisation for the round on a day; all or none."""
    require(by, may_keep_members, of)
    round_ = check_round(on)
    stays = _stays(proposals, of)
    reached = check_badge(
        round_, {one.person: (one.basis, stays[one.person.pk]) for one in proposals}
    )
    awards = [
        _proposed(one, stays[one.person.pk], reached[one.person.pk], round_) for one in proposals
    ]
    for award in awards:
        award.full_clean(exclude=["cell", "evidence"])
    BadgeAward.objects.bulk_create(awards, batch_size=500)
    note_all(by, [_line("badge.proposed", award) for award in awards])
    return awards


def _stays(proposals: Sequence[Proposing], of: Branch) -> dict[int, Membership]:
    """Each person's latest stay, which must lie in the branch."""
    people = [one.person.pk for one in proposals]
    rows = Membership.objects.filter(person__in=people).order_by("started_on", "pk")
    rows = rows.select_related("closed_by")
    stays = {row.person_id: row for row in rows}
    for one in proposals:
        stay = stays.get(one.person.pk)
        if stay is None or not stay.path.startswith(tuple(of.own_paths)):
            raise Refusal(
                _(
                    "Đồng chí {name} không sinh hoạt tại {where}; đề nghị ở nơi đang sinh hoạt."
                ).format(name=one.person.full_name, where=of.name)
            )
    return stays


def _proposed(one: Proposing, stay: Membership, reached: Reached, round_: Round) -> BadgeAward:
    award = BadgeAward(
        person=one.person,
        mark=reached.mark,
        basis=one.basis,
        state=BadgeState.PROPOSED,
        round_day=round_.day,
        missed_round=reached.missed if one.basis == BadgeBasis.DUE else None,
        cell_id=stay.cell_id,
        path=stay.path,
        counted_from=reached.counted_from,
        reached_on=reached.on,
        interruptions=[[left.isoformat(), back.isoformat()] for left, back in reached.outside],
        reason=clean(one.reason),
        evidence=one.evidence,
    )
    return _with_bonus(award, round_.day)


def _with_bonus(award: BadgeAward, on: date) -> BadgeAward:
    """The money of that day; empty when the rulebook has none for the mark."""
    money = bonus(award.mark, on)
    award.multiple = money.multiple if money else None
    award.base_salary = money.base_salary if money else None
    award.bonus = money.amount if money else None
    award.rule_versions = money.versions if money else ""
    return award


@transaction.atomic
def approve_badges(awards: Sequence[BadgeAward], paper: Paper, *, by: User) -> None:
    """The decision names these members; the bonus is worked out anew by the rules of the round's day."""
    before = _asked(awards, BadgeState.APPROVED, by)
    for award in awards:
        award.state, award.decision = BadgeState.APPROVED, paper
        _with_bonus(award, award.round_day or paper.issued_on)
    _save(awards, "badge.approved", before, by)


@transaction.atomic
def give_badges(awards: Sequence[BadgeAward], on: date, at: str, *, by: User) -> None:
    """The badges were handed over on a day."""
    before = _asked(awards, BadgeState.GIVEN, by)
    check_has_come([on], _("ghi trao Huy hiệu khi đã trao"))
    for award in awards:
        if award.decision and on < award.decision.issued_on:
            raise Refusal(
                _("Ngày trao {day} trước ngày quyết định {decided}.").format(
                    day=format_date(on), decided=format_date(award.decision.issued_on)
                )
            )
        award.state, award.given_on, award.given_at = BadgeState.GIVEN, on, clean(at)
    _save(awards, "badge.given", before, by)


@transaction.atomic
def close_badge(award: BadgeAward, state: str, reason: str, *, by: User) -> None:
    """Taken off the list before the decision (withdrawn), or decided and not handed over (returned)."""
    before = _asked([award], state, by)
    award.state, award.closing_reason = state, clean(reason)
    _save([award], f"badge.{state}", before, by, reason)


@transaction.atomic
def step_back(award: BadgeAward, reason: str, *, by: User) -> None:
    """Take back the last step, entered by mistake; the journal keeps it with the reason."""
    hold(award)
    require(by, may_keep_badges, [award])
    if award.basis == BadgeBasis.EARLIER or award.state == BadgeState.PROPOSED:
        raise Refusal(_("Huy hiệu này chưa có bước nào để lùi lại."))
    if not clean(reason):
        raise Refusal(_("Ghi lý do lùi lại, ví dụ: nhập nhầm."))
    before = [snapshot(award)]
    if award.state == BadgeState.GIVEN:
        award.state, award.given_on, award.given_at = BadgeState.APPROVED, None, ""
    elif award.state == BadgeState.RETURNED:
        award.state, award.closing_reason = BadgeState.APPROVED, ""
    else:
        award.state, award.closing_reason, award.decision = BadgeState.PROPOSED, "", None
    _save([award], "badge.stepped_back", before, by, reason)


@dataclass(frozen=True)
class Earlier:
    """A badge received before it was kept here; without a day it counts on every day."""

    person: Person
    mark: int
    given_on: date | None = None
    paper: Paper | None = None


@transaction.atomic
def record_earlier_badges(badges: Sequence[Earlier], *, by: User) -> list[BadgeAward]:
    """Badges received before they were kept here, so that their marks are not proposed again; all or none."""
    people = {one.person.pk: one.person for one in badges}
    require(by, may_keep_files, list(people.values()))
    check_has_come((one.given_on for one in badges if one.given_on), _("ghi khi đã được tặng"))
    stood = Membership.objects.filter(person__in=people).order_by("started_on", "pk")
    stays = {row.person_id: row for row in stood}
    taken = set(
        BadgeAward.objects.filter(person__in=people, state__in=LIVE).values_list("person", "mark")
    )
    awards = []
    for one in badges:
        if (one.person.pk, one.mark) in taken:
            raise Refusal(
                _("Đồng chí {name} đã có Huy hiệu {mark} năm tuổi Đảng.").format(
                    name=one.person.full_name, mark=one.mark
                )
            )
        taken.add((one.person.pk, one.mark))
        awards.append(_earlier(one, stays.get(one.person.pk)))
    BadgeAward.objects.bulk_create(awards, batch_size=500)
    note_all(by, [_line("badge.recorded", award) for award in awards])
    return awards


def _earlier(one: Earlier, stay: Membership | None) -> BadgeAward:
    if stay is None:
        raise Refusal(_("Chỉ ghi Huy hiệu Đảng cho đảng viên có tên trong sổ."))
    marks = rule("badges.marks", one.given_on or timezone.localdate()).entries()
    if one.mark not in marks:
        raise Refusal(
            _("Không có mốc {mark} năm. Các mốc Huy hiệu Đảng: {marks}.").format(
                mark=one.mark, marks=", ".join(map(str, marks))
            )
        )
    return BadgeAward(
        person=one.person,
        mark=one.mark,
        basis=BadgeBasis.EARLIER,
        state=BadgeState.GIVEN,
        round_day=one.given_on,
        cell_id=stay.cell_id,
        path=stay.path,
        given_on=one.given_on,
        decision=one.paper,
    )


@transaction.atomic
def forget_earlier_badge(award: BadgeAward, reason: str, *, by: User) -> None:
    """Take back a badge of before the books that was entered by mistake."""
    hold(award)
    require(by, may_keep_badges, [award])
    if award.basis != BadgeBasis.EARLIER:
        raise Refusal(_("Huy hiệu này thuộc một đợt trao: lùi từng bước trong đợt đó."))
    before = [snapshot(award)]
    award.state, award.closing_reason = BadgeState.WITHDRAWN, clean(reason)
    _save([award], "badge.withdrawn", before, by, reason)


def _asked(awards: Sequence[BadgeAward], state: str, by: User) -> list[Mapping[str, object]]:
    """Allowed, and each award stands where the step begins; their states before it."""
    hold(*awards)
    require(by, may_keep_badges, awards)
    for award in awards:
        if state not in BADGE_STEPS.get(award.state, ()):
            raise Refusal(
                _(
                    "Huy hiệu của đồng chí {name} đang ở bước “{now}”, không ghi được bước này."
                ).format(name=award.person.full_name, now=award.get_state_display())
            )
    return [snapshot(award) for award in awards]


def _save(
    awards: Sequence[BadgeAward],
    verb: str,
    before: Sequence[Mapping[str, object]],
    by: User,
    reason: str = "",
) -> None:
    for award in awards:
        award.full_clean(exclude=["cell", "evidence", "decision"])
        award.save()
    note_all(
        by,
        [_line(verb, award, dict(was), reason) for award, was in zip(awards, before, strict=True)],
    )


def _line(
    verb: str, award: BadgeAward, before: dict[str, object] | None = None, reason: str = ""
) -> Line:
    return Line(verb, award, award.path, before, snapshot(award), clean(reason))
