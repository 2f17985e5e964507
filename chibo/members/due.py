"""What is due about members: badge rounds, ends of exemptions and temporary stays, files with gaps.

Probation is the matter of admissions. Above the grassroots level nothing is listed by name: there the
lines would be those of every commune at once, and each commune's are counted instead.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chibo.accounts.models import User
from chibo.base.dated import holds_on
from chibo.base.due import Due, Tally
from chibo.base.text import format_date
from chibo.members.models import Exemption, Membership, TemporaryStay
from chibo.members.queries.badges import not_yet_proposed, reaching
from chibo.members.queries.coming import Round
from chibo.members.queries.completeness import lacks_national_id, lacks_something
from chibo.members.queries.listing import badge_round, listed
from chibo.members.queries.roll import roll, with_cell_names
from chibo.organisations.queries.tree import Branch, branches, grassroots_kinds
from chibo.rulebook.queries import code_list, source_line

# How early each is spoken of; ours, not a rule of the Party.
ROUND_NOTICE = timedelta(days=60)
LEAVE_NOTICE = timedelta(days=30)


def due(user: User, branch: Branch, on: date) -> list[Due]:
    if not is_at_work(branch):
        return []
    rows = listed(user, branch)
    return [
        *_badges(rows, branch, on),
        *_leaves_ending(rows, on),
        *_gaps(rows, on),
    ]


def tallies(branch: Branch, on: date) -> list[Tally]:
    rows = roll(branch).order_by()
    return [
        *_badge_tallies(rows, branch, on),
        *_leave_tallies(rows, branch, on),
        *_gap_tallies(rows, branch),
    ]


def unit_column(branch: Branch) -> str:
    """The column of a membership that names the unit a branch's lines are counted by."""
    return "cell_id" if is_at_work(branch) else "grassroots_id"


def is_at_work(branch: Branch) -> bool:
    """Whether the branch is a grassroots organisation or lies below one."""
    kinds = code_list("organisation_kinds")
    below = {
        child for code in grassroots_kinds() for child in kinds.item(code).extra.get("children", [])
    }
    return branch.is_cell or branch.kind in below.union(grassroots_kinds())


def _list_url(organisation: int, state: str) -> str:
    return reverse("members:list", args=[organisation]) + f"?trang-thai={state}"


def _badges(rows: QuerySet[Membership], of: Branch, on: date) -> list[Due]:
    round_ = badge_round(on)
    if round_ is None or round_.day - on > ROUND_NOTICE:
        return []
    count = rows.filter(reaching(of, round_), not_yet_proposed(round_)).count()
    if not count:
        return []
    return [
        Due(
            kind="badge_round",
            what=_badge_words(round_),
            about=ngettext("{n} đảng viên", "{n} đảng viên", count).format(n=count),
            due_on=round_.day,
            url=_list_url(of.pk, "huy-hieu"),
            button=_("Xem danh sách"),
            why=source_line(round_.rule),
            rule=round_.rule.code,
            owner=of.short_name,
            owner_path=of.path,
            count=count,
        )
    ]


def _badge_words(round_: Round) -> str:
    return _("Lập hồ sơ đề nghị tặng Huy hiệu Đảng đợt {day}").format(day=round_.label)


def _badge_tallies(rows: QuerySet[Membership], of: Branch, on: date) -> list[Tally]:
    round_ = badge_round(on)
    if round_ is None or round_.day - on > ROUND_NOTICE:
        return []
    waiting = rows.filter(reaching(of, round_), not_yet_proposed(round_))
    counted = waiting.values_list(unit_column(of)).annotate(n=Count("pk"))
    what, why = _badge_words(round_), source_line(round_.rule)
    return [
        Tally("badge_round", what, unit, n, round_.day, why, round_.rule.code, each=False)
        for unit, n in counted
        if unit
    ]


