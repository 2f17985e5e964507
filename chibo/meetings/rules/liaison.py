"""Who is assigned to follow a cell or a village, who says so, and who tells of the visits."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.meetings.models import Liaison, Visit
from chibo.meetings.queries.liaisons import officers
from chibo.members.models import Person
from chibo.members.queries.reach import is_own_file
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch, latest_paths
from chibo.rulebook.queries import NoRuleOnDay, Rule, code_list, rule


def may_assign(user: User, committee: Branch) -> bool:
    """Whoever keeps the records of the committee, or leads it."""
    return _keeps(user, committee.path)


def may_tell(user: User, liaison: Liaison) -> bool:
    """The committee member, and whoever may assign there."""
    return is_own_file(user, liaison.person) or may_end(user, liaison)


def may_end(user: User, liaison: Liaison) -> bool:
    path = path_of(liaison)
    return bool(path) and _keeps(user, path)


def path_of(liaison: Liaison) -> str:
    """Where its committee hangs, or last hung: the journal keeps its lines there. Read once per object."""
    known = vars(liaison)
    if "path" not in known:
        known["path"] = latest_paths([liaison.committee_id]).get(liaison.committee_id, "")
    return str(known["path"])


def may_have_liaisons(of: Branch) -> bool:
    """Committees whose cells hang right below them assign their members to these; cells are followed."""
    below: list[str] = code_list("organisation_kinds").item(of.kind).extra["children"]
    return of.is_cell or "subordinate_cell" in below


def _keeps(user: User, path: str) -> bool:
    return has_power(user, Power.KEEP_RECORDS, path) or has_power(user, Power.APPROVE, path)


def check_is_cell(unit: Branch) -> None:
    if not unit.is_cell:
        raise Refusal(
            _("{unit} không phải chi bộ; chọn chi bộ hoặc thôn, bản.").format(unit=unit.short_name)
        )


def check_below(committee: Branch, unit: Branch) -> None:
    if not unit.path.startswith(committee.path) or unit.pk == committee.pk:
        raise Refusal(
            _("{unit} không thuộc {committee} trong ngày đó.").format(
                unit=unit.short_name, committee=committee.short_name
            )
        )


def check_area(committee: Branch, area: int, name: str) -> None:
    if area != committee.pk:
        raise Refusal(
            _("{place} không thuộc địa bàn của {committee}.").format(
                place=name, committee=committee.short_name
            )
        )


def check_are_officers(people: Collection[Person], committee: Branch) -> None:
    known = set(officers(committee).values_list("pk", flat=True))
    for person in people:
        if person.pk not in known:
            sentence = _(
                "{name} không giữ chức vụ trong cấp ủy, chính quyền của {committee} ngày {day}; ghi chức "
                "vụ trước khi phân công phụ trách."
            )
            raise Refusal(
                sentence.format(
                    name=person.full_name,
                    committee=committee.short_name,
                    day=format_date(committee.on),
                )
            )


def check_in_charge_on(liaison: Liaison, on: date) -> None:
    if not liaison.holds(on):
        raise Refusal(
            _("Ngày {day} ngoài thời gian phụ trách (từ {since}{until}).").format(
                day=format_date(on),
                since=format_date(liaison.started_on),
                until=_(" đến {day}").format(day=format_date(liaison.ended_on))
                if liaison.ended_on
                else "",
            )
        )


def check_is_open(visit: Visit) -> None:
    if not visit.is_open:
        raise Refusal(_("Lần dự này đã ghi xong; không đổi được nữa."))


def check_end(liaison: Liaison, on: date, last_came: date | None) -> None:
    if liaison.ended_on is not None:
        raise Refusal(
            _("Đã thôi phụ trách từ ngày {day}.").format(day=format_date(liaison.ended_on))
        )
    if last_came and on <= last_came:
        raise Refusal(
            _("Đồng chí còn dự họp ngày {day}; ghi thôi phụ trách từ ngày sau đó.").format(
                day=format_date(last_came)
            )
        )


def visits_asked(on: date) -> Rule | None:
    """How often in a quarter a cell is visited at least; None where no rule of that day says."""
    try:
        return rule("meetings.liaison_visits_per_quarter", on)
    except NoRuleOnDay:
        return None
