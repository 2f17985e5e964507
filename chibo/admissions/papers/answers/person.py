"""Of the person: what the file says."""

from datetime import date

from chibo.admissions.papers.answers.facts import written
from chibo.members.models import Person, Qualification, Sex
from chibo.members.models.qualification import LADDERS, Ladder
from chibo.members.queries.file import levels_of
from chibo.rulebook.queries import code_list


def person_fields(person: Person, on: date) -> dict[str, str]:
    return {
        "full_name": person.full_name,
        "full_name_caps": person.full_name.upper(),
        "birth_name": person.birth_name or person.full_name,
        "aliases": person.aliases,
        "sex": str(Sex(person.sex).label) if person.sex else "",
        "born": partial_words(person, "born"),
        "birth_place": person.place("birth"),
        "native_place": person.place("native"),
        "home": person.place("home"),
        "temporary_home": person.temporary_home,
        "ethnicity": _label("ethnicities", person.ethnicity),
        "religion": _label("religions", person.religion),
        "occupation": person.occupation_text or _label("occupations", person.occupation),
        "union_joined": partial_words(person, "union_joined"),
        "union_joined_at": person.union_joined_at,
        "masked_id": person.masked_id,
        **_levels(person, on),
    }


def _levels(person: Person, on: date) -> dict[str, str]:
    """The highest of each ladder with steps, and every language and skill."""
    levels = levels_of(person, on)
    return {
        str(ladder): "; ".join(_said(level) for level in levels if level.ladder == ladder)
        if ladder not in LADDERS
        else next((_said(level) for level in levels if level.ladder == ladder), "")
        for ladder in Ladder.values
    }


def _said(level: Qualification) -> str:
    name = _label(LADDERS[level.ladder], level.level) if level.ladder in LADDERS else level.level
    return f"{name} {level.major}".strip()


def _label(name: str, code: str) -> str:
    """The label of a code, or the text itself where people write in words."""
    codes = code_list(name)
    return codes.label(code) if code in codes else code


def partial_words(person: Person, name: str) -> str:
    known = person.partial(name)
    if known is None or known.precision != "day":
        return str(known or "")
    return written(known.day)
