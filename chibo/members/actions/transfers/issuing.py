"""Writing letters of introduction for members who leave a cell of these books.

The plural is the primitive: the graduates of a school and one member go the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean, format_date
from chibo.members.models import Membership, Person, TemporaryStay, Transfer, TransferStep
from chibo.members.queries.routes import INTERNAL, Box, base_of, route, scope_between
from chibo.members.rules import may_keep_members
from chibo.organisations.queries.tree import Branch, branch
from chibo.rulebook.queries import add_months, code_list, rule, source_line


@dataclass(frozen=True)
class Letter:
    """A letter to be written: to `to_cell_id`, or to `outside_unit` with its scope. `until` is the end of
    a temporary stay, `left_out` the higher levels passed over. `ref` names an import's row."""

    person: Person
    kind: str
    number: str
    issued_on: date
    to_cell_id: int | None = None
    outside_unit: str = ""
    outside_scope: str = ""
    until: date | None = None
    reason: str = ""
    decision: str = ""
    decided_on: date | None = None
    dues_paid_until: date | None = None
    presented: Sequence[str] = ()
    left_out: frozenset[int] = field(default_factory=frozenset)
    ref: str = ""


@transaction.atomic
def issue_transfers(letters: Sequence[Letter], *, by: User) -> list[Transfer]:
    """Write a letter for each of these members, all or none; nobody moves before the last box is filled."""
    check_has_come((one.issued_on for one in letters), _("ghi giấy vào ngày cấp"))
    stays = _stays(letters)
    made = [_issue(one, stays[one.person.pk], by) for one in letters]
    lines = [
        Line("transfer.issued", one, box.path, after=snapshot(one), ref=letter.ref)
        for letter, (one, box) in zip(letters, made, strict=True)
    ]
    note_all(by, lines)
    return [one for one, _box in made]


def _issue(one: Letter, stay: Membership, by: User) -> tuple[Transfer, TransferStep]:
    home = branch(stay.cell_id, one.issued_on)
    require(by, may_keep_members, home)
    host = branch(one.to_cell_id, one.issued_on) if one.to_cell_id else None
    scope = scope_between(home, host, one.issued_on) if host else one.outside_scope
    check_reach(one.kind, home, host, scope)
    check_until(one.kind, one.issued_on, one.until)
    _check_at_home(one)
    boxes = route(home, host, clean(one.outside_unit), one.left_out)
    transfer = Transfer(
        status=stay.status,
        issuer_id=base_of(home, one.issued_on),
        from_cell_id=home.pk,
        from_unit=called(home, boxes, scope),
        to_cell_id=host.pk if host else None,
        to_unit=called(host, boxes[::-1], scope) if host else clean(one.outside_unit),
        scope=scope,
        **_facts(one),
    )
    return transfer, save_letter(transfer, boxes)[0]


def _facts(one: Letter) -> dict[str, object]:
    return {
        "person": one.person,
        "kind": code_list("transfer_kinds").item(one.kind).code,
        "number": clean(one.number),
        "issued_on": one.issued_on,
        "valid_until": validity(one.issued_on),
        "reason": clean(one.reason),
        "decision": clean(one.decision),
        "decided_on": one.decided_on,
        "until": one.until,
        "dues_paid_until": one.dues_paid_until,
        "presented": list(one.presented),
    }


def save_letter(transfer: Transfer, boxes: Sequence[Box]) -> list[TransferStep]:
    """The letter with its empty boxes."""
    transfer.number_year = transfer.issued_on.year
    transfer.full_clean()
    transfer.save()
    return TransferStep.objects.bulk_create(
        [
            TransferStep(
                transfer=transfer,
                position=position,
                side=box.side,
                organisation_id=box.where.pk if box.where else None,
                path=box.where.path if box.where else "",
                name=box.name,
            )
            for position, box in enumerate(boxes, start=1)
        ]
    )


def validity(issued_on: date) -> date:
    return rule("transfers.paper_validity", issued_on).after(issued_on)


