"""The minutes of a meeting as the books have them now."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from chibo.assignments.models import Assignment
from chibo.base.text import format_date
from chibo.meetings.models import AgendaItem, Meeting, Outside, Petition, Presence, Score
from chibo.meetings.queries.beside import beside
from chibo.meetings.queries.content import items_of
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.minutes.said import (
    Asked,
    Ballot,
    Minutes,
    Missing,
    Named,
    Point,
    Remarked,
    Task,
)
from chibo.meetings.queries.roll import turnout_beside
from chibo.members.models import Person, Post
from chibo.organisations.queries.naming import letterhead
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list

# Beside the turnout: whom the books kept outside, by why (who came all the same is not among them), members of
# other cells, and who spoke.
_MARKED = {str(why): Q(state=Presence.OUTSIDE, outside=why) for why in Outside.values} | {
    "visiting": Q(home__isnull=False),
    "spoke": Q(spoke=True),
}
_BALLOT = ("entitled", "away", "excused_absent", "absent", "in_favour", "against", "other")


def minutes_of(meeting: Meeting) -> Minutes:
    of = unit_of(meeting)
    head, said = letterhead(of), beside(meeting)
    counts, marked = turnout_beside(meeting, **_MARKED)
    led = _led_by(meeting)
    return Minutes(
        parent=head.parent,
        issuer=head.issuer,
        place_signed=head.place,
        symbol=head.symbol,
        body="cell" if of.is_cell else "committee",
        kind=meeting.kind,
        kind_label=meeting.kind_label,
        theme=meeting.theme,
        held_on=meeting.held_on.isoformat(),
        starts_at=f"{meeting.starts_at:%H:%M}",
        ends_at=f"{meeting.ends_at:%H:%M}" if meeting.ends_at else "",
        place=meeting.place,
        chair=led.get(meeting.chair_id),
        minute_taker=led.get(meeting.minute_taker_id),
        guests=[Named(one.name, one.post) for one in said.guests if not one.is_in_charge],
        in_charge=[Named(one.name, one.post) for one in said.guests if one.is_in_charge],
        total=counts.total,
        official=counts.official,
        base=counts.base,
        present=counts.present,
        with_reason=counts.with_reason,
        without_reason=counts.without_reason,
        outside={str(why): marked[why] for why in Outside.values if marked[why]},
        absent=_absent(meeting),
        dues_status=meeting.dues_status,
        remark=meeting.remark,
        points=[_point(item) for item in items_of(meeting)],
        score=_score(said.scores),
        visiting=marked["visiting"],
        spoke=marked["spoke"],
        petitions=[_asked(one) for one in said.petitions],
        remarks=[
            Remarked(one.person.full_name, str(one.get_kind_display()), one.words)
            for one in said.remarks
        ],
    )


def posts_on(people: list[Person], organisation: int, on: date) -> dict[int, str]:
    """By person, the first office of the list of positions that they held in a unit on a day."""
    order = {item.code: place for place, item in enumerate(code_list("positions").items())}
    held = Post.objects.on(on).filter(organisation=organisation, person__in=people)
    rows = sorted(held, key=lambda post: order.get(post.position, len(order)), reverse=True)
    return {post.person_id: code_list("positions").label(post.position) for post in rows}


def _led_by(meeting: Meeting) -> dict[int | None, Named]:
    people = [one for one in (meeting.chair, meeting.minute_taker) if one is not None]
    posts = posts_on(people, meeting.organisation_id, meeting.held_on)
    return {one.pk: Named(one.full_name, posts.get(one.pk, "")) for one in people}


def _score(scores: list[Score]) -> str:
    """What the cell gave itself, once every line has its points."""
    own = next((one for one in scores if one.level and not one.by_committee), None)
    if own is None:
        return ""
    return _("{total}/{most} điểm, mức {level}").format(
        total=own.total, most=own.most, level=own.level_label
    )


def _asked(one: Petition) -> Asked:
    due = one.due_on.isoformat() if one.due_on else ""
    return Asked(one.asked, one.place, due, one.passed_to)


def _absent(meeting: Meeting) -> list[Missing]:
    states = [Presence.WITH_REASON, Presence.WITHOUT_REASON]
    rows = meeting.roll.filter(state__in=states).select_related("person")
    return [
        Missing(row.person.full_name, row.state, row.reason)
        for row in rows.order_by("person__name_sort", "person")
    ]


def _point(item: AgendaItem) -> Point:
    vote, work = getattr(item, "vote", None), item.returning
    return Point(
        title=item.title,
        opinions=item.opinions,
        conclusion=item.conclusion,
        returning=_task(work) if work else None,
        progress=_progress(work, item.meeting.held_on) if work else "",
        is_thematic=item.is_thematic,
        vote=Ballot(**{name: getattr(vote, name) for name in _BALLOT}) if vote else None,
        works=[_task(link.assignment) for link in item.works.all()],
    )


def _task(work: Assignment) -> Task:
    if work.person:
        return Task(work.what, work.person.full_name, work.due_on.isoformat())
    unit = branch(work.unit_id, work.given_on) if work.unit_id else None
    return Task(work.what, unit.name if unit else "", work.due_on.isoformat())


def _progress(work: Assignment, on: date) -> str:
    """How far work had come, in the words of a progress table."""
    if work.cancelled_on:
        return _("Thôi giao")
    if work.done_on:
        return _("Xong {day}").format(day=format_date(work.done_on))
    late = _(", quá hạn") if work.due_on < on else ""
    return _("Đạt {share}%").format(share=work.progress) + late
