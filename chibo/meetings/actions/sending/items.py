"""Points of the agenda: met by their mark, by the work they return to or by their title, or added."""

import uuid

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.meetings.actions.content import (
    Said,
    add_said_items,
    drop_vote,
    give_item_work,
    record_item,
    record_vote,
)
from chibo.meetings.actions.sending.settling import Settling
from chibo.meetings.models import AgendaItem, ItemWork, Meeting, Vote
from chibo.meetings.queries.meetings import unit_of
from chibo.meetings.queries.plans import paper_title, papers_to_make_known
from chibo.meetings.queries.recordings import Counts, ItemSent, Recording
from chibo.members.models import Person


def settle_items(meeting: Meeting, sent: Recording, settling: Settling, *, by: User) -> None:
    free = list(meeting.items.select_related("meeting__organisation"))
    people = {row.person_id: row.person for row in meeting.roll.select_related("person")}
    votes = {vote.item_id: vote for vote in Vote.objects.filter(item__in=free)}
    works = ItemWork.objects.filter(item__meeting=meeting)
    known = set(works.values_list("client_id", flat=True))
    _check_marks(meeting, sent)
    found = {}
    for one in sent.items:
        item = _met(one, free)
        if item is not None:
            free.remove(item)
            found[one.client_id] = item
            _say(item, one, settling, by)
    found |= _added(meeting, [one for one in sent.items if one.client_id not in found], by)
    for one in sent.items:
        item = found[one.client_id]
        _count(item, one, votes.get(item.pk), settling, by)
        _give(item, one, known, people, by)


def _added(meeting: Meeting, fresh: list[ItemSent], by: User) -> dict[uuid.UUID, AgendaItem]:
    if not fresh:
        return {}
    papers = _offered(meeting, by)
    said = [
        Said(one.client_id, one.title, one.opinions, one.conclusion, papers.get(clean(one.title)))
        for one in fresh
    ]
    return {item.client_id: item for item in add_said_items(meeting, said, by=by)}


def _offered(meeting: Meeting, by: User) -> dict[str, Paper]:
    """Papers to make known by the title the phone was given for each (queries.preparing)."""
    of = unit_of(meeting)
    offered = papers_to_make_known(by, of, meeting.held_on)
    return {clean(paper_title(one.paper)): one.paper for one in offered}


def _check_marks(meeting: Meeting, sent: Recording) -> None:
    """A mark of another meeting is no mark of this one."""
    items = AgendaItem.objects.filter(client_id__in=[one.client_id for one in sent.items])
    marks = [work.client_id for one in sent.items for work in one.works]
    works = ItemWork.objects.filter(client_id__in=marks)
    elsewhere = (
        items.exclude(meeting=meeting).exists() or works.exclude(item__meeting=meeting).exists()
    )
    if elsewhere or len(set(marks)) != len(marks):
        raise Refusal(_("Bản ghi có nội dung của buổi họp khác; mở lại trang trên máy."))


def _met(one: ItemSent, free: list[AgendaItem]) -> AgendaItem | None:
    for item in free:
        if item.client_id == one.client_id:
            return item
    for item in free:
        if one.returning is not None and item.returning_id == one.returning:
            return item
    title = clean(one.base.get("title") or one.title)
    return next((item for item in free if item.title == title), None)


def _say(item: AgendaItem, one: ItemSent, settling: Settling, by: User) -> None:
    labels = {
        "title": item.title,
        "opinions": _("{title}: ý kiến thảo luận").format(title=item.title),
        "conclusion": _("{title}: kết luận của chủ trì").format(title=item.title),
    }
    mine = {
        "title": clean(one.title),
        "opinions": one.opinions.strip(),
        "conclusion": one.conclusion.strip(),
    }
    begun = {"title": item.title, "opinions": "", "conclusion": ""} | dict(one.base)
    now = {name: getattr(item, name) for name in labels}
    taken = {
        name: settling.settle(
            f"item:{item.client_id}:{name}", label, (mine[name], begun[name], now[name])
        )
        for name, label in labels.items()
    }
    if taken != now:
        record_item(item, **taken, by=by)


def _count(
    item: AgendaItem, one: ItemSent, vote: Vote | None, settling: Settling, by: User
) -> None:
    now = (vote.in_favour, vote.against, vote.other) if vote else None
    label = _("{title}: biểu quyết").format(title=item.title)
    values = (one.vote, one.vote_base, now)
    taken = settling.settle(f"item:{item.client_id}:vote", label, values, _words)
    if taken == now:
        return
    if taken is None:
        drop_vote(item, by=by)
    else:
        record_vote(item, *taken, by=by)


def _words(counts: Counts | None) -> str:
    if counts is None:
        return ""
    return _("tán thành {a}, không tán thành {b}, ý kiến khác {c}").format(
        a=counts[0], b=counts[1], c=counts[2]
    )


def _give(
    item: AgendaItem, one: ItemSent, known: set[uuid.UUID], people: dict[int, Person], by: User
) -> None:
    for work in one.works:
        if work.client_id in known:
            continue
        if work.person not in people:
            sentence = _("Việc “{what}”: người nhận không có trong danh sách ngày họp; chọn lại.")
            raise Refusal(sentence.format(what=work.what))
        give_item_work(item, work.client_id, work.what, people[work.person], work.due_on, by=by)
