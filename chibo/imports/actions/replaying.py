"""What the parts of bringing in a data workbook share: the rows, what they became, what went wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.assignments.models import Assignment
from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.models import Paper
from chibo.imports.workbook.reading import Contents, Line, Problem
from chibo.members.models import Person
from chibo.organisations.models import Organisation, Place
from chibo.rulebook.queries import UnknownCodeError

MOST_PROBLEMS = 300
_AT_ONCE = 2_000

Done = TypeVar("Done")


class TooManyProblems(Exception):
    """There is no use in looking further."""


@dataclass
class Replay:
    """`known` are organisations of the frame that were there before. Whatever a row refers to and could
    not be made is absent from the dictionaries, so rows that build on it are passed over in silence.
    `without_finding` counts findings left as they are that no rule makes here."""

    contents: Contents
    by: User
    organisations: dict[str, Organisation] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    works: dict[str, Assignment] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    without_finding: int = 0

    def wrong(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MOST_PROBLEMS:
            raise TooManyProblems

    def one(self, line: Line, act: Callable[[], Done]) -> Done | None:
        """Do what one row says; a refusal becomes the row's problem."""
        try:
            with transaction.atomic():
                return act()
        except NotAllowed:
            raise
        except (Refusal, ValidationError, UnknownCodeError, IntegrityError) as refused:
            self.wrong(line.problem(sentence_of(refused)))
            return None

    def many(
        self, lines: Sequence[Line], act: Callable[[Sequence[Line]], list[Any]]
    ) -> list[tuple[Line, Any]]:
        """Do what many rows say at once; when that is refused, halve them until the culprits stand alone."""
        done: list[tuple[Line, Any]] = []
        for at in range(0, len(lines), _AT_ONCE):
            done += self._halving(lines[at : at + _AT_ONCE], act)
        return done

    def _halving(
        self, lines: Sequence[Line], act: Callable[[Sequence[Line]], list[Any]]
    ) -> list[tuple[Line, Any]]:
        if len(lines) == 1:
            alone = self.one(lines[0], lambda: act(lines))
            return list(zip(lines, alone, strict=True)) if alone is not None else []
        try:
            with transaction.atomic():
                return list(zip(lines, act(lines), strict=True))
        except NotAllowed:
            raise
        except (Refusal, ValidationError, UnknownCodeError, IntegrityError):
            half = len(lines) // 2
            return self._halving(lines[:half], act) + self._halving(lines[half:], act)

    def made(self, line: Line, *names: str) -> bool:
        """Whether everything the row refers to by these columns is there."""
        stores: dict[str, dict[str, Any]] = {
            "organisations": self.organisations,
            "places": self.places,
            "papers": self.papers,
            "people": self.people,
            "works": self.works,
        }
        return all(
            not line[name] or line[name] in stores[line.sheet.column(name).of] for name in names
        )

    def organisation(self, line: Line, name: str) -> Organisation | None:
        return self.organisations.get(line[name] or "")

    def paper(self, line: Line) -> Paper | None:
        return self.papers.get(line["paper"] or "")


def sentence_of(refused: Exception) -> str:
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    if isinstance(refused, IntegrityError):
        return _("Trùng với một dòng khác hoặc trái với dữ liệu đã có.")
    return str(refused.args[0]) if refused.args else str(refused)


def facts(line: Line, *names: str) -> dict[str, Any]:
    """Columns as their models have them: texts left out are empty, days and numbers left out are none."""
    kinds = {column.name: column.kind for column in line.sheet.columns}
    bare = ("day", "integer", "yes_no")
    return {name: line[name] if kinds[name] in bare else line[name] or "" for name in names}


def citation(line: Line) -> dict[str, Any]:
    return {
        "decision_number": line["decision_number"] or "",
        "decided_on": line["decided_on"],
        "decided_by": line["decided_by"] or "",
    }
