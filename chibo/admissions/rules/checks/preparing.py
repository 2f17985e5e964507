"""Conditions the papers meet or not: certificate, application and résumé, background, opinions."""

from datetime import date

from django.utils.translation import gettext as _

from chibo.admissions.models import BackgroundCheck, OpinionPhase
from chibo.admissions.queries.knowing import Known
from chibo.admissions.rules.checks.check import Check, doubt, met, unmet
from chibo.base.text import format_date
from chibo.rulebook.queries import rule


def check_certificate(known: Known, on: date) -> Check:
    """Valid on the last day of its months."""
    valid = rule("admission.certificate_months", on)
    held = known.certificate
    if held is None:
        sentence = _(
            "Chưa có giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng (có giá trị {months} tháng)."
        )
        return unmet("certificate", sentence.format(months=valid.months), valid)
    ends = valid.after(held.day)
    said = {
        "day": format_date(held.day),
        "months": valid.months,
        "ends": format_date(ends),
        "on": format_date(on),
    }
    if on > ends:
        sentence = _(
            "Giấy chứng nhận lớp nhận thức cấp ngày {day} có giá trị {months} tháng, đến {ends}; ngày {on} "
            "đã hết giá trị, phải học lại."
        )
        return unmet("certificate", sentence.format(**said), valid)
    sentence = _(
        "Giấy chứng nhận lớp nhận thức cấp ngày {day} còn giá trị đến {ends} ({months} tháng)."
    )
    return met("certificate", sentence.format(**said), valid)


def check_writing_order(known: Known, _on: date) -> Check:
    """The application is written before the résumé is declared (S9 q4)."""
    application, biography = known.done("application"), known.done("applicant_biography")
    if application is None or biography is None:
        missing = (
            _("đơn xin vào Đảng") if application is None else _("lý lịch của người xin vào Đảng")
        )
        return unmet("writing_order", _("Chưa có {paper}.").format(paper=missing))
    first, second = application.dated_on, biography.dated_on
    if first is None or second is None:
        sentence = _("Chưa ghi ngày của đơn xin vào Đảng hoặc của lý lịch; đơn phải viết trước.")
        return doubt("writing_order", sentence)
    said = {"first": format_date(first), "second": format_date(second)}
    if first > second:
        sentence = _(
            "Đơn xin vào Đảng ngày {first} viết sau lý lịch ngày {second}; đơn phải viết trước khi khai "
            "lý lịch."
        )
        return unmet("writing_order", sentence.format(**said))
    sentence = _("Đơn xin vào Đảng ngày {first} viết trước khi khai lý lịch ngày {second}.")
    return met("writing_order", sentence.format(**said))


def check_background(known: Known, on: date) -> Check:
    """Everybody to be checked has a result by the day (S9 q1, q9)."""
    asked = [check for check in known.checks if not check.exempt_reason]
    if not asked:
        return unmet(
            "background", _("Chưa lập danh sách thẩm tra lý lịch; ít nhất phải có bản thân.")
        )
    waiting = [check for check in asked if not _is_back(check, on)]
    spared = len(known.checks) - len(asked)
    if waiting:
        who = _relations(waiting)
        sentence = _(
            "Thẩm tra lý lịch: {done} trên {all} người có kết quả đến {on}; còn chờ {who}."
        )
        return unmet(
            "background",
            sentence.format(
                done=len(asked) - len(waiting), all=len(asked), on=format_date(on), who=who
            ),
        )
    sentence = _(
        "Thẩm tra lý lịch: đủ kết quả của {all} người; {spared} người không phải thẩm tra."
    )
    return met("background", sentence.format(all=len(asked), spared=spared))


def check_conclusion(known: Known, _on: date) -> Check:
    """The cell committee concludes only after every result is back (S9 q49)."""
    paper = known.done("cell_committee_conclusion")
    if paper is None:
        return doubt("conclusion", _("Chi ủy chưa ghi nhận xét, kết luận về lý lịch."))
    if paper.dated_on is None:
        return doubt("conclusion", _("Chưa ghi ngày chi ủy kết luận về lý lịch."))
    late = [
        check
        for check in known.checks
        if not check.exempt_reason and not _is_back(check, paper.dated_on)
    ]
    if late:
        sentence = _(
            "Chi ủy kết luận về lý lịch ngày {day} khi chưa có đủ kết quả thẩm tra ({who}); chỉ kết luận "
            "sau khi có đủ."
        )
        who = _relations(late)
        return unmet("conclusion", sentence.format(day=format_date(paper.dated_on), who=who))
    sentence = _("Chi ủy kết luận về lý lịch ngày {day}, sau khi có đủ kết quả thẩm tra.")
    return met("conclusion", sentence.format(day=format_date(paper.dated_on)))


def check_opinions(known: Known, on: date) -> Check:
    """Mass organisations at work and the cell committee at home are asked; the rule gives no number."""
    rows = [one for one in known.opinions if one.phase == OpinionPhase.ADMISSION]
    given = [one for one in rows if one.given_on and one.given_on <= on]
    at_home = any(one.is_residence for one in given)
    if len(given) > at_home and at_home:
        sentence = _("Đã có ý kiến của {n} tổ chức, trong đó có chi ủy nơi cư trú.")
        return met("opinions", sentence.format(n=len(given)))
    if not given:
        return doubt(
            "opinions", _("Chưa có ý kiến của tổ chức chính trị - xã hội và chi ủy nơi cư trú.")
        )
    missing = _("tổ chức chính trị - xã hội") if at_home else _("chi ủy nơi cư trú")
    return doubt("opinions", _("Chưa có ý kiến của {who}.").format(who=missing))


def _relations(checks: list[BackgroundCheck]) -> str:
    """Who is meant without a name: names of relatives are read by few (rules.cases.may_see_background)."""
    return ", ".join(check.relation.lower() for check in checks)


def _is_back(check: BackgroundCheck, on: date) -> bool:
    return check.returned_on is not None and check.returned_on <= on
