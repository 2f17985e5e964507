"""Offices written wrongly: corrected, or taken back as if they had not been written. The journal keeps both."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.rules import Refusal, require
from chibo.base.text import clean
from chibo.members.actions.posts import Holding
from chibo.members.models import Post
from chibo.members.rules import check_in_force, may_keep_posts
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list


@transaction.atomic
def correct_post(post: Post, told: Holding, reason: str, *, by: User) -> Post:
    """Write an office anew as `told`, its end with it; a person's office stays that person's."""
    hold(post)
    was_in = branch(post.organisation, post.started_on)
    is_in = branch(told.organisation, told.since)
    for where in (was_in, is_in):
        require(by, may_keep_posts, where)
    if not clean(reason):
        raise Refusal(_("Ghi lý do sửa, ví dụ: ghi nhầm ngày."))
    check_in_force([told.since, told.until or told.since])
    before = snapshot(post)
    _tell(post, told)
    post.full_clean()
    post.save()
    note(by, "post.corrected", post, path=is_in.path, before=before, reason=clean(reason))
    return post


def _tell(post: Post, told: Holding) -> None:
    post.position = code_list("positions").item(told.position).code
    post.organisation, post.place, post.paper = told.organisation, told.place, told.paper
    post.started_on, post.ended_on = told.since, told.until
    post.end_reason = clean(told.end_reason) if told.until else ""
    post.term, post.gained = clean(told.term), told.gained
    post.seconded_from = clean(told.seconded_from)
    post.seconded = bool(post.seconded_from)


@transaction.atomic
def withdraw_post(post: Post, reason: str, *, by: User) -> None:
    """Take back an office that was never held; who merely laid it down is ended, not withdrawn."""
    hold(post)
    where = branch(post.organisation, post.started_on)
    require(by, may_keep_posts, where)
    if not clean(reason):
        raise Refusal(_("Ghi lý do bỏ chức vụ này, ví dụ: ghi nhầm người."))
    note(by, "post.withdrawn", post, path=where.path, before=snapshot(post), reason=clean(reason))
    try:
        with transaction.atomic():
            post.delete()
    except ProtectedError as error:
        raise Refusal(
            _("Đã có việc ghi theo chức vụ này; ghi thôi giữ chức vụ thay vì bỏ.")
        ) from error
