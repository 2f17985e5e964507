"""Papers of a round of badges: list, proposal, decision with its list, the book of a year."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import Annex, Block, Column, Heading, Paper, Paragraph, Run, Table
from chibo.base.sheets import Column as SheetColumn
from chibo.base.sheets import SheetSpec
from chibo.base.text import format_date, format_number
from chibo.members.models import BadgeAward, BadgeBasis
from chibo.members.papers.frame import addressees, deciding, paper_of
from chibo.members.queries.badge_rounds import BadgeRound, totals
from chibo.organisations.queries.naming import committee_name
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import named_document, rule

Awards = Sequence[BadgeAward]


def list_paper(found: BadgeRound) -> Paper:
    """The list of those proposed."""
    awards, day = found.on_the_list, format_date(found.round.day)
    summary = _("đề nghị tặng Huy hiệu Đảng đợt {day}").format(day=day)
    return paper_of(
        found.of,
        _("DANH SÁCH"),
        "DS",
        summary,
        [_by_mark(awards), *_special(awards)],
        annexes=[_list(awards, summary, money=False)],
    )


def proposal(found: BadgeRound) -> Paper:
    """Tờ trình to the committee that decides, with the list behind it."""
    awards, day = found.on_the_list, format_date(found.round.day)
    summary = _("đề nghị tặng Huy hiệu Đảng đợt {day}").format(day=day)
    blocks: list[Block] = [
        Paragraph(
            _(
                "{committee} đã rà soát tuổi Đảng của đảng viên trong đảng bộ, trừ thời gian gián đoạn "
                "sinh hoạt, và đề nghị tặng Huy hiệu Đảng đợt {day} cho {n} đồng chí:"
            ).format(committee=committee_name(found.of), day=day, n=len(awards))
        ),
        _by_mark(awards),
        *_special(awards),
        Paragraph(_("(Có danh sách kèm theo).")),
        Paragraph(
            _("{committee} kính trình xem xét, quyết định.").format(
                committee=committee_name(found.of)
            )
        ),
    ]
    return paper_of(
        found.of,
        _("TỜ TRÌNH"),
        "TTr",
        summary,
        blocks,
        annexes=[_list(awards, summary, money=False)],
        recipients=addressees(found.of),
        addressees=addressees(found.of),
        grounds=_grounds(found.round.day),
    )


def decision(found: BadgeRound) -> Paper:
    """The decision as the deciding committee would sign it, with the list and the money."""
    awards, day = found.on_the_list, format_date(found.round.day)
    issuer, sums = deciding(found.of), totals(found.on_the_list)
    summary = _("tặng Huy hiệu Đảng đợt {day}").format(day=day)
    asked = _("Xét đề nghị của {name}").format(name=committee_name(found.of))
    grounds = [*_grounds(found.round.day), *([] if issuer.pk == found.of.pk else [asked])]
    blocks: list[Block] = [
        _article(
            1,
            _("Tặng Huy hiệu Đảng cho {n} đồng chí (có danh sách kèm theo):").format(n=len(awards)),
        ),
        _by_mark(awards),
        _article(2, _money_sentence(found.round.day, sums.money, sums.bases)),
        _article(
            3,
            _(
                "{name}, các cơ quan liên quan và các đồng chí có tên chịu trách nhiệm thi hành quyết định này."
            ).format(name=committee_name(found.of)),
        ),
    ]
    return paper_of(
        issuer,
        _("QUYẾT ĐỊNH"),
        "QĐ",
        summary,
        blocks,
        annexes=[_list(awards, summary, money=True)],
        recipients=[_("Như Điều 3")],
        grounds=grounds,
    )


def book(of: Branch, awards: Awards, year: int) -> Paper:
    """Sổ theo dõi of a year, round by round."""
    summary = _("tặng Huy hiệu Đảng năm {year}").format(year=year)
    annex = Annex(_("Sổ theo dõi"), summary, [_book_table(awards)], landscape=True)
    return paper_of(of, _("SỔ THEO DÕI"), "STD", summary, [_by_mark(awards)], annexes=[annex])


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


def _list(awards: Awards, summary: str, *, money: bool) -> Annex:
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
    return Annex(_("Danh sách"), summary, [Table(columns, rows, total)], landscape=True)


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
        return Heading(_("Chưa có ai trong năm này"), 3, numbered=False)
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
    columns = [
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
    rows = [
        [
            number,
            award.round_day,
            award.person.full_name,
            award.person.partial("born"),
            award.person.get_sex_display(),
            award.cell_name or "",  # type: ignore[attr-defined]  # annotated by with_cell_names
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
        for number, award in enumerate(awards, 1)
    ]
    return SheetSpec(name, columns, rows)
