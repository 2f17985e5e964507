"""One admission from the first note to the card, and the facts it leaves in the books."""

from datetime import date

import pytest

from chibo.admissions.actions.deciding import (
    complete_with_card,
    hold_ceremony,
    recognise_in_case,
    record_decision,
)
from chibo.admissions.actions.following import Marking, mark_papers, note_guidance
from chibo.admissions.actions.reviewing import record_review
from chibo.admissions.models import Case
from chibo.admissions.queries.cases import cases_visible_to, with_stage
from chibo.admissions.tests.on_the_way import (
    CELL_MET,
    CEREMONY,
    COMMITTEE_MET,
    DECIDED,
    ENDS,
    OPENED,
    cell_voted,
    committee_voted,
    decided,
    opened,
    prepared,
    voting,
)
from chibo.audit.models import Entry
from tests.world import World

pytestmark = pytest.mark.django_db


def stages(case: Case) -> list[tuple[str, date, date | None]]:
    rows = case.stages.order_by("started_on", "pk")
    return list(rows.values_list("stage", "started_on", "ended_on"))


def test_from_the_first_note_to_the_card(world: World) -> None:
    case = opened(world)
    note_guidance(case, "Tham gia dọn vệ sinh bản", date(2024, 3, 20), by=world.chung)
    prepared(world, case)
    cell_voted(world, case)
    committee_voted(world, case)
    record_decision(case, DECIDED, received_on=date(2025, 5, 12), by=world.an)
    case = hold_ceremony(case, CEREMONY, by=world.an)
    person = case.person
    assert (person.joined_on, person.memberships.earliest("started_on").status) == (
        DECIDED,
        "probationary",
    )
    assert case.admission and case.admission.referees == "Lò Thị An, Vì Văn Chung"

    mark_papers(
        case,
        [
            Marking(code, "done", day)
            for code, day in (
                ("member_biography", date(2025, 6, 20)),
                ("member_sheet", date(2025, 6, 20)),
                ("new_member_certificate", date(2025, 12, 1)),
            )
        ],
        by=world.chung,
    )
    met = date(2026, 6, 10)
    record_review(case, voting("cell", met, "recognition"), by=world.chung)
    record_review(case, voting("committee", date(2026, 6, 20), "recognition"), by=world.an)
    case = recognise_in_case(case, date(2026, 6, 30), by=world.an)
    assert case.recognition and case.recognition.effective_on == ENDS
    case.person.refresh_from_db()
    assert case.person.official_on == ENDS

    complete_with_card(case, date(2026, 9, 2), number="990012345678", by=world.an)
    case.person.refresh_from_db()
    assert (case.person.card_issued_on, case.person.card_number) == (
        date(2026, 9, 2),
        "990012345678",
    )
    assert (case.outcome, case.closed_on) == ("completed", date(2026, 9, 2))
    assert stages(case) == [
        ("watched", OPENED, date(2024, 4, 1)),
        ("guided", date(2024, 4, 1), date(2024, 6, 15)),
        ("class", date(2024, 6, 15), date(2025, 2, 1)),
        ("papers", date(2025, 2, 1), CELL_MET),
        ("committee_review", CELL_MET, COMMITTEE_MET),
        ("decision", COMMITTEE_MET, DECIDED),
        ("ceremony", DECIDED, CEREMONY),
        ("probation", CEREMONY, met),
        ("recognition_review", met, date(2026, 6, 20)),
        ("recognition_decision", date(2026, 6, 20), date(2026, 6, 30)),
        ("card", date(2026, 6, 30), date(2026, 9, 2)),
    ]


def test_where_a_case_stood_on_a_day(world: World) -> None:
    case = decided(world)
    day = date(2025, 3, 1)
    row = with_stage(cases_visible_to(world.chung, day), day).get(pk=case.pk)
    assert (row.stage, row.stage_since, row.cell_key, row.cell_name) == (
        "papers",
        date(2025, 2, 1),
        world.tren.pk,
        "Bản Trên",
    )
    assert not cases_visible_to(world.khanh, day).exists()
    assert not cases_visible_to(world.chung, date(2024, 2, 29)).exists()


def test_every_step_leaves_a_line_in_the_journal(world: World) -> None:
    decided(world)
    verbs = set(Entry.objects.filter(verb__startswith="case.").values_list("verb", flat=True))
    assert verbs == {
        "case.opened",
        "case.guided",
        "case.paper_marked",
        "case.check_kept",
        "case.referee_added",
        "case.opinion_kept",
        "case.reviewed",
        "case.decided",
    }
