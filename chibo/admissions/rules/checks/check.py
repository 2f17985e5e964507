from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import ValidationError

from chibo.rulebook.queries import Rule, source_line


class Verdict(StrEnum):
    MET = "met"
    DOUBT = "doubt"  # to look at, or not known yet: nothing is refused for it
    UNMET = "unmet"


@dataclass(frozen=True)
class Check:
    """One condition: `code` names it in tests and pages, `source` cites its rule."""

    code: str
    verdict: Verdict
    sentence: str
    source: str = ""

    @property
    def full(self) -> str:
        return f"{self.sentence} {self.source}." if self.source else self.sentence


def met(code: str, sentence: str, rule: Rule | None = None) -> Check:
    return Check(code, Verdict.MET, sentence, source_line(rule) if rule else "")


def doubt(code: str, sentence: str, rule: Rule | None = None) -> Check:
    return Check(code, Verdict.DOUBT, sentence, source_line(rule) if rule else "")


def unmet(code: str, sentence: str, rule: Rule | None = None) -> Check:
    return Check(code, Verdict.UNMET, sentence, source_line(rule) if rule else "")


def refuse(checks: Iterable[Check]) -> None:
    """Raise every unmet condition as a sentence of its own."""
    if said := [check.full for check in checks if check.verdict == Verdict.UNMET]:
        raise ValidationError(said)
