"""Biên bản: every field of rule meetings.minutes_fields, signed by the minute taker (left) and the chair."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import (
    Block,
    Bullet,
    Column,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
)
from chibo.meetings.models import Outside, Presence
from chibo.meetings.queries.minutes.said import Asked, Ballot, Minutes, Missing, Point, Task
from chibo.meetings.queries.minutes.wording import (
    clock,
    comrade,
    counted,
    day,
    listed,
    sentence,
    share,
    subject,
)

_GAP = "…………"


def minutes_paper(said: Minutes, *, draft: bool, trace: str = "") -> Paper:
    """`draft` prints DỰ THẢO under the number; `trace` says at the foot which version this is."""
    return Paper(
        parent=said.parent,
        issuer=said.issuer,
        place=said.place_signed,
        signed_on=date.fromisoformat(said.held_on),
        symbol=f"BB/{said.symbol}",
        kind=_("BIÊN BẢN"),
        summary=subject(said.kind, said.body, said.held_on, said.theme),
        draft=_("DỰ THẢO") if draft else "",
        trace=trace,
        blocks=[
            *_opening(said),
            *_points(said),
            *_beside(said),
            *_works(said),
            *_votes(said),
            *_closing(said),
        ],
        signatures=[
            Signature(_("THƯ KÝ"), said.minute_taker.name if said.minute_taker else ""),
            Signature(_("CHỦ TRÌ"), said.chair.name if said.chair else ""),
        ],
    )


def _opening(said: Minutes) -> Iterator[Block]:
    times = _("Thời gian: từ {start} đến {end}, ngày {day}.").format(
        start=clock(said.starts_at),
        end=clock(said.ends_at) if said.ends_at else _GAP,
        day=day(said.held_on),
    )
    yield Paragraph(f"{times} {sentence(_('Địa điểm: {place}').format(place=said.place))}")
    yield Paragraph(" ".join(_who(said)))
    yield Paragraph(_roll(said))
    if said.dues_status:
        yield Paragraph(
            sentence(_("Tình hình đóng đảng phí: {words}").format(words=said.dues_status))
        )


def _who(said: Minutes) -> Iterator[str]:
    for role, one in ((_("Chủ trì"), said.chair), (_("Thư ký"), said.minute_taker)):
        yield f"{role}: {comrade(one.name, one.post) if one else _GAP}."
    above = _("Cấp ủy viên cấp trên dự")
    for role, people in ((above, said.in_charge), (_("Khách dự"), said.guests)):
        if people:
            yield f"{role}: {listed(comrade(one.name, one.post) for one in people)}."


def _roll(said: Minutes) -> str:
    if not said.total:
        return _("Buổi họp không điểm danh theo sổ.")
    whole = _("Tổng số đảng viên: {total} (chính thức {official}, dự bị {probationary}).").format(
        total=counted(said.total),
        official=counted(said.official),
        probationary=counted(said.probationary),
    )
    always = {str(why): 0 for why in (Outside.EXCUSED, Outside.AWAY)}
    outside = [
        f"{Outside(why).label}: {counted(number)}."
        for why, number in (always | dict(said.outside)).items()
    ]
    came = _("Có mặt: {present}/{base}").format(present=said.present, base=said.base)
    rate = _(", đạt {share}.").format(share=share(said.present, said.base)) if said.base else "."
    spoke = _("Phát biểu: {number} đồng chí.").format(number=counted(said.spoke))
    told = [spoke] if said.spoke else []
    if said.visiting:
        visiting = _("Sinh hoạt tạm thời tại đây: {number}.")
        outside.append(visiting.format(number=counted(said.visiting)))
    return " ".join([whole, *outside, came + rate, *_absent(said), *told])


def _absent(said: Minutes) -> Iterator[str]:
    for state, number, words in (
        (Presence.WITH_REASON, said.with_reason, _("Vắng có lý do: {number}")),
        (Presence.WITHOUT_REASON, said.without_reason, _("Vắng không lý do: {number}")),
    ):
        names = [_missing(one) for one in said.absent if one.state == state]
        counted_words = words.format(number=counted(number))
        yield f"{counted_words}{_(', gồm ') if names else ''}{', '.join(names)}."


def _missing(one: Missing) -> str:
    return f"{comrade(one.name)} ({one.why})" if one.why else comrade(one.name)


def _points(said: Minutes) -> Iterator[Block]:
    """The thematic part of a regular meeting stands by itself, its points counted from 1 again."""
    apart = [point for point in said.points if point.is_thematic and said.is_thematic_too]
    regular = [point for point in said.points if point not in apart]
    yield Heading(_("NỘI DUNG"))
    yield from _listed(regular)
    if said.is_thematic_too:
        yield Heading(_("SINH HOẠT CHUYÊN ĐỀ"))
        yield Paragraph(sentence(_("Chuyên đề: {theme}").format(theme=said.theme)))
        yield from _listed(apart)


def _listed(points: Sequence[Point]) -> Iterator[Block]:
    for number, point in enumerate(points, start=1):
        yield from _point(number, point)
    if not points:
        yield Paragraph(_("Chưa ghi nội dung."))


def _point(number: int, point: Point) -> Iterator[Block]:
    """The first line of what was said stands behind the title; a new line is a new paragraph."""
    said = _paragraphs(point.opinions)
    title = Run(f"{number}. {sentence(point.title)} ", bold=True)
    concluded = _paragraphs(point.conclusion)
    if len(said) <= 1 and len(concluded) <= 1:
        runs = [title, *(Run(f"{sentence(words)} ") for words in said)]
        yield Paragraph(runs + _concluded(concluded))
        return
    yield Paragraph([title, *(Run(words) for words in said[:1])])
    yield from (Paragraph(words) for words in said[1:])
    if concluded:
        yield Paragraph(_concluded(concluded[:1]))
        yield from (Paragraph(words) for words in concluded[1:])


def _concluded(words: Sequence[str]) -> list[Run]:
    if not words:
        return []
    return [Run(_("Kết luận:"), italic=True), Run(f" {sentence(words[0])}")]


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _beside(said: Minutes) -> Iterator[Block]:
    """What was raised beside the agenda. Who of the people asked is not known here."""
    if said.remarks:
        yield Heading(_("BIỂU DƯƠNG, NHẮC NHỞ, PHÊ BÌNH"))
        for one in said.remarks:
            yield Bullet(sentence(f"{one.kind} {comrade(one.name)}: {one.words}"))
    if said.petitions:
        yield Heading(_("Ý KIẾN, KIẾN NGHỊ CỦA NHÂN DÂN"))
        yield from (Bullet(_asked(one)) for one in said.petitions)


def _asked(one: Asked) -> str:
    passed = _("chuyển {where}").format(where=one.passed_to) if one.passed_to else ""
    due = _("trả lời trước ngày {day}").format(day=day(one.due_on)) if one.due_on else ""
    return sentence("; ".join(filter(None, (f"{one.asked} ({one.place})", passed, due))))


def _works(said: Minutes) -> Iterator[Block]:
    works = [work for point in said.points for work in point.works]
    if works:
        yield Heading(_("PHÂN CÔNG THỰC HIỆN"))
        yield work_table(works)


def work_table(works: Sequence[Task]) -> Table:
    columns = [
        Column(_("TT"), 1, "center"),
        Column(_("Nội dung việc"), 8),
        Column(_("Người thực hiện"), 3.4),
        Column(_("Thời hạn"), 2.3, "center"),
    ]
    rows = [
        [str(number), work.what, work.who, day(work.due_on)]
        for number, work in enumerate(works, start=1)
    ]
    return Table(columns, rows)


def _votes(said: Minutes) -> Iterator[Block]:
    voted = [(point.title, point.vote) for point in said.points if point.vote]
    if voted:
        yield Heading(_("BIỂU QUYẾT"))
        yield from (Paragraph(f"{title}: {ballot_words(vote)}") for title, vote in voted)


def ballot_words(vote: Ballot) -> str:
    """ "tán thành 17/19 đảng viên chính thức được triệu tập, đạt 89,5%; …"."""
    words = _(
        "tán thành {in_favour}/{base} đảng viên chính thức được triệu tập{rate}; không tán thành "
        "{against}; ý kiến khác {other}; vắng {absent}."
    )
    rate = _(", đạt {share}").format(share=share(vote.in_favour, vote.base)) if vote.base else ""
    return words.format(
        in_favour=vote.in_favour,
        base=vote.base,
        rate=rate,
        against=counted(vote.against),
        other=counted(vote.other),
        absent=counted(vote.absent),
    )


def _closing(said: Minutes) -> Iterator[Block]:
    if said.remark:
        yield Paragraph(sentence(said.remark))
    if said.score:
        yield Paragraph(_("Tự chấm chất lượng buổi sinh hoạt: {score}.").format(score=said.score))
    body = _("chi bộ") if said.body == "cell" and said.total else _("hội nghị")
    yield Paragraph(_("Biên bản đã được thông qua trước {body}.").format(body=body))