def _leaves_ending(rows: QuerySet[Membership], on: date) -> list[Due]:
    soon = on + LEAVE_NOTICE
    exempt = Exemption.objects.on(on).filter(until__lte=soon)
    away = TemporaryStay.objects.on(on).filter(until__lte=soon)
    ending = Q(person__in=exempt.values("person")) | Q(person__in=away.values("person"))
    named = with_cell_names(rows.filter(ending).select_related("person"), on)
    standing = {row.person_id: row for row in named}
    return [
        *(
            _leave(
                leave,
                standing[leave.person_id],
                *_exemption_words(),
            )
            for leave in exempt.filter(person__in=list(standing))
        ),
        *(
            _leave(
                leave,
                standing[leave.person_id],
                *_stay_words(),
            )
            for leave in away.filter(person__in=list(standing))
        ),
    ]


def _exemption_words() -> tuple[str, str, str]:
    return (
        "exemption_ending",
        _("Kết thúc hoặc gia hạn miễn sinh hoạt"),
        _("Quyết định miễn sinh hoạt đến ngày {day}"),
    )


def _stay_words() -> tuple[str, str, str]:
    return (
        "temporary_stay_ending",
        _("Đón về hoặc gia hạn sinh hoạt tạm thời"),
        _("Giấy giới thiệu sinh hoạt tạm thời đến ngày {day}"),
    )


def _leave_tallies(rows: QuerySet[Membership], of: Branch, on: date) -> list[Tally]:
    """Counted per unit and last day: few rows, however many members."""
    found: list[Tally] = []
    for leave, words in ((Exemption, _exemption_words()), (TemporaryStay, _stay_words())):
        related = f"person__{leave._meta.get_field('person').related_query_name()}"
        ending = Q(**{f"{related}__until__lte": on + LEAVE_NOTICE})
        held = rows.filter(holds_on(on, f"{related}__") & ending)
        counted = held.values_list(unit_column(of), f"{related}__until").annotate(n=Count("pk"))
        kind, what, why = words
        found += [
            Tally(kind, what, unit, n, until, why.format(day=format_date(until)))
            for unit, until, n in counted
            if unit
        ]
    return found


def _leave(leave: Any, row: Membership, kind: str, what: str, why: str) -> Due:
    return Due(
        kind=kind,
        what=what,
        about=row.person.full_name,
        due_on=leave.until,
        url=row.person.get_absolute_url(),
        button=_("Mở hồ sơ"),
        why=why.format(day=format_date(leave.until)),
        owner=row.cell_name,  # type: ignore[attr-defined]  # annotated by with_cell_names
        owner_path=row.path,
    )


def _gaps(rows: QuerySet[Membership], on: date) -> list[Due]:
    """One line a cell whose files lack required columns."""
    counted = list(
        rows.order_by()
        .values("cell_id")
        .annotate(
            gaps=Count("pk", filter=lacks_something()),
            numbers=Count("pk", filter=lacks_national_id()),
        )
        .filter(gaps__gt=0)
    )
    cells = branches([line["cell_id"] for line in counted], on)
    return [_gap(cells[line["cell_id"]], line["gaps"], line["numbers"]) for line in counted]


def _gap(cell: Branch, gaps: int, numbers: int) -> Due:
    why = _gap_reason()
    if numbers:
        why = _("{why}; {n} đồng chí chưa có số định danh").format(why=why, n=numbers)
    return Due(
        kind="missing_data",
        what=_gap_words(),
        about=ngettext("{n} đảng viên", "{n} đảng viên", gaps).format(n=gaps),
        due_on=None,
        url=_list_url(cell.pk, "thieu"),
        button=_("Xem danh sách"),
        why=why,
        owner=cell.short_name,
        owner_path=cell.path,
        count=gaps,
    )


def _gap_words() -> str:
    return _("Bổ sung thông tin còn thiếu trong hồ sơ")


def _gap_reason() -> str:
    return _("Các cột bắt buộc của biểu dữ liệu đảng viên quốc gia")


def _gap_tallies(rows: QuerySet[Membership], of: Branch) -> list[Tally]:
    counted = rows.filter(lacks_something()).values_list(unit_column(of)).annotate(n=Count("pk"))
    what, why = _gap_words(), _gap_reason()
    return [
        Tally("missing_data", what, unit, n, None, why, each=False) for unit, n in counted if unit
    ]
