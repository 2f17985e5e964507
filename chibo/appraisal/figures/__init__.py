"""Figures of ratings: of one organisation by year, and how many of whom stand at which level."""

from chibo.appraisal.figures import counts, one_unit

__all__ = ["counts", "one_unit"]
