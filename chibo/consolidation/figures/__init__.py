"""Figures of consolidation."""

from chibo.consolidation.figures import plans

__all__ = ["plans"]
