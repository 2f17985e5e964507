"""What a decision of discipline must meet: who may impose what on whom, with how many votes, in what time.

A rule that has no version on the day of an old decision is not asked: the books tell what was decided then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from chibo.base.rules import Refusal
from chibo.base.text import format_date
from chibo.inspection.models import Body, Discipline, Ground, Violation
from chibo.inspection.queries.pauses import days_still
from chibo.members.models import Post, Status
from chibo.organisations.queries.tree import Branch
from chibo.rulebook.queries import NoRuleOnDay, Rule, code_list, rule, source_line

EXPULSION, DISMISSAL, DISBAND = "expulsion", "dismissal", "disband"
# The cell committee leads between meetings; it is no body that inspects or disciplines.
CELL_COMMITTEE = "cell_committee"
_LIMITS = {
    "reprimand": "inspection.limitation_reprimand",
    "warning": "inspection.limitation_warning",
    "dismissal": "inspection.limitation_dismissal",
}


@dataclass(frozen=True)
class Standing:
    """Where the disciplined one stood on the day: the cell of a member, or the organisation itself."""

    path: str
    cell_id: int | None = None
    parent_id: int | None = None
    status: str = ""


def rule_or_none(code: str, on: date) -> Rule | None:
    try:
        return rule(code, on)
    except NoRuleOnDay:
        return None


def check_body(body: str, on: date) -> None:
    """Refuse a cell committee, and whatever is no body at all."""
    if body in Body.values:
        return
    told = _(
        "Chi ủy không phải là chủ thể kiểm tra và không phải là chủ thể kỷ luật; chi bộ họp và quyết định."
    )
    known = rule_or_none("inspection.subjects", on)
    if body == CELL_COMMITTEE and known:
        raise Refusal(f"{told} {source_line(known)}.")
    raise Refusal(told if body == CELL_COMMITTEE else _("Chọn cấp quyết định kỷ luật."))


def forms_for(person: bool, status: str, on: date) -> list[str]:
    """Codes of discipline_forms that may be imposed on a member of that status, or on an organisation."""
    code = "inspection.organisation_forms"
    if person:
        probation = status == Status.PROBATIONARY
        code = "inspection.probationary_forms" if probation else "inspection.member_forms"
    return list(rule(code, on).entries())


def check_form(row: Discipline, held_posts: bool) -> None:
    """Refuse a form that whoever is disciplined cannot be given."""
    label = code_list("discipline_forms").label(row.form)
    allowed = forms_for(row.person_id is not None, row.status, row.decided_on)
    if row.form not in allowed:
        names = ", ".join(code_list("discipline_forms").label(one).lower() for one in allowed)
        raise Refusal(
            _("Hình thức {form} không áp dụng ở đây; áp dụng: {names}.").format(
                form=label.lower(), names=names
            )
        )
    if row.form == DISMISSAL and not held_posts:
        raise Refusal(
            _(
                "Cách chức chỉ áp dụng khi đảng viên đang giữ chức vụ; sổ chưa ghi chức vụ nào ngày {day}."
            ).format(day=format_date(row.decided_on))
        )


def holds_post(person: int, on: date) -> bool:
    return Post.objects.on(on).filter(person=person).exists()


def check_authority(
    row: Discipline, by: Branch, stood: Standing, violations: Sequence[Violation]
) -> None:
    """Refuse what the body may not decide: a cell some forms and grounds for its own members only, a
    committee nobody outside its branch; an organisation is disciplined from directly above."""
    if row.body == Body.CELL:
        _check_cell(row, by, stood, violations)
    elif by.is_cell:
        raise Refusal(_("{name} là chi bộ: chọn cấp quyết định là chi bộ.").format(name=by.name))
    elif not stood.path.startswith(by.path):
        raise Refusal(
            _("{name} không quản lý tổ chức, đảng viên này vào ngày {day}.").format(
                name=by.name, day=format_date(row.decided_on)
            )
        )
    elif row.unit_id and row.form != DISBAND and by.pk != stood.parent_id:
        raise Refusal(
            _(
                "Tổ chức đảng do cấp ủy, ban thường vụ cấp trên trực tiếp kỷ luật khiển trách, cảnh cáo."
            )
        )


def _check_cell(
    row: Discipline, by: Branch, stood: Standing, violations: Sequence[Violation]
) -> None:
    if not by.is_cell or row.unit_id or by.pk != stood.cell_id:
        raise Refusal(_("Chi bộ chỉ quyết định kỷ luật đảng viên của chính chi bộ mình."))
    known = rule_or_none("inspection.cell_may_impose", row.decided_on)
    if known is None:
        return
    if row.form not in known.entries():
        names = [code_list("discipline_forms").label(one).lower() for one in known.entries()]
        raise Refusal(
            _(
                "Chi bộ được quyết định {names}; hình thức cao hơn thì đề nghị cấp trên. {source}."
            ).format(names=", ".join(names), source=source_line(known))
        )
    if any(one.ground == Ground.SUPERIOR_TASK for one in violations):
        raise Refusal(
            _(
                "Vi phạm nhiệm vụ do cấp trên giao không thuộc thẩm quyền chi bộ; chi bộ đề nghị cấp trên "
                "quyết định. {source}."
            ).format(source=source_line(known))
        )


def check_votes(row: Discipline) -> None:
    """Refuse a decision without the votes the rulebook asks for; an expulsion needs those of the cell too."""
    expels = row.form == EXPULSION
    share = rule("votes.expulsion_committee" if expels else "votes.discipline", row.decided_on)
    _check_share(share, row.votes, row.base)
    if not expels:
        return
    if row.cell_votes is None or row.cell_base is None:
        raise Refusal(_("Khai trừ phải có biểu quyết đề nghị của chi bộ: ghi số phiếu tại chi bộ."))
    _check_share(rule("votes.expulsion_cell", row.decided_on), row.cell_votes, row.cell_base)


def _check_share(share: Rule, votes: int, base: int) -> None:
    if base < 1 or votes > base:
        raise Refusal(_("Số phiếu tán thành không vượt số người có quyền biểu quyết."))
    if not share.reached(votes, base):
        needed = next(n for n in range(base + 2) if share.reached(n, base))
        raise Refusal(
            _("Tán thành {votes}/{base}, cần ít nhất {needed}: {label}. {source}.").format(
                votes=votes, base=base, needed=needed, label=share.label, source=source_line(share)
            )
        )


def check_limitation(row: Discipline, violations: Sequence[Violation]) -> None:
    """Refuse when a violation was concluded after its limitation period; an expulsion knows none."""
    for one in violations:
        if one.happened_on > row.concluded_on:
            raise Refusal(_("Ngày vi phạm không sau ngày kết luận vi phạm."))
        limit = limitation(row, one.happened_on)
        if limit and limit.ends_on < row.concluded_on:
            raise Refusal(
                _(
                    "Hành vi ngày {day} đã hết thời hiệu {years} năm vào ngày {end}, trước kết luận ngày "
                    "{concluded}. {source}."
                ).format(
                    day=format_date(one.happened_on),
                    years=limit.rule.years,
                    end=format_date(limit.ends_on),
                    concluded=format_date(row.concluded_on),
                    source=source_line(limit.rule),
                )
                + (f" {pausing_line(row.concluded_on)}" if limit.stood_still else "")
            )


@dataclass(frozen=True)
class Limitation:
    """Until when an act may be disciplined; `stood_still` are the days its case was paused, counted or not."""

    rule: Rule
    ends_on: date
    stood_still: int


def limitation(row: Discipline, happened_on: date) -> Limitation | None:
    """None where the form knows none: of organisations, of an expulsion, before the rulebook begins."""
    known = (
        rule_or_none(_LIMITS[row.form], row.concluded_on)
        if row.person_id and row.form in _LIMITS
        else None
    )
    if known is None or row.person_id is None:
        return None
    still = days_still(row.person_id, row.keeper_id, happened_on, row.concluded_on)
    end = known.after(happened_on)
    if still and pauses_extend(row.concluded_on):
        end += timedelta(days=still)
    return Limitation(known, end, still)


def pauses_extend(on: date) -> bool:
    known = rule_or_none("inspection.pause_extends_limitation", on)
    return known is not None and known.boolean()


def pausing_line(on: date) -> str:
    """Whether standing still lengthens the limitation period, and by what."""
    known = rule_or_none("inspection.pause_extends_limitation", on)
    if known is None:
        return _("Hoãn, tạm dừng không kéo dài thời hiệu kỷ luật.")
    told = (
        _("Hoãn, tạm dừng kéo dài thời hiệu kỷ luật. {source}.")
        if known.boolean()
        else _(
            "Hoãn, tạm dừng không kéo dài thời hiệu kỷ luật: thời hiệu tính từ ngày vi phạm đến ngày kết luận. "
            "{source}."
        )
    )
    return told.format(source=source_line(known))


def check_act(one: Violation) -> None:
    """Refuse a code of the forbidden acts that was not in force on the day of the act."""
    if not one.act:
        return
    item = code_list("forbidden_acts").item(one.act)
    if not item.holds(one.happened_on):
        raise Refusal(
            _(
                "“{act}” có hiệu lực từ {day}; hành vi trước đó thì ghi theo lĩnh vực, không chọn điều này."
            ).format(act=item.label, day=format_date(item.valid_from) if item.valid_from else "")
        )
