"""Figures of targets and of indicators."""

from chibo.targets.figures import indicators, targets

__all__ = ["indicators", "targets"]
