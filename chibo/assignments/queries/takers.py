"""Who work may be given to from an organisation."""

from chibo.accounts.models import User
from chibo.members.models import Person, Post
from chibo.members.queries.reach import visible_to
from chibo.organisations.queries.tree import Branch, children, under

# A cell has tens of members; a committee gives work to its own officers and to the units below.
_MOST = 400


def people_to_give(user: User, of: Branch) -> list[Person]:
    """Members of a cell; of a committee those who hold a post in it or lead a unit below."""
    members = visible_to(user, of.on).filter(under(of.path)).select_related("person")
    if not of.is_cell:
        officers = Post.objects.on(of.on).filter(organisation__in=_own_and_below(of))
        members = members.filter(person__in=officers.values("person"))
    rows = members.order_by("person__name_sort", "pk")[:_MOST]
    return [row.person for row in rows]


def units_to_give(of: Branch) -> list[Branch]:
    """The units directly below; a cell has none."""
    return [] if of.is_cell else children(of)


def _own_and_below(of: Branch) -> list[int]:
    return [of.pk, *(one.pk for one in children(of))]
