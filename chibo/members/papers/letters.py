"""A letter of introduction on paper (items 54 to 56 and 59 of the dossier), the sheet that goes with it abroad
(items 57, 58), and the slip (item 60)."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import (
    Block,
    Column,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Run,
    Signature,
    Signing,
    Table,
)
from chibo.base.text import format_date
from chibo.members.models import Person, Transfer, TransferStep
from chibo.members.models.transfer import Side
from chibo.members.queries.secretary import secretary
from chibo.organisations.queries.naming import committee_called, committee_name, letterhead
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import code_list

_SYMBOL = "GTSHĐ"
_ABROAD = ("abroad", "abroad_temporary")
# The old form has ten boxes; what a unit outside writes goes into the empty ones.
_EMPTY_BOXES = 3
_ROOM_TO_SIGN = "\n\n\n\n"


def introduction(letter: Transfer) -> Paper:
    """The letter as its issuer writes it; boxes that are filled say when. Only for letters of ours."""
    assert letter.issuer_id
    issuer = branch(letter.issuer_id, letter.issued_on)
    head = letterhead(issuer)
    about = {
        "official": _("sinh hoạt đảng chính thức"),
        "temporary": _("sinh hoạt đảng tạm thời"),
        "internal": _("sinh hoạt đảng nội bộ"),
        "abroad": _("sinh hoạt đảng ra ngoài nước"),
        "abroad_temporary": _("sinh hoạt đảng tạm thời ngoài nước"),
    }
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=letter.issued_on,
        number=int(letter.number) if letter.number.isdigit() else None,
        symbol=f"{_SYMBOL}/{head.symbol}",
        kind=_("GIẤY GIỚI THIỆU"),
        summary=about[letter.kind],
        addressees=[_addressee(letter)],
        blocks=[
            *_person_lines(letter),
            *_terms(letter),
            *_papers(letter),
            Signing([_signature(issuer, letter.issued_on)]),
            *_boxes(letter),
        ],
    )


def _addressee(letter: Transfer) -> str:
    first = next((box for box in letter.steps.all() if box.side == Side.RECEIVING), None)
    return committee_called(first.name if first else letter.to_unit)


def _signature(of: Branch, on: date) -> Signature:
    held = secretary(of.pk, on)
    authority = "T/M CHI BỘ" if of.is_cell else "T/M BAN THƯỜNG VỤ"
    return Signature("BÍ THƯ", held.full_name if held else "", authority=authority)


def _person_lines(letter: Transfer) -> list[Block]:
    person = letter.person
    named = (Run(_("Giới thiệu đồng chí: ")), Run(person.full_name, bold=True))
    return [
        Paragraph((*named, Run(_alias(person)))),
        Paragraph(_("Sinh ngày: {born}.").format(born=_day(person, "born"))),
        Paragraph(
            _("Vào Đảng ngày: {joined}; chính thức ngày: {official}.").format(
                joined=_day(person, "joined"), official=_day(person, "official")
            )
        ),
        Paragraph(
            _("Số lý lịch: {resume}; số thẻ đảng viên: {card}.").format(
                resume=person.resume_number or _GAP, card=person.card_number or _GAP
            )
        ),
    ]


_GAP = "………………"


def _alias(person: Person) -> str:
    return _("; tên gọi khác: {name}").format(name=person.aliases) if person.aliases else ""


def _day(person: Person, name: str) -> str:
    return str(person.partial(name) or _GAP)


def _terms(letter: Transfer) -> list[Block]:
    status = letter.get_status_display().lower()
    said = [
        _("Là đảng viên {status} của {unit}.").format(status=status, unit=letter.from_unit),
        _("Được chuyển sinh hoạt đảng đến: {unit}.").format(unit=letter.to_unit),
    ]
    if letter.until:
        said.append(_("Thời hạn sinh hoạt đến ngày {day}.").format(day=format_date(letter.until)))
    if letter.reason:
        said.append(_("Lý do: {reason}.").format(reason=letter.reason))
    said.append(_dues(letter.dues_paid_until))
    until = format_date(letter.valid_until)
    said.append(_("Giấy giới thiệu này có giá trị đến hết ngày {day}.").format(day=until))
    return [Paragraph(line) for line in said]


def _dues(month: date | None) -> str:
    if month is None:
        return _("Đã đóng đảng phí đến hết tháng …… năm ………")
    return _("Đã đóng đảng phí đến hết tháng {month} năm {year}.").format(
        month=month.month, year=month.year
    )


def _papers(letter: Transfer) -> list[Block]:
    if letter.kind == "internal":
        return []
    values = code_list("rule_values")
    listed = "; ".join(_lowered(values.label(code)) for code in letter.presented)
    if not listed:
        return [Paragraph(_("Giấy tờ kèm theo gồm có:")), Lines(2)]
    return [Paragraph(_("Giấy tờ kèm theo gồm có: {papers}.").format(papers=listed.rstrip("…")))]


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _boxes(letter: Transfer) -> list[Block]:
    """Each level signs in its numbered box."""
    boxes = list(letter.steps.all())
    rows = [[str(box.position), _box_text(box), _ROOM_TO_SIGN] for box in boxes]
    if letter.is_departure:
        first = len(rows) + 1
        rows += [[str(first + n), _empty_box(), _ROOM_TO_SIGN] for n in range(_EMPTY_BOXES)]
    columns = [
        Column(_("Ô"), 0.7, "center"),
        Column(_("Cấp ủy giới thiệu, tiếp nhận"), 5),
        Column(_("Ký, ghi rõ họ tên, đóng dấu"), 4, "center"),
    ]
    return [Table(columns, rows, together=True)]


def _box_text(box: TransferStep) -> str:
    done = _("Giới thiệu ngày") if box.side == Side.SENDING else _("Tiếp nhận ngày")
    day = format_date(box.acted_on) if box.acted_on else "……/……/…………"
    return f"{committee_called(box.name)}\n{done} {day}"


def _empty_box() -> str:
    return _("……………………………………\nTiếp nhận ngày ……/……/…………")


def work_sheet(letter: Transfer) -> Paper:
    """Phiếu công tác (items 57, 58): who goes abroad hands it to the Party organisation there, which sends
    the lower part back. Only for letters of ours to a unit abroad."""
    assert letter.issuer_id
    issuer = branch(letter.issuer_id, letter.issued_on)
    head = letterhead(issuer)
    lasting = letter.kind == "abroad"
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=letter.issued_on,
        symbol="",
        kind=_("PHIẾU CÔNG TÁC"),
        summary=_("chính thức ngoài nước") if lasting else _("tạm thời ngoài nước"),
        blocks=[
            *_whole_person(letter),
            *_abroad_terms(letter),
            Signing([_signature(issuer, letter.issued_on)]),
            Heading(_("TIẾP NHẬN CỦA TỔ CHỨC ĐẢNG Ở NGOÀI NƯỚC"), numbered=False),
            Paragraph(_("Đã tiếp nhận ngày ……/……/…………, tại:")),
            Lines(1),
            Signing([Signature(_("ĐẠI DIỆN TỔ CHỨC ĐẢNG"))]),
        ],
    )


def goes_abroad(letter: Transfer) -> bool:
    return letter.issuer_id is not None and letter.kind in _ABROAD


def _whole_person(letter: Transfer) -> list[Block]:
    person = letter.person
    said = [
        (_("Họ và tên đang dùng"), person.full_name.upper()),
        (_("Họ và tên khai sinh; tên gọi khác"), _joined(person.birth_name, person.aliases)),
        (_("Sinh ngày"), _day(person, "born")),
        (_("Quê quán"), person.place("native")),
        (_("Nơi thường trú"), person.place("home")),
        (_("Nghề nghiệp"), person.occupation_text),
        (
            _("Ngày vào Đảng; ngày chính thức"),
            _joined(_day(person, "joined"), _day(person, "official")),
        ),
        (_("Số lý lịch; số thẻ đảng viên"), _joined(person.resume_number, person.card_number)),
    ]
    return [Paragraph(f"{term}: {value or _GAP}.") for term, value in said]


def _joined(*values: str) -> str:
    return "; ".join(value or _GAP for value in values) if any(values) else ""


def _abroad_terms(letter: Transfer) -> list[Block]:
    said = [
        _("Đang sinh hoạt tại: {unit}.").format(unit=letter.from_unit),
        _("Ra ngoài nước, đến: {unit}.").format(unit=letter.to_unit),
        _("Lý do: {reason}.").format(reason=letter.reason or _GAP),
        _("Thời hạn: {until}.").format(
            until=_("đến ngày {day}").format(day=format_date(letter.until))
            if letter.until
            else _("lâu dài")
        ),
        _dues(letter.dues_paid_until),
        _("Kèm theo giấy giới thiệu sinh hoạt đảng số {number} ngày {day}.").format(
            number=letter.number, day=format_date(letter.issued_on)
        ),
    ]
    return [Paragraph(line) for line in said]


def slip(letter: Transfer) -> Paper:
    """What the receiving basic organisation answers to where the member came from."""
    received = letter.movement
    assert received and letter.to_cell_id
    here = _basic(letter, received.happened_on)
    head = letterhead(here)
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=None,
        symbol=f"PB/{head.symbol}",
        kind=_("PHIẾU BÁO"),
        summary=_("đảng viên đã chuyển sinh hoạt đảng chính thức"),
        addressees=[_sender(letter)],
        blocks=_slip_words(letter, here, received.happened_on),
        signatures=[_signature(here, received.happened_on)],
        archive=_("Lưu hồ sơ"),
    )


def _slip_words(letter: Transfer, here: Branch, received_on: date) -> list[Paragraph]:
    person = letter.person
    return [
        Paragraph(
            (
                Run(_("{committee} báo: đồng chí ").format(committee=committee_name(here))),
                Run(person.full_name, bold=True),
                Run(
                    _(", sinh ngày {born}, số thẻ đảng viên {card},").format(
                        born=_day(person, "born"), card=person.card_number or _GAP
                    )
                ),
                Run(_moved(letter, received_on)),
            )
        ),
        Paragraph(_("Đề nghị nơi giới thiệu ghi vào sổ và lưu hồ sơ.")),
    ]


def _moved(letter: Transfer, received_on: date) -> str:
    return _(
        " đã chuyển sinh hoạt đảng từ {from_unit} theo giấy giới thiệu số {number} ngày "
        "{issued}, được tiếp nhận về {to_unit} từ ngày {received}."
    ).format(
        from_unit=letter.from_unit,
        number=letter.number,
        issued=format_date(letter.issued_on),
        to_unit=letter.to_unit,
        received=format_date(received_on),
    )


def _sender(letter: Transfer) -> str:
    """The last level that introduced the member to this side."""
    sent = [box for box in letter.steps.all() if box.side == Side.SENDING]
    return committee_called(sent[-1].name if sent else letter.from_unit)


def _basic(letter: Transfer, on: date) -> Branch:
    """The level right above the receiving cell on the letter, or the cell itself."""
    receiving = [
        box for box in letter.steps.all() if box.organisation_id and box.side == Side.RECEIVING
    ]
    keys = [box.organisation_id for box in receiving if box.organisation_id]
    inner = [key for key in keys if key != letter.to_cell_id]
    return branch((inner or keys)[-1], on)
