"""Everything an outline asks for, so that it is read in two questions before a sentence is made."""

from collections.abc import Iterable, Mapping

from chibo.reports.content.sentences import Voice, asks_in
from chibo.reports.content.steps import STEPS
from chibo.reports.content.tables import CROSSED, MOVED, PARTS
from chibo.reports.content.years import tells_years
from chibo.reports.outlines import Outline, Section, Table
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers


def asks_of(plan: Outline, voice: Voice, *, annexes: bool) -> list[Ask]:
    return [
        *in_sentences(plan, voice.words),
        *_in_tables([*plan.sections, *(plan.annexes if annexes else ())], voice.numbers),
    ]


def in_sentences(plan: Outline, words: Mapping[str, str]) -> list[Ask]:
    """What the sentences of an outline ask for, and what its comparisons do."""
    asks = [
        ask
        for passage in plan.passages()
        for sentence in passage.sentences
        for ask in asks_in(f"{sentence.text} {sentence.zero}", words)
    ]
    return asks + [ask.a_year_before() for ask in asks if ask.form == "compare"]


def _in_tables(sections: Iterable[Section], numbers: Numbers) -> list[Ask]:
    tables = [one for section in sections for one in section.blocks if isinstance(one, Table)]
    return [ask for table in tables for ask in _asked(table, numbers)]


def _asked(table: Table, numbers: Numbers) -> list[Ask]:
    more = table.parameters
    match table.name:
        case "movement":
            return [*MOVED, *_both_years(PARTS)]
        case "breakdown":
            return [Ask(more["figure"], by=more["by"])]
        case "breakdowns":
            return _both_years(Ask(more["figure"], by=by) for by in more["by"])
        case "ratings_by_year":
            years = [Ask(more["figure"], when="years", by="scheme")]
            return years if tells_years(numbers) else []
        case "steps":
            return list(STEPS)
        case "gaps":
            return [Ask("members_incomplete", by="gap")]
    return list(CROSSED.get(table.name, ()))


def _both_years(asks: Iterable[Ask]) -> list[Ask]:
    return [one for ask in asks for one in (ask, ask.a_year_before())]
