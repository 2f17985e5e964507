"""Bringing a file in: upload, map, answer, apply, take back."""
