"""The resolution of a meeting is written, then issued with its number."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import require
from chibo.base.text import clean, clean_lines
from chibo.documents.actions import Issuing, issue_paper
from chibo.meetings.models import Meeting, Resolution
from chibo.meetings.queries.resolutions.reading import decided, resolution_of
from chibo.meetings.rules import may_record
from chibo.meetings.rules.resolutions import check_can_be_issued, check_not_issued, check_texts


@transaction.atomic
def write_resolution(
    meeting: Meeting, summary: str, texts: Sequence[str], *, by: User
) -> Resolution:
    """Keep the words of each part; the same words again leave no line."""
    hold(meeting)
    require(by, may_record, meeting.path)
    resolution = resolution_of(meeting)
    check_not_issued(resolution)
    check_texts(texts, meeting.held_on)
    before = snapshot(resolution) if resolution.pk else None
    resolution.summary = clean(summary)
    resolution.texts = [clean_lines(text) for text in texts]
    if snapshot(resolution) == before:
        return resolution
    resolution.full_clean(exclude=["meeting"])
    resolution.save()
    note(by, "meeting.resolution_written", resolution, path=meeting.path, before=before)
    return resolution


@transaction.atomic
def issue_resolution(
    meeting: Meeting, issued_on: date, term: str, *, by: User, first: int = 1
) -> Resolution:
    """Give the next number of the term and freeze what is printed; `first` as in `Issuing`."""
    hold(meeting)
    require(by, may_record, meeting.path)
    resolution = resolution_of(meeting)
    check_not_issued(resolution)
    check_can_be_issued(meeting, issued_on)
    said = decided(resolution)
    issuing = Issuing("resolution", term, issued_on, resolution.summary, said.signs, first)
    resolution.paper = issue_paper(issuing, meeting.organisation, by=by)
    number = resolution.paper.given_number.number
    resolution.content = asdict(replace(said, number=number, issued_on=issued_on.isoformat()))
    resolution.full_clean(exclude=["meeting", "paper"])
    resolution.save()
    note(by, "meeting.resolution_issued", resolution, path=meeting.path)
    return resolution
