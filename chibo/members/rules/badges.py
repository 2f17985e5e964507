"""Who may keep badges, which step follows which, and who may be put forward for a round."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.members.models import BadgeAward, BadgeBasis, BadgeState, Membership, Person, Status
from chibo.members.queries.badges import (
    Reached,
    early_months,
    held_marks,
    highest,
    nearest,
    posthumous,
)
from chibo.members.queries.coming import Round, round_on
from chibo.members.queries.interruptions import Interruption, interruptions
from chibo.members.queries.party_age import outside_days, party_years, reached_on
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.rulebook.queries import rule, source_line

# From where to where a badge may go in one step; taking a step back is an action of its own.
BADGE_STEPS: Mapping[str, tuple[str, ...]] = {
    BadgeState.PROPOSED: (BadgeState.APPROVED, BadgeState.WITHDRAWN),
    BadgeState.APPROVED: (BadgeState.GIVEN, BadgeState.RETURNED),
}


def may_keep_badges(user: User, awards: Sequence[BadgeAward]) -> bool:
    """Decide and hand over: who keeps members where each badge was proposed."""
    return all(has_power(user, Power.KEEP_RECORDS, award.path) for award in awards)


def check_round(on: date) -> Round:
    """The badge round on the day; refused when it is no such day."""
    found = round_on(on)
    if found is None:
        days = rule("badges.days", on)
        known = ", ".join("/".join(reversed(str(day).split("-"))) for day in days.entries())
        raise Refusal(
            _("Ngày {day} không phải đợt trao Huy hiệu Đảng. Các đợt trong năm: {known}.").format(
                day=format_date(on), known=known
            )
        )
    return found


def check_badge(
    round_: Round, asked: Mapping[Person, tuple[str, Membership]]
) -> dict[int, Reached]:
    """What each person reaches, by key; refused with the numbers when one may not be put forward.

    `asked` gives the basis and the latest stay of each.
    """
    people = [person.pk for person in asked]
    times, held = interruptions(people), held_marks(people, round_)
    found = {}
    for person, (basis, stay) in asked.items():
        _check_standing(person, basis, stay)
        outside = times.get(person.pk, [])
        reached = _REACHED[basis](person, stay, round_, outside)
        if reached.mark in held.get(person.pk, frozenset()):
            raise Refusal(
                _("Đồng chí {name} đã có Huy hiệu {mark} năm tuổi Đảng.").format(
                    name=person.full_name, mark=reached.mark
                )
            )
        found[person.pk] = reached
    return found


def _check_standing(person: Person, basis: str, stay: Membership) -> None:
    if stay.status != Status.OFFICIAL:
        raise Refusal(
            _(
                "Đồng chí {name} là đảng viên dự bị; Huy hiệu Đảng xét cho đảng viên chính thức."
            ).format(name=person.full_name)
        )
    if person.joined_on is None or person.joined_known_to != "day":
        raise Refusal(
            _(
                "Chưa rõ ngày vào Đảng của đồng chí {name} (hồ sơ ghi: {known}). "
                "Xác minh và sửa hồ sơ trước khi đề nghị."
            ).format(name=person.full_name, known=person.partial("joined") or _("chưa ghi"))
        )
    died = bool(stay.closed_by and stay.closed_by.kind == "died")
    if basis == BadgeBasis.POSTHUMOUS and not died:
        raise Refusal(
            _(
                "Truy tặng chỉ dành cho đảng viên đã từ trần; sổ chưa ghi đồng chí {name} từ trần."
            ).format(name=person.full_name)
        )
    if basis != BadgeBasis.POSTHUMOUS and stay.ended_on:
        raise Refusal(
            _("Đồng chí {name} không còn sinh hoạt trong đảng bộ từ ngày {day}.").format(
                name=person.full_name, day=format_date(stay.ended_on)
            )
        )


def _due(
    person: Person, _stay: Membership, round_: Round, outside: Sequence[Interruption]
) -> Reached:
    assert person.joined_on is not None  # checked before
    found = highest(person.joined_on, round_, outside)
    if found is None:
        raise Refusal(_too_young(person, min(round_.marks), round_, outside))
    return found


def _early(
    person: Person, _stay: Membership, round_: Round, outside: Sequence[Interruption]
) -> Reached:
    assert person.joined_on is not None  # checked before
    found = nearest(person.joined_on, round_, outside)
    if found is None:
        years = party_years(person.joined_on, round_.day, outside)
        mark = min((one for one in round_.marks if one > years), default=max(round_.marks))
        raise Refusal(_too_early(person, mark, round_, outside, early_months(mark, round_.day)))
    return found


def _posthumous(
    person: Person, stay: Membership, round_: Round, outside: Sequence[Interruption]
) -> Reached:
    assert person.joined_on is not None  # checked before
    assert stay.ended_on is not None
    found = posthumous(person, stay.ended_on, round_, outside)
    if found is None:
        raise Refusal(_too_young(person, min(round_.marks), round_, outside))
    return found


_REACHED: Mapping[str, Callable[..., Reached]] = {
    BadgeBasis.DUE: _due,
    BadgeBasis.EARLY: _early,
    BadgeBasis.POSTHUMOUS: _posthumous,
}


def _too_young(person: Person, mark: int, round_: Round, outside: Sequence[Interruption]) -> str:
    assert person.joined_on is not None  # checked before
    lost = outside_days(person.joined_on, round_.day, outside)
    known = {
        "name": person.full_name,
        "round": format_date(round_.day),
        "years": party_years(person.joined_on, round_.day, outside),
        "since": format_date(person.joined_on),
        "mark": mark,
        "full": format_date(reached_on(person.joined_on, mark, outside)),
        "lost": lost,
        "source": source_line(round_.rule),
    }
    if lost:
        return _(
            "Đến đợt {round}, đồng chí {name} có {years} năm tuổi Đảng (tính từ {since}, trừ {lost} ngày "
            "gián đoạn), chưa đủ mốc {mark} năm: đủ ngày {full}. {source}."
        ).format(**known)
    return _(
        "Đến đợt {round}, đồng chí {name} có {years} năm tuổi Đảng (tính từ {since}), "
        "chưa đủ mốc {mark} năm: đủ ngày {full}. {source}."
    ).format(**known)


def _too_early(
    person: Person, mark: int, round_: Round, outside: Sequence[Interruption], months: int
) -> str:
    assert person.joined_on is not None  # checked before
    long_service = mark >= rule("badges.long_service_from", round_.day).years
    code = "badges.early_months_long_service" if long_service else "badges.early_months"
    return _(
        "Đồng chí {name} đủ mốc {mark} năm vào ngày {full}; mốc này chỉ được xét sớm nhiều nhất "
        "{months} tháng so với đợt {round}. {source}."
    ).format(
        name=person.full_name,
        mark=mark,
        full=format_date(reached_on(person.joined_on, mark, outside)),
        months=months,
        round=format_date(round_.day),
        source=source_line(rule(code, round_.day)),
    )
