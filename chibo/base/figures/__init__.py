"""A figure is its rows: the number is their count, and every door asks the same definition.

Apps define figures in their `figures` room and hand them to `register`; doors read them with
`figure(id)` and `read(figure, scope)`.
"""

from chibo.base.figures.breakdowns import (
    Breakdown,
    ByField,
    ByKey,
    ByOwnKeys,
    InGroups,
    groups_together,
)
from chibo.base.figures.counting import listed_together
from chibo.base.figures.definition import (
    Amount,
    Dimension,
    Figure,
    Group,
    Part,
    Reading,
    RowsOf,
    Scope,
    Sum,
    UnknownFigure,
    UnlessAny,
    Words,
    plain,
)
from chibo.base.figures.links import number_url
from chibo.base.figures.narrowing import Narrowing, narrowed, narrowed_reading
from chibo.base.figures.reading import base_rows, read, read_by, read_together
from chibo.base.figures.registry import all_figures, figure, is_registered, register
from chibo.base.figures.rounding import Rounding, percent

__all__ = [
    "Amount",
    "Breakdown",
    "ByField",
    "ByKey",
    "ByOwnKeys",
    "Dimension",
    "Figure",
    "Group",
    "InGroups",
    "Narrowing",
    "Part",
    "Reading",
    "Rounding",
    "RowsOf",
    "Scope",
    "Sum",
    "UnknownFigure",
    "UnlessAny",
    "Words",
    "all_figures",
    "base_rows",
    "figure",
    "groups_together",
    "is_registered",
    "listed_together",
    "narrowed",
    "narrowed_reading",
    "number_url",
    "percent",
    "plain",
    "read",
    "read_by",
    "read_together",
    "register",
]
