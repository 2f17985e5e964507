"""A letter of introduction on paper (items 54 to 56 and 59 of the dossier), and the slip (item 60)."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.base.papers import (
    Block,
    Bullet,
    Column,
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
from chibo.organisations.queries.naming import committee_called, committee_name, letterhead
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import code_list

_SYMBOL = "GTSHĐ"
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
            Signing([_signature(issuer)]),
            *_boxes(letter),
        ],
    )


def _addressee(letter: Transfer) -> str:
    first = next((box for box in letter.steps.all() if box.side == Side.RECEIVING), None)
    return committee_called(first.name if first else letter.to_unit)


def _signature(of: Branch) -> Signature:
    return Signature("BÍ THƯ", authority="T/M CHI BỘ" if of.is_cell else "T/M BAN THƯỜNG VỤ")


def _person_lines(letter: Transfer) -> list[Block]:
    person = letter.person
    named = (Run(_("Giới thiệu đồng chí: ")), Run(person.full_name, bold=True))
    return [
        Paragraph((*named, Run(_alias(person)))),
        Paragraph(
            _("Sinh ngày: {born}; vào Đảng ngày: {joined}; chính thức ngày: {official}.").format(
                born=_day(person, "born"),
                joined=_day(person, "joined"),
                official=_day(person, "official"),
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
    listed: list[Block] = [Bullet(values.label(code)) for code in letter.presented]
    return [Paragraph(_("Giấy tờ kèm theo gồm có:")), *(listed or [Lines(2)])]


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
    return [Table(columns, rows)]


def _box_text(box: TransferStep) -> str:
    done = _("Giới thiệu ngày") if box.side == Side.SENDING else _("Tiếp nhận ngày")
    day = format_date(box.acted_on) if box.acted_on else "……/……/…………"
    return f"{committee_called(box.name)}\n{done} {day}"


def _empty_box() -> str:
    return _("……………………………………\nTiếp nhận ngày ……/……/…………")


def slip(letter: Transfer) -> Paper:
    """What the receiving basic organisation answers to where the member came from."""
    received = letter.movement
    assert received and letter.to_cell_id
    here = _basic(letter, received.happened_on)
    head = letterhead(here)
    person = letter.person
    return Paper(
        parent=head.parent,
        issuer=head.issuer,
        place=head.place,
        signed_on=None,
        symbol=f"PB/{head.symbol}",
        kind=_("PHIẾU BÁO"),
        summary=_("đảng viên đã chuyển sinh hoạt đảng chính thức"),
        addressees=[_sender(letter)],
        blocks=[
            Paragraph(
                (
                    Run(_("{committee} báo: đồng chí ").format(committee=committee_name(here))),
                    Run(person.full_name, bold=True),
                    Run(
                        _(", sinh ngày {born}, số thẻ đảng viên {card},").format(
                            born=_day(person, "born"), card=person.card_number or _GAP
                        )
                    ),
                )
            ),
            Paragraph(
                _(
                    "đã chuyển sinh hoạt đảng từ {from_unit} theo giấy giới thiệu số {number} ngày "
                    "{issued}, được tiếp nhận về {to_unit} từ ngày {received}."
                ).format(
                    from_unit=letter.from_unit,
                    number=letter.number,
                    issued=format_date(letter.issued_on),
                    to_unit=letter.to_unit,
                    received=format_date(received.happened_on),
                )
            ),
            Paragraph(_("Đề nghị nơi giới thiệu ghi vào sổ và lưu hồ sơ.")),
        ],
        signatures=[_signature(here)],
        archive=_("Lưu hồ sơ"),
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
