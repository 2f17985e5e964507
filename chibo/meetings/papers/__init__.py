"""A meeting on paper: what is printed before it, at it by hand, and of it afterwards.

Every function takes plain values and gives a `base.papers.Paper`, so that a planned meeting prints like
one that was held.
"""
