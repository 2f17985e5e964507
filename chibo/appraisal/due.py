"""What is due of ratings: a cycle to open, self-reviews and cells' proposals missing, the decision, the report."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.appraisal.models import Cycle, Kind, Rated
from chibo.appraisal.queries.cycles import TO_RATE, rows_read, standing
from chibo.base.asking import Ask
from chibo.base.due import Due, Tally
from chibo.base.statements import RowsOf
from chibo.base.text import format_date
from chibo.members.due.units import cells_tallied, is_at_work
from chibo.organisations.models import Placement, Profile
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, grassroots_kinds, under_ever
from chibo.rulebook.queries import NoRuleOnDay, rule

# How early a day is spoken of, and how long what was missed is; ours, not rules of the Party.
NOTICE = timedelta(days=45)
KEPT = timedelta(days=180)


@dataclass(frozen=True)
class _Missing:
    """`count` of one cell have not come as far as the cycle asks. `stands_at` is "" where it stands no more."""

    kind: str
    cycle: int
    cell: int
    year: int
    due_on: date
    count: int
    stands_at: str
    unit: str


def asks(user: User, branch: Branch, on: date) -> list[Ask[Due]]:
    found = []
    if has_power(user, Power.KEEP_RECORDS, branch.path):
        found.append(
            Ask(RowsOf(_cycles, branch, on), lambda rows: list(_of_committee(rows, branch, on)))
        )
    if is_at_work(branch):
        reads = has_power(user, Power.SEE_NAMES, branch.path)
        found.append(
            Ask(
                RowsOf(_by_name, user, branch, on),
                lambda told: [
                    _line(
                        one,
                        reads=reads,
                        proposes=has_power(user, Power.RECORD_MEETINGS, one.stands_at),
                    )
                    for one in _missing(told, on)
                    if one.stands_at
                ],
            )
        )
    return found


def tally_asks(branch: Branch, on: date) -> list[Ask[Tally]]:
    """The same by unit, kind and day: how many cells have something missing."""
    rows = RowsOf(_by_cell, branch, on)
    return [Ask(rows, lambda found: cells_tallied(_missing(found, on), branch, _what, _why))]


def _by_name(user: User, branch: Branch, on: date) -> Any:
    return _counted(_spoken_of(branch, on).filter(rows_read(user, on)), on)


def _by_cell(branch: Branch, on: date) -> Any:
    return _counted(_spoken_of(branch, on), on)


# ---------------------------------------------------------- the committee


def _cycles(branch: Branch, on: date) -> Any:
    rows = Cycle.objects.filter(standing(), organisation=branch.pk, quarter=0)
    open_rows = Q(rows__unrated="", rows__decided_level="")
    return (
        rows.filter(year__gte=on.year - 1)
        .order_by()
        .values("pk", "year", "told", "decide_by")
        .annotate(undecided=Count("rows", filter=open_rows), listed=Count("rows"))
    )


def _of_committee(rows: list[Any], branch: Branch, on: date) -> Iterator[Due]:
    known = {row.year for row in rows}
    if on.year not in known and branch.kind in grassroots_kinds():
        yield from _to_open(branch, on)
    for row in rows:
        if row.undecided and not row.told:
            day = row.decide_by or date(row.year, 12, 31)
            if day - NOTICE <= on <= day + KEPT:
                yield _committee_line(
                    "rating_undecided",
                    day,
                    reverse("appraisal:decide", args=[row.pk]),
                    branch,
                    _("Xếp loại năm {year}: còn {n} đối tượng").format(
                        year=row.year, n=row.undecided
                    ),
                )
        elif row.listed and not row.told:
            yield from _to_report(row, branch, on)


def _to_open(branch: Branch, on: date) -> Iterator[Due]:
    """Nothing in years for which the rulebook says no months."""
    try:
        asked = rule("appraisal.cell_months", on)
    except NoRuleOnDay:
        return
    first = date(on.year, asked.entries()[0], 1)
    if first - NOTICE <= on:
        url = reverse("appraisal:new", args=[branch.pk])
        about = _("Xếp loại năm {year}").format(year=on.year)
        yield _committee_line("rating_to_open", first, url, branch, about, asked.code)


def _to_report(row: Any, branch: Branch, on: date) -> Iterator[Due]:
    """Spoken of until its day: nobody records that the report went up."""
    try:
        asked = rule("appraisal.results_due", date(row.year, 12, 31))
    except NoRuleOnDay:
        return
    month, day = (int(part) for part in asked.text().split("-"))
    last = date(row.year + 1, month, day)
    if last - NOTICE <= on <= last:
        url = reverse("appraisal:board", args=[row.pk])
        about = _("Xếp loại năm {year}").format(year=row.year)
        yield _committee_line("rating_report", last, url, branch, about, asked.code)


def _committee_line(
    kind: str, day: date, url: str, branch: Branch, about: str, code: str = ""
) -> Due:
    return Due(
        kind=kind,
        what=_what(kind),
        about=about,
        due_on=day,
        url=url,
        button=_("Mở"),
        why=_why(day),
        owner=branch.short_name,
        owner_path=branch.path,
        rule=code,
        of_people=False,
    )


# ---------------------------------------------------------- the cells


def _spoken_of(branch: Branch, on: date) -> Any:
    return Rated.objects.filter(
        TO_RATE,
        standing("cycle__"),
        under_ever(branch, "path"),
        kind__in=(Kind.MEMBER, Kind.CELL),
        decided_level="",
        cycle__told=False,
        cycle__quarter=0,
        cycle__frozen_on__lte=on,
        cycle__year__gte=on.year - 1,
    )


def _counted(rows: Any, on: date) -> Any:
    here = {"organisation": OuterRef("unit")}
    stands = {
        "stands_at": Subquery(Placement.objects.on(on).filter(**here).values("path")[:1]),
        "unit_name": Subquery(Profile.objects.on(on).filter(**here).values("short_name")[:1]),
    }
    counts = {
        "unsaid": Count("pk", filter=Q(kind=Kind.MEMBER, own_level="")),
        "unproposed": Count("pk", filter=Q(proposed_level="")),
    }
    about = ("cycle", "cycle__year", "cycle__cells_by", "unit")
    return rows.order_by().values(*about).annotate(**counts).annotate(**stands)


def _missing(rows: Iterable[Any], on: date) -> Iterator[_Missing]:
    for row in rows:
        day = row.cycle__cells_by or _last_cell_day(row.cycle__year)
        if not day - NOTICE <= on <= day + KEPT:
            continue
        for kind, count in (("self_reviews", row.unsaid), ("rating_proposal", row.unproposed)):
            if count:
                yield _Missing(
                    kind,
                    row.cycle,
                    row.unit,
                    row.cycle__year,
                    day,
                    count,
                    row.stands_at or "",
                    row.unit_name or "",
                )


def _last_cell_day(year: int) -> date:
    """The end of the last month in which cells hold their reviews."""
    month = rule("appraisal.cell_months", date(year, 12, 31)).entries()[-1]
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _line(one: _Missing, *, reads: bool, proposes: bool) -> Due:
    step = "chua-tu" if one.kind == "self_reviews" else "chua-de-nghi"
    url = f"{reverse('appraisal:board', args=[one.cycle])}?buoc={step}&chi-bo={one.cell}"
    if one.kind == "rating_proposal" and proposes:
        url = reverse("appraisal:cell", args=[one.cycle, one.cell])
    return Due(
        kind=one.kind,
        what=_what(one.kind),
        about=_("Xếp loại năm {year}: {n} đối tượng").format(year=one.year, n=one.count),
        due_on=one.due_on,
        url=url if reads else reverse("appraisal:mine"),
        button=_("Mở"),
        why=_why(one.due_on),
        owner=one.unit,
        owner_path=one.stands_at,
        count=one.count,
    )


def _what(kind: str) -> str:
    return {
        "rating_to_open": _("Mở kỳ xếp loại cuối năm"),
        "rating_undecided": _("Quyết định xếp loại"),
        "rating_report": _("Báo cáo kết quả xếp loại lên cấp trên"),
        "self_reviews": _("Viết bản tự kiểm điểm"),
        "rating_proposal": _("Họp chi bộ đề nghị xếp loại"),
    }[kind]


def _why(day: date) -> str:
    return _("Hạn của kỳ xếp loại: {day}").format(day=format_date(day))
