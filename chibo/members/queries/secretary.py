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
