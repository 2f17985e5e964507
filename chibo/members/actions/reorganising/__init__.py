"""Reorganisations: a plan is drafted, rehearsed, applied as a whole and, while nothing builds on it, undone."""
