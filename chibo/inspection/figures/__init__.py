"""Figures of inspection and discipline: totals for everybody, rows only for those who inspect."""

from chibo.inspection.figures import discipline, inspections

__all__ = ["discipline", "inspections"]
