"""Resolutions of meetings: what the minutes offer for one, and what was issued."""
