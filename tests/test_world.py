"""The cast everybody's tests rely on stands where tests/world.py says."""

from datetime import date

from chibo.admissions.models import Admission, Recognition
from chibo.members.models import Movement
from chibo.members.queries.roll import roll
from chibo.organisations.models import Duty, Organisation, Role
from chibo.organisations.queries.tree import branch, children
from tests.world import World


def names(organisation: Organisation, on: date) -> list[str]:
    rows = roll(branch(organisation, on)).order_by("person__name_sort")
    return list(rows.values_list("person__full_name", flat=True))


def test_the_commune_at_the_opening_of_its_books(world: World) -> None:
    assert names(world.commune, date(2016, 1, 1)) == [
        "Lò Thị An",
        "Nguyễn Văn Bình",
        "Vì Văn Chung",
        "Lò Văn Giới",
        "Lường Văn Hùng",
    ]


def test_the_commune_ten_years_later(world: World) -> None:
    assert names(world.commune, date(2026, 11, 21)) == [
        "Lò Thị An",
        "Nguyễn Văn Bình",
        "Vì Văn Chung",
        "Lường Thị Dung",
        "Vàng Thị Én",
        "Đinh Thị Lan",
    ]
    assert names(world.neighbour, date(2026, 11, 21)) == ["Tòng Thị Khánh"]


def test_communes_hang_under_the_province_from_july_2025(world: World) -> None:
    before = branch(world.province, date(2025, 6, 30))
    after = branch(world.province, date(2025, 7, 1))
    assert [child.pk for child in children(before)] == [world.district.pk]
    assert {child.pk for child in children(after)} == {world.commune.pk, world.neighbour.pk}


def test_every_role_has_an_account(world: World) -> None:
    assert set(Duty.objects.open().values_list("role", flat=True)) == set(Role.values)


def test_the_facts_of_admission(world: World) -> None:
    told = Admission.objects.order_by("decided_on")
    assert list(told.values_list("person__full_name", "decided_on", "ceremony_on")) == [
        ("Lường Thị Dung", date(2017, 6, 28), date(2017, 7, 12)),
        ("Vàng Thị Én", date(2026, 3, 10), date(2026, 3, 26)),
    ]
    assert list(Recognition.objects.values_list("effective_on", flat=True)) == [date(2018, 7, 12)]


def test_every_kind_of_movement_that_the_docstring_tells_of(world: World) -> None:
    assert set(Movement.objects.values_list("kind", flat=True)) == {
        "registered",
        "admitted",
        "recognised",
        "moved_within",
        "moved_in",
        "moved_out",
        "died",
        "reorganised",
    }
