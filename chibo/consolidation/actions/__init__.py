"""Writes of consolidation."""
