"""The headline of a case: the next thing to do, as one sentence and one button."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.admissions.models import OpinionPhase, PaperState, ReviewLevel
from chibo.admissions.rules.checks.check import Verdict
from chibo.admissions.rules.checks.deciding import check_ceremony, probation_of
from chibo.admissions.rules.checks.sets import before_the_cell
from chibo.admissions.rules.checks.votes import is_carried
from chibo.admissions.rules.reviews import levels
from chibo.admissions.views.cases.fetching import Seen
from chibo.admissions.views.cases.rows import Part, Task, review_url
from chibo.base.text import format_date
from chibo.members.queries.coming import Probation


@dataclass(frozen=True)
class NextStep:
    """`url` is empty for who may only read."""

    what: str
    text: str = ""
    url: str = ""
    button: str = ""
    tone: str = "info"


def next_step(seen: Seen, of: list[Part]) -> NextStep:
    stage = seen.case.stage or ""
    if seen.case.closed_on:
        return _closed(seen)
    steps = {
        "watched": _guide,
        "guided": _paper,
        "class": _paper,
        "papers": _paper,
        "ceremony": _ceremony,
        "probation": _probation,
    }
    if stage in steps:
        return steps[stage](seen, of)
    return _decided_by(seen, stage, of)


def _closed(seen: Seen) -> NextStep:
    case = seen.case
    said = _("{what} ngày {day}").format(
        what=case.get_outcome_display(), day=format_date(case.closed_on)
    )
    return NextStep(said, case.leaving_note, tone="ok" if case.outcome == "completed" else "warn")


def _guide(seen: Seen, _of: list[Part]) -> NextStep:
    return NextStep(
        _("Phân công đảng viên chính thức giúp đỡ"),
        _(
            "Chi bộ xem xét quần chúng ưu tú trong kỳ sinh hoạt, phân công giúp đỡ và giao việc thử thách."
        ),
        _url("case_guide", seen) if seen.may_follow else "",
        _("Phân công"),
    )


def _paper(seen: Seen, of: list[Part]) -> NextStep:
    """The first thing missing before the cell may consider the case; nothing missing: the cell."""
    checks = before_the_cell(seen.known, seen.on)
    unmet = [check for check in checks if check.verdict == Verdict.UNMET]
    if not unmet and seen.case.stage == "papers":
        url = _url("case_to_cell", seen) if seen.may_follow else ""
        return NextStep(
            _("Đưa ra chi bộ xét"),
            _("Các điều kiện kết nạp đã đạt."),
            url,
            _("Đưa ra chi bộ"),
            "ok",
        )
    task = _first_open(of, ("class", "papers"))
    if task is None:
        text = unmet[0].full if unmet else ""
        return NextStep(_("Xem lại các điều kiện chưa đạt"), text, tone="warn")
    left = (
        _("Còn {n} điều kiện chưa đạt trước khi chi bộ xét.").format(n=len(unmet)) if unmet else ""
    )
    return NextStep(task.title, left, task.url, _("Ghi"))


def _first_open(of: list[Part], stages: tuple[str, ...]) -> Task | None:
    tasks = [task for part in of if part.code in stages for task in part.tasks]
    return next((task for task in tasks if task.state != PaperState.DONE), None)


def _ceremony(seen: Seen, _of: list[Part]) -> NextStep:
    check = check_ceremony(seen.known)
    late = check is not None and check.verdict == Verdict.UNMET
    return NextStep(
        _("Tổ chức lễ kết nạp"),
        check.full if check else "",
        _url("case_ceremony", seen) if seen.may_decide else "",
        _("Ghi lễ kết nạp"),
        "bad" if late else "info",
    )


def _probation(seen: Seen, of: list[Part]) -> NextStep:
    probation = probation_of(seen.known)
    if probation and seen.on >= probation.ends:
        return _decided_by(seen, "recognition_review", of)
    task = _first_open(of, ("probation",))
    ends = _ends(probation) if probation else ""
    if task:
        return NextStep(task.title, ends, task.url, _("Ghi"))
    return NextStep(_("Giúp đỡ, theo dõi đảng viên dự bị"), ends)


def _ends(probation: Probation) -> str:
    return _("Hết {n} tháng dự bị ngày {day}.").format(
        n=probation.months.months, day=format_date(probation.ends)
    )


def _decided_by(seen: Seen, stage: str, _of: list[Part]) -> NextStep:
    """The vote or decision the stage waits for."""
    if stage in ("decision", "recognition_decision", "card"):
        what = {
            "decision": (_("Ban hành quyết định kết nạp"), "case_decision", _("Ghi quyết định")),
            "recognition_decision": (
                _("Ban hành quyết định công nhận"),
                "case_recognition",
                _("Ghi quyết định"),
            ),
            "card": (_("Phát thẻ đảng viên"), "case_card", _("Ghi phát thẻ")),
        }[stage]
        return NextStep(what[0], "", _url(what[1], seen) if seen.may_decide else "", what[2])
    phase = OpinionPhase.RECOGNITION if stage == "recognition_review" else OpinionPhase.ADMISSION
    level = _waiting_level(seen, phase)
    admitting = phase == OpinionPhase.ADMISSION
    sentence = _("{body} xét kết nạp") if admitting else _("{body} xét công nhận chính thức")
    return NextStep(
        sentence.format(body=level.label),
        "",
        review_url(seen, phase, level),
        _("Ghi biểu quyết"),
    )


def _waiting_level(seen: Seen, phase: OpinionPhase) -> ReviewLevel:
    for level in levels(seen.known.line):
        review = seen.known.review(phase, level)
        if review is None or not is_carried(review):
            return level
    return ReviewLevel.DECIDING


def _url(name: str, seen: Seen) -> str:
    return reverse(f"admissions:{name}", args=[seen.case.pk])
