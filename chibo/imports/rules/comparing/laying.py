"""A whole file beside the whole roll. Nothing is written: rows and differences come back unsaved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.sheets import open_workbook
from chibo.imports.models import ComparedPerson, Comparison, Difference
from chibo.imports.queries.cells import cell_book
from chibo.imports.queries.comparisons import comparison_content, sides_by_person
from chibo.imports.queries.our_side import Ours, our_side
from chibo.imports.queries.people import Known, Sought, find_people
from chibo.imports.readers.fields import Field, fields
from chibo.imports.readers.tables import Table, read_table
from chibo.imports.rules.comparing.matching import match
from chibo.imports.rules.comparing.sides import LEAVING, Side, differing, proposed, who_changed
from chibo.imports.rules.comparing.their_side import Theirs, asked, their_side
from chibo.organisations.queries.tree import branch

Standing, Changed, Verdict = ComparedPerson.Standing, Difference.Changed, Difference.Verdict
Last = tuple[Side, Side, str]  # our side, their side, standing


@dataclass
class Laid:
    """`gone` are rows of people both sides say have left."""

    people: list[ComparedPerson] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    gone: int = 0

    def counts(self) -> dict[str, int]:
        counted = Counter(one.standing for one in self.people)
        return {standing: counted[standing] for standing in Standing.values} | {
            "gone": self.gone,
            "differences": len(self.differences),
        }


def compared_table(of: Comparison) -> Table:
    return read_table(open_workbook(comparison_content(of), of.file_name))


def columns_of(of: Comparison) -> list[tuple[int, Field]]:
    known = fields()
    return [
        (int(at), known[meant["field"]])
        for at, meant in of.columns.items()
        if meant["field"] in known
    ]


def lay_beside(of: Comparison, user: User) -> Laid:
    where, today = branch(of.organisation_id, of.as_of), timezone.localdate()
    table, columns = compared_table(of), columns_of(of)
    ours = our_side(user, where)
    theirs = their_side(table.rows, columns, cell_book(where), today)
    codes = asked(columns, by_unit=table.has_units)
    found = match(ours, theirs)
    layer = _Layer(of, codes, _last(of.previous), today)
    for one, other in found.pairs:
        layer.both(one, other)
    for one in found.only_ours:
        layer.only_ours(one)
    staying = [one for one in found.only_theirs if one.facts.get("status") not in LEAVING]
    layer.laid.gone = len(found.only_theirs) - len(staying)
    known = _known(staying, user, of.as_of)
    for row in staying:
        layer.only_theirs(row, known.get(row.row))
    return layer.laid


def _last(previous: Comparison | None) -> dict[int, Last]:
    if previous is None:
        return {}
    return {
        person: (row.facts["ours"], row.facts["theirs"], row.standing)
        for person, row in sides_by_person(previous).items()
    }


def _known(rows: Sequence[Theirs], user: User, on: date) -> dict[int, Known]:
    """People of the books who are not on the roll, by their number or card; only those the user may read."""
    sought = [Sought(row.row, row.name_key, row.born, row.id_hash, row.card) for row in rows]
    found = find_people(sought, user, on)
    signs = {**found.by_card, **found.by_id}
    return {row: person for row, person in signs.items() if person.visible}


@dataclass
class _Layer:
    """Puts each person with what differs into the result."""

    of: Comparison
    codes: list[str]
    last: dict[int, Last]
    today: date
    laid: Laid = field(default_factory=Laid)

    def both(self, one: Ours, other: Theirs) -> None:
        last = self.last.get(one.person)
        differences = []
        for code in differing(one.facts, other.facts, self.codes):
            changed = who_changed(code, one.facts, other.facts, last[:2] if last else None)
            verdict = proposed(code, one.facts, other.facts, changed, self.today)
            differences.append(self._difference(code, changed, verdict))
        standing = Standing.DIFFERS if differences else Standing.SAME
        self._add(standing, one.person, other.row, one.cell, one.name, one, other, differences)

    def only_ours(self, one: Ours) -> None:
        """Missing there: to be entered there, unless they had the person and took the row away."""
        changed = self._presence(one.person, Standing.OURS)
        verdict = Verdict.UNDECIDED if changed == Changed.THEIRS else Verdict.THERE
        missing = [self._difference(Difference.PRESENCE, changed, verdict)]
        self._add(Standing.OURS, one.person, None, one.cell, one.name, one, None, missing)

    def only_theirs(self, row: Theirs, known: Known | None) -> None:
        """Missing here: to be brought in; who stood here and left is to be taken off there."""
        person = known.key if known else None
        changed = self._presence(person, Standing.THEIRS)
        verdict = Verdict.THERE if known else Verdict.HERE
        missing = [self._difference(Difference.PRESENCE, changed, verdict)]
        cell = row.facts.get("cell", "")
        at = int(cell) if cell.isdigit() else None
        self._add(Standing.THEIRS, person, row.row, at, row.name, None, row, missing)

    def _presence(self, person: int | None, standing: str) -> str:
        last = self.last.get(person or 0)
        if last is None:
            return Changed.UNKNOWN
        if last[2] == standing:
            return Changed.BEFORE
        return Changed.THEIRS if standing == Standing.OURS else Changed.OURS

    def _difference(self, code: str, changed: str, verdict: str) -> Difference:
        return Difference(comparison=self.of, field=code, changed=changed, verdict=verdict)

    def _add(
        self,
        standing: str,
        person: int | None,
        row: int | None,
        cell: int | None,
        name: str,
        ours: Ours | None,
        theirs: Theirs | None,
        differences: list[Difference],
    ) -> None:
        compared = ComparedPerson(
            comparison=self.of, person_id=person, row=row, cell_id=cell, standing=standing
        )
        kept: dict[str, Any] = {"name": name}
        kept["ours"] = _kept(ours.facts, self.codes) if ours else {}
        kept["theirs"] = theirs.facts if theirs else {}
        compared.facts = kept
        self.laid.people.append(compared)
        for difference in differences:
            difference.of = compared
        self.laid.differences += differences


def _kept(facts: Side, codes: Sequence[str]) -> dict[str, str]:
    """What was compared and no more: a comparison is no second copy of the files."""
    return {code: facts.get(code, "") for code in codes}
