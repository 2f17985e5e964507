"""What a level, a vote, a list and a flag must meet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.appraisal.models import CellProposal, Cycle, Kind, Rated
from chibo.appraisal.queries.caps import cap_rule
from chibo.appraisal.queries.cycles import DECIDED, standing
from chibo.appraisal.queries.levels import LOWEST, levels_on, rank_of
from chibo.appraisal.queries.sheet import points_of, sheet
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.rulebook.queries import code_list, rule, source_line


def check_going_on(cycle: Cycle) -> None:
    if cycle.cancelled_on:
        raise Refusal(
            _("{cycle} đã thôi ngày {day}.").format(
                cycle=cycle, day=format_date(cycle.cancelled_on)
            )
        )


def check_level(cycle: Cycle, kind: str, level: str) -> None:
    """Refuse a level that the scheme of the year does not know."""
    known = levels_on(kind, cycle.last_day)
    if level and level not in {item.code for item in known}:
        raise Refusal(
            _("Mức xếp loại này không có trong chế độ của {period}. Các mức: {levels}.").format(
                period=cycle.period_words, levels="; ".join(item.label for item in known)
            )
        )


def check_ground(row: Rated, level: str, ground: str) -> None:
    """The lowest level of a member says on which ground; no other level has one."""
    lowest = rank_of(row.kind, level) == LOWEST
    grounds = code_list("not_met_grounds")
    if ground and (not lowest or ground not in grounds):
        raise Refusal(
            _("Căn cứ xếp không hoàn thành chỉ ghi cho mức thấp nhất: {name}.").format(
                name=row.name
            )
        )
    if lowest and row.is_person and not ground and not row.cycle.told:
        raise Refusal(
            _("Chọn căn cứ xếp không hoàn thành nhiệm vụ cho {name}: {grounds}.").format(
                name=row.name, grounds="; ".join(item.label for item in grounds.items())
            )
        )


def check_on_list(rows: Iterable[Rated]) -> None:
    """Refuse to rate somebody who was left out."""
    out = [row for row in rows if row.unrated]
    if out:
        raise Refusal(
            _("{name} ngoài diện xếp loại ({why}); đưa vào diện trước khi xếp loại.").format(
                name=out[0].name, why=out[0].get_unrated_display().lower()
            )
        )


def check_points(cycle: Cycle, points: Mapping[str, Decimal | None]) -> None:
    """By code of the criterion: only those of the year's sheet, each within its points."""
    criteria = code_list("appraisal_criteria")
    asked = (
        {item.code for part in sheet(cycle.last_day) for item in part.criteria} if points else ()
    )
    for code, given in points.items():
        if code not in asked:
            raise Refusal(
                _("Bảng điểm của {period} không có tiêu chí này.").format(period=cycle.period_words)
            )
        most = points_of(criteria.item(code))
        if given is not None and not 0 <= given <= most:
            raise Refusal(
                _("{criterion}: điểm từ 0 đến {most}.").format(
                    criterion=criteria.label(code), most=most
                )
            )


def check_votes(proposal: CellProposal, name: str, votes: int) -> None:
    """A cell proposes with more than half of its base, counted like every vote of a cell."""
    share = rule("votes.ordinary", proposal.held_on)
    if votes > proposal.base:
        raise Refusal(
            _("{name}: {votes} phiếu nhiều hơn mẫu số {base} người.").format(
                name=name, votes=votes, base=proposal.base
            )
        )
    if not share.reached(votes, proposal.base):
        table = share.table()
        raise Refusal(
            _(
                "{name}: {votes}/{base} phiếu, chưa trên {n}/{d} số đảng viên chính thức được triệu tập. {source}."
            ).format(
                name=name,
                votes=votes,
                base=proposal.base,
                n=table["numerator"],
                d=table["denominator"],
                source=source_line(share),
            )
        )


def check_rated_once(cycle: Cycle, rows: Sequence[Rated]) -> None:
    """Refuse a second rating of the same one for the same period, in whichever cycle."""
    known = Rated.objects.filter(
        DECIDED,
        standing("cycle__"),
        cycle__year=cycle.year,
        cycle__quarter=cycle.quarter,
    ).exclude(cycle=cycle.pk)
    asked = (
        Q(kind=Kind.MEMBER, person__in=_keys(rows, "person_id", Kind.MEMBER))
        | Q(person=None, agency=None, unit__in=_units(rows))
        | Q(agency__in=_keys(rows, "agency_id", Kind.AGENCY))
    )
    other = known.filter(asked).select_related("cycle").first()
    if other:
        raise Refusal(
            _("{name} đã được xếp loại {period} ngày {day}.").format(
                name=other.name,
                period=other.cycle.period_words,
                day=format_date(other.decided_on) if other.decided_on else "",
            )
        )


def _keys(rows: Sequence[Rated], column: str, kind: str) -> Collection[int]:
    return {getattr(row, column) for row in rows if row.kind == kind}


def _units(rows: Sequence[Rated]) -> Collection[int]:
    return {row.unit_id for row in rows if not row.is_person and row.kind != Kind.AGENCY}


def check_flag(cycle: Cycle) -> None:
    """Refuse the special case in a year whose rulebook has no higher cap."""
    if cycle.special_reason:
        cap_rule(cycle.last_day, special=True)
