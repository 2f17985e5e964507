from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import Line, note, note_all
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Movement, Person, Post
from chibo.members.queries.offices import PARTY_GROUPS
from chibo.members.rules import check_in_force, may_keep_posts
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import Branch, NotInTree, branch, branches_by_day
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Holding:
    """One office of a register: from a day and, when it is over, to its end. `ref` names an import's row."""

    person: Person
    position: str
    organisation: Organisation
    since: date
    until: date | None = None
    end_reason: str = ""
    place: Place | None = None
    body: str = ""
    term: str = ""
    gained: str = ""
    seconded_from: str = ""
    paper: Paper | None = None
    ref: str = ""


@transaction.atomic
def enter_posts(held: Sequence[Holding], *, by: User) -> list[Post]:
    """Enter many offices, present and past, all or none."""
    where = {(one.organisation.pk, one.since): one.organisation for one in held}
    stood = branches_by_day(where)
    for _organisation, day in where.keys() - stood.keys():
        raise NotInTree.on(day)
    for place in stood.values():
        require(by, may_keep_posts, place)
    check_in_force(one.since for one in held)
    posts = [_entered(one) for one in held]
    try:
        with transaction.atomic():
            Post.objects.bulk_create(posts, batch_size=300)
    except IntegrityError as error:
        raise Refusal(
            _("Có chức vụ đã được ghi từ ngày đó, hoặc ngày kết thúc trước ngày bắt đầu.")
        ) from error
    note_all(by, [_line(one, post, stood) for one, post in zip(held, posts, strict=True)])
    return posts


def _entered(one: Holding) -> Post:
    post = Post(
        person=one.person,
        position=code_list("positions").item(one.position).code,
        organisation=one.organisation,
        place=one.place,
        body=clean(one.body),
        term=clean(one.term),
        gained=one.gained,
        seconded=bool(one.seconded_from),
        seconded_from=clean(one.seconded_from),
        paper=one.paper,
        started_on=one.since,
        ended_on=one.until,
        end_reason=clean(one.end_reason),
    )
    post.clean_fields(exclude=["person", "organisation", "place", "paper"])
    return post


def _line(one: Holding, post: Post, stood: dict[tuple[int, date], Branch]) -> Line:
    path = stood[one.organisation.pk, one.since].path
    return Line("post.entered", post, path, after=snapshot(post), ref=one.ref)


@transaction.atomic
def begin_post(
    person: Person,
    position: str,
    organisation: Organisation,
    on: date,
    *,
    by: User,
    place: Place | None = None,
    body: str = "",
    term: str = "",
    gained: str = "",
    seconded_from: str = "",
    paper: Paper | None = None,
) -> Post:
    """Record that a person takes an office; the roster shows it from that day."""
    where = branch(organisation, on)
    require(by, may_keep_posts, where)
    check_in_force([on])
    post = Post(
        person=person,
        position=code_list("positions").item(position).code,
        organisation=organisation,
        place=place,
        body=clean(body),
        term=clean(term),
        gained=gained,
        seconded=bool(seconded_from),
        seconded_from=clean(seconded_from),
        paper=paper,
        started_on=on,
    )
    post.full_clean()
    post.save()
    note(by, "post.begun", post, path=where.path)
    return post


@transaction.atomic
def end_post(post: Post, on: date, reason: str, *, by: User) -> Post:
    """Record that the person no longer holds the office from that day."""
    # Its last day: on the day itself the organisation may have ended.
    hold(post)
    where = branch(post.organisation, max(post.started_on, on - timedelta(days=1)))
    require(by, may_keep_posts, where)
    check_in_force([on])
    before = snapshot(post)
    post.ended_on, post.end_reason = on, clean(reason)
    post.full_clean()
    post.save()
    note(by, "post.ended", post, path=where.path, before=before, reason=reason)
    return post


# ------------------------------------------------------------------ with the stay in the books


def end_posts_of(departures: Sequence[Movement], by: User) -> None:
    """Who died holds nothing from that day; who left the Party or these books no office in the Party."""
    left = {movement.person_id: movement for movement in departures}
    held = [
        post
        for post in Post.objects.open().filter(person__in=left)
        if _goes(post, left[post.person_id].kind)
    ]
    before = [snapshot(post) for post in held]
    for post in held:
        departure = left[post.person_id]
        post.ended_on = max(post.started_on, departure.happened_on)
        post.end_reason = _departed(departure.kind)
    Post.objects.bulk_update(held, ["ended_on", "end_reason"])
    lines = [
        Line("post.ended", post, left[post.person_id].from_path, was, snapshot(post))
        for post, was in zip(held, before, strict=True)
    ]
    note_all(by, lines)


def _goes(post: Post, kind: str) -> bool:
    position = code_list("positions").item(post.position)
    return kind == "died" or position.extra.get("group") in PARTY_GROUPS


def _departed(kind: str) -> str:
    return _("Qua đời") if kind == "died" else _("Không còn sinh hoạt tại đảng bộ")


def reopen_posts_of(departure: Movement, by: User, reason: str) -> None:
    """Offices that the departure ended are held again, unless their organisation has ended since."""
    day = departure.happened_on
    ended = Q(ended_on=day) | Q(started_on__gt=day, ended_on=F("started_on"))
    posts = Post.objects.filter(
        ended,
        person=departure.person_id,
        end_reason=_departed(departure.kind),
        organisation__dissolved_on__isnull=True,
    )
    lines = []
    for post in posts:
        was = snapshot(post)
        post.ended_on, post.end_reason = None, ""
        post.save(update_fields=["ended_on", "end_reason"])
        path = departure.from_path
        lines.append(Line("post.reopened", post, path, was, snapshot(post), reason))
    note_all(by, lines)
