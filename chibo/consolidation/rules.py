"""Who keeps plans for weak units, and what each step must find."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.consolidation.models import FollowUp, FollowUpKind, Milestone, Plan
from chibo.consolidation.queries.plans import has_open_plan
from chibo.documents.models import Paper
from chibo.organisations.models import Organisation
from chibo.organisations.models.organisation import SEGMENT
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import code_list, rule


def may_keep(user: User, committee: Branch) -> bool:
    """Whoever gives work in the name of a committee; a cell keeps no plans for itself."""
    return not committee.is_cell and has_power(user, Power.GIVE_WORK, committee.path)


def may_keep_at(user: User, path: str) -> bool:
    """The same by the tree path of the committee."""
    return has_power(user, Power.GIVE_WORK, path)


def may_mark(user: User, of: Branch) -> bool:
    """Milestones of a unit: whoever gives work in its committee; of a cell, in the committee above it."""
    return may_keep_at(user, of.path[:-SEGMENT] if of.is_cell else of.path)


def check_below(unit: Branch, committee: Branch) -> None:
    if committee.pk not in unit.ancestor_ids:
        raise Refusal(
            _(
                "{unit} không thuộc {committee}: cấp ủy cấp trên của đơn vị mới kết luận, lập kế hoạch."
            ).format(unit=unit.name, committee=committee.name)
        )


def check_criterion(code: str, on: date) -> None:
    if code not in code_list("weakness_criteria"):
        raise Refusal(_("Không có tiêu chí này trong danh mục."))
    if code not in rule("consolidation.criteria", on).entries():
        raise Refusal(_("Tiêu chí này không áp dụng tại ngày {day}.").format(day=format_date(on)))


def check_no_open_plan(unit: Organisation) -> None:
    if has_open_plan(unit.pk):
        raise Refusal(_("Đơn vị đang có kế hoạch củng cố chưa kết thúc; ghi tiếp vào kế hoạch đó."))


def check_paper(paper: Paper | None, on: date) -> None:
    """A plan begins with its paper."""
    if paper is None:
        raise Refusal(_("Chọn hoặc ghi số, ngày của văn bản kế hoạch."))
    if paper.issued_on > on:
        raise Refusal(
            _("Văn bản ban hành ngày {issued}; ngày bắt đầu {day} phải từ ngày ấy trở đi.").format(
                issued=format_date(paper.issued_on), day=format_date(on)
            )
        )


def check_open(plan: Plan) -> None:
    if plan.closed_on:
        raise Refusal(
            _("Kế hoạch đã kết thúc ngày {day}; mở lại trước khi ghi thêm.").format(
                day=format_date(plan.closed_on)
            )
        )


def check_in_time(plan: Plan, on: date) -> None:
    if on < plan.started_on:
        raise Refusal(
            _("Kế hoạch bắt đầu ngày {day}; ngày ghi phải từ ngày ấy trở đi.").format(
                day=format_date(plan.started_on)
            )
        )


def check_all_overcome(plan: Plan) -> None:
    """Nobody leaves weakness while one is left without evidence."""
    left = [row.what for row in plan.weaknesses.all() if row.cleared_on is None]
    if not plan.weaknesses.all():
        raise Refusal(_("Ghi hạn chế phải khắc phục và minh chứng trước khi công nhận."))
    if left:
        raise Refusal(
            _("Còn {n} hạn chế chưa có minh chứng đã khắc phục: {which}.").format(
                n=len(left), which="; ".join(left)
            )
        )


def check_decision(decision: Paper | None, on: date) -> None:
    if decision is None:
        raise Refusal(_("Công nhận thoát yếu kém phải có quyết định hoặc thông báo."))
    if decision.issued_on > on:
        raise Refusal(
            _("Văn bản ban hành ngày {issued}, sau ngày công nhận {day}.").format(
                issued=format_date(decision.issued_on), day=format_date(on)
            )
        )


def check_issued(paper: Paper | None, on: date) -> None:
    """The paper behind a step, where there is one, was there by that day."""
    if paper and paper.issued_on > on:
        raise Refusal(
            _("Văn bản ban hành ngày {issued}, sau ngày ghi {day}.").format(
                issued=format_date(paper.issued_on), day=format_date(on)
            )
        )


def check_later(plan: Plan, ends_on: date) -> None:
    if ends_on <= plan.ends_on:
        raise Refusal(
            _("Hạn mới phải sau hạn hiện nay {day}.").format(day=format_date(plan.ends_on))
        )


def period_of(kind: str, day: date, on: date) -> date:
    """The first day of the month, the quarter's review or the report that a day belongs to."""
    if kind == FollowUpKind.MONTH:
        return day.replace(day=1)
    code = "review" if kind == FollowUpKind.QUARTER else "report"
    months = rule(f"consolidation.{code}_every_months", on).months
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def check_follow_up(plan: Plan, one: FollowUp) -> None:
    if one.first_day < period_of(one.kind, plan.started_on, one.written_on):
        check_in_time(plan, one.first_day)
    if one.written_on < one.first_day:
        raise Refusal(_("Ghi nhận định khi kỳ đã bắt đầu."))


def check_result(milestone: Milestone, on: date) -> None:
    if milestone.result:
        raise Refusal(_("Mốc này đã có kết quả."))
    if on < milestone.set_on:
        raise Refusal(
            _("Mốc đặt ra ngày {day}; kết quả phải từ ngày ấy trở đi.").format(
                day=format_date(milestone.set_on)
            )
        )
