"""A person's file: building it, correcting it, its qualifications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.audit.actions import note
from chibo.audit.snapshots import snapshot
from chibo.base.holding import hold
from chibo.base.partial_dates import PartialDate
from chibo.base.rules import Refusal, require
from chibo.base.saving import saved
from chibo.base.secrets import keyed_hash
from chibo.base.text import clean, fold, name_sort_text, same_name_key
from chibo.members.models import Membership, Person, Qualification
from chibo.members.models.person import PARTIAL
from chibo.members.models.qualification import LADDERS
from chibo.members.rules import may_keep_file, may_register
from chibo.members.rules.cards import check_card_kept
from chibo.organisations.models import Organisation
from chibo.organisations.queries.tree import branch
from chibo.rulebook.queries import code_list

CARRIED = ("sex", "born_on", "ethnicity", "religion")


@dataclass(frozen=True)
class Level:
    """A level reached on a ladder; `level` is a code of the ladder's rulebook list, or free text for languages."""

    ladder: str
    level: str
    reached: PartialDate | None = None
    major: str = ""
    school: str = ""
    form: str = ""
    certificate: str = ""


def fill(person: Person, facts: Mapping[str, Any]) -> Person:
    """Set columns from `facts`: names are Person's, but partial dates are given whole as
    `born`, `joined`, `official`… (a PartialDate or None). Search keys and hashes follow. Does not save."""
    for name, value in facts.items():
        if name in PARTIAL:
            setattr(person, f"{name}_on", value.day if value else None)
            setattr(person, f"{name}_known_to", value.precision if value else "day")
        else:
            setattr(person, name, clean(value) if isinstance(value, str) else value)
    return index(person)


def index(person: Person) -> Person:
    """Derive what search and duplicate detection use from the name and the numbers."""
    person.name_folded = fold(person.full_name)
    person.name_sort = name_sort_text(person.full_name)
    person.name_key = same_name_key(person.full_name)
    person.national_id_hash = keyed_hash(person.national_id)
    person.national_id_tail_hash = keyed_hash(person.national_id[-4:])
    person.old_id_hash = keyed_hash(person.old_id)
    return person


def qualification(person: Person, level: Level) -> Qualification:
    """An unsaved qualification with its rank; raises UnknownCodeError for a level its ladder has not."""
    ranked = LADDERS.get(level.ladder)
    return Qualification(
        person=person,
        ladder=level.ladder,
        level=level.level,
        rank=code_list(ranked).rank(level.level) if ranked else 0,
        reached_on=level.reached.day if level.reached else None,
        reached_known_to=level.reached.precision if level.reached else "day",
        major=clean(level.major),
        school=clean(level.school),
        form=clean(level.form),
        certificate=clean(level.certificate),
    )


@transaction.atomic
def correct_file(person: Person, facts: Mapping[str, Any], *, by: User, reason: str = "") -> Person:
    """Put right what the file says; memberships carry the corrected constants from their beginning."""
    hold(person)
    require(by, may_keep_file, person)
    check_card_kept(person, facts)
    before = snapshot(person)
    fill(person, facts)
    person.full_clean()
    person.save()
    carried = {name: getattr(person, name) for name in CARRIED}
    Membership.objects.filter(person=person).update(**carried)
    note(by, "person.corrected", person, path=_path(person), before=before, reason=reason)
    return person


@transaction.atomic
def register_non_member(
    facts: Mapping[str, Any],
    keeper: Organisation,
    on: date,
    *,
    by: User,
    levels: Sequence[Level] = (),
) -> Person:
    """Open a file for an official, village cadre or outstanding person who is not in the Party."""
    where = branch(keeper, on)
    require(by, may_register, where)
    person = saved(fill(Person(keeper=keeper), facts))
    Qualification.objects.bulk_create([qualification(person, level) for level in levels])
    note(by, "person.registered", person, path=where.path)
    return person


@transaction.atomic
def record_level(person: Person, level: Level, *, by: User) -> Qualification:
    """Enter a level reached; the highest on a ladder is the one counted."""
    require(by, may_keep_file, person)
    reached = qualification(person, level)
    reached.full_clean()
    reached.save()
    note(by, "qualification.recorded", reached, path=_path(person))
    return reached


@transaction.atomic
def withdraw_level(reached: Qualification, reason: str, *, by: User) -> None:
    """Take back a level entered by mistake or cancelled; the journal keeps it with the reason."""
    hold(reached)
    require(by, may_keep_file, reached.person)
    if not clean(reason):
        raise Refusal(_("Ghi lý do rút trình độ này, ví dụ: nhập nhầm, văn bằng bị hủy."))
    note(by, "qualification.withdrawn", reached, path=_path(reached.person), reason=clean(reason))
    reached.delete()


def _path(person: Person) -> str:
    latest = person.memberships.order_by("-started_on").values_list("path", flat=True).first()
    return latest or ""
