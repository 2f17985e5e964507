"""Reads of consolidation."""
