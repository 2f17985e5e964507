"""What was handed in, counted again months later: the clock itself goes on, and so does life."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chibo.accounts.models import User
from chibo.base.periods import Period
from chibo.members.actions.entering import Entering, enter_members
from chibo.members.actions.files import fill
from chibo.members.actions.moving import end_membership
from chibo.members.models import Person
from chibo.reports.actions.submitting import begin_submission, check_submission, submit
from chibo.reports.actions.writing import begin_report
from chibo.reports.frozen.behind import counted, unpacked
from chibo.reports.frozen.freezing import gather
from chibo.reports.frozen.later import changes_of
from chibo.reports.models import FORMS, Sheet, Submission
from tests.world import World

HALF, YEAR = Period.half(2026, 1), Period.year(2025)
LATER = timedelta(days=400)
REAL_NOW = timezone.now


def go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the program stands more than a year ahead."""

    def later() -> datetime:
        return REAL_NOW() + LATER

    monkeypatch.setattr(timezone, "now", later)


def life_goes_on(world: World) -> None:
    """One came and one went after the periods were over."""
    after = timezone.localdate() - timedelta(days=30)
    late = fill(Person(), {"full_name": "Hoàng Thị Muộn", "sex": "female", "ethnicity": "thai"})
    enter_members("moved_in", [Entering(late, world.tren.pk, after, "official")], by=world.an)
    end_membership(world.people["chung"], "died", after, by=world.an)


def handed_in(world: World, kind: str, period: Period) -> Submission:
    begun = begin_submission(world.commune, kind, period, by=world.an)
    return submit(check_submission(begun, by=world.an), "Đang xác minh.", by=world.an)


def written(sheets: list[Sheet]) -> dict[str, Any]:
    """As bytes; names of a mapping, and who stands behind a number, are kept in no order."""
    return {
        one.slug: (
            json.dumps(one.data, sort_keys=True).encode(),
            json.dumps(one.paper, sort_keys=True).encode(),
            {place: counted(keys) for place, keys in unpacked(one.behind).items()},
        )
        for one in sheets
    }


@pytest.mark.parametrize(
    ("kind", "period"), [(FORMS, HALF), (FORMS, YEAR), ("six_month", HALF), ("year", YEAR)]
)
def test_frozen_again_more_than_a_year_later_it_is_the_same_bytes(
    world: World, monkeypatch: pytest.MonkeyPatch, kind: str, period: Period
) -> None:
    if kind != FORMS:
        begin_report(world.commune, kind, period, by=world.an)
    done = handed_in(world, kind, period)
    kept = written(list(done.sheets.all()))

    go_on(monkeypatch)
    life_goes_on(world)

    assert written(gather(done, timezone.localdate()).sheets) == kept
    sheets = list(done.sheets.all())
    assert [
        one for found in changes_of(sheets, timezone.localdate()).values() for one in found
    ] == []


def test_files_and_pages_are_the_same_more_than_a_year_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = handed_in(world, FORMS, HALF)
    before = told_by(world.an, done)

    go_on(monkeypatch)
    life_goes_on(world)

    assert told_by(world.an, done) == before
    assert date(2027, 12, 1) < timezone.localdate()


def told_by(user: User, done: Submission) -> list[bytes]:
    """The frozen files, and what the page of the submission says of today."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    files = [("bieu-1", "pdf"), ("bieu-3", "pdf"), ("bieu-1", "xlsx")]
    found = [
        client.get(reverse("reports:handed_file", args=[done.pk, *file])).content for file in files
    ]
    page = client.get(done.get_absolute_url()).context
    return [*found, json.dumps([page["changed"], page["changes"]]).encode()]
