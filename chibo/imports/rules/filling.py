"""A row about somebody whose file is there: it fills what the file lacks and changes nothing it says."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.imports.queries.people import Known
from chibo.imports.readers.fields import fields
from chibo.imports.rules.office_words import FIELD
from chibo.imports.rules.problems import Problem
from chibo.imports.rules.rows import Fills, Reading
from chibo.members.models import Membership, Person, Status
from chibo.members.models.person import PARTIAL
from chibo.members.rules import may_keep_file

# What a row says of the membership, which filling leaves alone.
_NOT_OF_THE_FILE = ("cell", "status", "status_date")


def fill_blanks(reading: Reading, known: Known, name: str, choices: list[tuple[str, str]]) -> None:
    """The answer to a possible double was to fill its blanks; which they are, `check_filling` says."""
    reading.fills = Fills(known.key, {}, [])
    reading.life, reading.new_cell = None, ""
    reading.problems = [
        problem for problem in reading.problems if problem.field not in _NOT_OF_THE_FILE
    ]
    reading.problem(name, "check", "", choices=choices, chosen="fill", compare=[known.key])


def check_filling(readings: Sequence[Reading], user: User) -> None:
    """Find the blanks of all files that rows are to fill, and say them field by field."""
    filling = [(one, one.fills) for one in readings if one.fills]
    keys = [fills.person for _one, fills in filling]
    people = Person.objects.prefetch_related("qualifications").in_bulk(keys)
    official = set(
        Membership.objects.open()
        .filter(person__in=keys, status=Status.OFFICIAL)
        .values_list("person_id", flat=True)
    )
    taken: set[int] = set()
    for reading, fills in filling:
        person = people[fills.person]
        _find_blanks(reading, fills, person, is_official=person.pk in official)
        asked = next(problem for problem in reading.problems if problem.compare)
        if person.pk in taken:
            asked.severity, asked.sentence = "error", _("Dòng khác đã bổ sung hồ sơ này")
        elif not may_keep_file(user, person):
            asked.severity = "error"
            asked.sentence = _("Hồ sơ {name} do đơn vị khác giữ; không bổ sung được").format(
                name=person.full_name
            )
        else:
            _say(reading, fills, person, asked)
        taken.add(person.pk)


def _find_blanks(reading: Reading, fills: Fills, person: Person, *, is_official: bool) -> None:
    """A day of recognition is filled for official members only: it would contradict a probation."""
    fills.facts = {
        name: value
        for name, value in reading.facts.items()
        if value and _is_blank(person, name) and (name != "official" or is_official)
    }
    climbed = {one.ladder for one in person.qualifications.all()}
    told = dict.fromkeys(reading.levels)
    fills.levels = [(ladder, level) for ladder, level in told if ladder not in climbed]


def _is_blank(person: Person, name: str) -> bool:
    return not (person.partial(name) if name in PARTIAL else getattr(person, name))


def _say(reading: Reading, fills: Fills, person: Person, asked: Problem) -> None:
    names = [*fills.facts, *(ladder for ladder, _level in fills.levels)]
    names += [FIELD] if reading.offices else []
    if not names:
        reading.skipped = _("hồ sơ {name} không còn ô trống nào dòng này bổ sung được").format(
            name=person.full_name
        )
        return
    told = "; ".join(_filled(reading, name) for name in names)
    asked.sentence = _("Bổ sung vào hồ sơ {name}: {told}").format(name=person.full_name, told=told)


def _filled(reading: Reading, name: str) -> str:
    """“Dân tộc: Thái”, as the file writes it; numbers by their end only."""
    written = reading.raw.get(name, "")
    shown = f"…{written[-4:]}" if name in ("national_id", "old_id") else written
    label = fields()[name].label if name in fields() else name
    return f"{label}: {shown}" if shown else label
