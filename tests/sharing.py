"""How the processes of one run share the tests: a file stays together, and what takes longest begins first.

A file's tests share its world, its browser, its records; one process makes them once. Files whose tests take
seconds each and share little are dealt out test by test, the doors of the access walk last of all, so that no
process waits at the end for another.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

WALK = "tests/habits/test_access_walk.py"
PAGES = "e2e/test_every_page_is_fit_for_everybody.py"
REPORT = "chibo/reports/tests/test_write_a_report.py"
ONE_BY_ONE = {WALK, PAGES, REPORT}
# The demo world is loaded once for both (demo.py).
DEMO = ["tests/test_demo_world.py", "tests/test_demo_workbook.py"]

# What takes half a minute and more, the longest first.
LONG = [
    *DEMO,
    PAGES,
    "tests/habits/test_lists_do_not_grow.py",
    "chibo/imports/tests/test_workbook_round_trip.py",
    "e2e/test_the_telephone_is_locked.py",
    "e2e/test_a_meeting_without_network.py",
    "e2e/test_a_half_year_is_handed_in.py",
    "e2e/test_a_year_end.py",
    "tests/test_movement_equation.py",
    REPORT,
    "e2e/test_from_weak_to_recognised.py",
    "e2e/test_a_month_of_dues.py",
    "e2e/test_a_meeting_by_usb.py",
    "e2e/test_as_it_was_on_a_day.py",
    "e2e/test_from_a_list_to_the_report.py",
    "tests/habits/test_text_stays_text.py",
    "chibo/inspection/tests/test_nobody_else_reads_it.py",
    "chibo/cli/tests/test_serve.py",
    "chibo/accounts/tests/test_idle_lock_and_session.py",
    "e2e/test_from_first_note_to_card.py",
    "tests/deadlines/test_deadlines.py",
    "e2e/test_two_communes_become_one.py",
    "e2e/test_one_inspection.py",
    "e2e/test_without_scripts_or_mouse.py",
]
PLACES = {file: place for place, file in enumerate(LONG)} | {WALK: len(LONG) + 1}


def file_of(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]


class ByFile(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = file_of(nodeid)
        if file in ONE_BY_ONE:
            return nodeid
        return DEMO[0] if file in DEMO else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: PLACES.get(file_of(item.nodeid), len(LONG)))
