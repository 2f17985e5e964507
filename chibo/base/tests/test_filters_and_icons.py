"""What templates write small: days, numbers, drawings."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.safestring import mark_safe


def written(text: str, **told: Any) -> str:
    return Template(text).render(Context(told))


def test_a_day_is_written_the_same_wherever_it_comes_from() -> None:
    late_in_hanoi = datetime(2026, 7, 5, 18, 30, tzinfo=UTC)

    assert written("{{ on|day }} {{ at|day }}", on=date(2018, 7, 6), at=late_in_hanoi) == (
        "06/07/2018 06/07/2026"
    )


@pytest.mark.parametrize("unknown", [None, "", 2018])
def test_where_no_day_is_known_nothing_is_written(unknown: object) -> None:
    assert written("{{ on|day }}", on=unknown) == ""


def test_the_year_is_left_out_while_it_runs() -> None:
    this = timezone.localdate().year

    near, far = date(this, 2, 1), date(this - 1, 2, 1)
    assert written("{{ near|day_near }} {{ far|day_near }}", near=near, far=far) == (
        f"01/02 01/02/{this - 1}"
    )


def test_a_number_has_dots_and_other_words_stay() -> None:
    assert written("{{ n|dotted }} {{ word|dotted }}", n=10225, word="2018") == "10.225 2018"


def test_a_drawing_is_small_where_asked_and_says_nothing_aloud() -> None:
    plus = '<svg class="i" aria-hidden="true"><use href="/static/icons.svg#plus"/></svg>'

    assert written('{% icon "plus" %}') == plus
    assert written("{% icon name %}", name=mark_safe("plus")) == plus
    assert written('{% icon "plus" "s" %}') == plus.replace('"i"', '"i s"')
