"""Of the papers: referees, opinions, background checks; and the lists of the person's file."""

from collections.abc import Sequence
from datetime import date

from chibo.admissions.models import Case, OpinionPhase, Referee, RefereeKind
from chibo.admissions.papers.answers.facts import written
from chibo.base.text import format_date
from chibo.members.models import Person, Relative

Rows = Sequence[Sequence[str]]


def file_fields(case: Case) -> dict[str, str]:
    referees = list(case.referees.select_related("member"))
    unions = {one.kind: one for one in referees if one.kind != RefereeKind.MEMBER}
    named = [one.member.full_name if one.member else one.body_name for one in referees]
    return {
        "referee_names": "; ".join(named),
        **_union(unions.get(RefereeKind.YOUTH_UNION), "youth_union"),
        **_union(unions.get(RefereeKind.TRADE_UNION), "trade_union"),
    }


def _union(one: Referee | None, name: str) -> dict[str, str]:
    return {
        name: one.body_name if one else "",
        f"{name}_on": written(one.written_on if one else None),
    }


def tables_of(case: Case) -> dict[str, Rows]:
    person = case.person
    return {
        "career": [[_span(one.since, one.until), one.work] for one in person.career.all()],
        "studies": _studies(person),
        "travels": [
            [one.country, one.purpose, _between(one.left_on, one.returned_on)]
            for one in person.travels.all()
        ],
        "awards": [[str(one.year), one.name, one.given_by] for one in person.awards.all()],
        "relatives": _relatives(person),
        "referees": _referees(case),
        "checks": _checks(case),
        "opinions": _opinions(case, OpinionPhase.ADMISSION),
        "recognition_opinions": _opinions(case, OpinionPhase.RECOGNITION),
        "notes": [[format_date(one.noted_on), one.text] for one in case.notes.order_by("noted_on")],
    }


def _studies(person: Person) -> Rows:
    schooled = person.qualifications.exclude(school="", major="").order_by("reached_on")
    return [
        [
            one.school,
            one.major,
            one.form,
            str(one.reached_on.year) if one.reached_on else "",
            one.certificate,
        ]
        for one in schooled
    ]


def _relatives(person: Person) -> Rows:
    return [
        [
            one.relation,
            "\n".join(filter(None, (one.full_name, _born(one.born)))),
            _lived(one),
            "; ".join(filter(None, ("Đảng viên" if one.is_member else "", one.note))),
        ]
        for one in person.relatives.all()
    ]


def _born(said: str) -> str:
    if not said:
        return ""
    return f"sinh năm {said}" if said.isdigit() else f"sinh {said}"


def _lived(one: Relative) -> str:
    told = (
        ("Quê quán", one.native_place),
        ("Nơi cư trú", one.home),
        ("Nghề nghiệp", one.occupation),
    )
    return "\n".join(f"{term}: {words}" for term, words in told if words)


def _referees(case: Case) -> Rows:
    return [
        [
            one.member.full_name if one.member else one.body_name,
            str(RefereeKind(one.kind).label),
            format_date(one.together_since) if one.together_since else "",
        ]
        for one in case.referees.select_related("member")
    ]


def _checks(case: Case) -> Rows:
    return [
        [
            str(place),
            one.relation,
            one.full_name,
            one.born,
            one.sent_to,
            one.exempt_reason or one.result,
        ]
        for place, one in enumerate(case.checks.all(), start=1)
    ]


def _opinions(case: Case, phase: str) -> Rows:
    return [
        [
            str(place),
            one.body_name,
            "" if one.present is None else str(one.present),
            "" if one.in_favour is None else str(one.in_favour),
            one.text,
        ]
        for place, one in enumerate(case.opinions.filter(phase=phase), start=1)
    ]


def _span(since: str, until: str) -> str:
    return f"{since} – {until}" if until else since


def _between(first: date | None, last: date | None) -> str:
    return " – ".join(format_date(day) for day in (first, last) if day)
