"""Who issues a paper about a member, and who signs it."""

from dataclasses import dataclass
from datetime import date

from chibo.base.papers import Signature
from chibo.members.models import Post
from chibo.organisations.queries.naming import committee_name, committee_word, place_name
from chibo.organisations.queries.tree import Branch, ancestors, grassroots_kinds
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Head:
    """The organisation that speaks, and the one above it (None under the centre)."""

    here: Branch
    above: Branch | None

    @property
    def parent(self) -> str:
        return self.above.name.upper() if self.above else ""

    @property
    def issuer(self) -> str:
        return committee_name(self.here).upper()

    @property
    def place(self) -> str:
        return place_name(self.above if self.here.is_cell and self.above else self.here)

    @property
    def archive(self) -> str:
        return f"Lưu {committee_word(self.here)}"


def head_of(here: Branch) -> Head:
    above = ancestors(here)[-1:]
    return Head(here, above[0] if above and above[0].kind != "centre" else None)


def grassroots_head(cell: Branch) -> Head:
    """The committee of the grassroots level above a cell (the cell itself when it is that level)."""
    line = [*ancestors(cell), cell]
    basic = [one for one in line if one.kind in grassroots_kinds()]
    return head_of(basic[-1] if basic else cell)


def signature(head: Head, on: date) -> Signature:
    authority = "T/M CHI BỘ" if head.here.is_cell else "T/M BAN THƯỜNG VỤ"
    return Signature("BÍ THƯ", _secretary(head.here, on), authority=authority)


def _secretary(of: Branch, on: date) -> str:
    codes = [one.code for one in code_list("positions").items() if one.extra.get("is_secretary")]
    posts = Post.objects.on(on).filter(organisation=of.pk, position__in=codes)
    post = posts.select_related("person").order_by("-started_on").first()
    return post.person.full_name if post else ""
