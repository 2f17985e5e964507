"""Vietnamese text: everything that must know marks, names, numbers and dates as people write them.

At the door        clean, clean_lines, slug
Searching          fold, matches, highlight, same_name_key
Names in order     name_sort_text (store and index it), name_sort_key, given_name, family_and_middle
Other words        text_sort_key: from the left, numbers by value
Numbers            format_number, format_decimal, format_percent, parse_decimal, NotANumber
Dates              format_date, document_date, weekday_date
Old font encodings detect_legacy, convert_legacy (before `clean`)
"""

from chibo.base.text.dates import document_date, format_date, weekday_date
from chibo.base.text.legacy import convert_legacy, detect_legacy
from chibo.base.text.letters import clean, clean_lines, fold, same_name_key, slug, syllable
from chibo.base.text.names import (
    family_and_middle,
    given_name,
    highlight,
    matches,
    name_sort_key,
    name_sort_text,
    text_sort_key,
)
from chibo.base.text.numbers import (
    NotANumber,
    format_decimal,
    format_number,
    format_percent,
    parse_decimal,
)

__all__ = [
    "NotANumber",
    "clean",
    "clean_lines",
    "convert_legacy",
    "detect_legacy",
    "document_date",
    "family_and_middle",
    "fold",
    "format_date",
    "format_decimal",
    "format_number",
    "format_percent",
    "given_name",
    "highlight",
    "matches",
    "name_sort_key",
    "name_sort_text",
    "parse_decimal",
    "same_name_key",
    "slug",
    "syllable",
    "text_sort_key",
    "weekday_date",
]
