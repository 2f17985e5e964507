"""Questions about a branch read the branch, not the whole: what both databases mean to do about them."""

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from benchmarks import nation, questions, shape
from chibo.accounts.models import User
from chibo.base.figures import Scope, UnlessAny, figure
from chibo.base.periods import Period
from chibo.dues.queries.report import report_lines
from chibo.members.models import Exemption, Person
from chibo.members.queries import roll as rolls
from chibo.members.queries import walking, words
from chibo.members.queries.finding import index_words, names_in
from chibo.members.queries.listing import Asked, in_order, narrowed, with_files
from chibo.members.queries.reach import visible_to
from chibo.members.queries.roll import by_name, decreases, excused, increases, roll
from chibo.organisations.queries.tree import Branch, branch


@pytest.fixture
def cell(transactional_db: None) -> Branch:
    """40 members of a generated commune of 4,000; the databases know how much is in which table."""
    nation.load("commune", qualified=0.1, processes=1)
    return branch(10_000, shape.TODAY)


def plan(rows: QuerySet) -> str:
    return rows.explain()


def plan_of(sql: str) -> list[str]:
    """SQLite's plan of a question as it was sent."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql)
        return [line for *_, line in cursor.fetchall()]


def reads_whole(rows: QuerySet, table: str) -> bool:
    """Whether a table is read from end to end, without any index."""
    sign = {"sqlite": f"SCAN {table}", "postgresql": f"Seq Scan on {table}"}[connection.vendor]
    return any(sign in line and "INDEX" not in line for line in plan(rows).splitlines())


def test_a_roll_is_a_range_of_the_path_index(cell: Branch) -> None:
    listed = in_order(with_files(roll(cell)), "ten")
    account = User.objects.get(username="cell")
    for rows in (
        roll(cell),
        listed,
        roll(cell).filter(excused(cell.on)),
        visible_to(account, cell.on),
    ):
        assert "membership_by_path" in plan(rows)
        assert not reads_whole(rows, "membership")


def test_a_search_in_a_branch_reads_the_branch(cell: Branch) -> None:
    found = narrowed(roll(cell), Asked(text="lo van an"), cell)

    assert "membership_by_path" in plan(found)
    assert not reads_whole(found, "person")


def test_a_page_in_order_walks_people_and_not_the_branch(
    cell: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune, asked = branch(1_000, shape.TODAY), list[str]()
    monkeypatch.setattr(walking, "WALKED", 1_000)

    for order in ("ten", "-ten", "sinh", "-ket-nap", "chinh-thuc"):
        with CaptureQueriesContext(connection) as captured:
            assert len(walking.Pages(roll(commune), order, walks=True)[0:50]) == 50
        asked.append(captured[1]["sql"])

    indexes = ["sorted_name", "sorted_name", "birth", "joining", "recognition"]
    for sql, index in zip(asked, indexes, strict=True):
        if connection.vendor == "sqlite":  # PostgreSQL may rightly read so few people as it likes
            lines = plan_of(sql)
            assert f"INDEX person_by_{index} " in lines[0]
            assert "membership USING INDEX membership_by_person" in lines[1]


def test_a_name_from_its_start_is_a_range_of_the_name_index(cell: Branch) -> None:
    named = Person.objects.filter(name_folded__gte="lo van an", name_folded__lt="lo van an~")

    assert "person_by_folded_name" in plan(named)


def test_a_name_in_a_province_is_looked_up_among_its_own(
    cell: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rolls, "LARGE", 0)
    province = branch(2, shape.TODAY)
    names = names_in(province, "lo van an")
    assert names is not None
    if connection.vendor != "sqlite":
        bearers, told = words.bearers(words.words_begun(["lo", "van", "an"])), roll(province)
        assert "person_by_words" in plan(bearers)
        assert set(told.filter(names.bears)) == set(told.filter(person__in=bearers)) != set()
        return

    found = plan(narrowed(roll(province), Asked(text="lo van an"), province, names))

    assert names.words == '"π00002lo"* AND "π00002van"* AND "π00002an"*'
    assert "SCAN person_name VIRTUAL TABLE" in found
    assert "membership_by_person" in found


def test_names_are_read_off_their_index_in_its_order(cell: Branch) -> None:
    province = branch(2, shape.TODAY)
    asked = index_words("lo van an", [province.path])
    if connection.vendor != "sqlite":
        assert asked == ""
        return
    with CaptureQueriesContext(connection) as captured:
        assert len(walking.Named(roll(province), "lo van an", asked)[0:5]) == 5

    lines = plan_of(captured[0]["sql"])
    assert "SCAN person_name VIRTUAL TABLE" in lines[0]
    assert "INTEGER PRIMARY KEY" in lines[1]
    assert "membership_by_person" in lines[2]
    assert len(lines) == 3


def test_a_page_of_a_commune_is_read_and_put_in_order(cell: Branch) -> None:
    """PostgreSQL takes the walk through everybody by name for the shorter way, and is not offered it."""
    for rows in (in_order(roll(cell), "ten"), by_name(roll(cell))):
        found = plan(rows[:1])

        assert "membership_by_path" in found
        assert "person_by_sorted_name" not in found


def test_numbers_are_looked_up(cell: Branch) -> None:
    found = plan(narrowed(roll(branch(2, shape.TODAY)), Asked(text="0412"), cell))

    if connection.vendor == "sqlite":
        assert "MULTI-INDEX OR" in found
        assert "person_by_card" in found
        assert "person_by_old_card" in found
        assert "person_by_id_tail" in found


def test_movements_across_a_branch_are_a_range_of_their_paths(cell: Branch) -> None:
    period = Period.half(2026, 1)

    assert "movement_by_arrival" in plan(increases(cell, period))
    assert "movement_by_departure" in plan(decreases(cell, period))


def test_people_in_office_are_found_from_their_posts(cell: Branch) -> None:
    commune = branch(1_000, shape.TODAY)
    officials = figure("officials_professional_from_intermediate")
    assert officials.base is not None
    people = officials.base(Scope(commune, shape.TODAY))

    left = figure("committee_left").unknown
    assert isinstance(left, UnlessAny)
    committee = left.rows(Scope(commune, shape.TODAY).over(Period.half(2026, 1)))

    if connection.vendor == "sqlite":  # with few people PostgreSQL may rightly hash them all
        assert not reads_whole(people, "person")
    assert "OR (hashed SubPlan" not in plan(committee)  # everybody would be asked for either


def test_leaves_that_end_soon_are_found_by_their_end(cell: Branch) -> None:
    ending = Exemption.objects.on(shape.TODAY).filter(until__lte=shape.TODAY)

    if connection.vendor == "sqlite":  # PostgreSQL may rightly read so few as it likes
        assert "exemption_by_end" in plan(ending)


def test_the_country_in_one_question_reads_an_index_in_its_order(cell: Branch) -> None:
    if connection.vendor == "sqlite":  # PostgreSQL reads in parallel and hashes
        assert "COVERING INDEX membership_by_unit" in plan(questions.cube())
        assert "TEMP B-TREE" not in plan(questions.cube())


def test_a_list_of_numbers_can_be_looked_up_however_long(cell: Branch) -> None:
    hashes = [f"{n:064}" for n in range(300)]
    if connection.vendor == "postgresql":  # a table this small is rightly read whole when it may be
        with connection.cursor() as cursor:
            cursor.execute("SET enable_seqscan = off")
    by_id = reads_whole(Person.objects.filter(national_id_hash__in=hashes), "person")
    by_card = reads_whole(Person.objects.filter(card_number__in=hashes), "person")
    connection.close()

    assert (by_id, by_card) == (False, False)


def test_dues_of_a_branch_are_summed_up_from_their_index(cell: Branch) -> None:
    if connection.vendor == "sqlite":  # PostgreSQL may rightly read empty tables as it likes
        with CaptureQueriesContext(connection) as captured:
            report_lines(cell, Period.quarter(2026, 3))
        lines = [line for sql in captured for line in plan_of(sql["sql"])]

        assert any("charge_of_dues USING COVERING INDEX charge_by_path" in one for one in lines)
        assert any("receipt_of_dues USING COVERING INDEX payment_by_path" in one for one in lines)
        assert not [one for one in lines if one.startswith("SCAN") and "_dues" in one]
