"""Of the one entry a sheet of its own is printed for: a background check, a referee, a helper."""

from collections.abc import Sequence
from datetime import date

from chibo.admissions.models import BackgroundCheck, Case, Guidance, Referee, RefereeKind
from chibo.admissions.papers.answers.facts import written
from chibo.admissions.papers.answers.person import partial_words
from chibo.members.models import Person
from chibo.members.queries.file import standing
from chibo.organisations.queries.tree import branch

Entry = BackgroundCheck | Referee | Guidance


def entries_of(case: Case, each: str, on: date) -> Sequence[Entry]:
    """The entries of a form's `each`; none yet: the form is printed once, with gaps."""
    match each:
        case "checks":
            return list(case.checks.filter(exempt_reason=""))
        case "referees":
            return list(case.referees.filter(kind=RefereeKind.MEMBER).select_related("member"))
        case "helpers":
            helpers = list(case.guidance.select_related("member").order_by("started_on"))
            return [one for one in helpers if one.holds(on)] or helpers
        case _:
            return []


def entry_fields(entry: Entry | None, on: date) -> dict[str, str]:
    return {
        **_checked(entry if isinstance(entry, BackgroundCheck) else None),
        **_referee(entry if isinstance(entry, Referee) else None, on),
        **_helper(entry if isinstance(entry, Guidance) else None),
    }


def _checked(check: BackgroundCheck | None) -> dict[str, str]:
    names = ("relation", "full_name", "born", "home", "sent_to")
    return {f"checked_{name}": getattr(check, name) if check else "" for name in names}


def _referee(one: Referee | None, on: date) -> dict[str, str]:
    names = ("name", "born", "joined", "official", "cell", "together")
    if one is None or one.member is None:
        return {f"referee_{name}": "" for name in names}
    member = one.member
    values = (
        member.full_name,
        partial_words(member, "born"),
        partial_words(member, "joined"),
        partial_words(member, "official"),
        _cell_of(member, on),
        written(one.together_since),
    )
    return {f"referee_{name}": value for name, value in zip(names, values, strict=True)}


def _cell_of(member: Person, on: date) -> str:
    """The full name: "Chi bộ bản Vặt"."""
    stay = standing(member, on).stay
    return branch(stay.cell_id, on).name if stay else ""


def _helper(one: Guidance | None) -> dict[str, str]:
    return {
        "helper_name": one.member.full_name if one else "",
        "helper_since": written(one.started_on if one else None),
    }
