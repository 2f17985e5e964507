"""Papers of a round of badges: list, proposal, decision with its list, the book of a year."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from chibo.base.papers import Annex, Block, Column, Paper, Paragraph, Run, Table
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec
from chibo.base.text import format_date, format_number
from chibo.documents.models import Paper as Registered
from chibo.documents.queries import issuing
from chibo.members.models import BadgeAward, BadgeBasis
from chibo.members.papers.frame import deciding, paper_of, register_of
from chibo.members.papers.heads import number_of, resolves, signed_for
from chibo.members.queries.badge_rounds import BadgeRound, totals
from chibo.organisations.queries.naming import committee_name, committee_word, paper_symbol
from chibo.organisations.queries.tree import Branch, ancestors
from chibo.rulebook.queries import named_document, rule

Awards = Sequence[BadgeAward]
_GAP = "……"


def list_paper(found: BadgeRound) -> Paper:
    """The list of those proposed."""
    awards = found.on_the_list
    return register_of(
        found.of,
        _("DANH SÁCH"),
        _proposed(found),
        [*_list(awards, money=False), *_special(awards)],
        is_list=True,
        landscape=True,
    )


def proposal(found: BadgeRound) -> Paper:
    """Tờ trình to the body that decides, with the list behind it."""
    awards, of = found.on_the_list, found.of
    asked = deciding(of)
    mine = asked.here.pk == of.pk
    blocks: list[Block] = [
        Paragraph(
            _(
                "{committee} đã rà soát tuổi Đảng của đảng viên trong đảng bộ, trừ thời gian gián đoạn "
                "sinh hoạt, và đề nghị tặng Huy hiệu Đảng đợt {day} cho {n} đồng chí:"
            ).format(committee=committee_name(of), day=format_date(found.round.day), n=len(awards))
        ),
        _by_mark(awards),
        *_special(awards),
        Paragraph(_("(Có danh sách kèm theo).")),
        Paragraph(
            _("{committee} kính trình xem xét, quyết định.").format(committee=committee_name(of))
        ),
    ]
    return paper_of(
        of,
        _("TỜ TRÌNH"),
        "TTr",
        _proposed(found),
        blocks,
        annexes=[_annex(found, _("Tờ trình"), f"TTr/{paper_symbol(of)}", money=False)],
        recipients=[] if mine else [_("Như trên")],
        addressees=[] if mine else [asked.name],
        grounds=_grounds(found.round.day),
    )


def decision(found: BadgeRound) -> Paper:
    """The decision as the deciding body signs it, with the list and the money; with the number and day of the
    registered paper once the round has one."""
    awards, of = found.on_the_list, found.of
    paper = _registered(awards)
    line = [*ancestors(of), of]
    body = issuing(line, paper, "badges.deciding_body", found.round.day)
    asked = _("Xét đề nghị của {name}").format(name=committee_name(of))
    mine = body.here is not None and body.here.pk == of.pk
    symbol = paper.symbol if paper else f"QĐ/{body.letterhead.symbol}"
    return Paper(
        parent=body.letterhead.parent,
        issuer=body.letterhead.issuer,
        place=body.letterhead.place,
        signed_on=paper.issued_on if paper else None,
        number=number_of(paper),
        symbol=symbol,
        kind=_("QUYẾT ĐỊNH"),
        summary=_("tặng Huy hiệu Đảng đợt {day}").format(day=format_date(found.round.day)),
        grounds=[*_grounds(found.round.day), *([] if mine else [asked])],
        blocks=[resolves(body.name), *_articles(found)],
        annexes=[_annex(found, _("Quyết định"), symbol, money=True)],
        recipients=[_("Như Điều 3")],
        archive=_("Lưu {committee}").format(
            committee=committee_word(body.here) if body.here else _("hồ sơ")
        ),
        signatures=[signed_for(body, paper, found.round.day)],
    )


def _articles(found: BadgeRound) -> list[Block]:
    awards, sums = found.on_the_list, totals(found.on_the_list)
    first = _("Tặng Huy hiệu Đảng cho {n} đồng chí (có danh sách kèm theo):")
    last = _(
        "{name}, các cơ quan liên quan và các đồng chí có tên chịu trách nhiệm thi hành quyết định này."
    )
    return [
        _article(1, first.format(n=len(awards))),
        _by_mark(awards),
        _article(2, _money_sentence(found.round.day, sums.money, sums.bases)),
        _article(3, last.format(name=committee_name(found.of))),
    ]


def _registered(awards: Awards) -> Registered | None:
    """The one paper that decided on all of them."""
    papers = {award.decision for award in awards}
    return papers.pop() if len(papers) == 1 else None


def _proposed(found: BadgeRound) -> str:
    return _("đề nghị tặng Huy hiệu Đảng đợt {day}").format(day=format_date(found.round.day))


def book(of: Branch, awards: Awards, year: int) -> Paper:
    """Sổ theo dõi of a year, round by round."""
    summary = _("tặng Huy hiệu Đảng năm {year}").format(year=year)
    blocks = [_book_table(awards), Paragraph(_("Sổ có {n} dòng.").format(n=len(awards)))]
    return register_of(of, _("SỔ THEO DÕI"), summary, blocks, landscape=True)


def _grounds(on: date) -> list[str]:
    marks = rule("badges.marks", on)
    charter = _("Căn cứ Điều lệ Đảng Cộng sản Việt Nam")
    if not marks.document:
        return [charter]
    source = named_document(marks.document, marks.issued_on)
    return [charter, _("Căn cứ {document}").format(document=source)]


def _article(number: int, text: str) -> Paragraph:
    return Paragraph((Run(_("Điều {n}. ").format(n=number), bold=True), Run(text)))


def _money_sentence(on: date, money: int, bases: Sequence[int]) -> str:
    said = "; ".join(format_number(base) for base in bases)
    return _(
        "Mức tiền thưởng kèm theo Huy hiệu Đảng tính theo mức lương cơ sở {base} đồng tại ngày {day}, "
        "tổng cộng {money} đồng."
    ).format(base=said or "…", day=format_date(on), money=format_number(money))


def _by_mark(awards: Awards) -> Table:
    rows = [
        [_("Huy hiệu {n} năm tuổi Đảng").format(n=mark), str(count)]
        for mark, count in totals(awards).by_mark
    ]
    return Table(
        [Column(_("Huy hiệu"), 6), Column(_("Số đồng chí"), 2, "right")],
        rows,
        [_("Cộng"), str(len(awards))],
    )


def _special(awards: Awards) -> list[Block]:
    said: list[Block] = []
    for basis, words in (
        (BadgeBasis.EARLY, _("Trong đó {n} đồng chí bệnh nặng, đề nghị xét tặng sớm.")),
        (BadgeBasis.POSTHUMOUS, _("Trong đó {n} đồng chí đã từ trần, đề nghị truy tặng.")),
    ):
        if count := sum(1 for award in awards if award.basis == basis):
            said.append(Paragraph(words.format(n=count)))
    return said


def _annex(found: BadgeRound, of_what: str, symbol: str, *, money: bool) -> Annex:
    """The list that goes with a paper; its number and day are the paper's, written in by hand."""
    paper = _registered(found.on_the_list) if money else None
    number = f"{number_of(paper):02d}" if number_of(paper) else _GAP
    day = format_date(paper.issued_on) if paper else "…/…/……"
    note = _("kèm theo {what} số {number}-{symbol}, ngày {day}").format(
        what=of_what, number=number, symbol=symbol, day=day
    )
    title = _("đảng viên được tặng Huy hiệu Đảng đợt {day}") if money else _proposed(found)
    return Annex(
        _("DANH SÁCH"),
        title.format(day=format_date(found.round.day)),
        _list(found.on_the_list, money=money),
        note,
        landscape=True,
    )


