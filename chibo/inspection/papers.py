"""Papers of inspection in the Party's layout: decision, notice of conclusion, discipline, and the registers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.base.papers import Bullet, Column, Heading, Paper, Paragraph, Signature, Table
from chibo.base.text import format_date
from chibo.inspection.models import Body, Discipline, Inspected, Inspection, Nature, Subject
from chibo.inspection.rules.discipline import rule_or_none
from chibo.members.papers.heads import resolves
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list, named_document

_SYMBOLS = {Subject.INSPECTION: "UBKT", Subject.CELL: "CB"}


def _signed(subject: str) -> Signature:
    signs = {
        Subject.CELL: (_("BÍ THƯ"), _("T/M CHI BỘ")),
        Subject.STANDING: (_("BÍ THƯ"), _("T/M BAN THƯỜNG VỤ")),
        Subject.INSPECTION: (_("CHỦ NHIỆM"), _("T/M ỦY BAN KIỂM TRA")),
    }
    post, authority = signs.get(Subject(subject), (_("BÍ THƯ"), _("T/M ĐẢNG ỦY")))
    return Signature(post, authority=authority)


def _issued(
    of: Branch,
    subject: str,
    kind: tuple[str, str],
    summary: str,
    on: date,
    blocks: Sequence[Any],
    known_number: str,
    grounds: Sequence[str] = (),
) -> Paper:
    """`kind` is its word and code; a number given ("05-QĐ/UBKT") is printed, else a gap to write in. What has
    `grounds` is resolved by whoever issues it."""
    head = letterhead(of)
    inspects = subject == Subject.INSPECTION
    issuer = _("ỦY BAN KIỂM TRA") if inspects else head.issuer
    number, _dash, symbol = known_number.partition("-")
    own = f"{kind[1]}/{_SYMBOLS.get(Subject(subject), head.symbol)}"
    return Paper(
        parent=head.issuer if inspects else head.parent,
        issuer=issuer,
        place=head.place,
        signed_on=on,
        number=int(number) if number.isdigit() else None,
        symbol=symbol if number.isdigit() and symbol else own,
        kind=kind[0],
        summary=summary,
        grounds=list(grounds),
        blocks=[*([resolves(issuer)] if grounds else []), *blocks],
        signatures=[_signed(subject)],
        archive=_("Lưu hồ sơ"),
    )


def decision_paper(
    of: Branch,
    one: Inspection,
    objects: Sequence[tuple[Inspected, str]],
    team: Sequence[tuple[str, str]],
) -> Paper:
    """The decision that opens an inspection and forms its team; `team` are names with their task."""
    nature = one.get_nature_display().lower()
    blocks: list[Any] = [
        Paragraph(
            _("Điều 1. Tiến hành {nature} {manner} đối với:").format(
                nature=nature, manner=one.get_manner_display().lower()
            )
        ),
        *(Bullet(f"{row.get_kind_display()}: {name}") for row, name in objects),
        Paragraph(_("Nội dung: {topic}.").format(topic=one.topic) + _looks(one)),
        Paragraph(_("Điều 2. Thành lập đoàn {nature} gồm:").format(nature=nature)),
        *(Bullet(f"{name}, {role.lower()}") for name, role in team),
        Paragraph(
            _(
                "Điều 3. Đoàn, đối tượng và các đơn vị liên quan thi hành quyết định này. Đối tượng chuẩn bị báo "
                "cáo {how}theo đề cương gửi kèm; không ghi âm, ghi hình khi làm việc với đoàn."
            ).format(how="" if one.nature == Nature.SUPERVISION else _("tự kiểm tra "))
        ),
    ]
    about = _("{nature} {manner}").format(nature=nature, manner=one.get_manner_display().lower())
    kind = (_("QUYẾT ĐỊNH"), "QĐ")
    grounds = [*_law(one.opened_on), *_planned(one)]
    return _issued(
        of, one.subject, kind, about, one.opened_on, blocks, one.decision_number, grounds
    )


def _law(on: date) -> list[str]:
    """The charter, and what was in force on inspection that day; old days name the charter alone."""
    found = [_("Căn cứ Điều lệ Đảng Cộng sản Việt Nam")]
    known = rule_or_none("inspection.subjects", on)
    if known and known.document:
        found.append(
            _("Căn cứ {document}").format(document=named_document(known.document, known.issued_on))
        )
    return found


def _planned(one: Inspection) -> list[str]:
    """The programme of the year it comes from."""
    if one.item is None:
        return []
    of = one.item.programme
    name = _("Căn cứ Chương trình kiểm tra, giám sát năm {year}").format(year=of.year)
    return [f"{name}, {_('số {number}').format(number=of.number)}" if of.number else name]


def _looks(one: Inspection) -> str:
    """From when to when the objects are looked at, where the decision says so."""
    if not (one.looks_from and one.looks_until):
        return ""
    return _(" Mốc xem xét: từ {first} đến {last}.").format(
        first=format_date(one.looks_from), last=format_date(one.looks_until)
    )


def conclusion_paper(
    of: Branch,
    one: Inspection,
    objects: Sequence[tuple[Inspected, str]],
    remedies: Sequence[tuple[str, str, date]],
) -> Paper:
    """The notice of the conclusion; where nothing was found it says so in a sentence. `remedies` are
    the work, who does it and by when."""
    blocks: list[Any] = [Heading(_("Kết quả"))]
    for row, name in objects:
        blocks += _found_of(row, name)
    blocks += [Heading(_("Kết luận")), Paragraph(one.conclusion)]
    if remedies:
        blocks.append(Heading(_("Yêu cầu khắc phục")))
        blocks += [
            Bullet(
                _("{who}: {what}, trước ngày {day}").format(
                    who=who, what=what, day=format_date(day)
                )
            )
            for what, who, day in remedies
        ]
    about = _("kết luận {nature} {manner}").format(
        nature=one.get_nature_display().lower(), manner=one.get_manner_display().lower()
    )
    on = one.concluded_on or one.opened_on
    kind = (_("THÔNG BÁO"), "TB")
    return _issued(of, one.subject, kind, about, on, blocks, one.conclusion_number)


def _found_of(row: Inspected, name: str) -> list[Any]:
    found: list[Any] = [Heading(name, level=2)]
    if row.strengths:
        found.append(Paragraph(_("Ưu điểm: {text}").format(text=row.strengths)))
    if row.faults:
        found.append(Paragraph(_("Khuyết điểm: {text}").format(text=row.faults)))
    violations = list(row.violations.all())
    found += [Bullet(f"{one.what} ({format_date(one.happened_on)})") for one in violations]
    if not violations:
        found.append(Paragraph(_("Không phát hiện vi phạm.")))
    return found


_BODY_SUBJECTS = {
    Body.CELL: Subject.CELL,
    Body.COMMITTEE: Subject.COMMITTEE,
    Body.STANDING: Subject.STANDING,
    Body.INSPECTION: Subject.INSPECTION,
}


def discipline_paper(of: Branch, one: Discipline, name: str) -> Paper:
    """The decision of discipline as it is signed by the body that decided."""
    form = code_list("discipline_forms").label(one.form)
    vote = _("Kết quả biểu quyết: {votes}/{base} tán thành.").format(votes=one.votes, base=one.base)
    blocks: list[Any] = [
        Paragraph(
            _("Điều 1. Thi hành kỷ luật {name} bằng hình thức {form}.").format(
                name=name, form=form.lower()
            )
        ),
        Paragraph(_("Lý do: {why}").format(why=one.why)),
        *(
            Bullet(f"{row.what} ({format_date(row.happened_on)})")
            for row in one.violations.order_by("happened_on", "pk")
        ),
        Paragraph(vote),
        Paragraph(
            _("Điều 2. Quyết định có hiệu lực từ ngày {day}.").format(
                day=format_date(one.effective_on)
            )
        ),
    ]
    about = _("thi hành kỷ luật {kind}").format(
        kind=_("đảng viên") if one.person_id else _("tổ chức đảng")
    )
    subject = _BODY_SUBJECTS[Body(one.body)]
    kind = (_("QUYẾT ĐỊNH"), "QĐ")
    grounds = [
        *_law(one.decided_on),
        _("Xét nội dung, mức độ, tính chất vi phạm và kết quả biểu quyết"),
    ]
    return _issued(of, subject, kind, about, one.decided_on, blocks, one.decision_number, grounds)


def book_paper(
    of: Branch, about: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], note: str
) -> Paper:
    """A register on its side; `note` is the sentence below it."""
    head = letterhead(of)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place="",
        signed_on=None,
        printed_on=timezone.localdate(),
        symbol="",
        kind=_("SỔ"),
        summary=about,
        landscape=True,
        blocks=[Table(columns, rows), Paragraph(note)] if rows else [Paragraph(note)],
    )
