"""Who leads an organisation: secretary, deputy, committee, and posts of people who are gone."""

from collections import Counter
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chibo.cleaning.queries.units import Unit
from chibo.cleaning.rules.declaring import Severity, Step, of_units
from chibo.cleaning.rules.known import Known, label
from chibo.cleaning.rules.units import is_cell, is_committee

_CHARTER = gettext_lazy("Điều lệ Đảng, Điều 24")
_COMMITTEE = "organisation.cell_committee_min_members"
_SECRETARIES = frozenset({"secretary", "sectional_secretary", "cell_secretary"})
_DEPUTIES = frozenset(
    {"standing_deputy_secretary", "deputy_secretary", "sectional_deputy_secretary"}
)


@of_units(
    "secretary-missing",
    Severity.GAP,
    gettext_lazy("Chưa ghi bí thư"),
    Step.POSTS,
    source=_CHARTER,
)
def secretary_missing(unit: Unit, known: Known) -> str:
    asked = is_committee(unit) or (is_cell(unit) and unit.members)
    return "" if not asked or _held(unit, _SECRETARIES) else _("Không ai đang ghi giữ chức bí thư")


@of_units(
    "two-secretaries",
    Severity.WRONG,
    gettext_lazy("Hai bí thư cùng lúc"),
    Step.POSTS,
    source=_CHARTER,
)
def two_secretaries(unit: Unit, known: Known) -> str:
    people = {post.person_id for post in unit.posts if post.position in _SECRETARIES}
    if len(people) < 2:  # noqa: PLR2004 (two in one office)
        return ""
    return _("Đang ghi {n} bí thư").format(n=len(people))


@of_units(
    "deputy-missing",
    Severity.GAP,
    gettext_lazy("Cấp ủy chưa ghi phó bí thư"),
    Step.POSTS,
    source=_CHARTER,
)
def deputy_missing(unit: Unit, known: Known) -> str:
    if not is_committee(unit) or _held(unit, _DEPUTIES):
        return ""
    return _("Không ai đang ghi giữ chức phó bí thư")


@of_units(
    "committee-missing",
    Severity.GAP,
    gettext_lazy("Chi bộ đủ đảng viên nhưng chưa ghi chi ủy"),
    Step.POSTS,
    limits=(_COMMITTEE,),
)
def committee_missing(unit: Unit, known: Known) -> str:
    least = known.number(_COMMITTEE)
    seats = {"cell_committee_member", "cell_deputy_secretary"}
    if not is_cell(unit) or unit.officials < least or _held(unit, seats):
        return ""
    return _("Có {n} đảng viên chính thức (từ {least}), chưa ghi chi ủy").format(
        n=unit.officials, least=least
    )


@of_units(
    "post-after-leaving",
    Severity.WRONG,
    gettext_lazy("Người đã ra khỏi danh sách còn giữ chức vụ đảng"),
    Step.POSTS,
    source=gettext_lazy("Rời danh sách đảng viên thì thôi giữ chức vụ trong Đảng"),
)
def post_after_leaving(unit: Unit, known: Known) -> str:
    held = known.around.outsiders.get(unit.organisation_id, [])
    counted = Counter(held)
    if not counted:
        return ""
    posts = ", ".join(f"{label('positions', post).lower()} ({n})" for post, n in counted.items())
    return _("Chức vụ còn ghi cho người không có tên trong danh sách: {posts}").format(posts=posts)


def _held(unit: Unit, positions: Collection[str]) -> bool:
    return any(post.position in positions for post in unit.posts)
