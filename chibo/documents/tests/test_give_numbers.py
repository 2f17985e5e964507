"""Numbers of an organisation's own papers: from 01 on per kind and term, one after the other, none left out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from chibo.accounts.models import User
from chibo.audit.models import Entry
from chibo.base.rules import NotAllowed, Refusal
from chibo.documents.actions import Issuing, NewPaper, cancel_paper, issue_paper, register_paper
from chibo.documents.models import GivenNumber, Paper
from chibo.organisations.models import Organisation
from tests.world import World

MARCH = Issuing("resolution", "2025-2030", date(2026, 3, 6), "sinh hoạt tháng 3")
AT_ONCE = 8


def issued(new: Issuing, world: World) -> str:
    return issue_paper(new, world.tren, by=world.chung).full_number


def test_numbers_run_on_through_the_years_of_a_term(world: World) -> None:
    days = (date(2025, 12, 5), date(2026, 1, 5), date(2026, 2, 5))
    found = [issued(replace(MARCH, issued_on=day), world) for day in days]
    assert found == ["01-NQ/CB", "02-NQ/CB", "03-NQ/CB"]


def test_each_kind_and_each_term_begin_again(world: World) -> None:
    old = replace(MARCH, term="2020-2025", issued_on=date(2025, 1, 6))
    found = [issued(one, world) for one in (old, MARCH, replace(MARCH, kind="report"))]
    assert found == ["01-NQ/CB", "01-NQ/CB", "01-BC/CB"]


def test_a_term_begun_on_paper_goes_on_where_it_stood(world: World) -> None:
    found = [issued(replace(MARCH, first=15), world) for _time in range(2)]
    assert found == ["15-NQ/CB", "16-NQ/CB"]


def test_a_number_entered_by_hand_is_passed_over(world: World) -> None:
    issued(MARCH, world)
    by_hand = NewPaper("02", "NQ/CB", "resolution", "Chi bộ bản Trên", MARCH.issued_on, "kết nạp")
    register_paper(by_hand, world.tren, by=world.an)
    assert issued(MARCH, world) == "03-NQ/CB"


def test_a_cancelled_paper_keeps_its_number(world: World) -> None:
    first = issue_paper(MARCH, world.tren, by=world.chung)
    cancel_paper(first, MARCH.issued_on, "Ghi nhầm", by=world.an)
    assert issued(MARCH, world) == "02-NQ/CB"


def test_the_paper_stands_in_the_register_of_its_issuer(world: World) -> None:
    paper = issue_paper(MARCH, world.tren, by=world.chung)
    assert (paper.keeper, paper.issuer, paper.issuer_name) == (
        world.tren,
        world.tren,
        "Chi bộ bản Trên",
    )
    assert Entry.objects.filter(verb="paper.issued", key=str(paper.pk)).count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"term": "khóa 20"}, "Ghi nhiệm kỳ như 2025-2030."),
        ({"term": "2015-2020"}, "Ngày 06/03/2026 không thuộc nhiệm kỳ 2015-2020."),
        ({"issued_on": date(2030, 1, 1)}, "Ngày 01/01/2030 chưa tới"),
    ],
)
def test_a_wrong_day_or_term_is_refused(
    world: World, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        issued(replace(MARCH, **wrong), world)
    assert not GivenNumber.objects.exists()


def test_the_next_number_is_not_dated_before_the_last(world: World) -> None:
    issued(MARCH, world)
    with pytest.raises(Refusal, match="Số 01-NQ/CB đã cấp ngày 06/03/2026"):
        issued(replace(MARCH, issued_on=date(2026, 3, 5)), world)


def test_who_only_reads_issues_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        issue_paper(MARCH, world.tren, by=world.users["cell_committee"])


def test_the_database_gives_no_number_twice(world: World) -> None:
    first = issue_paper(MARCH, world.tren, by=world.chung)
    other = issue_paper(MARCH, world.tren, by=world.chung)
    given = GivenNumber.objects.get(paper=other)
    with pytest.raises(IntegrityError), transaction.atomic():
        GivenNumber.objects.filter(pk=given.pk).update(
            number=GivenNumber.objects.get(paper=first).number
        )


def _issue(cell: int, user: int, together: Barrier) -> None:
    together.wait()
    issue_paper(MARCH, Organisation.objects.get(pk=cell), by=User.objects.get(pk=user))
    connection.close()


def test_papers_issued_at_once_leave_no_gap(open_world: World) -> None:
    together = Barrier(AT_ONCE)
    cell, user = open_world.tren.pk, open_world.chung.pk
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for done in [pool.submit(_issue, cell, user, together) for _n in range(AT_ONCE)]:
            done.result()
    numbers = Paper.objects.filter(symbol="NQ/CB").order_by("number").values_list("number")
    assert [number for (number,) in numbers] == [f"{n:02d}" for n in range(1, AT_ONCE + 1)]
