"""What is due about members: badge rounds, ends of exemptions and temporary stays, terms of committees,
files with gaps, offices left open, letters of introduction. Badges and cards under way: `honours`.

Probation is the matter of admissions. Above the grassroots level nothing is listed by name: there the
lines would be those of every commune at once, and each commune's are counted instead.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asking import Ask
from chibo.base.dated import holds_on
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.corrections import corrections_asked
from chibo.members.due.counting import Counted, counted_by_cell, counted_by_name, sums
from chibo.members.due.dossiers import (
    loan_tallies,
    loans_overdue,
    sheet_tallies,
    sheets_to_collect,
)
from chibo.members.due.gaps import gap_tallies, gaps_to_fill
from chibo.members.due.honours import badge_step_tallies, badge_steps, card_tallies, cards_waiting
from chibo.members.due.letters import letter_tallies, letters_due
from chibo.members.due.posts import left_open_tallies, posts_left_open
from chibo.members.due.removals import removal_tallies, removals_to_consider
from chibo.members.due.rounds import badge_tallies, badges_to_propose
from chibo.members.due.units import NAMED, is_at_work, unit_column
from chibo.members.models import Exemption, Post, Suspension, TemporaryStay
from chibo.members.models.person import person_url
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, grassroots_kinds, within
from chibo.rulebook.queries import NoRuleOnDay, Rule, code_list, rule, source_line

# How early each is spoken of; ours, not a rule of the Party.
LEAVE_NOTICE = timedelta(days=30)
TERM_NOTICE = timedelta(days=180)


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    if not is_at_work(branch):
        return []
    by_name = has_power(user, Power.SEE_NAMES, branch.path)
    corrects = by_name and has_power(user, Power.KEEP_RECORDS, branch.path)
    return [
        *(_of_names(user, branch, on) if by_name else []),
        *([corrections_asked(branch, on)] if corrects else []),
        Ask(RowsOf(_terms_ending, branch, on), lambda found: _near_ends(found, on)),
        letters_due(user, branch, on),
    ]


def _of_names(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    """Who reads files and does not keep them is led to the same pages without the step."""
    return [
        *removals_to_consider(branch, on),
        *counted_by_name(branch, on, lambda found: _of_counts(found, branch, on)),
        *badge_steps(branch, on, keeps=has_power(user, Power.KEEP_RECORDS, branch.path)),
        posts_left_open(user, branch, on),
        Ask(RowsOf(_leaves_ending, branch, on), _leaves),
        loans_overdue(user, branch, on),
    ]


def _of_counts(found: Sequence[Counted], branch: Branch, on: date) -> list[Due]:
    return [
        *badges_to_propose(found, branch, on),
        *cards_waiting(found, branch, on),
        *sheets_to_collect(found, branch, on),
        *gaps_to_fill(found),
    ]


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    return [
        counted_by_cell(branch, on, lambda found: _of_sums(found, branch, on)),
        *_leave_tallies(branch, on),
        loan_tallies(branch, on),
        *badge_step_tallies(branch, on),
        letter_tallies(branch, on),
        left_open_tallies(branch, on),
        *removal_tallies(branch, on),
    ]


def _of_sums(found: Sequence[Counted], branch: Branch, on: date) -> list[Tally]:
    at_work = is_at_work(branch)
    return [
        *badge_tallies(sums(found, "badges", at_work=at_work), on),
        *sheet_tallies(sums(found, "sheets", at_work=at_work), on),
        *card_tallies(sums(found, "cards", at_work=at_work), on),
        *gap_tallies(sums(found, "gaps", at_work=at_work)),
    ]


def _leaves_ending(of: Branch, on: date) -> QuerySet[Any, Any]:
    ending: list[QuerySet[Any]] = [
        leave.objects.on(on).filter(until__lte=on + LEAVE_NOTICE) for leave in _LEAVES
    ]
    theirs = Q()
    for (
        leaves
    ) in ending:  # asked of each member: what ends elsewhere in the installation is not read
        theirs |= Q(Exists(leaves.filter(person=OuterRef("person"))))
    return with_cell_names(roll(of).filter(theirs), on).values(
        *NAMED,
        exempt_until=_until(ending[0]),
        suspended_until=_until(ending[1]),
        away_until=_until(ending[2]),
    )


def _leaves(rows: Sequence[Any]) -> list[Due]:
    told = (
        ("exempt_until", _exemption_words()),
        ("suspended_until", _suspension_words()),
        ("away_until", _stay_words()),
    )
    return [
        _leave(row, until, *words)
        for name, words in told
        for row in rows
        if (until := getattr(row, name))
    ]


_LEAVES: tuple[type[Any], ...] = (Exemption, Suspension, TemporaryStay)


def _until(leaves: QuerySet[Any]) -> Subquery:
    return Subquery(leaves.filter(person=OuterRef("person")).values("until")[:1])


def _exemption_words() -> tuple[str, str, str]:
    return (
        "exemption_ending",
        _("Kết thúc hoặc gia hạn miễn sinh hoạt"),
        _("Quyết định miễn sinh hoạt đến ngày {day}"),
    )


def _suspension_words() -> tuple[str, str, str]:
    return (
        "suspension_ending",
        _("Quyết định cho trở lại, gia hạn đình chỉ hoặc xử lý kỷ luật"),
        _("Quyết định đình chỉ sinh hoạt đến ngày {day}"),
    )


def _stay_words() -> tuple[str, str, str]:
    return (
        "temporary_stay_ending",
        _("Đón về hoặc gia hạn sinh hoạt tạm thời"),
        _("Giấy giới thiệu sinh hoạt tạm thời đến ngày {day}"),
    )


def _leave_tallies(of: Branch, on: date) -> list[Ask[Tally]]:
    told = (_exemption_words(), _suspension_words(), _stay_words())
    return [_leaves_of(of, on, leave, words) for leave, words in zip(_LEAVES, told, strict=True)]


def _leaves_of(of: Branch, on: date, leave: type[Any], words: tuple[str, str, str]) -> Ask[Tally]:
    kind, what, why = words
    return Ask(
        RowsOf(_leaves_counted, of, on, leave),
        lambda found: [
            Tally(kind, what, one.unit, one.n, one.until, why.format(day=format_date(one.until)))
            for one in found
            if one.unit
        ],
    )


def _leaves_counted(of: Branch, on: date, leave: type[Any]) -> QuerySet[Any, Any]:
    """Per unit and last day: few rows, however many members."""
    # Few leaves end in a month: they are found first, and of the branch only who has one is read.
    ending = leave.objects.on(on).filter(until__lte=on + LEAVE_NOTICE)
    theirs = roll(of).order_by().filter(person__in=ending.values("person"))
    by_day = theirs.annotate(until=_until(ending)).values("until", unit=F(unit_column(of)))
    return by_day.annotate(n=Count("pk"))


def _leave(row: Any, until: date, kind: str, what: str, why: str) -> Due:
    return Due(
        kind=kind,
        what=what,
        about=row.person__full_name,
        due_on=until,
        url=person_url(row.person_id),
        button=_("Mở hồ sơ"),
        why=why.format(day=format_date(until)),
        owner=row.cell_name,
        owner_path=row.path,
    )


def _terms_ending(of: Branch, on: date) -> QuerySet[Any, Any]:
    """Committees whose term, counted from the first post begun under its name, is about to end. A term
    without a name ("2025-2030") has no known beginning and is not spoken of."""
    held = Post.objects.on(on).filter(within([of.path], "organisation__placements__path"))
    standing = held.filter(
        holds_on(on, "organisation__placements__"), holds_on(on, "organisation__profiles__")
    )
    rows = (
        standing.exclude(term="")
        .filter(position__in=_secretaries())
        .values(
            "organisation_id",
            "term",
            path=F("organisation__placements__path"),
            name=F("organisation__profiles__short_name"),
            kind=F("organisation__profiles__kind"),
        )
        .annotate(began=Min("organisation__posts__started_on", filter=_same_term()))
    )
    return rows.distinct()


def _near_ends(rows: Sequence[Any], on: date) -> list[Due]:
    ruled = [(row, _term_rule(row.kind, row.began)) for row in rows]
    return [
        _term(row.organisation_id, row.path, row.name, row.term, limit, limit.after(row.began))
        for row, limit in ruled
        if limit and limit.after(row.began) - on <= TERM_NOTICE
    ]


def _secretaries() -> list[str]:
    positions = code_list("positions").items()
    return [item.code for item in positions if item.extra.get("is_secretary")]


def _same_term() -> Q:
    return Q(organisation__posts__term=F("term"))


def _term_rule(kind: str, began: date) -> Rule | None:
    name = "grassroots" if kind in grassroots_kinds() else "cell"
    try:
        return rule(f"organisation.{name}_term_months", began)
    except NoRuleOnDay:
        return None


def _term(key: int, path: str, name: str, term: str, limit: Rule, ends: date) -> Due:
    return Due(
        kind="term_ending",
        what=_("Chuẩn bị đại hội, hết nhiệm kỳ {term}").format(term=term),
        about="",
        due_on=ends,
        url=reverse("organisations:page", args=[key]),
        button=_("Mở tổ chức"),
        why=source_line(limit),
        rule=limit.code,
        owner=name,
        owner_path=path,
        of_people=False,
    )
