"""Paper of last resort: minutes and roll to be filled by hand, with a code that opens the record again."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import (
    Annex,
    Block,
    Column,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Run,
    Scan,
    Signature,
    Table,
)
from chibo.meetings.papers.before import about
from chibo.meetings.queries.minutes.calling import Call, Listed
from chibo.meetings.queries.minutes.wording import clock, comrade, day, sentence

_GAP = "……………"
# Points to write when the agenda is empty; lines under each point, fewer when there are many.
_POINTS, _MANY = 4, 6
_OPINIONS, _CONCLUSION = (5, 3), (2, 1)
_WORKS, _VOTES = 5, 2
# A cell of two lines: high enough to write in.
_HIGH = "\n"


def hand_paper(call: Call, people: Sequence[Listed], address: str) -> Paper:
    """`address` is where the record is typed in; it names the meeting by its mark alone."""
    return Paper(
        parent=call.parent,
        issuer=call.issuer,
        place=call.place_signed,
        signed_on=date.fromisoformat(call.held_on),
        symbol=f"BB/{call.symbol}",
        kind=_("BIÊN BẢN"),
        summary=about(call),
        blocks=[*_head(call, address), *_points(call), *_tables()],
        signatures=[Signature(_("THƯ KÝ")), Signature(_("CHỦ TRÌ"))],
        annexes=[Annex(_("DANH SÁCH ĐIỂM DANH"), about(call), [_roll(people)])],
    )


def _head(call: Call, address: str) -> Iterator[Block]:
    yield Scan(
        address,
        [
            Run(_("Bản ghi tay. "), bold=True),
            Run(
                _("Quét mã, đăng nhập rồi nhập lại vào sổ. Mã chỉ mở được bằng tài khoản có quyền.")
            ),
        ],
    )
    times = _("Thời gian: từ {start} đến {gap}, ngày {day}.").format(
        start=clock(call.starts_at), gap=_GAP, day=day(call.held_on)
    )
    yield Paragraph(f"{times} {sentence(_('Địa điểm: {place}').format(place=call.place))}")
    chair = comrade(call.chair.name, call.chair.post) if call.chair else _GAP * 2
    yield Paragraph(_("Chủ trì: {chair}. Thư ký: {gap}").format(chair=chair, gap=_GAP * 2))
    yield Paragraph(_("Cấp trên dự, khách dự: {gap}").format(gap=_GAP * 4))
    yield Paragraph(
        _("Có mặt: ………/……… Vắng có lý do: ……… Vắng không lý do: ……… (theo danh sách kèm theo)")
    )
    yield Paragraph(_("Tình hình đóng đảng phí: {gap}").format(gap=_GAP * 4))


def _points(call: Call) -> Iterator[Block]:
    yield Heading(_("NỘI DUNG"))
    yield from _written(call.points or [_GAP * 5] * _POINTS)
    if call.theme and call.kind != "thematic":
        yield Heading(_("SINH HOẠT CHUYÊN ĐỀ"))
        yield Paragraph(sentence(call.theme))
        yield from _written(call.thematic_points or [_GAP * 5])


def _written(points: Sequence[str]) -> Iterator[Block]:
    for number, title in enumerate(points, start=1):
        yield Paragraph([Run(f"{number}. {sentence(title)}", bold=True)])
        yield Lines(_OPINIONS[len(points) > _MANY])
        yield Paragraph([Run(_("Kết luận:"), italic=True)])
        yield Lines(_CONCLUSION[len(points) > _MANY])


def _tables() -> Iterator[Block]:
    yield Heading(_("PHÂN CÔNG THỰC HIỆN"))
    work = [_("TT"), _("Nội dung việc"), _("Người thực hiện"), _("Thời hạn")]
    yield _empty(work, (1, 8, 3.4, 2.3), _WORKS)
    yield Heading(_("BIỂU QUYẾT"))
    vote = [_("Nội dung"), _("Tán thành"), _("Không tán thành"), _("Ý kiến khác"), _("Vắng")]
    yield _empty(vote, (6, 2, 2.4, 2.2, 1.6), _VOTES)
    yield Paragraph(_("Biên bản đã được thông qua trước hội nghị."))


def _empty(heads: Sequence[str], widths: Sequence[float], rows: int) -> Table:
    columns = [Column(head, width) for head, width in zip(heads, widths, strict=True)]
    return Table(columns, [[_HIGH] * len(columns)] * rows)


def _roll(people: Sequence[Listed]) -> Table:
    """The three marks of the screen: present, absent with reason, absent without."""
    columns = [
        Column(_("TT"), 1, "center"),
        Column(_("Họ và tên"), 5.4),
        Column(_("Có"), 1.2, "center"),
        Column(_("Phép"), 1.4, "center"),
        Column(_("Không"), 1.6, "center"),
        Column(_("Lý do vắng"), 4.6),
    ]
    rows = [
        [str(number), one.name, "□", "□", "□", one.outside]
        for number, one in enumerate(people, start=1)
    ]
    return Table(columns, rows or [[""] * len(columns)] * 20)
