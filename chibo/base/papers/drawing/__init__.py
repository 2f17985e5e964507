"""Pictures of the rows of a table, in greys that stay apart on any printer. One unit is one point on paper."""

from chibo.base.papers.drawing.bars import MOST_BARS, Bar, bars
from chibo.base.papers.drawing.shares import Share, shares
from chibo.base.papers.drawing.steps import Step, steps

__all__ = ["MOST_BARS", "Bar", "Share", "Step", "bars", "shares", "steps"]
