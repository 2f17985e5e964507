"""The way down from the root to the register of papers."""

from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.asof import AsOf
from chibo.organisations.queries.tree import Branch
from chibo.organisations.rules import may_see_names
from chibo.organisations.tabs import crumbs


def down_to_register(user: User, keeper: Branch, on: AsOf) -> list[dict[str, str]]:
    """Crumbs for a page below the register; a link to it for whoever may open it."""
    line = crumbs(user, keeper, on, itself=True)
    if not may_see_names(user, keeper):
        return line
    register = on.url(reverse("documents:list", args=[keeper.pk]))
    return [*line, {"label": _("Văn bản"), "url": register}]
