"""Whose background is checked: the person, parents and those who raised them, parents-in-law, spouse,
children of age (S9 q1). A relative who is a member is spared."""

from django.utils import timezone
from django.utils.translation import gettext as _

from chibo.admissions.models import BackgroundCheck, Case
from chibo.base.text import fold
from chibo.members.models import Relative

_OF_AGE = 18
# The first word of a relation, without marks; "con dâu", "con rể" are not the person's children.
_NEAR = frozenset({"bo", "cha", "ba", "me", "ma", "vo", "chong", "con", "nguoi"})
_NOT_OWN = frozenset({"dau", "re", "chau"})


def proposed_checks(case: Case) -> list[BackgroundCheck]:
    """Unsaved; those the case already lists are left out."""
    person = case.person
    listed = {fold(row.full_name) for row in case.checks.all()}
    own = BackgroundCheck(
        case=case,
        relation=_("Bản thân"),
        full_name=person.full_name,
        born=str(person.partial("born") or ""),
        home=person.home_detail,
    )
    asked = [own, *(_of(case, row) for row in person.relatives.all() if _is_asked(row))]
    return [row for row in asked if fold(row.full_name) not in listed]


def _of(case: Case, relative: Relative) -> BackgroundCheck:
    spared = _("Là đảng viên, đã khai đầy đủ trong lý lịch") if relative.is_member else ""
    return BackgroundCheck(
        case=case,
        relation=relative.relation,
        full_name=relative.full_name,
        born=relative.born,
        home=relative.home,
        exempt_reason=spared,
    )


def _is_asked(relative: Relative) -> bool:
    words = fold(relative.relation).split()
    if not words or words[0] not in _NEAR or _NOT_OWN & set(words):
        return False
    return words[0] != "con" or not _is_minor(relative.born)


def _is_minor(born: str) -> bool:
    digits = born.strip()[-4:]
    return digits.isdigit() and timezone.localdate().year - int(digits) < _OF_AGE
