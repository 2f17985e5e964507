"""Of the case itself: its days, classes, helpers, and the decisions it led to."""

from collections.abc import Iterable
from datetime import date

from chibo.admissions.models import Case, CasePaper, CourseKind, Participant, Review
from chibo.base.text import document_date
from chibo.documents.models import Paper
from chibo.rulebook.queries import NoRuleOnDay, add_months, rule


def case_fields(case: Case, on: date) -> dict[str, str]:
    helpers = list(case.guidance.select_related("member").order_by("started_on"))
    serving = [one for one in helpers if one.holds(on)] or helpers
    return {
        "gap": "",
        "opened": written(case.opened_on),
        "helper": "; ".join(one.member.full_name for one in serving),
        **_class(case, CourseKind.AWARENESS, "certificate"),
        **_class(case, CourseKind.NEW_MEMBER, "new_member_certificate"),
        **_papers(case.papers.all()),
        **_admitted(case),
        **_rules(on),
    }


def _class(case: Case, kind: str, name: str) -> dict[str, str]:
    """The latest class of the kind that gave a certificate."""
    taken = Participant.objects.filter(person=case.person, course__kind=kind)
    last = taken.exclude(certificate_on=None).select_related("course").order_by("-certificate_on")
    one = last.first()
    return {
        f"{name}_number": one.certificate_number if one else "",
        f"{name}_on": written(one.certificate_on) if one else "",
        f"{name}_by": one.course.held_by if one else "",
    }


def _papers(papers: Iterable[CasePaper]) -> dict[str, str]:
    dated = {one.code: one.dated_on for one in papers}
    return {
        "application_on": written(dated.get("application")),
        "self_review_on": written(dated.get("self_review")),
    }


def _admitted(case: Case) -> dict[str, str]:
    """The decision is known before the ceremony has made the person a member."""
    fact, (decided_on, decision) = case.admission, decision_of(case)
    official = case.recognition.effective_on if case.recognition else None
    made = {
        "decision": _cited(decision),
        "decided_on": written(decided_on),
        "recognised_on": written(official),
    }
    if fact is None:
        return made | dict.fromkeys(("ceremony_on", "probation_ends", "official_on"), "")
    months = rule("probation.months", fact.ceremony_on).integer()
    ends = add_months(fact.ceremony_on, months)
    return made | {
        "ceremony_on": written(fact.ceremony_on),
        "probation_ends": written(ends),
        "official_on": written(official or ends),
    }


def decision_of(case: Case) -> tuple[date | None, Paper | None]:
    """The day and the paper of the decision to admit."""
    if case.admission:
        return case.admission.decided_on, case.admission.paper or case.decision
    return case.decided_on, case.decision


def _rules(on: date) -> dict[str, str]:
    """The rules of the Charter in force, as the grounds of a paper cite them."""
    try:
        found = rule("chain.charter_rules", on)
    except NoRuleOnDay:
        return {"charter_rules": ""}
    if not found.document:
        return {"charter_rules": ""}
    cited = f"Quy định số {found.document}"
    dated = f", ngày {written(found.issued_on)}" if found.issued_on else ""
    return {"charter_rules": f"{cited}{dated} về thi hành Điều lệ Đảng"}


def days_of(case: Case) -> dict[str, date | None]:
    """What a form may be dated by; None: written in by hand. The empty name is never dated."""
    fact, recognition = case.admission, case.recognition
    return {
        "": None,
        **dict(case.papers.values_list("code", "dated_on")),
        **{f"{one.phase}_{one.level}": one.held_on for one in case.reviews.all()},
        "decided_on": decision_of(case)[0],
        "ceremony_on": fact.ceremony_on if fact else None,
        "recognition_decided_on": recognition.decided_on if recognition else None,
    }


def registered_of(case: Case) -> dict[str, Paper | None]:
    """The registered papers behind votes and decisions, by the same names as their days."""
    recognition = case.recognition
    found: dict[str, Paper | None] = {
        f"{one.phase}_{one.level}": one.paper for one in case.reviews.select_related("paper")
    }
    found["decided_on"] = decision_of(case)[1]
    found["recognition_decided_on"] = recognition.paper if recognition else None
    return found


def last_reviews(case: Case) -> dict[tuple[str, str], Review]:
    """The latest vote by phase and level."""
    return {(one.phase, one.level): one for one in case.reviews.order_by("held_on", "pk")}


def _cited(paper: Paper | None) -> str:
    return f"số {paper.full_number}, ngày {written(paper.issued_on)}" if paper else ""


def written(day: date | None) -> str:
    """ "05 tháng 7 năm 2026": the forms say "ngày" themselves, before a gap as well."""
    return document_date(day).removeprefix("ngày ") if day else ""