def _list(awards: Awards, *, money: bool) -> list[Block]:
    if not awards:
        return [Paragraph(_("Đợt này chưa có ai trong danh sách."))]
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Họ và tên"), 3.4),
        Column(_("Ngày sinh"), 1.7, "center"),
        Column(_("Chi bộ"), 2.6),
        Column(_("Ngày vào Đảng"), 1.8, "center"),
        Column(_("Ngày chính thức"), 1.8, "center"),
        Column(_("Ngày đủ tuổi Đảng"), 1.8, "center"),
        Column(_("Huy hiệu"), 1.4, "center"),
        Column(
            _("Tiền thưởng (đồng)") if money else _("Ghi chú"), 2.4, "right" if money else "left"
        ),
    ]
    rows = [
        [str(number), *_cells(award), award.money if money else note_of(award)]
        for number, award in enumerate(awards, 1)
    ]
    total = ["", _("Cộng"), "", "", "", "", "", str(len(awards))]
    total.append(format_number(totals(awards).money) if money else "")
    return [Table(columns, rows, total)]


def _cells(award: BadgeAward) -> list[str]:
    person = award.person
    return [
        person.full_name,
        str(person.partial("born") or ""),
        award.cell_name or "",  # type: ignore[attr-defined]  # annotated by with_cell_names
        format_date(award.counted_from) if award.counted_from else "",
        str(person.partial("official") or ""),
        format_date(award.reached_on) if award.reached_on else "",
        _("{n} năm").format(n=award.mark),
    ]


