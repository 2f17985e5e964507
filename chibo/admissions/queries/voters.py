"""Who is entitled to vote on a day, as the books know it: what a review's numbers are proposed from."""

from dataclasses import dataclass
from datetime import date

from chibo.base.asking import rows_together
from chibo.members.models import Exemption, Membership, Post, Status, Suspension, TemporaryStay
from chibo.rulebook.queries import code_list


@dataclass(frozen=True)
class Entitled:
    """`excused` are those excused from cell life who are not away: absent unless they came.
    `suspended` are not summoned and not among the `total`."""

    total: int
    away: int = 0
    excused: int = 0
    suspended: int = 0

    @property
    def base(self) -> int:
        return self.total - self.away - self.excused


def entitled_in_cell(cell_id: int, on: date) -> Entitled:
    """Official members of the cell; probationary ones have no vote."""
    members = Membership.objects.on(on).filter(cell=cell_id, status=Status.OFFICIAL)
    leaves = (
        Suspension.objects.on(on),
        TemporaryStay.objects.on(on).exclude(cell=cell_id),
        Exemption.objects.on(on),
    )
    theirs = [rows.filter(person__in=members.values("person")) for rows in leaves]
    read = rows_together([rows.values("person_id") for rows in (members, *theirs)])
    people, suspended, away, excused = ({row.person_id for row in rows} for rows in read)
    away -= suspended
    return Entitled(
        len(people - suspended), len(away), len(excused - away - suspended), len(suspended)
    )


def entitled_in_committee(organisation_id: int, on: date, *, standing: bool = False) -> Entitled:
    """Members of a committee, or of its standing committee."""
    flag = "is_standing" if standing else "is_committee_member"
    positions = [item.code for item in code_list("positions").items() if item.extra.get(flag)]
    held = Post.objects.on(on).filter(organisation=organisation_id, position__in=positions)
    return Entitled(held.values("person").distinct().count())
