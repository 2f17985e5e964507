"""Changing the tree: every change closes one dated row and opens another, with its decision."""