def note_of(award: BadgeAward) -> str:
    """The basis when it is not the plain one, a missed round, what was left out, the reason."""
    said = [] if award.basis == BadgeBasis.DUE else [str(award.get_basis_display())]
    if award.missed_round:
        said.append(_("bỏ sót đợt {day}").format(day=format_date(award.missed_round)))
    for left, back in award.interruptions:
        said.append(
            _("gián đoạn {a} – {b}").format(
                a=format_date(date.fromisoformat(left)), b=format_date(date.fromisoformat(back))
            )
        )
    said.append(award.closing_reason or award.reason)
    return "; ".join(filter(None, said))


def _book_table(awards: Awards) -> Block:
    if not awards:
        return Paragraph(_("Chưa có ai trong năm này."))
    columns = [
        Column(_("TT"), 0.8, "center"),
        Column(_("Đợt"), 2, "center"),
        Column(_("Họ và tên"), 2.9),
        Column(_("Chi bộ"), 2.2),
        Column(_("Huy hiệu"), 1.3, "center"),
        Column(_("Trạng thái"), 1.8),
        Column(_("Quyết định"), 2.6),
        Column(_("Ngày trao"), 2, "center"),
        Column(_("Tiền thưởng (đồng)"), 2, "right"),
        Column(_("Ghi chú"), 2.2),
    ]
    rows = [
        [
            str(number),
            format_date(award.round_day) if award.round_day else "",
            award.person.full_name,
            award.cell_name or "",  # type: ignore[attr-defined]  # annotated by with_cell_names
            _("{n} năm").format(n=award.mark),
            str(award.get_state_display()),
            str(award.decision or ""),
            format_date(award.given_on) if award.given_on else "",
            award.money,
            note_of(award),
        ]
        for number, award in enumerate(awards, 1)
    ]
    return Table(columns, rows)


def sheet(awards: Awards, name: str) -> SheetSpec:
    """The same rows for Excel."""
    rows = [_sheet_row(number, award) for number, award in enumerate(awards, 1)]
    return SheetSpec(name, _sheet_columns(), rows)


def _sheet_columns() -> list[SheetColumn]:
    return [
        SheetColumn(_("STT"), "integer", 6),
        SheetColumn(_("Đợt"), "date"),
        SheetColumn(_("Họ và tên"), width=26),
        SheetColumn(_("Ngày sinh"), "date"),
        SheetColumn(_("Giới tính"), width=10),
        SheetColumn(_("Chi bộ"), width=24),
        SheetColumn(_("Ngày vào Đảng"), "date"),
        SheetColumn(_("Ngày đủ tuổi Đảng"), "date"),
        SheetColumn(_("Huy hiệu (năm)"), "integer"),
        SheetColumn(_("Diện"), width=20),
        SheetColumn(_("Trạng thái"), width=16),
        SheetColumn(_("Số lần lương cơ sở"), "decimal"),
        SheetColumn(_("Mức lương cơ sở"), "integer", 14),
        SheetColumn(_("Tiền thưởng"), "integer", 14),
        SheetColumn(_("Quyết định"), width=26),
        SheetColumn(_("Ngày trao"), "date"),
        SheetColumn(_("Nơi trao"), width=22),
        SheetColumn(_("Ghi chú"), width=40),
    ]


def _sheet_row(number: int, award: Any) -> list[Any]:
    """`award` has its `cell_name`."""
    return [
        number,
        award.round_day,
        award.person.full_name,
        award.person.partial("born"),
        award.person.get_sex_display(),
        award.cell_name or "",
        award.counted_from,
        award.reached_on,
        award.mark,
        str(award.get_basis_display()),
        str(award.get_state_display()),
        award.multiple,
        award.base_salary,
        award.bonus,
        str(award.decision or ""),
        award.given_on,
        award.given_at,
        note_of(award),
    ]
