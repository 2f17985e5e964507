"""The proof of the desk: in a commune of 2,500 members, 300 faults of every family are found and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import Checked, check
from chibo.cleaning.tests.faults import OF_FILES
from chibo.cleaning.tests.faults_of_units import OF_CELLS, OF_COMMITTEES
from chibo.cleaning.tests.generated import CELLS, Commune, build
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import branch
from tests.world import World

# A unit cannot be two kinds at once: told of in tests of their own.
ELSEWHERE = {"committee-area-small", "committee-without-cells"}
SHARED = {"old-id-twin", "name-twin", "old-card-twin", "resume-twin", "name-twin-in-cell"}


@pytest.fixture
def commune(world: World) -> Commune:
    return build(world.province, _prefix(world))


def _prefix(world: World) -> str:
    code = Profile.objects.get(organisation=world.province, ended_on=None).code
    return f"{code[:2]}901555"


def looked_through(of: Commune) -> Checked:
    return check(branch(of.unit.pk, timezone.localdate()))


def told(checked: Checked) -> list[str]:
    return [f"{one.rule.code}: {one.reason}" for one in checked.found]


def planted(of: Commune) -> dict[tuple[str, int], str]:
    """By rule and key of the person or unit; each on somebody of their own, far from those with posts."""
    expected: dict[tuple[str, int], str] = {}
    free = CELLS * 4 // 3 * 3 + 3  # every third has a dossier that was looked through
    for nth in range(3):
        for code, plant in OF_FILES.items():
            while of.cell_of[of.people[free].pk].pk in _emptied(of):
                free += 3
            person = of.people[free]
            plant(of, person, nth)
            expected[code, person.pk] = "file"
            free += 3
    for place, (code, plant_unit) in enumerate(OF_CELLS.items()):
        cell = of.cells[place * 3 + 1]
        plant_unit(of, cell)
        expected[code, cell.pk] = "unit"
    for code, plant_unit in OF_COMMITTEES.items():
        plant_unit(of, of.unit)
        expected[code, of.unit.pk] = "unit"
    return expected


def _emptied(of: Commune) -> set[int]:
    """Cells whose members a planted fault takes away: nobody's file is read there."""
    codes = list(OF_CELLS)
    return {of.cells[codes.index(code) * 3 + 1].pk for code in ("cell-empty", "cell-few")}


def test_a_clean_commune_has_no_finding(commune: Commune) -> None:
    checked = looked_through(commune)
    assert told(checked) == []
    assert (len(checked.files), checked.clean) == (2500, 2500)


def test_planted_faults_are_found_and_nobody_else_is_named(commune: Commune) -> None:
    expected = planted(commune)
    assert len(expected) >= 300
    checked = looked_through(commune)
    found = {
        (one.rule.code, one.file.person_id if one.file else one.unit.organisation_id)
        for one in checked.found
        if one.file or one.unit
    }
    missed = [pair for pair in expected if pair not in found]
    assert missed == []
    touched = {key for _code, key in expected} | _beside(commune, expected)
    wrong = [pair for pair in found if pair[1] not in touched]
    assert wrong == []


def _beside(of: Commune, expected: dict[tuple[str, int], str]) -> set[int]:
    """Those who share what was planted, cells with a member or a neighbour touched, and the commune."""
    keys = [one.pk for one in of.people]
    more = {of.unit.pk}
    for code, key in expected:
        if code in SHARED:
            at = keys.index(key)
            more |= {keys[at + 1], keys[at + CELLS]}
    cells = [cell.pk for cell in of.cells]
    for code, key in expected:
        if code in OF_CELLS:
            at = cells.index(key)
            more |= {cells[at - 1], cells[at + 1]}
    return more


def test_every_rule_has_its_planted_fault() -> None:
    plants = {*OF_FILES, *OF_CELLS, *OF_COMMITTEES, *ELSEWHERE}
    assert plants == set(rules())


def test_questions_do_not_grow_with_members(commune: Commune) -> None:
    today = timezone.localdate()
    asked = []
    for key in (commune.cells[0].pk, commune.unit.pk):
        with CaptureQueriesContext(connection) as read:
            check(branch(key, today))
        asked.append(len(read))
    assert asked[0] == asked[1]
