"""The proof of the desk: in a commune of 2,500 members, 300 faults of every family are found and nothing else; and
what is almost a fault is let pass."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from chibo.cleaning.queries.around import read_around
from chibo.cleaning.rules.catalogue import rules
from chibo.cleaning.rules.checking import Checked, check, check_file, check_units
from chibo.cleaning.rules.declaring import FILE_RULES, UNIT_RULES
from chibo.cleaning.rules.known import Known
from chibo.cleaning.tests import sound
from chibo.cleaning.tests.faults import OF_FILES
from chibo.cleaning.tests.faults_of_units import OF_CELLS, OF_COMMITTEES, OF_NEW_COMMITTEES
from chibo.cleaning.tests.generated import CELLS, Commune, build
from chibo.cleaning.tests.watching import had_its_say
from chibo.members.queries.roll import roll
from chibo.organisations.models import Profile
from chibo.organisations.queries.tree import branch
from tests.world import World

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
    free = _FIRST_FREE
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
    for code, plant_new in OF_NEW_COMMITTEES.items():
        expected[code, plant_new(of, of.cells[_OF_SMALL]).pk] = "unit"
    return expected


_FIRST_FREE = CELLS * 4 // 3 * 3 + 3  # every third has a dossier that was looked through
_OF_SMALL = CELLS - 1  # the cell of the small committee, behind all that faults are planted in


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
    more = {of.unit.pk, of.cells[_OF_SMALL].pk}
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


def test_what_is_almost_a_fault_is_let_pass(commune: Commune) -> None:
    for place, plant in enumerate(sound.OF_FILES.values()):
        plant(commune, commune.people[_FIRST_FREE + place * 3], place)
    for place, plant_unit in enumerate(sound.OF_CELLS.values()):
        plant_unit(commune, commune.cells[place * 3 + 1])
    assert told(looked_through(commune)) == []


def test_no_rule_goes_without_its_planted_fault() -> None:
    plants = {*OF_FILES, *OF_CELLS, *OF_COMMITTEES, *OF_NEW_COMMITTEES}
    assert plants == set(rules())


def test_no_rule_is_silent_because_nobody_asked_it(commune: Commune) -> None:
    """A rule that read nothing in the clean commune proves nothing by its silence there: it has its sound case."""
    checked = looked_through(commune)
    of = checked.of
    known = Known(of.on, checked.files, read_around(of, roll(of), checked.files, checked.units))
    # 300 files: every month of birth, every third with a dossier, badges, posts
    asked = {
        one.code
        for one in FILE_RULES
        if any(had_its_say(one, file, known) for file in checked.files[:300])
    } | {
        one.code
        for one in UNIT_RULES
        if any(had_its_say(one, unit, known) for unit in checked.units)
    }
    assert set(rules()) - asked == {*sound.OF_FILES, *sound.OF_CELLS}


def test_questions_do_not_grow_with_members(commune: Commune) -> None:
    today = timezone.localdate()
    asked = []
    for key in (commune.cells[0].pk, commune.unit.pk):
        with CaptureQueriesContext(connection) as read:
            check(branch(key, today))
        asked.append(len(read))
    assert asked[0] == asked[1]


def test_one_file_and_the_units_alone_are_told_the_same_of(commune: Commune) -> None:
    faulty = planted(commune)
    checked, of = looked_through(commune), branch(commune.unit.pk, timezone.localdate())
    twins = [key for (code, key), kind in faulty.items() if kind == "file" and code in SHARED]
    some = [file.person_id for file in checked.files[:: len(checked.files) // 10]]
    of_files: dict[int, list[str]] = {person: [] for person in (*twins, *some)}
    for one in checked.found:
        if one.file and one.file.person_id in of_files:
            of_files[one.file.person_id].append(f"{one.rule.code}: {one.reason}")
    assert any(of_files.values())
    alone = {person: told(check_file(of, person)) for person in of_files}
    assert alone == of_files
    assert told(check_units(of)) == [
        f"{one.rule.code}: {one.reason}" for one in checked.found if one.unit
    ]


def test_one_file_is_read_in_few_questions(commune: Commune) -> None:
    planted(commune)
    of, person = branch(commune.unit.pk, timezone.localdate()), commune.people[_FIRST_FREE].pk
    with CaptureQueriesContext(connection) as asked:
        assert check_file(of, person).found
    assert len(asked) <= 5
