"""How a rule of the desk is declared, and what it finds.

A rule looks at one file (or one unit) with what is known of the whole branch, and says in a sentence with its
numbers what is wrong; "" when nothing is. It reads nothing itself: `queries` have read each table once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from django.utils.functional import Promise

from chibo.base.secrets import keyed_hash
from chibo.cleaning.queries.files import MemberFile
from chibo.cleaning.queries.units import Unit
from chibo.cleaning.rules.known import Known

Words = str | Promise


class Severity(StrEnum):
    WRONG = "sai"  # cannot be so
    DOUBT = "kiem-tra"  # may be so: compare with the papers
    GAP = "thieu"  # a form asks for it


class Step(StrEnum):
    """Where a finding is mended; `Rule.column` names the field of the file for FILE."""

    FILE = "file"
    LEVEL = "level"
    DOSSIER = "dossier"
    DOSSIER_PLACE = "dossier_place"
    SUPPLEMENT = "supplement"
    LIFE = "life"
    PAGE = "page"
    BADGE = "badge"
    LETTERS = "letters"
    DUES = "dues"
    UNIT = "unit"
    TREE = "tree"
    PLACES = "places"
    POSTS = "posts"


# A set of ticks is no field of a row.
_NEVER_IN_BULK = frozenset({"traits"})

T = TypeVar("T")


@dataclass(frozen=True)
class Rule(Generic[T]):
    """`area` is a column of the desk (rules.areas). `about` are the attributes whose change makes a finding
    confirmed right speak again. `limits` are codes of the rulebook it rests on, `source` what else."""

    code: str
    area: str
    severity: Severity
    title: Words
    finds: Callable[[T, Known], str]
    step: Step
    column: str = ""
    about: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    source: Words = ""

    @property
    def in_bulk(self) -> bool:
        """Whether the files it finds are mended in one field each, on one page."""
        return self.step == Step.FILE and self.column not in _NEVER_IN_BULK


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one file or one unit."""

    rule: "Rule[Any]"
    reason: str
    file: MemberFile | None
    unit: Unit | None

    @property
    def fingerprint(self) -> str:
        """Changes with what the rule looked at; says nothing about it."""
        thing = self.file or self.unit
        looked_at = [repr(getattr(thing, name)) for name in self.rule.about]
        return keyed_hash("|".join([self.rule.code, self.reason, *looked_at]))

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        """As a confirmation names it: rule, person, organisation."""
        return (
            self.rule.code,
            self.file.person_id if self.file else None,
            self.unit.organisation_id if self.unit else None,
        )

    @property
    def cell_id(self) -> int:
        return self.file.cell_id if self.file else self.unit.organisation_id if self.unit else 0

    @property
    def path(self) -> str:
        return self.file.path if self.file else self.unit.path if self.unit else ""


FILE_RULES: list[Rule[MemberFile]] = []
UNIT_RULES: list[Rule[Unit]] = []

Check = Callable[[T, Known], str]


def of_files(
    code: str, area: str, severity: Severity, title: Words, step: Step = Step.FILE, **more: Any
) -> Callable[[Check[MemberFile]], Check[MemberFile]]:
    """Declares the function below as a rule on members' files."""

    def declare(finds: Check[MemberFile]) -> Check[MemberFile]:
        FILE_RULES.append(Rule(code, area, severity, title, finds, step, **more))
        return finds

    return declare


def of_units(
    code: str, severity: Severity, title: Words, step: Step = Step.UNIT, **more: Any
) -> Callable[[Check[Unit]], Check[Unit]]:
    """The same for organisations."""

    def declare(finds: Check[Unit]) -> Check[Unit]:
        UNIT_RULES.append(Rule(code, "to-chuc", severity, title, finds, step, **more))
        return finds

    return declare


def lacking(
    area: str, columns: Sequence[tuple[str, str, Words]], *, source: Words, step: Step = Step.FILE
) -> None:
    """A rule for each (code, column, title): the column is empty."""

    def empty(column: str, attribute: str) -> Check[MemberFile]:
        def finds(file: MemberFile, known: Known) -> str:
            return "" if getattr(file, attribute) else known.say_empty(column)

        return finds

    for code, column, title in columns:
        attribute = column if column in MemberFile.__slots__ else f"{column}_on"
        FILE_RULES.append(
            Rule(
                code, area, Severity.GAP, title, empty(column, attribute), step,
                column=column, source=source,
            )
        )  # fmt: skip
