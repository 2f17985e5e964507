"""Who leads an organisation on a day."""

from datetime import date

from chibo.members.models import Person, Post
from chibo.organisations.models import Organisation
from chibo.rulebook.queries import code_list


def secretary(organisation: Organisation | int, on: date) -> Person | None:
    """Who holds the secretary's office on a day."""
    codes = [i.code for i in code_list("positions").items() if i.extra.get("is_secretary")]
    posts = Post.objects.on(on).filter(organisation=organisation, position__in=codes)
    post = posts.select_related("person").order_by("-started_on").first()
    return post.person if post else None


def term_of(organisation: int, on: date) -> str:
    """ "2025-2030": the term named with the secretary's office on a day, or with another office of the same
    roster; empty when the books name none."""
    secretaries = [i.code for i in code_list("positions").items() if i.extra.get("is_secretary")]
    posts = Post.objects.on(on).filter(organisation=organisation).exclude(term="")
    rows = posts.order_by("-started_on").values_list("position", "term")
    return next((term for _p, term in sorted(rows, key=lambda r: r[0] not in secretaries)), "")
