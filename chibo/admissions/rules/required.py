"""Which papers this case asks for, and how far each has come."""

from django.utils.translation import gettext as _

from chibo.admissions.models import OpinionPhase, PaperState, RefereeKind
from chibo.admissions.queries.knowing import Known
from chibo.admissions.queries.stages import Required, papers_for
from chibo.admissions.rules.checks.check import Check, Verdict
from chibo.admissions.rules.checks.people import months_between
from chibo.admissions.rules.checks.preparing import check_background, check_opinions
from chibo.admissions.rules.checks.referees import check_number_of_referees, check_referees
from chibo.rulebook.queries import code_list, rule

_YEAR = 12


def required(known: Known) -> list[Required]:
    """Papers of the version the case was opened under, with those asked for in a case like this."""
    return papers_for(known.case.rules_on, _holding(known))


def _holding(known: Known) -> set[str]:
    """The words of queries.stages.WHEN that hold for the case."""
    kinds = {one.kind for one in known.introducers}
    least = code_list("schooling").rank(rule("admission.schooling_min", known.cell_day).text())
    facts = {
        "youth_union": RefereeKind.YOUTH_UNION in kinds,
        "trade_union": RefereeKind.TRADE_UNION in kinds,
        "over_age": _over_age(known),
        "low_schooling": known.schooling is not None and known.schooling[1] < least,
        "readmission": known.departure is not None,
        "sectional": known.line is not None and known.line.sectional is not None,
    }
    return {word for word, holds in facts.items() if holds}


def _over_age(known: Known) -> bool:
    most = rule("admission.age_max", known.cell_day).years
    return (
        known.born is not None and months_between(known.born.latest, known.cell_day) > most * _YEAR
    )


def state_of(paper: Required, known: Known) -> str:
    """What the records show of a paper made of several; of the others what was marked."""
    computed = {
        "background_checks": _of_checks,
        "introductions": _of_referees,
        "opinions": _of_opinions,
        "certificate": _of_certificate,
        "new_member_certificate": _of_certificate,
    }.get(paper.code)
    row = known.papers.get(paper.code)
    marked = row.state if row else PaperState.MISSING
    return computed(known, paper.code, marked) if computed else marked


def said_of(paper: Required, known: Known) -> str:
    """How many of how many, for a paper made of several."""
    if paper.code == "background_checks":
        asked = [check for check in known.checks if not check.exempt_reason]
        back = [check for check in asked if check.returned_on]
        return (
            _("{n} trên {all} người có kết quả").format(n=len(back), all=len(asked))
            if asked
            else ""
        )
    if paper.code == "introductions":
        return ", ".join(one.name for one in known.introducers)
    if paper.code == "opinions":
        given = [
            one for one in known.opinions if one.phase == OpinionPhase.ADMISSION and one.given_on
        ]
        return ", ".join(one.body_name for one in given)
    return ""


def _of_checks(known: Known, _code: str, _marked: str) -> str:
    if not known.checks:
        return PaperState.MISSING
    return _by(check_background(known, known.cell_day), PaperState.WORKING)


def _of_referees(known: Known, _code: str, _marked: str) -> str:
    if not known.introducers:
        return PaperState.MISSING
    if any(check.verdict == Verdict.UNMET for check in check_referees(known, known.cell_day)):
        return PaperState.TO_FIX
    return _by(check_number_of_referees(known, known.cell_day), PaperState.WORKING)


def _of_opinions(known: Known, _code: str, marked: str) -> str:
    if not any(one.phase == OpinionPhase.ADMISSION for one in known.opinions):
        return marked
    return _by(check_opinions(known, known.cell_day), PaperState.WORKING)


def _of_certificate(known: Known, code: str, marked: str) -> str:
    held = known.certificate if code == "certificate" else known.new_member_certificate
    return PaperState.DONE if held else marked


def _by(check: Check, otherwise: str) -> str:
    return PaperState.DONE if check.verdict == Verdict.MET else otherwise
