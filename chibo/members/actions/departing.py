"""Leaving the books with the papers behind it, and months noted towards a removal."""

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, check_has_come, require
from chibo.base.text import clean
from chibo.members.actions.moving import end_membership
from chibo.members.models import Departure, Inactivity, InactivityNote, Movement, Person, Status
from chibo.members.queries.evidence import evidence
from chibo.members.rules import may_keep_file
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Papers:
    """Facts of a Departure; of a removal `grounds` is needed, its evidence is put together here."""

    grounds: str = ""
    applied_on: date | None = None
    resolved_on: date | None = None
    cause: str = ""
    certificate: str = ""
    notified_on: date | None = None
    evidence: list[str] = field(default_factory=list)

    @property
    def tells(self) -> bool:
        return any(asdict(self).values())


@transaction.atomic
def leave_books(
    person: Person, kind: str, on: date, papers: Papers, *, by: User, **told: Any
) -> Movement:
    """As `end_membership` (`told` goes there), with what stands behind it."""
    movement = end_membership(person, kind, on, by=by, **told)
    if kind == "removed":
        papers = _founded(papers, movement)
    if papers.tells:
        tell_departure(movement, papers, by=by)
    return movement


@transaction.atomic
def tell_departure(movement: Movement, papers: Papers, *, by: User) -> Departure:
    """Keep what stands behind a movement out of the books."""
    hold(movement)
    require(by, may_keep_file, movement.person)
    if movement.to_cell_id:
        raise Refusal(_("Biến động này không đưa đảng viên ra khỏi danh sách."))
    departure = Departure(movement=movement, **asdict(papers))
    departure.full_clean()
    departure.save()
    note(by, "departure.recorded", departure, path=movement.from_path)
    return departure


def _founded(papers: Papers, movement: Movement) -> Papers:
    """A removal says on what grounds; what is noted against the member is kept with it as it reads now."""
    if not papers.grounds:
        raise Refusal(_("Chọn căn cứ xóa tên."))
    grounds = code_list("removal_grounds").item(papers.grounds)
    asked = grounds.extra.get("status")
    if asked and movement.from_status != asked:
        raise Refusal(
            _("Căn cứ “{grounds}” chỉ dùng cho {status}; đồng chí {name} là {is_now}.").format(
                grounds=grounds.label,
                status=_("đảng viên {status}").format(status=Status(asked).label.lower()),
                name=movement.person.full_name,
                is_now=_("đảng viên {status}").format(
                    status=Status(movement.from_status).label.lower()
                ),
            )
        )
    known = evidence([movement.person_id], movement.happened_on).get(movement.person_id, [])
    lines = [one.line for one in known if one.kind == papers.grounds]
    return replace(papers, evidence=papers.evidence or lines)


@transaction.atomic
def note_inactivity(
    person: Person, month: date, kind: str, source: str, *, by: User, good_reason: str = ""
) -> InactivityNote:
    """A month without cell life or dues, as a paper says it; any day of the month names it."""
    require(by, may_keep_file, person)
    check_has_come([month.replace(day=1)], _("ghi tháng đã qua"))
    if not person.memberships.filter(started_on__lt=_next(month)).exists():
        raise Refusal(
            _("Đồng chí {name} chưa có trong sổ vào tháng {month}.").format(
                name=person.full_name, month=f"{month:%m/%Y}"
            )
        )
    told = InactivityNote(
        person=person,
        month=month.replace(day=1),
        kind=Inactivity(kind),
        source=clean(source),
        good_reason=clean(good_reason),
    )
    told.full_clean()
    told.save()
    note(by, "inactivity.noted", told)
    return told


def _next(month: date) -> date:
    first = month.replace(day=1)
    return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)


@transaction.atomic
def excuse_inactivity(told: InactivityNote, good_reason: str, *, by: User) -> None:
    """The member explained the month: it no longer counts."""
    hold(told)
    require(by, may_keep_file, told.person)
    if not clean(good_reason):
        raise Refusal(_("Ghi lý do chính đáng, ví dụ: đi viện, chi bộ cho nghỉ."))
    before = snapshot(told)
    told.good_reason = clean(good_reason)
    told.full_clean()
    told.save()
    note(by, "inactivity.excused", told, before=before)


@transaction.atomic
def withdraw_inactivity(told: InactivityNote, reason: str, *, by: User) -> None:
    """Noted by mistake; the row stays with the reason."""
    hold(told)
    require(by, may_keep_file, told.person)
    if not clean(reason):
        raise Refusal(_("Ghi lý do rút dòng này, ví dụ: ghi nhầm người."))
    before = snapshot(told)
    told.withdrawn = clean(reason)
    told.full_clean()
    told.save()
    note(by, "inactivity.withdrawn", told, before=before, reason=clean(reason))
