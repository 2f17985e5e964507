"""Figures about meetings: how many were held, which cells meet every month and are followed, who came, what
became of minutes."""

from chibo.meetings.figures import attendance, cells, held, liaisons

__all__ = ["attendance", "cells", "held", "liaisons"]
