"""Figures of meetings, by what they count."""

from chibo.meetings.figures import liaisons

__all__ = ["liaisons"]
