from datetime import date

from django.db import transaction

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.rules import require
from chibo.base.text import clean
from chibo.documents.models import Paper
from chibo.members.models import Person, Post
from chibo.members.rules import may_keep_posts
from chibo.organisations.models import Organisation, Place
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list


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
    where = branch(post.organisation, on)
    require(by, may_keep_posts, where)
    before = snapshot(post)
    post.ended_on, post.end_reason = on, clean(reason)
    post.full_clean()
    post.save()
    note(by, "post.ended", post, path=where.path, before=before, reason=reason)
    return post
