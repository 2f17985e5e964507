"""One content of a report from its numbers, its outline and the words people gave it."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from chibo.base.text import format_date
from chibo.reports.content.asked import asks_of, in_sentences
from chibo.reports.content.ground import Ground
from chibo.reports.content.own_text import named, rendered
from chibo.reports.content.pieces import Content, Grid, Passage, Section
from chibo.reports.content.sentences import Voice, generated
from chibo.reports.content.tables import TABLES, balance
from chibo.reports.models import Wording
from chibo.reports.outlines import Passage as PassageTemplate
from chibo.reports.outlines import Section as SectionTemplate
from chibo.reports.outlines import Table, outline
from chibo.reports.queries.asking import Ask
from chibo.reports.queries.numbers import Numbers


def build(
    kind: str,
    numbers: Numbers,
    wordings: Mapping[str, Wording],
    *,
    names: bool,
    annexes: bool = True,
) -> Content:
    """`names`: whether people may be named in it; `annexes` False leaves their questions unasked.
    Raises NotInTree when the organisation did not exist."""
    plan, voice, ground = outline(kind), voice_of(numbers), Ground(numbers, names)
    asks = asks_of(plan, voice, annexes=annexes)
    numbers.prepare([ask for ask in asks if numbers.knows(ask)])
    sections = [_section(one, voice, ground, wordings) for one in plan.sections]
    added = [_section(one, voice, ground, wordings) for one in plan.annexes if annexes]
    content = Content(
        tuple(one for one in sections if one.blocks), tuple(one for one in added if one.blocks)
    )
    return replace(content, problems=tuple(_problems(content, numbers)))


def voice_of(numbers: Numbers) -> Voice:
    place = numbers.branch
    words = {
        "organisation": place.name,
        "period": numbers.period.label,
        "day": format_date(numbers.counted.last),
        "whole": _("chi bộ") if place.is_cell else _("Đảng bộ"),
    }
    return Voice(numbers, words)


def _section(
    plan: SectionTemplate, voice: Voice, ground: Ground, wordings: Mapping[str, Wording]
) -> Section:
    blocks = [
        _table(one, ground) if isinstance(one, Table) else _passage(one, voice, wordings)
        for one in plan.blocks
    ]
    kept = tuple(one for one in blocks if one is not None)
    return Section(plan.key, plan.title, kept, plan.on_page_only)


def _table(plan: Table, ground: Ground) -> Grid | None:
    name = plan.parameters.get("figure")
    if name and not ground.numbers.knows(Ask(name)):
        return None
    grid = TABLES[plan.name](ground, plan.parameters)
    return replace(grid, caption=plan.caption) if grid else None


def _passage(
    plan: PassageTemplate, voice: Voice, wordings: Mapping[str, Wording]
) -> Passage | None:
    """Absent when no app owns any of its figures and nobody writes it by hand."""
    passage = generated(plan, voice)
    if plan.key in wordings:
        own = wordings[plan.key]
        return rendered(passage, own.text, own.note, voice.numbers)
    return passage if passage.pieces or plan.free else None


def usable(kind: str, content: Content, numbers: Numbers) -> dict[str, Ask]:
    """The numbers people may set into their own words, by what they are called."""
    plan, voice = outline(kind), voice_of(numbers)
    pieces = [piece for passage in content.passages() for piece in passage.pieces]
    asks = [
        ask
        for ask in in_sentences(plan, voice.words)
        if voice.numbers.knows(ask) and not ask.is_list and ask.when != "before"
    ]
    rounded = [replace(ask, form="rough") for ask in asks if not (ask.form or ask.by)]
    return named([*asks, *rounded], pieces)


def _problems(content: Content, numbers: Numbers) -> list[str]:
    found = []
    if numbers.counted != numbers.period:
        found.append(
            _("Kỳ chưa kết thúc: số liệu mới tính đến {day}.").format(
                day=format_date(numbers.counted.last)
            )
        )
    equation = balance(numbers)
    if equation is None:
        found.append(_("Chưa đối chiếu được biến động: thiếu số đầu kỳ hoặc cuối kỳ."))
    elif not equation.holds:
        found.append(str(equation))
    found += [problem for passage in content.passages() for problem in passage.problems]
    incomplete = numbers.reading(Ask("members_incomplete"))
    if incomplete.reason:
        found.append(incomplete.reason)
    return found