def called(cell: Branch, boxes: Sequence[Box], scope: str) -> str:
    """A cell as a letter names it: with its basic organisation, unless both cells are of the same one."""
    if scope == INTERNAL or cell.parent_id is None:
        return cell.name
    base = base_of(cell, cell.on)
    above = [box.name for box in boxes if box.where and box.where.pk == base != cell.pk]
    return ", ".join([cell.name, *above[:1]])


def _stays(letters: Sequence[Letter]) -> Mapping[int, Membership]:
    """By person, where each stood on the day of the letter."""
    found: dict[int, Membership] = {}
    for day in {one.issued_on for one in letters}:
        people = [one.person.pk for one in letters if one.issued_on == day]
        rows = Membership.objects.on(day).filter(person__in=people)
        found |= {row.person_id: row for row in rows}
    for one in letters:
        if one.person.pk not in found:
            raise Refusal(
                _("Đồng chí {name} không sinh hoạt ở chi bộ nào tại ngày {day}.").format(
                    name=one.person.full_name, day=format_date(one.issued_on)
                )
            )
    return found


def check_reach(kind: str, home: Branch | None, host: Branch | None, scope: str) -> None:
    """Refuse a kind of letter that does not lead there (rulebook list transfer_kinds, reach)."""
    wanted = code_list("transfer_kinds").item(kind).extra
    inside = home is not None and host is not None
    if home and host and home.pk == host.pk:
        raise Refusal(_("Chọn một chi bộ khác với chi bộ đang sinh hoạt."))
    if inside and host and not host.is_cell:
        raise Refusal(_("Nơi đến phải là một chi bộ."))
    if wanted["reach"] == "outside" and host:
        raise Refusal(
            _("Giấy ra ngoài nước ghi đơn vị nơi đến, không chọn chi bộ của hệ thống này.")
        )
    if wanted["reach"] == "same_base" and not (inside and scope == INTERNAL):
        raise Refusal(
            _(
                "Giấy nội bộ chỉ dùng giữa hai chi bộ cùng một đảng bộ cơ sở; "
                "chọn loại chính thức hoặc tạm thời."
            )
        )
    if kind == "official" and inside and scope == INTERNAL:
        raise Refusal(
            _("Hai chi bộ cùng một đảng bộ cơ sở: chọn loại giấy chuyển sinh hoạt nội bộ.")
        )
    if not inside and not scope:
        raise Refusal(_("Chọn trong tỉnh hay tỉnh khác: biểu thống kê tách hai dòng."))


def check_until(kind: str, issued_on: date, until: date | None) -> None:
    """Refuse a stay without an end, or one shorter or longer than the rulebook allows."""
    wanted = code_list("transfer_kinds").item(kind).extra
    if wanted["effect"] != "stays":
        return
    if until is None:
        raise Refusal(_("Sinh hoạt tạm thời phải có ngày kết thúc; ghi ngày đến hạn trở về."))
    if not wanted.get("limited"):
        return
    shortest = rule("transfers.temporary_min_months", issued_on)
    longest = rule("transfers.temporary_max_months", issued_on)
    first, last = (add_months(issued_on, one.months) for one in (shortest, longest))
    if not first <= until < last:
        raise Refusal(
            _(
                "Sinh hoạt tạm thời từ {shortest} tháng đến dưới {longest} tháng: cấp ngày {issued} thì "
                "ghi hạn từ {first} đến trước {last}. {source}."
            ).format(
                shortest=shortest.months,
                longest=longest.months,
                issued=format_date(issued_on),
                first=format_date(first),
                last=format_date(last),
                source=source_line(longest),
            )
        )


def _check_at_home(one: Letter) -> None:
    """Who already stays elsewhere comes back first."""
    if code_list("transfer_kinds").item(one.kind).extra["effect"] != "stays":
        return
    away = TemporaryStay.objects.open().filter(person=one.person).first()
    if away:
        raise Refusal(
            _(
                "Đồng chí {name} đang sinh hoạt tạm thời ở một nơi khác từ {day}; ghi ngày trở về trước."
            ).format(name=one.person.full_name, day=format_date(away.started_on))
        )
