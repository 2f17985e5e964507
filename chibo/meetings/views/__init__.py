"""Doors to meetings."""
