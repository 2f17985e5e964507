"""Who may inspect what, in which order the steps come, when an inspection may be put away."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.inspection.models import Inspection, Manner, Nature, Reader, Subject, TeamMember
from chibo.inspection.queries.pauses import shifted, still_days_of
from chibo.inspection.queries.words import step_label
from chibo.inspection.rules.access import may_inspect
from chibo.inspection.rules.discipline import CELL_COMMITTEE, rule_or_none
from chibo.members.models import Post
from chibo.members.queries.reach import own_files
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list, rule, source_line

# Steps with a place of their own: opening makes the second, the conclusion and the archive have their actions.
OWN_ACTION = ("programme", "decision", "conclusion_notice", "remedies", "archive")


def may_handle(user: User, inspection: Inspection) -> bool:
    """Whoever inspects for the keeper, unless the inspection looks at them."""
    return may_inspect(user, inspection.keeper_id) and not _looks_at(user, inspection)


def may_report_on(user: User, inspection: Inspection) -> bool:
    """The team too writes down what it finds."""
    if _looks_at(user, inspection):
        return False
    in_team = TeamMember.objects.filter(inspection=inspection, person__in=own_files(user))
    return may_inspect(user, inspection.keeper_id) or in_team.exists()


def may_read(user: User, inspection: Inspection) -> bool:
    named = Reader.objects.filter(inspection=inspection, user=user, ended_on__isnull=True)
    return may_report_on(user, inspection) or (named.exists() and not _looks_at(user, inspection))


def _looks_at(user: User, inspection: Inspection) -> bool:
    mine = own_files(user)
    return bool(mine) and inspection.objects_inspected.filter(person__in=mine).exists()


def check_subject(subject: str, on: date) -> None:
    """Refuse a cell committee, and what the rulebook of the day does not name as a subject."""
    known = rule_or_none("inspection.subjects", on)
    source = f" {source_line(known)}." if known else ""
    if subject == CELL_COMMITTEE:
        raise Refusal(
            _("Chi ủy không phải là chủ thể kiểm tra, giám sát; chủ thể là chi bộ.") + source
        )
    if subject not in Subject.values or (known and subject not in known.entries()):
        raise Refusal(_("Chọn chủ thể kiểm tra, giám sát theo quy định.") + source)


def check_kind(subject: str, nature: str, manner: str, on: date) -> None:
    """Refuse a supervision for cause, and signs of violation looked into by an advisory body."""
    if nature == Nature.SUPERVISION and manner == Manner.CAUSE:
        raise Refusal(
            _(
                "Khi có dấu hiệu vi phạm thì kiểm tra; giám sát chỉ có thường xuyên và theo chuyên đề."
            )
        )
    known = rule_or_none("inspection.cause_inspection_not_by", on)
    barred = known.entries() if known else (Subject.ADVISORY,)
    if manner == Manner.CAUSE and subject in barred:
        source = f" {source_line(known)}." if known else ""
        raise Refusal(
            _("Cơ quan tham mưu, giúp việc không kiểm tra khi có dấu hiệu vi phạm.") + source
        )


def check_unit(subject: str, unit: Branch) -> None:
    if unit.is_cell != (subject == Subject.CELL):
        raise Refusal(
            _("{name}: chọn chủ thể là chi bộ cho chi bộ, chủ thể khác cho cấp ủy.").format(
                name=unit.name
            )
        )


def check_cell_thematic(
    subject: str, nature: str, manner: str, unit: Branch, *, dispersed: bool
) -> None:
    """A cell supervises by theme only if it is large, has a cell committee, and works dispersed."""
    known = rule_or_none("inspection.cell_thematic_min_members", unit.on)
    thematic = (nature, manner) == (Nature.SUPERVISION, Manner.THEMATIC)
    if subject != Subject.CELL or not thematic or known is None:
        return
    members = roll(unit).count()
    posts = Post.objects.on(unit.on).filter(organisation=unit.pk)
    committee = posts.filter(position="cell_committee_member").exists()
    if members > known.integer() and committee and dispersed:
        return
    raise Refusal(
        _(
            "Chi bộ chỉ giám sát theo chuyên đề khi có chi ủy, trên {least} đảng viên và hoạt động phân tán "
            "hoặc có nhiều tổ đảng; {name} có {members} đảng viên, {committee}, {dispersed}. {source}."
        ).format(
            least=known.integer(),
            name=unit.name,
            members=members,
            committee=_("có chi ủy") if committee else _("sổ chưa ghi chi ủy"),
            dispersed=_("phân tán") if dispersed else _("chưa ghi là phân tán"),
            source=source_line(known),
        )
    )


def workflow(on: date) -> list[str]:
    """Codes of the steps in order; before the first version the first is taken."""
    known = rule_or_none("inspection.workflow", on)
    return (
        list(known.entries())
        if known
        else [one.code for one in code_list("inspection_steps").items()]
    )


def limits(inspection: Inspection, today: date) -> dict[str, date]:
    """By step, the day it is spoken of as due: days after the decision (rule inspection.step_days), later by
    the days it stood still."""
    days = rule("inspection.step_days", inspection.opened_on).table()
    still = still_days_of(inspection, today)
    return {
        code: shifted(inspection.opened_on + timedelta(days=n), still) for code, n in days.items()
    }


def check_under_way(inspection: Inspection) -> None:
    if inspection.cancelled_on:
        raise Refusal(
            _("Cuộc kiểm tra đã thôi ngày {day}.").format(day=format_date(inspection.cancelled_on))
        )
    if inspection.archived_on:
        raise Refusal(
            _("Hồ sơ đã nộp lưu ngày {day}.").format(day=format_date(inspection.archived_on))
        )


def check_not_concluded(inspection: Inspection) -> None:
    check_under_way(inspection)
    if inspection.concluded_on:
        raise Refusal(
            _("Đã thông báo kết luận ngày {day}.").format(day=format_date(inspection.concluded_on))
        )


def check_concluded(inspection: Inspection) -> None:
    check_under_way(inspection)
    if inspection.concluded_on is None:
        raise Refusal(_("Ghi sau khi có thông báo kết luận."))


def check_step(inspection: Inspection, code: str, on: date) -> None:
    """Refuse a step that is taken elsewhere, and a day out of the order of the workflow."""
    order = workflow(inspection.opened_on)
    if code not in order or code in OWN_ACTION:
        raise Refusal(_("Chọn một bước của quy trình."))
    if on < inspection.opened_on:
        raise Refusal(
            _("Bước này không trước ngày quyết định {day}.").format(
                day=format_date(inspection.opened_on)
            )
        )
    for one in inspection.steps.all():
        early = order.index(one.code) < order.index(code) and on < one.on
        late = order.index(one.code) > order.index(code) and on > one.on
        if early or late:
            raise Refusal(
                _("Không đúng thứ tự: bước “{step}” đã ghi ngày {day}.").format(
                    step=step_label(one.code, inspection.nature), day=format_date(one.on)
                )
            )


def open_remedies(inspection: Inspection) -> int:
    """Remedies neither verified nor taken back."""
    return inspection.remedies.filter(
        work__verified_on__isnull=True, work__cancelled_on__isnull=True
    ).count()


def check_remedies_closed(inspection: Inspection) -> None:
    if left := open_remedies(inspection):
        raise Refusal(
            _(
                "Còn {n} việc khắc phục chưa được xác nhận; xác nhận hoặc thôi giao trước khi nộp lưu."
            ).format(n=left)
        )
