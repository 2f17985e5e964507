"""Who reads and keeps what is inspected: stricter than the branch. The duty reaches its own organisation's
books only, never those below it; nobody reads a file about themself."""

from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.rules import Refusal
from chibo.inspection.models import Complaint
from chibo.inspection.queries.reach import complaints_visible_to
from chibo.members.queries.reach import own_files
from chibo.organisations.models import Duty, Organisation
from chibo.organisations.powers import POWERS, Power
from chibo.organisations.queries.reach import has_power, holders


def may_inspect(user: User, keeper: int) -> bool:
    """Whether the user inspects in the name of that organisation (its key) itself."""
    return keeper in holders(user, Power.INSPECT)


def may_keep_about(user: User, keeper: int, person: int | None) -> bool:
    """Keeps a record about a person (a key): never about themself."""
    return may_inspect(user, keeper) and person not in own_files(user)


def may_tell(user: User, path: str, people: set[int]) -> bool:
    """Brings the books of a whole branch in: keeps the records and the tree at that place (the path of who
    keeps the books), and none of the people (keys) told about is the user."""
    keeps = has_power(user, Power.KEEP_RECORDS, path) and has_power(user, Power.MANAGE_TREE, path)
    return keeps and not people.intersection(own_files(user))


def check_told_by_who_reads(user: User, keeper: Organisation) -> None:
    """Need to know holds for what is brought in too: where somebody has been given the duty to inspect, only
    they bring its books in. An organisation that came in just now has nobody yet."""
    inspecting = [role for role, powers in POWERS.items() if Power.INSPECT in powers]
    given = Duty.objects.filter(organisation=keeper, role__in=inspecting)
    if given.exists() and not may_inspect(user, keeper.pk):
        raise Refusal(
            _(
                "Hồ sơ kiểm tra, kỷ luật, đơn thư của {unit} chỉ người được giao nhiệm vụ kiểm tra ở đó đưa vào "
                "được: bỏ dòng này khỏi sổ, hoặc để người ấy nhập."
            ).format(unit=keeper)
        )


def may_keep_complaint(user: User, row: Complaint) -> bool:
    return complaints_visible_to(user).filter(pk=row.pk).exists()
