"""Running the rules over a branch: files and units read once, findings told, what was confirmed left out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chibo.cleaning.queries.around import read_around, read_around_few, read_around_units
from chibo.cleaning.queries.desk import confirmed, confirmed_of
from chibo.cleaning.queries.files import MemberFile, read_few_files, read_files
from chibo.cleaning.queries.units import Unit, read_units, stays
from chibo.cleaning.rules.catalogue import FILE_RULES, UNIT_RULES
from chibo.cleaning.rules.declaring import Finding
from chibo.cleaning.rules.known import Known
from chibo.members.models import Person
from chibo.members.queries.roll import roll
from chibo.organisations.queries.tree import Branch


@dataclass(frozen=True)
class Checked:
    """A branch looked through: `found` are open findings, `kept` how many were confirmed right."""

    of: Branch
    files: Sequence[MemberFile]
    units: Sequence[Unit]
    found: Sequence[Finding]
    kept: int = 0

    @cached_property
    def by_rule(self) -> Mapping[str, int]:
        return Counter(one.rule.code for one in self.found)

    @cached_property
    def by_severity(self) -> Mapping[str, int]:
        return Counter(str(one.rule.severity) for one in self.found)

    @cached_property
    def troubled(self) -> Mapping[str, set[int]]:
        """People with a finding, by area, and under "" in any."""
        people: dict[str, set[int]] = defaultdict(set)
        for one in self.found:
            if one.file:
                people[one.rule.area].add(one.file.person_id)
                people[""].add(one.file.person_id)
        return people

    @property
    def clean(self) -> int:
        return len(self.files) - len(self.troubled[""])


def check(of: Branch) -> Checked:
    """Everything the rules say of a branch on its day; a constant number of questions."""
    files, units, found = _looked_through(of)
    return _checked(of, files, units, found, confirmed(of) if found else {})


def check_file(of: Branch, person: int) -> Checked:
    """What they say of one member of the branch; in five questions. Looked at are those of the same name as well,
    who may be the same member entered twice."""
    called = list(Person.objects.filter(pk=person).values_list("name_key", flat=True))
    alike = read_few_files(roll(of).filter(person__name_key__in=called), of.on)
    known = Known(of.on, alike, read_around_few(alike, of.on))
    files = [one for one in alike if one.person_id == person]
    found = findings_of(files, known)
    return _checked(of, files, [], found, confirmed_of(person) if found else {})


def check_units(of: Branch) -> Checked:
    """What they say of the organisations of the branch."""
    units = read_units(of, stays(of))
    found = _of_units(units, Known(of.on, (), read_around_units(of, units)))
    return _checked(of, [], units, found, confirmed(of) if found else {})


Key = tuple[str, int | None, int | None]


def _checked(
    of: Branch,
    files: Sequence[MemberFile],
    units: Sequence[Unit],
    found: Sequence[Finding],
    right: Mapping[Key, str],
) -> Checked:
    left = _left(found, right)
    return Checked(of, files, units, [one for one in found if one.key not in left], len(left))


def confirmed_findings(of: Branch) -> set[Key]:
    """Findings of the branch that were confirmed right and have not changed since, as confirmations name them."""
    found = _looked_through(of)[2]
    return _left(found, confirmed(of) if found else {})


def _looked_through(of: Branch) -> tuple[list[MemberFile], list[Unit], list[Finding]]:
    people = roll(of)
    files = read_files(people, of.on)
    units = read_units(of, files)
    known = Known(of.on, files, read_around(of, people, files, units))
    return files, units, [*findings_of(files, known), *_of_units(units, known)]


def _left(found: Sequence[Finding], right: Mapping[Key, str]) -> set[Key]:
    return {one.key for one in found if right.get(one.key) == one.fingerprint} if right else set()


def findings_of(files: Collection[MemberFile], known: Known) -> list[Finding]:
    """What is said of many files is held once."""
    said: dict[str, str] = {}
    return [
        Finding(rule, said.setdefault(reason, reason), file, None)
        for file in files
        for rule in FILE_RULES
        if (reason := rule.finds(file, known))
    ]


def _of_units(units: Collection[Unit], known: Known) -> list[Finding]:
    return [
        Finding(rule, reason, None, unit)
        for unit in units
        for rule in UNIT_RULES
        if (reason := rule.finds(unit, known))
    ]
