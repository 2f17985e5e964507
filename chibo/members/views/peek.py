"""A member beside the list: who, what is due, the main facts, the way so far."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chibo.accounts.models import User
from chibo.base.addresses import key_of
from chibo.base.asof import AsOf
from chibo.base.text import format_date
from chibo.members.models import Membership, Person
from chibo.members.queries.ages import completed_years
from chibo.members.queries.coming import Probation
from chibo.members.queries.file import Standing, standing
from chibo.members.queries.listing import highest_levels, with_files
from chibo.members.queries.roll import with_cell_names
from chibo.members.views.columns import card_by, code_label, status_tag
from chibo.members.views.timeline import party_life
from chibo.organisations.powers import Power
from chibo.organisations.queries.reach import has_power
from chibo.rulebook.queries import Rule, source_line


def peek(wanted: str, rows: QuerySet[Membership], day: AsOf, user: User) -> dict[str, Any] | None:
    """Context of the panel for the person named by `xem`; None when the list has nobody of that number."""
    key = key_of(wanted)
    row = _row(rows, key, day) if key else None
    if row is None:
        return None
    person, stands = row.person, standing(row.person, day.on, row)
    levels = highest_levels([person.pk], day.on).get(person.pk, {})
    return {
        "person": person,
        "initials": initials(person.full_name),
        "cell": stands.cell_name,
        "tag": status_tag(row.status),
        "born": born_text(person, day),
        "ethnicity": code_label("ethnicities", person.ethnicity),
        "levels": levels,
        "card": card_by(person, day.on),
        "probation": probation_banner(
            stands, may_act=day.is_today and has_power(user, Power.KEEP_RECORDS, row.path)
        ),
        "moments": party_life(stands),
        "may_reveal": day.is_today and has_power(user, Power.SEE_SENSITIVE, row.path),
        "url": day.url(person.get_absolute_url()),
        "sheet_url": day.url(reverse("members:sheet", args=[person.pk])),
    }


def _row(rows: QuerySet[Membership], key: int, day: AsOf) -> Membership | None:
    return with_cell_names(with_files(rows.filter(person=key), numbers=True), day.on).first()


def initials(name: str) -> str:
    """First letters of the family name and of the given name: Lò Thị Hà is LH."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def born_text(person: Person, day: AsOf) -> str:
    born = person.partial("born")
    if born is None:
        return ""
    return _("{born} ({age} tuổi)").format(born=born, age=completed_years(born.day, day.on))


def probation_banner(stands: Standing, *, may_act: bool) -> dict[str, str] | None:
    """What is due about a probation: title, text and where to act, once the end is near."""
    probation = stands.probation
    if probation is None or not probation.is_spoken_of(stands.on):
        return None
    late = probation.review_by is not None and stands.on > probation.review_by
    return {
        "tone": "bad" if late else "warn",
        "title": _("Hết {n} tháng dự bị ngày {day}").format(
            n=probation.months.months, day=format_date(probation.ends)
        ),
        "text": _probation_text(stands),
        "source": source_line(_cited(probation)),
        "url": _recognise_url(stands) if may_act else "",
    }


def _cited(probation: Probation) -> Rule:
    """The rule on the review, or while its paper is unknown the Charter's months."""
    deadline = probation.deadline
    return deadline if deadline and deadline.document else probation.months


def _probation_text(stands: Standing) -> str:
    probation = stands.probation
    assert probation
    if probation.review_by is None or probation.deadline is None:
        return _("Sau ngày này chi bộ xét công nhận chính thức.")
    last = format_date(probation.review_by)
    if stands.on > probation.review_by:
        return _("Hạn chi bộ xét công nhận chính thức là {last}, nay đã quá hạn.").format(last=last)
    return _(
        "Sau ngày này chi bộ xét công nhận chính thức, trong {n} ngày làm việc (đến {last})."
    ).format(n=probation.deadline.working_days, last=last)


def _recognise_url(stands: Standing) -> str:
    return reverse("admissions:recognise", args=[stands.person.pk])
