"""Sổ giới thiệu sinh hoạt đảng, Mẫu 10-SHĐ: who left and who came in a period, for good or for a time
(spreadsheets-and-forms.md B, which names its columns: day, name and birth, days of joining, card; for those who
leave the organisation they go to and who introduces and receives, for those who come where from and to).

Moves inside the unit itself are no part of it. Who received somebody outside is not in the books.
"""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from chibo.base.papers import Column
from chibo.base.periods import Period
from chibo.base.text import format_date
from chibo.members.models import Membership, Movement, TemporaryStay, Transfer
from chibo.members.queries.belonging import crossing
from chibo.members.queries.listing import cell_names
from chibo.organisations.models import Placement
from chibo.organisations.queries.tree import Branch, under, under_ever
from chibo.reports.registers.declaring import Line, Register

_MOVED = ("moved_in", "moved_out", "moved_within")
_Key = tuple[str, int]  # "in" or "out" of a movement, "away" of a stay; its key


def transfer_register() -> Register:
    return Register(
        "chuyen-sinh-hoat",
        _("Sổ chuyển sinh hoạt đảng"),
        _("Mẫu 10-SHĐ"),
        _("Mẫu 10-SHĐ"),
        _(
            "Gồm người chuyển đi khỏi đơn vị và chuyển đến trong kỳ, chính thức và tạm thời, xếp theo ngày; "
            "không gồm chuyển trong nội bộ đơn vị. Cấp ủy tiếp nhận ở ngoài không có trong sổ."
        ),
        _columns(),
        _keys,
        _rows,
        _total,
        name_at=2,
    )


def _columns() -> list[Column]:
    went, came = _("Chuyển đi"), _("Chuyển đến")
    return [
        Column(_("Ngày giới thiệu đi, tiếp nhận"), 1.9),
        Column(_("Họ và tên, ngày sinh"), 2.6),
        Column(_("Ngày vào Đảng, ngày chính thức"), 2),
        Column(_("Số thẻ"), 2.2),
        Column(_("Chi bộ"), 2, group=went),
        Column(_("Tổ chức đảng nơi đến"), 2.8, group=went),
        Column(_("Tổ chức đảng nơi đi"), 2.8, group=came),
        Column(_("Chi bộ tiếp nhận"), 2, group=came),
        Column(_("Cấp ủy giới thiệu, số giấy"), 2.6),
        Column(_("Chính thức, tạm thời; phạm vi"), 2.2),
    ]


def _moves(of: Branch, period: Period, *, into: bool) -> QuerySet[Movement]:
    moved = Movement.objects.filter(kind__in=_MOVED, happened_on__range=(period.first, period.last))
    return crossing(moved, of, into=into)


def _away(of: Branch, period: Period) -> QuerySet[TemporaryStay]:
    """Stays outside the unit begun in the period by who was then a member of it."""
    begun = TemporaryStay.objects.filter(started_on__range=(period.first, period.last))
    inside = Placement.objects.on(of.on).filter(under(of.path), organisation=OuterRef("cell"))
    return begun.filter(Exists(_stood().filter(under_ever(of, "path"))), ~Exists(inside))


def _stood() -> QuerySet[Membership]:
    """Where the person of a stay was a member on its first day."""
    return Membership.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=OuterRef("started_on")),
        person=OuterRef("person"),
        started_on__lte=OuterRef("started_on"),
    )


def _keys(of: Branch, period: Period) -> list[_Key]:
    """By day; the three kinds in one order."""
    found = [
        (day, key, way)
        for way, into in (("out", False), ("in", True))
        for day, key in _moves(of, period, into=into).values_list("happened_on", "pk")
    ]
    found += [(day, key, "away") for day, key in _away(of, period).values_list("started_on", "pk")]
    return [(way, key) for _day, key, way in sorted(found)]


def _total(of: Branch, period: Period) -> str:
    return _("Chuyển đi {out}, chuyển đến {into}, đi sinh hoạt tạm thời {away}.").format(
        out=_moves(of, period, into=False).count(),
        into=_moves(of, period, into=True).count(),
        away=_away(of, period).count(),
    )


def _rows(_of: Branch, period: Period, keys: Sequence[_Key]) -> list[Line]:
    """Four questions for however many moves."""
    moves = Movement.objects.select_related("person", "paper").in_bulk(
        [key for way, key in keys if way != "away"]
    )
    home = Subquery(_stood().order_by("-started_on").values("cell")[:1])
    stays = (
        TemporaryStay.objects.select_related("person")
        .annotate(home=home)
        .in_bulk([key for way, key in keys if way == "away"])
    )
    letters = Transfer.objects.filter(Q(movement__in=moves) | Q(stay__in=stays))
    told = {
        ("move" if one.movement_id else "stay", one.movement_id or one.stay_id): one
        for one in letters
    }
    named = {key for one in moves.values() for key in (one.from_cell_id, one.to_cell_id) if key}
    named |= {key for one in stays.values() for key in (one.cell_id, one.home) if key}
    named |= {one.issuer_id for one in told.values() if one.issuer_id}
    cells = cell_names(named, {}, period.last)
    return [
        _stay(stays[key], told.get(("stay", key)), cells)
        if way == "away"
        else _move(way, moves[key], told.get(("move", key)), cells)
        for way, key in keys
    ]


def _move(way: str, move: Movement, letter: Transfer | None, cells: dict[int, str]) -> Line:
    here, there = (
        (move.to_cell_id, move.from_cell_id)
        if way == "in"
        else (move.from_cell_id, move.to_cell_id)
    )
    cell, other = cells.get(here or 0, ""), move.outside_unit or cells.get(there or 0, "")
    ends = ("", "", other, cell) if way == "in" else (cell, other, "", "")
    scope = {
        "same_province": _("trong tỉnh"),
        "other_province": _("ngoài tỉnh"),
    }.get(move.outside_scope, _("nội bộ") if there else "")
    return Line(
        move.person_id,
        (
            format_date(move.happened_on),
            *_person(move),
            *ends,
            _issued(letter, cells),
            ", ".join(filter(None, [_("Chính thức"), scope])),
        ),
    )


def _stay(stay: TemporaryStay, letter: Transfer | None, cells: dict[int, str]) -> Line:
    until = _("đến {day}").format(day=format_date(stay.until)) if stay.until else ""
    return Line(
        stay.person_id,
        (
            format_date(stay.started_on),
            *_person(stay),
            cells.get(stay.home, ""),  # type: ignore[attr-defined]  # annotated
            stay.outside_unit or cells.get(stay.cell_id or 0, ""),
            "",
            "",
            _issued(letter, cells),
            " ".join(filter(None, [_("Tạm thời"), until])),
        ),
    )


def _person(of: Movement | TemporaryStay) -> tuple[str, str, str]:
    person = of.person
    return (
        "\n".join(filter(None, [person.full_name, str(person.partial("born") or "")])),
        "\n".join(str(day) for name in ("joined", "official") if (day := person.partial(name))),
        person.card_number,
    )


def _issued(letter: Transfer | None, cells: dict[int, str]) -> str:
    if letter is None:
        return ""
    issuer = cells.get(letter.issuer_id or 0, "")
    return "\n".join(filter(None, [issuer, letter.number]))
